"""Reads a season folder: all files, then all checks between them; one value or all problems."""

from pathlib import Path
from typing import Any, TypeVar

from thidua.ops.seasonfiles.checks import Names
from thidua.ops.seasonfiles.checks_award import check_award
from thidua.ops.seasonfiles.checks_base import check_base
from thidua.ops.seasonfiles.checks_cycle import check_cycle
from thidua.ops.seasonfiles.codes import Codes, read_codes
from thidua.ops.seasonfiles.covenants import read_covenants
from thidua.ops.seasonfiles.form import build, read_list, read_records
from thidua.ops.seasonfiles.model import Account, Document, LineageStep, Official, Person, SeasonInfo, Unit
from thidua.ops.seasonfiles.model_award import BallotCount, Council, Decision, Dossier, HistoryEntry, Honour
from thidua.ops.seasonfiles.model_cycle import (
    Cluster,
    Movement,
    Registration,
)
from thidua.ops.seasonfiles.model_report import Indicator, Reminder, Result, Target, UnitReport
from thidua.ops.seasonfiles.problems import Collector
from thidua.ops.seasonfiles.scheme import read_scheme, read_scores
from thidua.ops.seasonfiles.season import SeasonFiles
from thidua.ops.seasonfiles.sources import read_entry

T = TypeVar("T")

LISTS: dict[str, tuple[str, type]] = {
    "units": ("units.csv", Unit),
    "officials": ("officials.csv", Official),
    "accounts": ("accounts.csv", Account),
    "persons": ("persons.csv", Person),
    "documents": ("documents.csv", Document),
    "registrations": ("registrations.csv", Registration),
    "indicators": ("indicators.csv", Indicator),
    "targets": ("targets.csv", Target),
    "results": ("results.csv", Result),
    "reports": ("reports.csv", UnitReport),
    "histories": ("histories.csv", HistoryEntry),
    "dossiers": ("dossiers.csv", Dossier),
    "ballots": ("ballots.csv", BallotCount),
}
OPTIONAL_LISTS: dict[str, tuple[str, type]] = {
    "lineage": ("lineage.csv", LineageStep),
    "reminders": ("reminders.csv", Reminder),
}


def read_season(folder: Path) -> SeasonFiles:
    """The season of a folder.

    Raises SeasonProblems with every problem found: first each file by itself, then, once all files can be read, what
    they say about each other. Nothing is guessed and nothing is written.
    """
    problems = Collector()
    if not folder.is_dir():
        problems.unreadable(str(folder), None, "Không có thư mục này. Hãy kiểm tra lại đường dẫn.")
        problems.raise_if_any()
    season, codes = _read(folder, problems)
    if season is not None and problems.all_readable:
        names = Names(season)
        check_base(season, names, problems)
        check_cycle(season, names, codes, problems)
        check_award(season, names, codes, problems)
    problems.raise_if_any()
    assert season is not None  # a file that can't be read is a problem, raised above
    return season


def _read(folder: Path, problems: Collector) -> tuple[SeasonFiles | None, Codes]:
    overlay, codes = read_codes(folder, problems)
    info = _top(folder, "season.yaml", SeasonInfo, problems)
    council = _top(folder, "council.yaml", Council, problems)
    honour = _top(folder, "honour.yaml", Honour, problems)
    scheme = read_scheme(folder, problems)
    lists: dict[str, Any] = {
        **{name: read_list(folder, file, kind, problems) for name, (file, kind) in LISTS.items()},
        **{
            name: read_list(folder, file, kind, problems, required=False)
            for name, (file, kind) in OPTIONAL_LISTS.items()
        },
    }
    movements = read_records(folder, "movements.yaml", "phong trào", Movement, problems)
    clusters = read_records(folder, "clusters.yaml", "cụm khối", Cluster, problems)
    covenants = read_covenants(folder, clusters, problems)
    decisions = read_records(folder, "decisions.yaml", "quyết định", Decision, problems)
    scores = read_scores(folder, scheme, problems)
    if info is None or council is None or honour is None or scheme is None:
        return None, codes
    season = SeasonFiles(
        folder=folder,
        info=info,
        movements=movements,
        clusters=clusters,
        covenants=covenants,
        scheme=scheme,
        scores=scores,
        council=council,
        decisions=decisions,
        conferences=honour.conferences,
        exemplars=honour.exemplars,
        overlay=overlay,
        **lists,
    )
    return season, codes


def _top(folder: Path, file: str, kind: type[T], problems: Collector) -> T | None:
    """A YAML file that is one record."""
    entry = read_entry(folder, file, problems)
    return build(kind, entry) if entry is not None else None
