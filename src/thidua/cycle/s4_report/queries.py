"""The read door of stage 4."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from thidua.base.workflow.queries import first_taken
from thidua.cycle.s4_report.enums import ReportState
from thidua.cycle.s4_report.figures import (
    Aim,
    Entry,
    Percentage,
    Reported,
    aim_in_words,
    met,
    movement_on_last,
    percent_of_plan,
    ratio_to_last,
)
from thidua.cycle.s4_report.models import Indicator, Report, ResultVersion, Target


@dataclass(frozen=True)
class IndicatorInfo:
    """An indicator as other stages see it."""

    id: int
    code: str
    name: str
    group: str
    unit_of_measure: str
    direction: str
    places: int


@dataclass(frozen=True)
class Figure:
    """One indicator of one unit in one period: what was to be reached, what was entered, and what follows."""

    indicator: IndicatorInfo
    unit_id: int
    period: str
    report_id: int | None
    report_state: int | None
    aim: Aim | None
    entry: Entry
    entered_by: str = ""

    @property
    def percent_of_plan(self) -> Percentage:
        """Result as percent of plan."""
        return percent_of_plan(self.entry)

    @property
    def ratio_to_last(self) -> Percentage:
        """Result as percent of the same period of last year."""
        return ratio_to_last(self.entry)

    @property
    def movement(self) -> str:
        """«tăng 13%», «giảm 23%»."""
        return movement_on_last(self.entry)

    @property
    def met(self) -> bool | None:
        """Reached, not reached, or unknown."""
        return met(self.entry, self.aim, self.indicator.direction)

    @property
    def aim_words(self) -> str:
        """What was to be reached, in words; «chưa giao» without a target."""
        return aim_in_words(self.aim, self.indicator.unit_of_measure)

    @property
    def accepted(self) -> bool:
        """True when the report that holds it has been accepted."""
        return self.report_state == ReportState.ACCEPTED

    @property
    def source(self) -> str:
        """Where the figure comes from, in words."""
        return f"báo cáo {self.period}, {self.indicator.name}" + ("" if self.accepted else " (chưa chấp nhận)")


def indicators_of(season_id: int) -> list[IndicatorInfo]:
    """The indicators of a season, in order."""
    return [_indicator(i) for i in Indicator.objects.filter(season_id=season_id)]


def _indicator(row: Indicator) -> IndicatorInfo:
    return IndicatorInfo(row.pk, row.code, row.name, row.group, row.unit_of_measure, row.direction, row.places)


def _entry(row: ResultVersion) -> Entry:
    return Entry(
        state=row.state,
        value=row.value,
        value_approx=row.value_approx,
        plan=row.plan,
        last=row.last,
        percent_of_plan=Reported(row.percent_of_plan, row.percent_approx),
        ratio_to_last=Reported(row.ratio_to_last, row.ratio_approx),
        change_on_last=Reported(row.change_on_last, row.change_approx),
        estimated=row.estimated,
        as_of=row.as_of,
        note=row.note,
    )


def _aims(season_id: int, unit_ids: Iterable[int]) -> dict[tuple[int, int, str], Aim]:
    rows = Target.objects.filter(indicator__season_id=season_id, unit_id__in=list(unit_ids))
    return {
        (t.unit_id, t.indicator_id, t.period): Aim(t.comparator, t.value, t.upper, t.change_unit, t.published)
        for t in rows
    }


def figures_for(
    season_id: int, unit_ids: Iterable[int], period: str | None = None, *, drafts: frozenset[int] | None = None
) -> dict[int, list[Figure]]:
    """Figures of many units at once, by unit: every indicator that has a target or an entry. Four queries.

    ``drafts``: units of which also what was not sent yet counts (None: of all)."""
    ids = list(unit_ids)
    indicators = {i.pk: i for i in Indicator.objects.filter(season_id=season_id)}
    reports = reports_of(season_id, ids, drafts=drafts)
    by_report = {r.pk: r for r in (reports.filter(period=period) if period else reports)}
    newest = {(v.report_id, v.indicator_id): v for v in ResultVersion.objects.filter(report_id__in=by_report)}
    aims = _aims(season_id, ids)
    found: dict[tuple[int, int, str], Figure] = {}
    for (report_id, indicator_id), version in newest.items():
        report = by_report[report_id]
        key = (report.unit_id, indicator_id, report.period)
        info = _indicator(indicators[indicator_id])
        found[key] = Figure(
            info,
            report.unit_id,
            report.period,
            report_id,
            report.state,
            aims.get(key),
            _entry(version),
            version.actor_name,
        )
    for key, aim in aims.items():
        if key not in found and (period is None or key[2] == period):
            found[key] = Figure(_indicator(indicators[key[1]]), key[0], key[2], None, None, aim, Entry())
    order = {pk: place for place, pk in enumerate(indicators)}
    grouped: dict[int, list[Figure]] = defaultdict(list)
    for key in sorted(found, key=lambda k: (order[k[1]], k[2])):
        grouped[key[0]].append(found[key])
    return grouped


def figures_of(season_id: int, unit_id: int, period: str | None = None) -> list[Figure]:
    """The figures of one unit."""
    return figures_for(season_id, [unit_id], period).get(unit_id, [])


def units_with_targets(season_id: int) -> frozenset[int]:
    """Units that were given at least one target of the season."""
    rows = Target.objects.filter(indicator__season_id=season_id)
    return frozenset(rows.values_list("unit_id", flat=True))


def aims_of(season_id: int, unit_id: int | None) -> list[Figure]:
    """What a unit has to reach, whether or not it has reported."""
    return [f for f in figures_of(season_id, unit_id) if f.aim] if unit_id else []


def figure(season_id: int, unit_id: int, indicator_code: str) -> Figure | None:
    """The accepted figure of an indicator for the longest period that ends last; what scoring takes as its input."""
    rows = [f for f in figures_of(season_id, unit_id) if f.indicator.code == indicator_code and f.accepted]
    return max(rows, key=lambda f: (_ends(f.period), -len(f.period)), default=None)


def _ends(code: str) -> date:
    from thidua.cycle.s4_report.periods import period

    return period(code).ends


def reports_of(
    season_id: int, unit_ids: Iterable[int] | None = None, *, drafts: frozenset[int] | None = None
) -> QuerySet[Report]:
    """Reports of a season, of some units only where they are named; ``drafts``: see ``figures_for``.

    Each knows the day of its first sending as ``sent_first``: a report that was sent back is not late for that."""
    rows = Report.objects.filter(season_id=season_id).select_related("unit", "season__authority")
    rows = rows.annotate(sent_first=first_taken(Report, "send"))
    if drafts is not None:
        rows = rows.filter(~Q(state=ReportState.DRAFT) | Q(unit_id__in=drafts))
    return rows if unit_ids is None else rows.filter(unit_id__in=list(unit_ids))


def report_by_id(pk: int) -> Report | None:
    """One report by its id, whatever its season."""
    rows = Report.objects.filter(pk=pk).select_related("unit", "season__authority")
    return rows.annotate(sent_first=first_taken(Report, "send")).first()


def report_of(season_id: int, unit_id: int, period: str) -> Report | None:
    """One report."""
    return reports_of(season_id, [unit_id]).filter(period=period).first()


def versions_of(report: Report, indicator_id: int) -> QuerySet[ResultVersion]:
    """Every version of one figure, newest first."""
    return ResultVersion.objects.filter(report=report, indicator_id=indicator_id).order_by("-id")


def report_states(season_id: int, unit_ids: Iterable[int], period: str) -> dict[int, int]:
    """State of the report of each unit that has one."""
    return dict(reports_of(season_id, unit_ids).filter(period=period).values_list("unit_id", "state"))


def laggards(season_id: int, unit_ids: Iterable[int], period: str) -> list[int]:
    """Units whose report for the period has not been sent (or was sent back and waits for them)."""
    done = {ReportState.SENT, ReportState.ACCEPTED}
    states = report_states(season_id, unit_ids, period)
    return [u for u in unit_ids if states.get(u) not in done]


def periods_reported(season_id: int, *, by: date | None = None) -> list[str]:
    """The periods for which at least one report stands, the latest first; with ``by``, not what was sent after it."""
    rows = Report.objects.filter(season_id=season_id).order_by("-ends", "starts")
    rows = rows.exclude(sent_on__gt=by) if by else rows
    return list(dict.fromkeys(rows.values_list("period", flat=True)))


def total_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum when every value is known; None as soon as one is missing (a sum with a hole is no sum)."""
    known = list(values)
    return None if not known or any(v is None for v in known) else sum((v for v in known if v is not None), Decimal(0))
