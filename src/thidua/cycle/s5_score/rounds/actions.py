"""Every write of the rounds but the values: plans, more time, assignments, replies, answers, signatures, ties."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.actions import Reminded, remind
from thidua.base.units.queries import units_by_id
from thidua.cycle.s3_covenant.queries import ClusterInfo, clusters_of
from thidua.cycle.s5_score import policies
from thidua.cycle.s5_score.enums import OPTIONAL, PHASES, STAGE, Draw, Outcome, Phase, Round, SheetState
from thidua.cycle.s5_score.facts import standing_of
from thidua.cycle.s5_score.minutes import hash_of, minutes_text
from thidua.cycle.s5_score.models import (
    AgreementSignature,
    Answer,
    CellEntry,
    CrossCheck,
    Extension,
    Reply,
    RoundPlan,
    ScoreSheet,
    TieOrder,
)
from thidua.cycle.s5_score.plans import Window, phase_of, plan_of
from thidua.cycle.s5_score.queries import replies_of, sheets_in
from thidua.cycle.s5_score.rounds.board import board_of
from thidua.cycle.s5_score.rounds.policies import check_answers, check_plans, check_signs
from thidua.cycle.s5_score.rounds.ties import tied_groups
from thidua.engine.scoring.assignment import by_lot, ring
from thidua.language.dates import format_date

_IN_PHASE = {Phase.CROSS: SheetState.CROSS_CHECKING, Phase.EXPLAIN: SheetState.EXPLAINING}


def _signed(by: Actor, today: date) -> dict[str, Any]:
    """Who does it, as every act of the rounds keeps it."""
    return {"account_id": by.account_id, "actor_name": by.name, "unit_name": by.unit_name, "on_date": today}


def _cluster(season: Season, cluster_id: int, today: date) -> ClusterInfo:
    found = next((c for c in clusters_of(season.pk, today) if c.id == cluster_id), None)
    if found is None:
        raise Refused("Không có cụm, khối này trong năm thi đua.")
    return found


def set_plan(
    *, by: Actor, season: Season, cluster_id: int, windows: Mapping[Phase, tuple[date, date]], minutes: bool,
    reason: str, today: date,
) -> RoundPlan:  # fmt: skip
    """Lay down the phases of a cluster and their windows. Raises Problem, with the phase as its field, for windows out
    of order; a phase in which sheets stand can't be left out."""
    cluster = _cluster(season, cluster_id, today)
    check_plans(by, season, cluster_id, today)
    if not reason.strip():
        raise Problem("Hãy ghi văn bản hoặc lý do đặt lịch.", "reason")
    _check_windows(season, windows, today)
    for phase, state in _IN_PHASE.items():
        count = ScoreSheet.objects.filter(cluster_id=cluster_id, state=state).count()
        if phase not in windows and count:
            raise Problem(f"Đang có {count} bảng chấm ở vòng này nên không bỏ được.", f"{phase}_from")
    kept = {phase.value: [day.isoformat() for day in windows[phase]] for phase in PHASES if phase in windows}
    told = "; ".join(f"{Phase(p).label} {_span(Window(*windows[Phase(p)]))}" for p in kept)
    said: dict[str, Any] = {"cluster": cluster.name, "windows": told, "reason": reason.strip()}
    with audited("score.planned", by=by, **said) as record:
        record.on = made = RoundPlan.objects.create(
            cluster_id=cluster_id, windows=kept, minutes=minutes, reason=reason.strip(), **_signed(by, today)
        )
    return made


def _span(window: Window) -> str:
    return f"{format_date(window.opens)}–{format_date(window.closes)}"


def _check_windows(season: Season, windows: Mapping[Phase, tuple[date, date]], today: date) -> None:
    stage, before = stage_status(season, STAGE, today), None
    for phase in PHASES:
        if phase not in windows:
            if phase not in OPTIONAL:
                raise Problem(f"Vòng «{phase.label}» bắt buộc phải có thời hạn.", f"{phase}_from")
            continue
        opens, closes = windows[phase]
        if closes < opens:
            raise Problem("Ngày kết thúc đứng trước ngày bắt đầu.", f"{phase}_to")
        if stage.opens and opens < stage.opens:
            first = format_date(stage.opens)
            raise Problem(
                f"Giai đoạn Chấm điểm của năm mở từ ngày {first}; vòng này không mở sớm hơn.", f"{phase}_from"
            )
        if before and opens < windows[before][0]:
            raise Problem(f"Vòng này không mở trước vòng «{before.label}».", f"{phase}_from")
        if before and closes < windows[before][1]:
            raise Problem(f"Vòng này không kết thúc trước vòng «{before.label}».", f"{phase}_to")
        before = phase


