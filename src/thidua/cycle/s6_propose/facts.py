"""The bridge to the rulebook: what is recorded of a subject becomes the engine's facts; what it answers becomes data.

Nothing recorded means unknown. Only a «complete» row says that there is nothing beside what was recorded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.base.season.models import Season
from thidua.base.season.queries import local_rules
from thidua.base.units.enums import UnitKind
from thidua.cycle.s6_propose.enums import FactKind
from thidua.cycle.s6_propose.models import SubjectFact
from thidua.engine.rulebook import (
    Attestation,
    Catalogue,
    Discipline,
    Eligibility,
    HeldAward,
    Initiative,
    Members,
    SubjectFacts,
    YearRecord,
    evaluate,
    load_catalogue,
)
from thidua.language.dates import parse_date
from thidua.language.numbers import digits_only

YES = "có"
_WORKS = {FactKind.INITIATIVE, FactKind.RESEARCH, FactKind.COMBAT}
_AWARDS = {FactKind.TITLE, FactKind.FORM}


def catalogue(season: Season) -> Catalogue:
    """The law with the season's local rules on top."""
    return load_catalogue(overlays=local_rules(season))


def _complete(rows: Iterable[SubjectFact], what: str, year: int) -> bool:
    """Whether somebody stated that all of ``what`` was recorded for a year."""
    return any(r.kind == FactKind.COMPLETE and r.year == year and r.code in ("", what) for r in rows)


def _paper(row: SubjectFact) -> str:
    return row.decision or row.note


def _years(rows: list[SubjectFact]) -> tuple[YearRecord, ...]:
    found = []
    for year in sorted({r.year for r in rows if r.kind in {*_AWARDS, FactKind.RATING, FactKind.COMPLETE}}):
        own = [r for r in rows if r.year == year]
        rating = next((r for r in reversed(own) if r.kind == FactKind.RATING), None)
        held = tuple(
            HeldAward(award=r.code, mode=r.value or "merit", decided_on=r.on_date, source=_paper(r))
            for r in own
            if r.kind in _AWARDS
        )
        complete = _complete(own, "awards", year)
        found.append(
            YearRecord(
                year=year,
                rating=rating.code if rating else None,
                awards=held if held or complete else None,
                complete=complete,
                source=_paper(rating) if rating else "",
            )
        )
    return tuple(found)


def _initiatives(rows: list[SubjectFact], complete: bool) -> tuple[Initiative, ...] | None:
    found = tuple(
        Initiative(
            name=r.value or r.note or "chưa ghi tên",
            year=r.year,
            kind=r.kind,
            scope=r.code or None,
            # what it was used for before is only known where everything was recorded
            used_for=() if complete else None,
            source=_paper(r),
        )
        for r in rows
        if r.kind in _WORKS
    )
    return found if found or complete else None


