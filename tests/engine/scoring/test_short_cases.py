"""Cases in their short form: those of real schemes all pass, wrong ones fail, and what isn't understood is told."""

from pathlib import Path
from typing import Any

import pytest

from thidua.engine.scoring.cases import KNOWN, Case, CaseError, read_cases, run_case, run_file
from thidua.ops.commands import cases as command

FOLDER = Path(__file__).parent / "short"
ALL = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read_cases(path)]
FAULTS = ("error", "reject", "flag", "bad", "error or clamp to 4", "overlap")  # answered «ok» when nothing is wrong


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_cases_of_real_schemes_and_their_variants(case: Case) -> None:
    assert run_case(case).differences == ()


def test_every_kind_has_a_case_and_every_case_its_own_id() -> None:
    assert {case.kind for case in ALL} == set(KNOWN)
    assert len({case.id for case in ALL}) == len(ALL)


def changed(value: Any) -> Any:
    """Another expectation of the same form, which must not come out."""
    if isinstance(value, dict):
        return {key: changed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [*value[1:], "khác"]
    if isinstance(value, str):
        return "ok" if value.casefold() in FAULTS else "bad" if value == "ok" else "khác"
    return "khác" if value is None else value + 1


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


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_another_answer_fails(case: Case) -> None:
    assert not run_case(wrong(case)).passed


def test_of_several_answers_each_must_come_out() -> None:
    rows = [{"d": 0, "e": 3}, {"d": 1, "e": 3}, {"d": 4, "e": 2}]
    told = run_case(Case("a", "late_decay", "", {"base": 3, "per_day": 0.25, "cases": rows})).differences
    assert told == ("trễ 1 ngày: cần 3, có 2,75",)


def test_nothing_is_wrong_with_points_up_to_the_maximum() -> None:
    fine = {"input": {"max": 5, "self": 4}, "expect": "flag"}
    assert run_case(Case("a", "reject", "", fine)).differences == ("4 trên 5: cần flag, có 4",)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("dieu6", {"max": 5, "units": {"A": [1]}, "expect": {"A": 1}}),
        ("dieu6", {"max": 5, "units": [1], "expect": {"A": 1}}),
        ("dieu6", {"max": 5, "units": {"A": [1, 1]}, "expect": {"B": 1}}),
        ("leaf", {"max": 3, "items": [{"n": 1, "pts": -1, "weight": 2}], "expect": 2}),
        ("leaf", {"max": 3, "items": [{"n": 1, "pts": -1, "unit": 2}], "expect": 2}),
        ("ladder", {"bands": [{"gte": 1, "pts": 1, "bonus": 1}], "x": 1, "expect": 1}),
        ("pct_rank", {"rows": {"A": 5}, "expect": {"A": 1}}),
        ("rank_points", {"table": [2, 1], "totals": {"A": 1}, "tie": "khác", "expect": {"A": 2}}),
        ("label", {"bands": [[1]], "x": 1, "expect": "A"}),
        ("late_decay", {"base": 3, "per_day": 1, "cases": [{"d": 1}]}),
        ("late_decay", {"base": 3, "per_day": 1, "cases": 5}),
        ("linear", {"max": 1, "full": 2, "x": 1, "rounding": "khác", "expect": 0.5}),
        ("linear", {"max": 1, "full": 2, "x": 1, "rounding": {"place": 1}, "expect": 0.5}),
        ("threshold", {"n": 7, "num": 1, "den": 0, "expect": 5}),
        ("quota", {"n": 7.5, "l2": 1, "l1": 1, "expect": {"L2": 0}}),
        ("gate", {"input": {"total": 5, "sheet_sent": True, "late": True}, "expect": 5}),
        ("evidence_year", {"year": 2022, "dates": ["hôm qua"], "expect_flagged": 1}),
        ("overlap", {"input": {"x": 1, "bands": [[0, 2, 0], [1, 3, 1]]}, "expect": "khác"}),
        ("sum", {"parts": 5, "expect": 5}),
    ],
)
def test_a_case_of_another_shape_fails_alone_with_a_sentence(kind: str, fields: dict[str, Any]) -> None:
    result = run_case(Case("a", kind, "", fields))
    assert result.fault and not result.passed


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
