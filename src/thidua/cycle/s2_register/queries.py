"""The read door of stage 2: who has registered for what, and how many of those expected."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from thidua.base.people.enums import PersonClass
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.units.models import Unit
from thidua.base.units.queries import children_of
from thidua.cycle.s2_register.enums import (
    AWARD_KINDS,
    NO_SHEET,
    REGISTERED,
    STAGE,
    STATE_CODES,
    STATE_LABELS,
    SubjectKind,
)  # fmt: skip
from thidua.cycle.s2_register.models import Headcount, Registration, RegistrationLine


@dataclass(frozen=True)
class RegistrationInfo:
    """The sheet of one unit as other rooms see it."""

    id: int
    season_id: int
    unit_id: int
    unit_name: str
    state: str
    state_label: str
    sent_on: date | None
    decided_on: date | None


@dataclass(frozen=True)
class Coverage:
    """Units expected to register, those whose sheet was sent (accepted ones included), those accepted."""

    expected: int
    registered: int
    accepted: int


@dataclass(frozen=True)
class LineInfo:
    """One registered line; ``count`` is 1 but for an unnamed group. ``unit_id`` is the unit of the sheet."""

    unit_id: int
    subject_kind: str
    person_id: int | None
    award_code: str
    count: int
    household_id: int | None = None
    team_name: str = ""
    award_name: str = ""


class PeopleRow(NamedTuple):
    """Of one class of one unit: how many people registered at least, of how many (None: nobody said)."""

    unit_id: int
    person_class: str
    registered: int
    expected: int | None

    @property
    def label(self) -> str:
        """The class in words."""
        return PersonClass(self.person_class).label


def _lines(season_id: int) -> QuerySet[RegistrationLine]:
    return RegistrationLine.objects.filter(registration__season_id=season_id, registration__state__in=REGISTERED)


def registered(season_id: int, award_code: str | None = None) -> list[LineInfo]:
    """Every line of the sheets that were sent and not sent back; of one award when it is given."""
    rows = _lines(season_id).select_related("registration")
    if award_code is not None:
        rows = rows.filter(award_code=award_code)
    return [
        LineInfo(
            r.registration.unit_id, r.subject_kind, r.person_id, r.award_code, r.people, r.household_id, r.team_name,
            r.award_name,
        )
        for r in rows
    ]  # fmt: skip


def is_registered(
    season_id: int, *, person_id: int | None = None, unit_id: int | None = None, award_code: str
) -> bool | None:
    """Whether a person, or (without ``person_id``) the unit as a collective, registered for an award.

    For a person ``unit_id`` is the unit of the sheet. None when it can't be known: the unit sent no sheet, the unit of
    the person is not given, or the sheet registers a group for the award without naming its people."""
    rows = _lines(season_id).filter(award_code=award_code)
    own = (
        Q(person_id=person_id)
        if person_id
        else Q(registration__unit_id=unit_id, subject_kind="collective", team_name="")
    )
    if rows.filter(own).exists():
        return True
    sent = Registration.objects.filter(season_id=season_id, unit_id=unit_id or 0, state__in=REGISTERED).exists()
    unnamed = person_id and rows.filter(registration__unit_id=unit_id or 0, subject_kind=SubjectKind.GROUP).exists()
    return False if sent and not unnamed else None


def unit_coverage(season_id: int, unit_ids: Iterable[int]) -> dict[int, str]:
    """For each unit that was asked about: none, draft, sent, accepted or sent_back."""
    asked = list(unit_ids)
    states = dict(Registration.objects.filter(season_id=season_id, unit_id__in=asked).values_list("unit_id", "state"))
    return {unit: STATE_CODES[states.get(unit, NO_SHEET)] for unit in asked}


def coverage(season_id: int, unit_ids: Iterable[int]) -> Coverage:
    """Counts over these units."""
    states = Counter(unit_coverage(season_id, unit_ids).values())
    return Coverage(states.total(), states["sent"] + states["accepted"], states["accepted"])


def people_coverage(season_id: int, unit_ids: Iterable[int]) -> list[PeopleRow]:
    """People registered of those expected, by unit and class. Four queries, however many units."""
    asked = list(unit_ids)
    return count_people(_lines(season_id).filter(registration__unit_id__in=asked), season_id, asked)


def count_people(lines: QuerySet[RegistrationLine], season_id: int, unit_ids: list[int]) -> list[PeopleRow]:
    """The least number of people that some lines can stand for.

    A group has no names, so its people may be the named ones again (45 register for one title, 5 of them for a higher):
    the number is the largest of the named people and, award by award, of named people and group together."""
    lines, unit, named_class = lines.order_by(), "registration__unit_id", "person__person_class"
    named = lines.exclude(person=None)
    people, groups = Count("person", distinct=True), lines.filter(subject_kind=SubjectKind.GROUP)
    each: Counter[tuple[int, str, str]] = Counter()
    for *key, n in named.values_list(unit, named_class, "award_code").annotate(n=people):
        each[tuple(key)] += n
    for *key, n in groups.values_list(unit, "group_class", "award_code").annotate(n=Sum("group_count")):
        each[tuple(key)] += n
    found = {(at, kind): n for at, kind, n in named.values_list(unit, named_class).annotate(n=people)}
    for (at, kind, _), n in each.items():
        found[at, kind] = max(found.get((at, kind), 0), n)
    heads = Headcount.objects.filter(season_id=season_id, unit_id__in=unit_ids)
    expected = {(at, kind): n for at, kind, n in heads.values_list("unit_id", "person_class", "expected")}
    return [PeopleRow(at, kind, found.get((at, kind), 0), expected.get((at, kind))) for at, kind in found | expected]


def expected_ids(season: Season, today: date) -> frozenset[int]:
    """Units expected to register: all directly under the authority, and any other that has a sheet.

    Counted on the last day of the stage once it is over, so that an old year keeps its numbers."""
    closes = stage_status(season, STAGE, today).closes
    on = min(today, closes) if closes else today
    direct = children_of(season.authority_id, on).values_list("pk", flat=True)
    return frozenset(direct) | set(Registration.objects.filter(season=season).values_list("unit_id", flat=True))


def units_behind(season: Season, today: date) -> QuerySet[Unit]:
    """Expected units that have not sent their sheet, or have it back."""
    done = Registration.objects.filter(season=season, state__in=REGISTERED)
    return Unit.objects.filter(pk__in=expected_ids(season, today)).exclude(pk__in=done.values("unit_id"))


def expected_units(season: Season, today: date) -> QuerySet[Unit]:
    """The same as rows, each with its sheet (``sheet_id``, ``sheet_state``, ``sent_on``, ``decided_on``), the number of
    its ``lines``, and how many people the unit has (``heads``; None: nobody said)."""
    sheet = Registration.objects.filter(season=season, unit=OuterRef("pk"))
    lines = RegistrationLine.objects.filter(registration__season=season, registration__unit=OuterRef("pk")).order_by()
    heads = Headcount.objects.filter(season=season, unit=OuterRef("pk")).order_by()
    counted = lines.values("registration").annotate(n=Count("pk")).values("n")
    return Unit.objects.filter(pk__in=expected_ids(season, today)).annotate(
        sheet_id=Subquery(sheet.values("pk")),
        sheet_state=Coalesce(Subquery(sheet.values("state")), NO_SHEET),
        sent_on=Subquery(sheet.values("sent_on")),
        decided_on=Subquery(sheet.values("decided_on")),
        lines=Subquery(counted),
        heads=Subquery(heads.values("unit").annotate(n=Sum("expected")).values("n")),
    )


def _sheets() -> QuerySet[Registration]:
    return Registration.objects.select_related("season__authority", "unit")


def sheet_by_id(sheet_id: int) -> Registration | None:
    """One sheet."""
    return _sheets().filter(pk=sheet_id).first()


def sheet_of(season_id: int, unit_id: int | None) -> Registration | None:
    """The sheet of a unit in a season."""
    return _sheets().filter(season_id=season_id, unit_id=unit_id or 0).first()


def registration_info(season_id: int, unit_id: int) -> RegistrationInfo | None:
    """What other rooms learn of a unit's sheet."""
    sheet = sheet_of(season_id, unit_id)
    if sheet is None:
        return None
    code, label = STATE_CODES[sheet.state], STATE_LABELS[sheet.state]
    return RegistrationInfo(sheet.pk, season_id, unit_id, sheet.unit.name, code, label, sheet.sent_on, sheet.decided_on)


