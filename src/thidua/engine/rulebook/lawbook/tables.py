"""The other law files as records: regimes, instruments, money, votes, dossiers, principles, overlays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from .condition import ConditionTest
from .model import AwardRule, Condition, Confidence, Dated, QuotaRule, Remark, Sourced, names
from .typed import KEY


@dataclass(frozen=True, kw_only=True)
class ThresholdRule(Sourced):
    """The share of ALL members that must agree."""

    codes: tuple[str, ...] = names()
    at_least: Fraction | None = None
    more_than: Fraction | None = None
    secret: bool = False
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Exemption(Sourced):
    simplified: bool


@dataclass(frozen=True, kw_only=True)
class VoteRules:
    """The thresholds of a regime. `counted_of`: of which number they are shares, in the words of the sentence."""

    counted_of: str
    thresholds: tuple[ThresholdRule, ...]
    otherwise: ThresholdRule
    exempt: Exemption


@dataclass(frozen=True, kw_only=True)
class Paper(Sourced):
    """A paper of the dossier, or a choice of papers. `proves` names the condition that the paper is evidence for."""

    paper: str = ""
    one_of: tuple["Paper", ...] = ()
    proves: str = ""
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Dossier(Sourced):
    papers: tuple[Paper, ...]
    codes: tuple[str, ...] = names()
    kind: str = ""
    sets: int | None = None


@dataclass(frozen=True, kw_only=True)
class Transition(Remark):
    """What happens to dossiers of the time before."""


@dataclass(frozen=True, kw_only=True)
class Regime(Sourced, Dated):
    """A period of the law. `falls_back_on`: its own text is missing, that regime's values are used with the warning."""

    name: str
    instruments: tuple[str, ...]
    transition: Transition | None = None
    falls_back_on: str = ""
    may_refuse: bool = True
    warning: str = ""


@dataclass(frozen=True, kw_only=True)
class Instrument(Dated):
    name: str
    read: Literal["toàn văn", "trích", "chưa đọc"]
    confidence: Confidence
    last_checked_on: date
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Authority(Dated):
    name: str


@dataclass(frozen=True, kw_only=True)
class BaseSalary(Sourced, Dated):
    amount: int


@dataclass(frozen=True, kw_only=True)
class Rounding(Sourced):
    round_up_to: int


@dataclass(frozen=True, kw_only=True)
class Factors(Sourced):
    collective: Decimal | None = None
    household: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Stacking(Sourced):
    same_period_titles: Literal["all", "highest"]
    other_period_titles: Literal["all", "highest"]
    forms: Literal["all", "highest"]
    title_and_form: Literal["all", "highest"]


@dataclass(frozen=True, kw_only=True)
class MoneyRules:
    rounding: Rounding
    factors: Factors
    stacking: Stacking


@dataclass(frozen=True, kw_only=True)
class Revocation(Sourced):
    """Why a decision is revoked, what follows, and who does it."""

    grounds: tuple[str, ...]
    effects: tuple[str, ...]
    by: str


@dataclass(frozen=True, kw_only=True)
class Fund(Sourced):
    """The largest share of recurrent spending that may go to the fund, by kind of area."""

    text: str
    caps: Mapping[str, Fraction]


@dataclass(frozen=True, kw_only=True)
class Procedures:
    revocation: Revocation | None = None
    fund: Fund | None = None


@dataclass(frozen=True, kw_only=True)
class Counting:
    """How achievements are counted when other conditions are tested."""

    leaves_out: tuple[str, ...] = ()
    for_level: str = ""
    restart_after_discipline: bool = False
    reuse_barred: tuple[str, ...] = ()
    reuse_doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which awards a principle adds its test to; empty fields mean every one."""

    kind: str = ""
    level: str = ""
    subject: str = ""


@dataclass(frozen=True, kw_only=True)
class PrincipleValue(Sourced, Dated):
    regimes: tuple[str, ...]
    text: str
    test: ConditionTest | None = None
    counting: Counting | None = None
    scope: Scope = field(default_factory=Scope, metadata={KEY: "for"})


@dataclass(frozen=True, kw_only=True)
class Principle:
    name: str
    values: tuple[PrincipleValue, ...]


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What a local overlay adds to an award of the law."""

    conditions: tuple[Condition, ...] = ()
    subjects: tuple[str, ...] = names()
    quota: QuotaRule | None = None
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Overlay(Dated):
    """Local rules of one authority: awards of its own, and narrower standards for awards of the law."""

    overlay: str
    name: str
    issued_by: str
    decision: str
    last_checked_on: date
    awards: Mapping[str, AwardRule] = field(default_factory=dict)
    narrows: Mapping[str, Narrowing] = field(default_factory=dict)
    scales: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
