"""A bloc that goes through every phase: its plan, its cross-check, and a sheet brought to where a test needs it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tests.cycle.s5_score.ground import DECISION, OFFICERS, OPEN, score, submit
from tests.world import World
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s5_score.actions import cells, sheets
from thidua.cycle.s5_score.enums import Draw, Phase, Round, SheetState, cross
from thidua.cycle.s5_score.facts import standing_of
from thidua.cycle.s5_score.minutes import hash_of, minutes_text
from thidua.cycle.s5_score.models import CrossCheck, RoundPlan, ScoreSheet
from thidua.cycle.s5_score.rounds import actions

FIRST = date(2023, 5, 3)
LAST = {
    Phase.SELF: date(2023, 5, 20),
    Phase.CROSS: date(2023, 5, 22),
    Phase.REVIEW: date(2023, 5, 25),
    Phase.EXPLAIN: date(2023, 5, 28),
    Phase.AGREE: date(2023, 5, 30),
    Phase.COUNCIL: date(2023, 6, 2),
}
ALL: Mapping[Phase, tuple[date, date]] = {phase: (FIRST, last) for phase, last in LAST.items()}


def without(*phases: Phase) -> dict[Phase, tuple[date, date]]:
    """All phases but these."""
    return {phase: days for phase, days in ALL.items() if phase not in phases}


def plan(
    world: World, cluster: Cluster, windows: Mapping[Phase, tuple[date, date]] = ALL, *, who: str = "chuyen-vien",
    minutes: bool = True, reason: str = DECISION, on: date = OPEN,
) -> RoundPlan:  # fmt: skip
    """Lay down the phases."""
    return actions.set_plan(
        by=world.actor(who, on), season=world.season, cluster_id=cluster.pk, windows=windows, minutes=minutes,
        reason=reason, today=on,
    )  # fmt: skip


def assign(world: World, cluster: Cluster, method: Draw = Draw.RING, seed: str = "", each: int = 1) -> CrossCheck:
    """Settle who checks whom."""
    by = world.actor("truong-khoi", OPEN)
    return actions.assign(
        by=by, season=world.season, cluster_id=cluster.pk, method=method, seed=seed, each=each, today=OPEN
    )


def checker(cluster: Cluster, sheet: ScoreSheet) -> int:
    """The unit that checks a sheet."""
    newest = CrossCheck.objects.filter(cluster_id=cluster.pk).latest("id")
    return int(next(by for by, on in newest.pairs if on == sheet.unit_id))


def who_checks(world: World, cluster: Cluster, sheet: ScoreSheet) -> str:
    """The account of the officer who checks a sheet."""
    codes = {unit.pk: code for code, unit in world.units.items()}
    return OFFICERS[codes[checker(cluster, sheet)]]


def cross_checked(world: World, cluster: Cluster, sheet: ScoreSheet, **other: Mapping[str, object]) -> None:
    """Sent and checked; ``other``: what the checking unit marks differently."""
    submit(world, sheet)
    who = who_checks(world, cluster, sheet)
    column = cross(checker(cluster, sheet))
    for code, figures in other.items():
        score(world, sheet, code, who=who, round_=column, reason="Xem biên bản kiểm tra", **figures)
    by = world.actor(who, OPEN)
    cells.confirm(by=by, standing=standing_of(sheet), round_=column, today=OPEN)
    sheets.end_cross_check(by=by, sheet=sheet, today=OPEN)


def reviewed(world: World, sheet: ScoreSheet, **other: Mapping[str, object]) -> None:
    """The review ended; ``other``: what the office marks differently."""
    by = world.actor("chuyen-vien", OPEN)
    for code, figures in other.items():
        score(world, sheet, code, who="chuyen-vien", round_=Round.REVIEW, reason="Biên bản số 3", **figures)
    cells.confirm(by=by, standing=standing_of(sheet), round_=Round.REVIEW, today=OPEN)
    sheets.end_review(by=by, sheet=sheet, today=OPEN)


def explaining(world: World, cluster: Cluster, sheet: ScoreSheet) -> None:
    """A sheet in which the review took one point away, waiting for the unit's reply."""
    if sheet.state == SheetState.SELF_SCORING:
        cross_checked(world, cluster, sheet)
    reviewed(world, sheet, XH1={"vu": Decimal(1), "don": Decimal(0)})


def reply(world: World, sheet: ScoreSheet, text: str = "Vụ việc xảy ra ngoài địa bàn.", after: int = 0) -> None:
    """The unit explains the criterion in dispute."""
    by = world.actor(OFFICERS[sheet.unit.code], OPEN)
    actions.reply(by=by, sheet=sheet, code="XH1", text=text, after=after, today=OPEN)


def settled_cells(world: World, sheet: ScoreSheet) -> None:
    """Every agreed value, the one in dispute with a reason."""
    by = world.actor("chuyen-vien", OPEN)
    score(world, sheet, "XH1", who="chuyen-vien", round_=Round.AGREED, vu=Decimal(0), don=Decimal(0), reason="Tiếp thu")
    cells.confirm(by=by, standing=standing_of(sheet), round_=Round.AGREED, today=OPEN)


def sign(world: World, sheet: ScoreSheet, who: str) -> None:
    """Sign what the minutes say now."""
    text = minutes_text(standing_of(sheet))
    actions.sign(by=world.actor(who, OPEN), sheet=sheet, text_hash=hash_of(text), office="Chủ tịch", today=OPEN)
