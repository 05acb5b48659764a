"""What passes every check of the files and still can't be loaded gets one sentence; the order of lines is no matter."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction

from thidua.base.access.actor import Problem, Refused
from thidua.base.units.models import UnitVersion
from thidua.ops.loading.run import CannotAct, Run
from thidua.ops.loading.season import load_season, prepare

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "pho-lu-2023"
Change = Callable[[Path], None]
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(EXAMPLE, tmp_path / "season")
    yield tmp_path / "season"


def replaced(file: str, old: str, new: str) -> Change:
    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _reverse(folder: Path, file: str) -> None:
    first, *rest = (folder / file).read_text(encoding="utf-8").splitlines()
    (folder / file).write_text("\n".join([first, *reversed(rest)]) + "\n", encoding="utf-8")


def _tree(run: Run) -> set[tuple[str, str]]:
    rows = UnitVersion.objects.filter(unit__in=run.units.values()).select_related("unit", "parent")
    return {(row.unit.code, row.parent.code if row.parent else "") for row in rows}


def test_units_and_documents_may_stand_in_any_order(folder: Path) -> None:
    with transaction.atomic():
        expected = _tree(prepare(folder))
        transaction.set_rollback(True)
    for file in ("units.csv", "documents.csv"):
        _reverse(folder, file)
    assert _tree(prepare(folder)) == expected


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("dossiers.csv", "04/12/2023", "04/12/1999", "dossiers.csv, dòng"),
        ("accounts.csv", "authority,PL,", "auditor,PL,", "Người có thẩm quyền quyết định"),
    ],
)
def test_what_can_not_be_done_names_its_place(folder: Path, file: str, old: str, new: str, words: str) -> None:
    replaced(file, old, new)(folder)
    with pytest.raises((CannotAct, Problem, Refused), match=words):
        load_season(folder)


def test_a_season_without_histories_is_loaded(folder: Path) -> None:
    header = (folder / "histories.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "histories.csv").write_text(header + "\n", encoding="utf-8")
    assert load_season(folder, until="propose").made["dossier"]
