"""examples/README.md tells the whole form: every file, every column and entry, every word that may be written."""

from collections.abc import Iterator

import pytest

from tests.ops.seasonfiles.seasons import EXAMPLES, SEASONS
from thidua.ops.seasonfiles import vocabulary
from thidua.ops.seasonfiles.form import columns
from thidua.ops.seasonfiles.model import Holiday, NextYear, SeasonInfo, Seed, StageWindow
from thidua.ops.seasonfiles.model_award import (
    Amendment,
    AwardStep,
    Conference,
    Council,
    CouncilMember,
    Decision,
    Delegate,
    Exemplar,
    ProgrammeItem,
    Session,
)
from thidua.ops.seasonfiles.model_cycle import (
    Cluster,
    ClusterPaper,
    Commitment,
    CovenantEntry,
    Movement,
    PaperComment,
    Relaunch,
    Signature,
)
from thidua.ops.seasonfiles.model_report import ScoreLine
from thidua.ops.seasonfiles.reader import LISTS, OPTIONAL_LISTS

README = (EXAMPLES / "README.md").read_text(encoding="utf-8")

FORMS: dict[str, tuple[type, ...]] = {
    **{file: (kind,) for file, kind in (*LISTS.values(), *OPTIONAL_LISTS.values())},
    "scores.csv": (ScoreLine,),
    "season.yaml": (SeasonInfo, StageWindow, Holiday, NextYear, Seed),
    "movements.yaml": (Movement, Relaunch),
    "clusters.yaml": (Cluster, ClusterPaper, PaperComment),
    "covenant.yaml": (CovenantEntry, Commitment, Signature),
    "council.yaml": (Council, CouncilMember, Session),
    "decisions.yaml": (Decision, Amendment),
    "honour.yaml": (Conference, ProgrammeItem, Delegate, AwardStep, Exemplar),
}


def section(file: str) -> str:
    return README.split(f"### {file}:", 1)[1].split("\n#", 1)[0]


@pytest.mark.parametrize("file", FORMS)
def test_every_column_and_entry_is_told(file: str) -> None:
    text = section(file)
    assert [name for kind in FORMS[file] for name in columns(kind) if f"`{name}`" not in text] == []


def words() -> Iterator[str]:
    for name, value in vars(vocabulary).items():
        if name.isupper() and isinstance(value, dict):
            yield from (word for word in value if word)


def test_every_word_is_told() -> None:
    assert [word for word in words() if word not in README] == []


def test_every_file_of_the_examples_is_told() -> None:
    files = {path.name for name in SEASONS for path in (EXAMPLES / name).glob("*") if path.suffix in (".csv", ".yaml")}
    assert [file for file in sorted(files) if f"### {file}:" not in README] == []


def test_every_season_is_told() -> None:
    for folder in EXAMPLES.iterdir():
        if folder.is_dir():
            assert f"`{folder.name}`" in README
