"""Subjects with everything known, and the same subjects with some of it forgotten."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from thidua.engine.rulebook import (
    Attestation,
    Catalogue,
    Discipline,
    HeldAward,
    Initiative,
    Members,
    SubjectFacts,
    Use,
    YearRecord,
)

YEARS = range(2012, 2025)
AWARDS = ("LDTT", "CSTDCS", "CSTD_BO_TINH", "BK_BO_TINH", "BK_TTG", "HCLD3", "TTLDTT", "TTLDXS", "CO_BO_TINH", "GK")
AUTHORITIES = ("unit_head_with_legal_status", "minister", "province_chair")


def _attested(catalogue: Catalogue) -> list[str]:
    """Every qualitative condition of the law, found in its files."""
    found: set[str] = set()

    def walk(conditions: Any) -> None:
        for condition in conditions:
            if condition.test and condition.test.name == "attested":
                found.add(condition.test.params.what)
            walk(condition.parts)

    for awards in catalogue.law.awards.values():
        for rule in awards.values():
            for standard in rule.standards:
                walk(standard.all_of)
    return sorted(found)


@st.composite
def known(draw: st.DrawFn, catalogue: Catalogue, subject: str) -> SubjectFacts:
    """A subject about which everything the tests can ask is recorded."""
    modes = st.sampled_from(list(catalogue.law.scales["mode"]))
    days = st.dates(date(2012, 1, 1), date(2024, 12, 1))
    held = st.builds(HeldAward, award=st.sampled_from(AWARDS), mode=modes, decided_on=days)
    years = tuple(
        YearRecord(
            year=year,
            rating=draw(st.sampled_from(["HTNV", "HTT", "HTXS", "HTXS"])),
            awards=tuple(draw(st.lists(held, max_size=3))),
        )
        for year in YEARS
    )
    disciplines = st.builds(
        lambda level, start, months: Discipline(
            level=level,
            decided_on=start,
            ended_on=None if months is None else date(start.year + months, start.month, 1),
        ),
        st.sampled_from(["reprimand", "warning"]),
        st.dates(date(2012, 1, 1), date(2023, 12, 28)).map(lambda d: d.replace(day=1)),
        st.sampled_from([None, 1]),
    )
    initiatives = st.builds(
        Initiative,
        name=st.sampled_from("abcdef"),
        year=st.integers(2015, 2024),
        kind=st.sampled_from(["initiative", "research", "combat"]),
        scope=st.sampled_from(["base", "ministry_province", "nation"]),
        recognised_by=st.sampled_from(AUTHORITIES),
        used_for=st.lists(st.builds(Use, award=st.sampled_from(AWARDS), year=st.integers(2015, 2024)), max_size=1).map(
            tuple
        ),
    )
    total = draw(st.integers(1, 30))
    counts = {name: draw(st.integers(0, total)) for name in ("completed", "ldtt", "cstdcs", "warned")}
    return SubjectFacts(
        subject=subject,
        year=2024,
        group=draw(st.sampled_from(["staff", "worker", "entrepreneur"])),
        years=years,
        awards_complete=True,
        initiatives=tuple(draw(st.lists(initiatives, max_size=6))),
        disciplines=tuple(draw(st.lists(disciplines, max_size=1))),
        months_worked=draw(st.integers(0, 24)),
        members=Members(total=total, **counts),
        cluster_rank=draw(st.integers(1, 3)),
        open_matters=draw(st.sampled_from([(), (), ("đơn",)])),
        in_existence=draw(st.sampled_from([True, True, False])),
        attestations={what: Attestation(holds=draw(st.booleans())) for what in _attested(catalogue)},
        figures={name: Decimal(draw(st.integers(0, 12))) for name in catalogue.law.scales["figure"]},
        situations=tuple(draw(st.sets(st.sampled_from(list(catalogue.law.scales["situation"])), max_size=2))),
        papers=tuple(draw(st.sets(st.sampled_from(list(catalogue.law.scales["paper"]))))),
    )


@st.composite
def forgotten(draw: st.DrawFn, facts: SubjectFacts) -> SubjectFacts:
    """The same subject with some facts no longer known."""
    keep = st.sampled_from([True, True, False])
    years, lost = [], False
    for record in facts.years:
        fate = draw(st.sampled_from(["kept", "kept", "partly", "gone"]))
        awards: tuple[HeldAward, ...] | None = record.awards or ()
        if fate == "gone":
            awards = None
        elif fate == "partly":
            awards = tuple(h for h in awards or () if draw(keep))
        else:
            awards = tuple(_blur(draw, h, keep, mode=None, decided_on=None) for h in awards or ())
        lost = lost or fate == "gone"
        rating = record.rating if draw(keep) else None
        years.append(replace(record, awards=awards, complete=fate == "kept", rating=rating))
    items = facts.initiatives or ()
    blurred = tuple(_blur(draw, i, keep, scope=None, recognised_by=None, used_for=None) for i in items)
    return replace(
        facts,
        years=tuple(years),
        awards_complete=draw(keep) and not lost,
        initiatives=blurred if draw(keep) else None,
        disciplines=facts.disciplines if draw(keep) else None,
        months_worked=facts.months_worked if draw(keep) else None,
        members=_blur(draw, facts.members, keep, total=None, completed=None, ldtt=None, cstdcs=None, warned=None),
        cluster_rank=facts.cluster_rank if draw(keep) else None,
        open_matters=facts.open_matters if draw(keep) else None,
        in_existence=facts.in_existence if draw(keep) else None,
        attestations={what: value for what, value in facts.attestations.items() if draw(keep)},
        figures={name: value for name, value in facts.figures.items() if draw(keep)},
        papers=facts.papers if draw(keep) else None,
    )


def _blur(draw: st.DrawFn, record: Any, keep: st.SearchStrategy[bool], **gone: Any) -> Any:
    return replace(record, **{name: value for name, value in gone.items() if not draw(keep)})