def _day(text: str) -> date | None:
    """The day on which a discipline was served, as it was typed; nothing typed means that it still runs."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _disciplines(rows: list[SubjectFact], year: int) -> tuple[Discipline, ...] | None:
    found = tuple(
        Discipline(level=r.code, decided_on=r.on_date or date(r.year, 12, 31), ended_on=_day(r.value), source=_paper(r))
        for r in rows
        if r.kind == FactKind.DISCIPLINE
    )
    return found if found or _complete(rows, "disciplines", year) else None


def _open_matters(rows: list[SubjectFact], year: int) -> tuple[str, ...] | None:
    found = tuple(r.value or r.note for r in rows if r.kind == FactKind.OPEN_MATTER and r.year == year)
    return found if found or _complete(rows, "open_matters", year) else None


def months_worked(rows: Iterable[SubjectFact], year: int) -> int | None:
    """Full months from recruitment to the end of the year under review; None when the day is not recorded."""
    days = [r.on_date for r in rows if r.kind == FactKind.RECRUITED and r.on_date]
    if not days:
        return None
    start = min(days)
    months = (year + 1 - start.year) * 12 + 1 - start.month
    return max(months - (0 if start.day == 1 else 1), 0)


def _members(rows: list[SubjectFact], year: int) -> Members:
    counts = {r.code: digits_only(r.value) for r in rows if r.kind == FactKind.MEMBER and r.year == year}
    return Members(**{k: v for k, v in counts.items() if v is not None and k in Members.__dataclass_fields__})


def _attested(rows: list[SubjectFact], year: int) -> Mapping[str, Attestation]:
    own = [r for r in rows if r.kind == FactKind.ATTESTED and r.year == year]
    return {r.code: Attestation(holds=r.value == YES, by=r.actor_name, source=_paper(r)) for r in own}


def subject_facts(
    rows: list[SubjectFact],
    *,
    subject: str,
    year: int,
    name: str,
    papers: tuple[str, ...] | None,
    cluster_rank: int | None,
    in_existence: bool | None,
) -> SubjectFacts:
    """The engine's facts about one subject for one year, from its recorded rows."""
    told = _complete(rows, "initiatives", year)
    group = next((r.code for r in reversed(rows) if r.kind == FactKind.GROUP and r.code), "staff")
    return SubjectFacts(
        subject=subject,
        year=year,
        name=name,
        group=group,
        years=_years(rows),
        initiatives=_initiatives(rows, told),
        initiatives_complete=told,
        disciplines=_disciplines(rows, year),
        months_worked=months_worked(rows, year),
        members=_members(rows, year),
        cluster_rank=cluster_rank,
        open_matters=_open_matters(rows, year),
        in_existence=in_existence,
        attestations=_attested(rows, year),
        figures={
            r.code: Decimal(r.value.replace(",", "."))
            for r in rows
            if r.kind == FactKind.FIGURE and r.year == year and r.value
        },
        situations=tuple(r.code for r in rows if r.kind == FactKind.SITUATION and r.year == year),
        papers=papers,
    )


# a commune and a hamlet are collectives that have awards of their own beside those of any collective
_OWN_AWARDS = {UnitKind.COMMUNE: "commune", UnitKind.HAMLET: "community"}


def subject_codes(kind: str, unit_kind: str | None) -> tuple[str, ...]:
    """What a subject counts as in the law data: a hamlet is a community, and a collective."""
    own = _OWN_AWARDS.get(UnitKind(unit_kind)) if unit_kind else None
    return (own, kind) if own else (kind,)


def subject_code(law: Catalogue, award_code: str, on: date, codes: tuple[str, ...]) -> str | None:
    """As what a subject is judged for an award: the first of its codes that the award is meant for; None for none."""
    meant = law.award(award_code, on).subjects
    return next((code for code in codes if code in meant), None)


def ask(award_code: str, facts: SubjectFacts, dossier_on: date, law: Catalogue) -> Eligibility:
    """Ask the rulebook. Raises LawError, FactsError with sentences."""
    return evaluate(award_code, facts, dossier_on, law)


def as_data(answer: Eligibility) -> dict[str, Any]:
    """The whole answer as plain JSON data, to be kept and shown again as it was."""
    return {
        "name": answer.name_vi,
        "conditions": [_plain(asdict(c)) for c in answer.conditions],
        "papers": [_plain(asdict(p)) for p in answer.papers],
        "papers_status": answer.papers_status,
        "missing": list(answer.missing),
        "warnings": list(answer.warnings),
        "notes": list(answer.notes),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, date | Decimal):
        return str(value)
    return value


def award_options(law: Catalogue, on: date, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Titles and forms that a subject may be proposed for on a day, as (code, name)."""
    awards = law.awards(on)
    return [(a.code, a.name_vi[:1].upper() + a.name_vi[1:]) for a in awards if set(codes) & set(a.subjects)]


def paper_labels(law: Catalogue, award_code: str, on: date) -> list[tuple[str, str]]:
    """The papers that a dossier for an award needs, as (code, name); choices are listed one by one."""
    dossier = law.dossier(award_code, on)
    if dossier is None:
        return []
    codes: list[str] = []
    for paper in dossier.papers:
        codes += [p.paper for p in paper.one_of] if paper.one_of else [paper.paper]
    return [(code, law.label("paper", code)) for code in dict.fromkeys(c for c in codes if c)]
