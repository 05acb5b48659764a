"""The schema check: each fault is named by file, path and a sentence; gaps and overlaps between regimes are found."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from thidua.engine.rulebook import LawError, check_catalogue, load_catalogue
from thidua.engine.rulebook.lawbook.check import DEFAULT_FOLDER
from thidua.engine.rulebook.lawbook.files import parse

OVERLAYS = Path(__file__).parents[2] / "law" / "overlays"


def test_the_law_that_is_shipped_has_no_fault() -> None:
    assert check_catalogue() == ()
    assert load_catalogue().conflicts == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(DEFAULT_FOLDER, tmp_path / "law")


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


FAULTS = parse((Path(__file__).parent / "faults.yaml").read_text(encoding="utf-8"))["faults"]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["said"])
def test_a_fault_is_named(folder: Path, fault: dict[str, str]) -> None:
    change(folder, fault["file"], fault["old"], fault["new"])
    problems, file, said = check_catalogue(folder), fault.get("said_in", fault["file"]), fault["said"]
    assert any(p.file == file and fault["path"] in p.path and said in p.sentence for p in problems), problems
    with pytest.raises(LawError) as error:
        load_catalogue(folder)
    assert file in str(error.value) and said in str(error.value)


def test_every_problem_is_told_at_once(folder: Path) -> None:
    for regime in "AB":
        change(folder, f"{regime}/1_titles_individual.yaml", "kind: title", "kind: tite")
    told = {problem.file for problem in check_catalogue(folder)}
    assert told >= {"A/1_titles_individual.yaml", "B/1_titles_individual.yaml"}


def test_a_missing_file_a_code_written_twice_and_a_wrong_folder(folder: Path) -> None:
    (folder / "votes.yaml").unlink()
    shutil.copy(folder / "A" / "1_titles_individual.yaml", folder / "A" / "9_again.yaml")
    sentences = [str(p) for p in check_catalogue(folder)]
    assert "votes.yaml: thiếu tệp này trong thư mục luật." in sentences
    assert any("mã này đã có trong A/1_titles_individual.yaml" in s for s in sentences)
    with pytest.raises(LawError, match="Không có thư mục"):
        check_catalogue(folder / "nowhere")


def test_a_fallback_must_carry_its_warning(folder: Path) -> None:
    path = folder / "regimes.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("    warning: >-"), text.index("    transition:", text.index("    warning: >-"))
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert any("thiếu câu cảnh báo" in p.sentence for p in check_catalogue(folder))


OVERLAY = """
overlay: try
name: Quy định thử
issued_by: Nơi thử
decision: Quyết định thử
from: 2022-01-01
to: 2023-12-31
last_checked_on: 2026-11-21
"""


CONDITION = "text: t, test: {cluster_rank: 1}, citation: c, confidence: seen"
QUOTA = "{max_share: 20%, of: ldtt_holders, text: t, citation: c, confidence: seen}"
AWARD = """{name: n, kind: title, subjects: [individual], level: local, citation: c,
  authority: {who: [district_chair], text: t, confidence: seen}}"""


@pytest.mark.parametrize(
    ("body", "where", "said"),
    [
        (f"narrows: {{CSTDCS: {{quota: {QUOTA}}}}}", "CSTDCS.quota", "rộng hơn mức của luật"),
        (f"narrows: {{CSTDTQ: {{quota: {QUOTA}}}}}", "CSTDTQ.quota", "luật không giao địa phương"),
        (
            "narrows: {CSTDCS: {papers: [{paper: report, citation: c, confidence: seen}]}}",
            "CSTDCS.papers",
            "luật không giao địa phương",
        ),
        (
            f"narrows: {{LDTT: {{conditions: [{{code: rating, {CONDITION}}}]}}}}",
            "conditions[rating]",
            "trùng mã với một điều kiện của luật",
        ),
        (
            f"narrows: {{LDTT: {{conditions: [{{code: x, replaces: rating, {CONDITION}}}]}}}}",
            "conditions[x]",
            "không được thay điều kiện “rating”",
        ),
        ("narrows: {XA_TB: {conditions: []}}", "narrows.XA_TB", "không có mã này trong luật ở thời gian của tệp"),
        (f"awards: {{LDTT: {AWARD}}}", "awards.LDTT", "trùng mã của luật"),
    ],
)
def test_what_an_overlay_may_not_do_is_reported_and_not_applied(
    tmp_path: Path, body: str, where: str, said: str
) -> None:
    path = tmp_path / "local.yaml"
    path.write_text(OVERLAY + body, encoding="utf-8")
    [problem] = check_catalogue(overlays=[path])
    assert problem.file == "local.yaml" and where in problem.path and said in problem.sentence
    catalogue = load_catalogue(overlays=[path])
    assert catalogue.conflicts == (problem,)
    award = catalogue.award("LDTT", date(2022, 6, 1))
    assert award.overlay == "" and all(not n.conditions and n.quota is None for _, n in award.narrowings)


def test_two_overlays_with_one_code_at_the_same_time(tmp_path: Path) -> None:
    local = f"awards: {{X: {AWARD}}}"
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(OVERLAY + local, encoding="utf-8")
    [problem] = check_catalogue(overlays=[tmp_path / "one.yaml", tmp_path / "two.yaml"])
    assert problem.file == "two.yaml" and "đã có trong one.yaml cho cùng thời gian" in problem.sentence


def test_a_fault_inside_an_overlay_is_named() -> None:
    assert check_catalogue(overlays=[OVERLAYS / "draft_2025.yaml"]) == ()
    problems = check_catalogue(overlays=[OVERLAYS / "province_example.yaml"])
    # the province's rule outlives the regimes in which the law lets it replace the standard
    assert [(p.path, "luật" in p.sentence) for p in problems] == [
        ("narrows.XA_TB.conditions[leads_province_movement]", True)
    ]
