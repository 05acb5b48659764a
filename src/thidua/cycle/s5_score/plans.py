"""How a cluster is scored: the phases of its plan, their windows with extensions, and who checks whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from thidua.cycle.s5_score.enums import PHASE_OF, PHASES, Phase, SheetState
from thidua.cycle.s5_score.models import CrossCheck, Extension, RoundPlan, ScoreSheet
from thidua.language.dates import parse_date


@dataclass(frozen=True)
class Window:
    """From which day, to the end of which day. ``extended``: the last day was moved."""

    opens: date
    closes: date
    extended: bool = False


@dataclass(frozen=True)
class Plan:
    """The plan that holds for a cluster. ``extensions``: the day given last, by phase and sheet (0: the cluster)."""

    id: int
    windows: Mapping[Phase, Window]
    minutes: bool = False
    extensions: Mapping[tuple[str, int], date] = field(default_factory=dict)

    def window(self, phase: Phase, sheet_id: int) -> Window | None:
        """The window of a phase for one sheet; None when the plan doesn't have the phase."""
        planned = self.windows.get(phase)
        if planned is None:
            return None
        more = [day for key in ((phase.value, 0), (phase.value, sheet_id)) if (day := self.extensions.get(key))]
        last = max([planned.closes, *more])
        return Window(planned.opens, last, last > planned.closes)

    @property
    def unused(self) -> frozenset[str]:
        """The steps that this plan doesn't take."""
        return frozenset({
            "submit" if Phase.CROSS in self.windows else "submit_cross",
            "review" if Phase.EXPLAIN in self.windows else "ask",
            *(() if Phase.COUNCIL in self.windows else ("decide",)),
        })  # fmt: skip


# a cluster without a plan: the unit scores while the stage is open, the office reviews and settles
NO_PLAN = Plan(0, {})


def plans_of(cluster_ids: Iterable[int]) -> dict[int, Plan]:
    """The plan of each cluster, ``NO_PLAN`` where none was made. Two queries."""
    wanted = set(cluster_ids)
    newest = {row.cluster_id: row for row in RoundPlan.objects.filter(cluster_id__in=wanted).order_by("id")}
    more: dict[int, dict[tuple[str, int], date]] = defaultdict(dict)
    rows = Extension.objects.filter(cluster_id__in=newest).order_by("id") if newest else ()
    for row in rows:
        key = (row.phase, row.sheet_id or 0)
        more[row.cluster_id][key] = max(row.until, more[row.cluster_id].get(key, row.until))
    return {pk: _plan(newest[pk], more[pk]) if pk in newest else NO_PLAN for pk in wanted}


def _plan(row: RoundPlan, more: Mapping[tuple[str, int], date]) -> Plan:
    days = {Phase(name): Window(parse_date(window[0]), parse_date(window[1])) for name, window in row.windows.items()}
    return Plan(row.pk, {phase: days[phase] for phase in PHASES if phase in days}, row.minutes, more)


def plan_of(cluster_id: int) -> Plan:
    """The plan of one cluster."""
    return plans_of([cluster_id])[cluster_id]


def phase_of(sheet: ScoreSheet) -> Phase | None:
    """What is done with a sheet in its state; None when nothing is left but to publish."""
    return PHASE_OF.get(SheetState(sheet.state))


def assignment_of(cluster_id: int) -> CrossCheck | None:
    """The assignment of the cross-check that holds: the newest."""
    return CrossCheck.objects.filter(cluster_id=cluster_id).order_by("id").last()


def checkers_of(sheet: ScoreSheet) -> list[int]:
    """The units that check a sheet."""
    found = assignment_of(sheet.cluster_id)
    return [by for by, on in found.pairs if on == sheet.unit_id] if found else []


def checked_by(cluster_ids: Iterable[int], unit_id: int) -> dict[int, list[int]]:
    """By cluster: the units that one unit checks. One query."""
    rows = CrossCheck.objects.filter(cluster_id__in=list(cluster_ids)).order_by("id")
    newest = {row.cluster_id: row for row in rows}
    found = {pk: [on for by, on in row.pairs if by == unit_id] for pk, row in newest.items()}
    return {pk: units for pk, units in found.items() if units}
