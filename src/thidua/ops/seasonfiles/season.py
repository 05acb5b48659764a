"""The whole season folder as one value."""

from dataclasses import dataclass
from pathlib import Path

from thidua.ops.seasonfiles.model import (
    Account,
    Document,
    LineageStep,
    Official,
    Person,
    SeasonInfo,
    Unit,
)
from thidua.ops.seasonfiles.model_award import (
    BallotCount,
    Conference,
    Council,
    Decision,
    Dossier,
    Exemplar,
    HistoryEntry,
)
from thidua.ops.seasonfiles.model_cycle import (
    Cluster,
    Covenant,
    Movement,
    Registration,
)
from thidua.ops.seasonfiles.model_report import Indicator, Reminder, Result, SchemeFile, ScoreLine, Target, UnitReport


@dataclass(frozen=True, slots=True)
class SeasonFiles:
    """Everything a season folder says, read and checked. Entries with the next year's ``year`` belong to that year.

    ``overlay`` is the path of local.yaml, the overlay of the law with locally named awards, where there is one.
    """

    folder: Path
    info: SeasonInfo
    units: tuple[Unit, ...]
    lineage: tuple[LineageStep, ...]
    officials: tuple[Official, ...]
    accounts: tuple[Account, ...]
    persons: tuple[Person, ...]
    documents: tuple[Document, ...]
    movements: tuple[Movement, ...]
    registrations: tuple[Registration, ...]
    clusters: tuple[Cluster, ...]
    covenants: tuple[Covenant, ...]
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    results: tuple[Result, ...]
    reports: tuple[UnitReport, ...]
    reminders: tuple[Reminder, ...]
    scheme: SchemeFile
    scores: tuple[ScoreLine, ...]
    histories: tuple[HistoryEntry, ...]
    dossiers: tuple[Dossier, ...]
    council: Council
    ballots: tuple[BallotCount, ...]
    decisions: tuple[Decision, ...]
    conferences: tuple[Conference, ...]
    exemplars: tuple[Exemplar, ...]
    overlay: Path | None