def extend(
    *, by: Actor, season: Season, cluster_id: int, phase: Phase, until: date, reason: str, today: date,
    sheet: ScoreSheet | None = None,
) -> Extension:  # fmt: skip
    """Give a phase more time, for one sheet or the whole cluster. Raises Problem when it is no later day."""
    cluster = _cluster(season, cluster_id, today)
    check_plans(by, season, cluster_id, today)
    if sheet is not None and sheet.unit_id == by.unit_id:
        raise Refused("Không ai tự gia hạn riêng cho đơn vị mình; hãy đề nghị chuyên viên của đơn vị tổ chức.")
    window = plan_of(cluster_id).window(phase, sheet.pk if sheet else 0)
    if window is None:
        raise Problem(f"Lịch của {cluster.name} không có vòng «{phase.label}».", "phase")
    if sheet is not None and sheet.cluster_id != cluster_id:
        raise Refused("Bảng chấm này thuộc cụm, khối khác.")
    if until <= window.closes or until < today:
        last = format_date(max(window.closes, today))
        raise Problem(f"Ngày gia hạn phải sau ngày {last}.", "until")
    if not reason.strip():
        raise Problem("Hãy ghi lý do gia hạn.", "reason")
    whom = sheet.unit.name if sheet else f"cả {cluster.name}"
    said: dict[str, Any] = {
        "phase": phase.label.lower(),
        "until": format_date(until),
        "whom": whom,
        "reason": reason.strip(),
    }
    with audited("score.extended", by=by, **said) as record:
        record.on = made = Extension.objects.create(
            cluster_id=cluster_id, sheet=sheet, phase=phase, until=until, reason=reason.strip(), **_signed(by, today)
        )
    return made


def assign(
    *, by: Actor, season: Season, cluster_id: int, method: Draw, seed: str, each: int, today: date, reason: str = ""
) -> CrossCheck:
    """Assign who checks whom, among the units that have a sheet, so that nobody checks itself. Anybody can repeat it:
    the units' codes in the order of their names, or drawn with the seed. Once somebody has checked it stands."""
    cluster = _cluster(season, cluster_id, today)
    check_plans(by, season, cluster_id, today)
    if Phase.CROSS not in plan_of(cluster_id).windows:
        raise Problem(f"Lịch của {cluster.name} không có vòng kiểm tra chéo. Hãy thêm vòng này vào lịch trước.")
    if CellEntry.objects.filter(sheet__cluster_id=cluster_id, round=Round.CROSS).exists():
        raise Problem("Đã có đơn vị bắt đầu kiểm tra nên không phân công lại được.")
    if method == Draw.LOT and not seed.strip():
        raise Problem("Hãy ghi hạt giống bốc thăm, ví dụ kết quả một kỳ xổ số đã công bố.", "seed")
    ids = {sheet.unit.code: sheet.unit_id for sheet in sheets_in(cluster_id)}
    try:
        pairs = by_lot(list(ids), seed.strip(), each) if method == Draw.LOT else ring(list(ids), each)
    except ValueError as error:
        raise Problem(str(error), "each") from None
    how = f"{method.label.lower()}{f' «{seed.strip()}»' if method == Draw.LOT else ''}, mỗi đơn vị {each} bảng"
    with audited("score.cross_assigned", by=by, cluster=cluster.name, how=how) as record:
        record.on = made = CrossCheck.objects.create(
            cluster_id=cluster_id, method=method, seed=seed.strip() if method == Draw.LOT else "", each=each,
            pairs=[[ids[who], ids[whom]] for who, whom in pairs], reason=reason.strip(), **_signed(by, today),
        )  # fmt: skip
    return made


def reply(*, by: Actor, sheet: ScoreSheet, code: str, text: str, after: int, today: date) -> Reply:
    """The unit explains one criterion. ``after`` is the reply it replaces (0: none). Raises Problem for a second writer
    and for a criterion that was not reviewed."""
    policies.check_explains(by, sheet, today)
    standing = standing_of(sheet)
    about = standing.current(code, Round.REVIEW) if code in standing.labels else None
    if about is None:
        raise Problem("Tiêu chí này chưa có kết quả thẩm định để giải trình.")
    if not text.strip():
        raise Problem("Hãy viết nội dung giải trình.", "text")
    if hasattr(replies_of(sheet).get(code), "answer"):
        raise Problem("Giải trình này đã được trả lời nên không viết lại được.", "text")
    try:
        with audited("score.replied", by=by, on=sheet, criterion=standing.named([code])):
            return Reply.objects.create(
                sheet=sheet, criterion_code=code, about=about.pk, after=after, text=text.strip(), **_signed(by, today)
            )
    except IntegrityError:
        sentence = "Đồng nghiệp vừa viết giải trình này. Hãy tải lại trang, đọc rồi viết tiếp; chữ của bạn còn trong ô."
        raise Problem(sentence, "text") from None


