"""Cases in their short form: those of real schemes all pass, wrong ones fail, and what isn't understood is told."""

from pathlib import Path
from typing import Any

import pytest

from thidua.engine.scoring.cases import KNOWN, Case, CaseError, read_cases, run_case, run_file
from thidua.ops.commands import cases as command

FOLDER = Path(__file__).parent / "short"
REAL = read_cases(FOLDER / "bang_that.yaml")


@pytest.mark.parametrize("case", REAL, ids=lambda case: case.id)
def test_cases_of_real_schemes(case: Case) -> None:
    assert run_case(case).differences == ()


def test_every_kind_has_a_case() -> None:
    assert {case.kind for case in REAL} == set(KNOWN)


def changed(value: Any) -> Any:
    """Another expectation of the same form, which must not come out."""
    if isinstance(value, dict):
        return {key: changed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [*value[1:], "khác"]
    return "khác" if isinstance(value, str) or value is None else value + 1


def wrong(case: Case) -> Case:
    """The case with all its answers changed."""
    fields: dict[str, Any] = {
        name: changed(value) if name.startswith("expect") else value for name, value in case.fields.items()
    }
    if case.kind == "ratio_check":
        fields["rows"] = [[*row[:3], "ok" if row[3] == "bad" else "bad"] for row in fields["rows"]]
    if "cases" in fields:
        fields["cases"] = [{**each, "e": changed(each["e"])} for each in fields["cases"]]
    return Case(case.id, case.kind, case.source, fields)


@pytest.mark.parametrize("case", REAL, ids=lambda case: case.id)
def test_another_answer_fails(case: Case) -> None:
    if case.kind in ("over_max", "reject"):
        fine = {"input": {"max": 5, "self": 4}, "expect": "flag"}  # nothing is wrong with 4 of 5
        assert run_case(Case(case.id, case.kind, "", fine)).differences == ("4 trên 5: cần flag, có 4",)
    else:
        assert not run_case(wrong(case)).passed


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"max": 4, "achieved": False}, "thiếu trường «expect»."),
        ({"max": 4, "achieved": False, "expect": 0, "extra": 1}, "không hiểu trường extra."),
        ({"max": -4, "achieved": False, "expect": 0}, "quy tắc của ca không dùng được"),
    ],
)
def test_what_is_not_understood_is_told(fields: dict[str, Any], told: str) -> None:
    (difference,) = run_case(Case("a", "yesno", "", fields)).differences
    assert told in difference


def test_an_unknown_kind_and_a_case_without_answers_fail() -> None:
    assert "không biết loại ca «khac»" in run_case(Case("a", "khac", "", {})).differences[0]
    assert not run_case(Case("a", "competition_rank", "", {"totals": {"A": 1}, "expect": {}})).passed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tests: [{id: a, kind: sum", "không đúng dạng YAML"),
        ("- {id: a, kind: deadline, due: 2022-02-31}", "không đúng dạng YAML"),
        ("[" * 5000, "không đúng dạng YAML"),
        ("tests: 5", "phải là một danh sách ca"),
        ("- {kind: sum}", "ca thứ 1 phải có id và kind"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "ca.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=told):
        run_file(path)


def test_the_command_counts_and_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ca.yaml"
    path.write_text(
        "- {id: a, kind: sum, parts: [1, 2], expect: 3}\n- {id: b, src: X, kind: sum, parts: [1], expect: 2}\n"
    )
    assert command.main(["scoring", str(path)]) == 1
    assert capsys.readouterr().out.splitlines() == ["b [X] sum: tổng: cần 2, có 1", "1 passed, 1 failed"]
    assert command.main(["scoring", str(tmp_path / "khong-co.yaml")]) == 2
