"""The records that an evaluation returns."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ..lawbook.model import Confidence
from .logic import Status

UNKNOWN = "chưa rõ"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one test saw: its status, the value observed, the value required, the records it used."""

    status: Status
    observed: str
    required: str = ""
    records: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    parts: tuple["ConditionResult", ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConditionResult:
    """One condition for one subject. `parts`: the conditions of a group (`combine` tells how) or of another standard.

    `blocks`: it is not met and rests on text that was read, so it refuses. `firm`: it, or a part of it, was read.
    `fact`: what would settle it when unknown, e.g. `rating`, `attestations.conduct`, `members.ldtt`.
    """

    code: str
    text_vi: str
    status: Status
    observed: str
    required: str
    records: tuple[str, ...]
    clause: str
    confidence: Confidence
    blocks: bool
    firm: bool
    combine: Literal["", "all", "any"] = ""
    parts: tuple["ConditionResult", ...] = ()
    warnings: tuple[str, ...] = ()
    source: str = ""
    overlay: str = ""
    fact: str = ""

    def softened(self) -> "ConditionResult":
        """The same result, of which nothing refuses."""
        return replace(self, blocks=False, parts=tuple(part.softened() for part in self.parts))

    def walk(self) -> Iterator["ConditionResult"]:
        """This result and everything under it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, kw_only=True)
class PaperResult:
    """One paper, or choice of papers, that the dossier needs."""

    text_vi: str
    status: Status
    clause: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Eligibility:
    """May this subject be proposed? `missing` lists in words what is not met, not known or not in the dossier.

    `doubtful`: yes as far as the law was read, but a condition not read in its text is not met or not known.
    """

    award: str
    name_vi: str
    regime_code: str
    regime_vi: str
    dossier_on: date
    status: Literal["eligible", "not_eligible", "unknown"]
    doubtful: bool
    sentence: str
    conditions: tuple[ConditionResult, ...]
    papers: tuple[PaperResult, ...]
    papers_status: Status
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    catalogue_version: str

    def find(self, code: str) -> ConditionResult | None:
        """The first condition of that code, at any depth."""
        return next((r for top in self.conditions for r in top.walk() if r.code == code), None)