def answer(*, by: Actor, sheet: ScoreSheet, code: str, outcome: str, text: str, today: date) -> Answer:
    """Close the reply to one criterion, with the outcome and the grounds for it."""
    standing = standing_of(sheet)
    if code not in standing.labels:
        raise Problem("Bảng chấm này không có tiêu chí đó.")
    check_answers(by, sheet, standing.owners[code], today)
    found = replies_of(sheet).get(code)
    if found is None or hasattr(found, "answer"):
        raise Problem("Giải trình này đã được trả lời, hoặc đã được thẩm định lại.", "text")
    if not text.strip():
        raise Problem("Hãy viết căn cứ của kết luận; đơn vị đọc nguyên văn.", "text")
    said: dict[str, Any] = {"criterion": standing.named([code]), "outcome": Outcome(outcome).label.lower()}
    try:
        with audited("score.answered", by=by, on=sheet, **said):
            return Answer.objects.create(reply=found, outcome=outcome, text=text.strip(), **_signed(by, today))
    except IntegrityError:
        raise Problem("Giải trình này vừa được người khác trả lời.", "text") from None


def sign(*, by: Actor, sheet: ScoreSheet, text_hash: str, office: str, today: date) -> AgreementSignature:
    """Sign the agreed minutes for one side. The caller has made sure that it is really the account's owner.

    Raises Refused when the points changed since the page was opened, Problem while they are incomplete."""
    side = check_signs(by, sheet, today)
    standing = standing_of(sheet)
    if left := standing.without(Round.AGREED):
        raise Problem(f"Còn {len(left)} mục chưa thống nhất nên chưa ký được: {standing.named(left)}.")
    if waiting := [code for code, each in replies_of(sheet).items() if not hasattr(each, "answer")]:
        raise Problem(f"Còn {len(waiting)} giải trình chưa được trả lời: {standing.named(waiting)}.")
    text = minutes_text(standing)
    if hash_of(text) != text_hash:
        raise Refused("Điểm đã được sửa sau khi bạn mở trang ký. Hãy đọc lại biên bản rồi ký.")
    if not office.strip():
        raise Problem("Hãy ghi chức vụ của người ký.", "office")
    try:
        with audited("score.minutes_signed", by=by, on=sheet, side=side.label.lower(), hash=text_hash[:12]):
            return AgreementSignature.objects.create(
                sheet=sheet, side=side, office=office.strip(), text=text, text_hash=text_hash, **_signed(by, today)
            )
    except IntegrityError:
        raise Problem(f"{side.label} đã ký biên bản này rồi.") from None


def order_tie(
    *, by: Actor, season: Season, cluster_id: int, unit_ids: Sequence[int], reason: str, today: date
) -> TieOrder:
    """Write down the order in which the council put units with equal results, best first."""
    cluster = _cluster(season, cluster_id, today)
    policies.check_orders_ties(by, season, cluster_id, today)
    if set(unit_ids) not in [set(group) for group in tied_groups(cluster_id)] or len(set(unit_ids)) != len(unit_ids):
        raise Problem("Các đơn vị này không đồng hạng với nhau theo điểm hiện có; hãy tải lại trang.", "order")
    if phase_open := [s.unit.name for s in sheets_in(cluster_id) if phase_of(s) not in (None, Phase.COUNCIL)]:
        raise Problem(f"Chưa thống nhất điểm của: {', '.join(phase_open)}. Điểm còn đổi thì chưa phân định.", "order")
    if not reason.strip():
        raise Problem("Hãy ghi số, ngày biên bản họp hội đồng.", "reason")
    names = units_by_id(unit_ids)
    said: dict[str, Any] = {
        "cluster": cluster.name,
        "order": ", ".join(names[pk].name for pk in unit_ids),
        "reason": reason.strip(),
    }
    with audited("score.tie_decided", by=by, **said) as record:
        record.on = made = TieOrder.objects.create(
            cluster_id=cluster_id, unit_ids=list(unit_ids), reason=reason.strip(), **_signed(by, today)
        )
    return made


def remind_units(
    *, by: Actor, season: Season, cluster_id: int, text: str, url: str, today: date, now: datetime
) -> Reminded:
    """Remind the units of a cluster whose turn it is, departments that review among them."""
    policies.check_reminds(by, season, cluster_id, today)
    waiting = {pk for row in board_of(cluster_id, today, now) for pk in row.turn}
    if not waiting:
        raise Problem("Không còn đơn vị nào đến lượt mà chưa làm.")
    return remind(by=by, unit_ids=waiting, text=text, url=url, today=today, about=f"score:{cluster_id}")
