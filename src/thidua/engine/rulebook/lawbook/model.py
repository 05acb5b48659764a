"""A title or form of commendation as records. Field names are those of the YAML files, told in law/README.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from .condition import ConditionTest
from .typed import KEY

Confidence = Literal["seen", "inferred", "memory"]
Kind = Literal["title", "form"]


def starts() -> Any:
    return field(default=None, metadata={KEY: "from"})


def ends() -> Any:
    return field(default=None, metadata={KEY: "to"})


def names() -> Any:
    return field(default=(), metadata={KEY: "for"})


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A value with its article, how well it is known, where it was read and when it was last checked.

    Only a value that was *seen* may refuse anybody; *inferred* and *memory* warn.
    """

    citation: str
    confidence: Confidence
    last_checked_on: date
    source: str = ""
    note: str = ""

    @property
    def seen(self) -> bool:
        return self.confidence == "seen"


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A value in force from a day to a day, both included; None is open."""

    start: date | None = starts()
    end: date | None = ends()

    def in_force(self, on: date) -> bool:
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, kw_only=True)
class Remark(Sourced):
    text: str


@dataclass(frozen=True, kw_only=True)
class Condition(Sourced, Dated):
    """One condition of a standard: a single test, or a group of which all or any must be met."""

    code: str
    text: str
    test: ConditionTest | None = None
    all_of: tuple["Condition", ...] = ()
    any_of: tuple["Condition", ...] = ()
    applies_to: tuple[str, ...] = ()
    when: str = ""
    unless: str = ""
    mode: str = ""
    may_be_replaced: bool = False
    replaces: str = ""

    @property
    def parts(self) -> tuple["Condition", ...]:
        return self.all_of or self.any_of


@dataclass(frozen=True, kw_only=True)
class Standard:
    """The conditions for some kinds of subjects; all of them must be met."""

    subjects: tuple[str, ...] = names()
    all_of: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class AuthorityRule(Sourced):
    """Who decides: codes of authorities.yaml, and the same in words."""

    who: tuple[str, ...]
    text: str


Coefficient = Decimal | Literal["by_factor"] | None


@dataclass(frozen=True, kw_only=True)
class BonusRule(Sourced):
    """Multiples of the base salary by kind of subject; `by_factor`: the individual's times the factor of money.yaml."""

    individual: Coefficient = None
    collective: Coefficient = None
    household: Coefficient = None
    community: Coefficient = None
    commune: Coefficient = None
    ceiling: bool = False
    confidence_of: Mapping[str, Confidence] = field(default_factory=dict)
    by_authority: Mapping[str, "BonusRule"] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class QuotaRule(Sourced):
    """At most a share of a base number, or explicitly no national limit (`none`)."""

    text: str
    none: bool = False
    max_share: Fraction | None = None
    of: str = ""
    rounding: Literal["down", "up", "half_up"] = "down"
    rounding_note: str = ""


@dataclass(frozen=True, kw_only=True)
class Publicity(Sourced):
    """How long the list must be open for opinions; `days` None: the duty is known, its length is not."""

    text: str
    days: int | None = None
    unit: Literal["days", "working_days"] = "days"


@dataclass(frozen=True, kw_only=True)
class AwardRule:
    """A title or a form of commendation as one regime has it."""

    name: str
    kind: Kind
    subjects: tuple[str, ...]
    level: str
    citation: str
    authority: AuthorityRule
    last_checked_on: date
    bonus: BonusRule | None = None
    quota: QuotaRule | None = None
    publicity: Publicity | None = None
    standards: tuple[Standard, ...] = ()
    notes: tuple[Remark, ...] = ()
    local_may: tuple[str, ...] = ()