def sheets_in(season_id: int, units: Iterable[Unit]) -> list[Registration | None]:
    """The sheet of each unit, None for a unit without one."""
    found = {s.unit_id: s for s in _sheets().filter(season_id=season_id)}
    return [found.get(unit.pk) for unit in units]


def headcounts(season_id: int, unit_id: int) -> dict[str, int]:
    """How many people a unit has, by class; a class that nobody counted is left out."""
    rows = Headcount.objects.filter(season_id=season_id, unit_id=unit_id)
    return dict(rows.values_list("person_class", "expected"))


def lines_of(sheet: Registration) -> QuerySet[RegistrationLine]:
    """The lines of one sheet with their subjects, titles before forms."""
    rows = sheet.lines.select_related("person", "household", "registration__unit")
    return rows.order_by("-award_kind", "award_code", "subject_kind", "person__name_sort", "pk")


def registered_lines(season_id: int) -> QuerySet[RegistrationLine]:
    """Every registered line with its unit and subject, for the list of the whole area."""
    rows = _lines(season_id).select_related("person", "household", "registration__unit")
    return rows.order_by("-award_kind", "award_code", "registration__unit__name_sort", "person__name_sort", "pk")


def award_totals(season_id: int) -> list[dict[str, object]]:
    """For each award, titles before forms: units, collectives, persons (named and in groups) and households."""
    rows = _lines(season_id).order_by("-award_kind", "award_code").values("award_kind", "award_code", "award_name")
    found = rows.annotate(
        units=Count("registration", distinct=True),
        collectives=Count("pk", filter=Q(subject_kind=SubjectKind.COLLECTIVE)),
        named=Count("person"),
        grouped=Sum("group_count", default=0),
        households=Count("household"),
    )
    return [r | {"persons": r["named"] + r["grouped"], "kind_label": AWARD_KINDS[r["award_kind"]]} for r in found]
