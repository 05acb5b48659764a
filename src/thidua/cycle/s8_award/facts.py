"""The bridge to the rulebook: who may decide on the day of the decision, and what money each recipient gets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from thidua.base.access.actor import Problem
from thidua.base.season.models import Season
from thidua.base.season.queries import local_rules
from thidua.cycle.s6_propose.queries import DossierInfo
from thidua.engine.rulebook import (
    Answer,
    Bonus,
    Catalogue,
    LawError,
    bonus,
    load_catalogue,
    may_decide,
    revocation,
    stack_bonuses,
)
from thidua.language.numbers import format_money

_PARTS_OF_COLLECTIVE = ("community", "commune")


@dataclass(frozen=True)
class Paid:
    """A bonus of an earlier decision to the same subject."""

    award_code: str
    subject: str
    on: date
    authority_code: str
    period: int
    decision: str


@dataclass(frozen=True)
class Money:
    """What one line gets. ``amount`` None: no coefficient known; 0 with ``left_out``: a higher one is paid."""

    amount: int | None
    arithmetic: str
    citation: str
    left_out: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """A line whose money is asked for."""

    dossier: DossierInfo
    earlier: tuple[Paid, ...] = field(default=())


def catalogue(season: Season) -> Catalogue:
    """The law with the season's local rules on top."""
    return load_catalogue(overlays=local_rules(season))


def authority_names(law: Catalogue, on: date) -> list[tuple[str, str]]:
    """Offices of the law data that exist on a day, for a select."""
    return [(code, rule.name) for code, rule in law.law.authorities.items() if rule.in_force(on)]


def answers(codes: Iterable[str], authority_code: str, on: date, law: Catalogue) -> dict[str, Answer]:
    """For each award, whether this office may decide it on this day. Raises Problem for an award unknown that day."""
    try:
        return {code: may_decide(code, authority_code, on, law) for code in dict.fromkeys(codes)}
    except LawError as error:
        raise Problem(str(error)) from error


def award_kind(code: str, law: Catalogue) -> str:
    """`title` or `form`."""
    return law.kind_of(code) or "form"


def effects_of_revocation(on: date, law: Catalogue) -> tuple[tuple[str, ...], str]:
    """What follows when an award is revoked, and the article; empty where the law data has none."""
    rule = revocation(on, law)
    return (rule.effects, rule.citation) if rule else ((), "")


def subject_for(award_code: str, kind: str, on: date, law: Catalogue) -> str:
    """As what a subject is paid: a hamlet that is commended as a community is paid as one."""
    meant = law.award(award_code, on).subjects
    if kind in meant:
        return kind
    return next((part for part in _PARTS_OF_COLLECTIVE if part in meant), kind)


def money_of(lines: Sequence[Wanted], authority_code: str, on: date, law: Catalogue) -> list[Money]:
    """The money of every line, by the day of the decision; titles of one subject for one period are paid once.

    Raises Problem for an award that the law data does not know that day, or a day without a base salary.
    """
    try:
        own = [_bonus(line.dossier, authority_code, on, law) for line in lines]
        groups: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(lines):
            groups[subject_key(line.dossier)].append(place)
        found: dict[int, Money] = {}
        for places in groups.values():
            found |= _stacked({p: own[p] for p in places}, lines[places[0]].earlier, law)
    except LawError as error:
        raise Problem(str(error)) from error
    return [found[place] for place in range(len(lines))]


def subject_key(dossier: DossierInfo) -> str:
    """One person, unit or household, whatever its name."""
    return f"{dossier.subject_kind}:{dossier.person_id or dossier.unit_id or dossier.household_id}"


def _bonus(dossier: DossierInfo, authority_code: str, on: date, law: Catalogue) -> Bonus:
    subject = subject_for(dossier.award_code, dossier.subject_kind, on, law)
    return bonus(dossier.award_code, subject, on, law, authority=authority_code, period=dossier.year)


def _stacked(own: Mapping[int, Bonus], earlier: Sequence[Paid], law: Catalogue) -> dict[int, Money]:
    before = {
        id(b): (b, paid.decision)
        for paid in earlier
        for b in [bonus(paid.award_code, paid.subject, paid.on, law, authority=paid.authority_code, period=paid.period)]
    }
    stack = stack_bonuses([*(b for b, _ in before.values()), *own.values()], law)
    lost = {id(b) for b in stack.left_out}
    notes = tuple(
        f"Đã chi {format_money(b.amount or 0)} cho {law.name_of(b.code, b.decided_on)} cùng năm thành tích "
        f"theo Quyết định số {number}; khi chi phải trừ phần đã nhận."
        for b, number in before.values()
        if id(b) in lost
    )
    crowded = len(own) + len(before) > 1
    return {place: _money(b, stack.sentence if crowded else "", id(b) in lost, notes) for place, b in own.items()}


def _money(own: Bonus, stacking: str, left_out: bool, notes: tuple[str, ...]) -> Money:
    arithmetic = f"{own.arithmetic}. {stacking}" if stacking else own.arithmetic
    warnings = tuple(dict.fromkeys((*own.warnings, *(() if left_out else notes))))
    return Money(0 if left_out else own.amount, arithmetic, own.citation, left_out, warnings)
