"""What is still missing in a cluster, unit by unit and phase by phase, and whose turn it is."""

from dataclasses import dataclass
from datetime import date, datetime

from thidua.base.units.queries import units_by_codes, units_by_id
from thidua.cycle.s5_score.enums import Phase, Round, SheetState, cross
from thidua.cycle.s5_score.facts import Standing, standings
from thidua.cycle.s5_score.models import CrossCheck, ScoreSheet
from thidua.cycle.s5_score.plans import Plan, assignment_of, phase_of, plan_of
from thidua.cycle.s5_score.queries import open_replies, sheets_in
from thidua.cycle.s5_score.rounds.countdown import left


@dataclass(frozen=True)
class Missing:
    """One sheet: in which phase it is, until when, whose turn it is and what is missing. ``turn`` are unit ids; empty
    when it is the office's or the council's turn."""

    sheet: ScoreSheet
    phase: str
    until: date | None
    rest: str
    late: bool
    whose: str
    what: str
    turn: tuple[int, ...] = ()


def board_of(cluster_id: int, today: date, now: datetime) -> list[Missing]:
    """Every sheet of a cluster, those with the least time left first. The number of queries doesn't grow with them."""
    plan, assigned, rows = plan_of(cluster_id), assignment_of(cluster_id), standings(sheets_in(cluster_id))
    waiting, found = open_replies(cluster_id), []
    departments = units_by_codes({owner for row in rows for owner in row.owners.values() if owner})
    names = {code: (unit.pk, unit.name) for code, unit in departments.items()}
    checkers = units_by_id({by for by, _ in (assigned.pairs if assigned else ())})
    for standing in rows:
        whose, what, turn = _turn(standing, plan, assigned, waiting.get(standing.sheet.pk, 0), names)
        shown = ", ".join(checkers[pk].name for pk in turn) if whose == _CHECKERS else whose
        found.append(_line(standing.sheet, plan, today, now, shown, what, turn))
    return sorted(found, key=lambda m: (m.until is None, m.until or date.max, m.sheet.unit.name_sort))


_CHECKERS = "đơn vị kiểm tra chéo"


def _line(
    sheet: ScoreSheet, plan: Plan, today: date, now: datetime, whose: str, what: str, turn: tuple[int, ...]
) -> Missing:
    phase = phase_of(sheet)
    window = plan.window(phase, sheet.pk) if phase else None
    closes = window.closes if window else None
    late = closes is not None and today > closes
    rest = left(closes, now) if closes and window and today >= window.opens else ""
    return Missing(sheet, sheet.get_state_display(), closes, rest, late, whose, what, turn)


def _turn(
    standing: Standing, plan: Plan, assigned: CrossCheck | None, replies: int, departments: dict[str, tuple[int, str]]
) -> tuple[str, str, tuple[int, ...]]:
    """Whose turn, what is missing, and the units that a reminder goes to."""
    sheet = standing.sheet
    own = (sheet.unit.name, (sheet.unit_id,))
    match sheet.state:
        case SheetState.SELF_SCORING:
            return own[0], f"còn {len(standing.unanswered())} mục chưa chấm", own[1]
        case SheetState.CROSS_CHECKING:
            pairs = assigned.pairs if assigned else []
            behind = tuple(by for by, on in pairs if on == sheet.unit_id and standing.without(cross(by)))
            count = sum(len(standing.without(cross(by))) for by in behind)
            return (
                (_CHECKERS, f"còn {count} mục chưa kiểm tra", behind)
                if pairs
                else ("trưởng cụm, khối", "chưa phân công kiểm tra chéo", ())
            )
        case SheetState.SUBMITTED:
            return _reviewers(standing, departments)
        case SheetState.EXPLAINING:
            return own[0], "chờ đơn vị giải trình hoặc kết thúc giải trình", own[1]
        case SheetState.REVIEWED:
            lack = f"còn {len(standing.without(Round.AGREED))} mục chưa thống nhất"
            return "đơn vị tổ chức", lack + (f", {replies} giải trình chưa trả lời" if replies else ""), ()
        case SheetState.AGREED if Phase.COUNCIL in plan.windows:
            return "hội đồng", "chờ hội đồng xem xét", ()
    return "", "không", ()


def _reviewers(standing: Standing, departments: dict[str, tuple[int, str]]) -> tuple[str, str, tuple[int, ...]]:
    open_ = standing.without(Round.REVIEW)
    owners = sorted({standing.owners[code] for code in open_})
    known = [departments[o] for o in owners if o in departments]
    names = [name for _, name in known] + (["trưởng cụm, chuyên viên"] if set(owners) - departments.keys() else [])
    what = f"còn {len(open_)} mục chưa thẩm định" if open_ else "chờ chuyên viên kết thúc thẩm định"
    return ", ".join(names) or "đơn vị tổ chức", what, tuple(pk for pk, _ in known)
