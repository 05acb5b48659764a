"""Every case of this folder is answered by the engine that the application uses."""

from pathlib import Path

import pytest

from thidua.engine.rulebook import load_catalogue
from thidua.engine.rulebook.cases.form import read_cases
from thidua.engine.rulebook.cases.run import CaseResult, run_file
from thidua.engine.rulebook.lawbook.files import LawError
from thidua.engine.rulebook.manual import manual

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yaml"))
RESULTS = [(path.stem, result) for path in FILES for result in run_file(path)]


@pytest.mark.parametrize("result", [result for _, result in RESULTS], ids=[f"{s}:{r.case.id}" for s, r in RESULTS])
def test_case(result: CaseResult) -> None:
    assert result.passed, f"{result.case.text}\n{result.differences}\n{result.sentence}"
    if result.case.source == "M":
        assert result.warnings, "what rests on memory must warn"
        assert result.got["answer"] != "not_eligible", "what rests on memory must not refuse"


def test_the_page_for_officials_is_in_step() -> None:
    page = HERE.parents[1] / "docs" / "law.md"
    assert page.read_text(encoding="utf-8") == manual(HERE, load_catalogue()), (
        "run: python -m thidua.engine.rulebook.manual tests/law > docs/law.md"
    )


def test_ids_are_unique_over_all_files() -> None:
    ids = [case.id for path in FILES for case in read_cases(path).cases]
    assert len(ids) == len(set(ids))


def test_a_wrong_expectation_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    text = (HERE / "08_money.yaml").read_text(encoding="utf-8").replace("amount: 450000", "amount: 447000")
    path.write_text(text, encoding="utf-8")
    [failed] = [result for result in run_file(path) if not result.passed]
    assert failed.case.id == "T55"
    assert failed.differences == ("amount: cần 447000, có 450000",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("question: vote", "question: votes", "cases[T27].question: “votes” không dùng được"),
        ("clause: Nghị", "article: Nghị", "không có mục nào tên “article”"),
        ("id: T28", "id: T27", "mã trường hợp bị trùng: T27"),
        ("on: 2022-12-31", "on: 31/12/2022", "phải là ngày"),
    ],
)
def test_a_malformed_file_is_named_with_its_path(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text((HERE / "06_votes.yaml").read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawError, match="cases.yaml") as error:
        read_cases(path)
    assert said in str(error.value)
