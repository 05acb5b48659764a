"""Sheets: opened, sent, reviewed, sent back, agreed; and the publication of a cluster."""

from datetime import date

from django.db import transaction

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.season.models import Season
from thidua.base.units.queries import units_by_id
from thidua.base.workflow.actions import move
from thidua.cycle.s3_covenant.queries import ClusterInfo, clusters_of
from thidua.cycle.s5_score import policies
from thidua.cycle.s5_score.actions.cells import copies, keep
from thidua.cycle.s5_score.enums import SHEET_FLOW, UNIT_ROLES, Phase, Round, SchemeState, SheetState, cross
from thidua.cycle.s5_score.facts import Standing, published_data, rules_of, standing_of, standings
from thidua.cycle.s5_score.minutes import unsigned
from thidua.cycle.s5_score.models import Publication, Scheme, ScoreSheet
from thidua.cycle.s5_score.plans import checkers_of, plan_of
from thidua.cycle.s5_score.queries import replies_of, sheets_in


def _cluster(season: Season, cluster_id: int, today: date) -> ClusterInfo:
    found = next((c for c in clusters_of(season.pk, today) if c.id == cluster_id), None)
    if found is None:
        raise Problem("Không có cụm, khối này trong năm thi đua.", "cluster")
    return found


def open_sheets(
    *, by: Actor, season: Season, cluster_id: int, scheme: Scheme, today: date, role: str = ""
) -> list[ScoreSheet]:
    """Open a sheet for every member of a cluster that has none. Raises Problem when another scheme is in use there."""
    policies.check_runs_scoring(by, season, today)
    cluster = _cluster(season, cluster_id, today)
    if scheme.season_id != season.pk or scheme.state != SchemeState.ADOPTED:
        raise Problem("Chỉ mở bảng chấm theo bảng tiêu chí đã ban hành của năm này.", "scheme")
    roles = rules_of(scheme).roles
    if (role or None) not in (roles or (None,)):
        raise Problem(f"Bảng tiêu chí này chấm theo đối tượng; hãy chọn một trong: {', '.join(roles)}.", "role")
    standing = sheets_in(cluster_id)
    if any(sheet.scheme_id != scheme.pk for sheet in standing):
        raise Problem(f"{cluster.name} đang chấm theo {standing[0].scheme}; một cụm chỉ dùng một bảng.", "scheme")
    units = units_by_id(set(cluster.member_ids) - {sheet.unit_id for sheet in standing})
    if not units:
        raise Problem(f"Mọi thành viên của {cluster.name} đã có bảng chấm.", "cluster")
    made = [
        ScoreSheet(season=season, cluster_id=cluster_id, unit=units[pk], scheme=scheme, role=role)
        for pk in cluster.member_ids
        if pk in units
    ]
    details = {"count": len(made), "cluster": cluster.name, "scheme": str(scheme)}
    with audited("score.sheets_opened", by=by, on=season, **details):
        return ScoreSheet.objects.bulk_create(made)


def submit(*, by: Actor, sheet: ScoreSheet, today: date) -> None:
    """Send the sheet. Every criterion must be answered (0 is an answer); figures of reports become the unit's own."""
    policies.check_self_scores(by, sheet, today)
    standing = standing_of(sheet)
    if left := standing.unanswered():
        hint = "0 cũng là kết quả; không liên quan thì ghi không áp dụng"
        raise Problem(f"Còn {len(left)} mục chưa chấm ({hint}): {standing.named(left)}.")
    fed = copies(by, standing, Round.SELF, today, standing.labels)
    step = "submit_cross" if Phase.CROSS in plan_of(sheet.cluster_id).windows else "submit"
    with transaction.atomic():
        keep(by, standing, Round.SELF, fed)
        move(SHEET_FLOW, sheet, step, by=by, today=today, submitted_on=today)


def end_cross_check(*, by: Actor, sheet: ScoreSheet, today: date) -> None:
    """Go on to the review. A checking unit must have answered everything; where several check, all of them."""
    policies.check_ends_cross_check(by, sheet, today)
    if by.is_any(*UNIT_ROLES):
        standing = standing_of(sheet)
        if left := standing.without(cross(by.unit_id or 0)):
            raise Problem(f"Đơn vị bạn còn {len(left)} mục chưa kiểm tra: {standing.named(left)}.")
        behind = [pk for pk in checkers_of(sheet) if standing.without(cross(pk))]
        if behind:
            names = ", ".join(unit.name for unit in units_by_id(behind).values())
            raise Problem(f"Phần của đơn vị bạn đã đủ. Còn chờ: {names}.")
    move(SHEET_FLOW, sheet, "checked", by=by, today=today)


def end_review(*, by: Actor, sheet: ScoreSheet, today: date) -> None:
    """Close the review once every criterion has been looked at; the unit then explains, where the plan has that."""
    policies.check_runs_scoring(by, sheet.season, today)
    _check_complete(sheet, Round.REVIEW)
    step = "ask" if Phase.EXPLAIN in plan_of(sheet.cluster_id).windows else "review"
    move(SHEET_FLOW, sheet, step, by=by, today=today)


def end_explaining(*, by: Actor, sheet: ScoreSheet, today: date) -> None:
    """The unit has said what it had to say, or its time for it is over."""
    policies.check_ends_explaining(by, sheet, today)
    move(SHEET_FLOW, sheet, "explained", by=by, today=today)


def agree(*, by: Actor, sheet: ScoreSheet, today: date) -> None:
    """Settle the points: every criterion has an agreed value, every reply an answer, and both sides have signed the
    minutes where the plan asks for them."""
    policies.check_agrees(by, sheet, today)
    standing = _check_complete(sheet, Round.AGREED)
    if waiting := [code for code, reply in replies_of(sheet).items() if not hasattr(reply, "answer")]:
        raise Problem(f"Còn {len(waiting)} giải trình của đơn vị chưa được trả lời: {standing.named(waiting)}.")
    if plan_of(sheet.cluster_id).minutes and (lacking := unsigned(standing)):
        sides = ", ".join(side.label.lower() for side in lacking)
        raise Problem(f"Biên bản thống nhất chưa có chữ ký của: {sides}.")
    move(SHEET_FLOW, sheet, "agree", by=by, today=today, agreed_on=today)


def decide(*, by: Actor, sheet: ScoreSheet, today: date, minutes: str) -> None:
    """The council has looked at the sheet: its values, where it gave any, count from now on."""
    policies.check_council(by, sheet, today)
    if not minutes.strip():
        raise Problem("Hãy ghi số, ngày của biên bản họp hội đồng.", "minutes")
    move(SHEET_FLOW, sheet, "decide", by=by, today=today, details={"minutes": minutes.strip()})


def _check_complete(sheet: ScoreSheet, round_: Round) -> Standing:
    standing = standing_of(sheet)
    if left := standing.without(round_):
        raise Problem(f"Còn {len(left)} mục chưa {round_.label.lower()}: {standing.named(left)}.")
    return standing


def _check_runs(by: Actor, sheet: ScoreSheet, today: date) -> None:
    policies.check_runs_scoring(by, sheet.season, today)


def step_back(*, by: Actor, sheet: ScoreSheet, today: date, name: str, reason: str) -> None:
    """Steps with a reason: ``send_back`` gives the sheet to the unit again, ``reopen`` settles anew, ``exclude`` leaves
    a unit that never sent its sheet without a place, ``include`` takes it back. Everything that was written stays."""
    (policies.check_excludes if name == "exclude" else _check_runs)(by, sheet, today)
    move(SHEET_FLOW, sheet, name, by=by, today=today, reason=reason)


def publish(*, by: Actor, season: Season, cluster_id: int, decision: str, today: date) -> Publication:
    """Publish the result of a cluster: final. Raises Problem until every member's sheet is agreed on.

    One transaction: the publication, the state of every sheet, the steps and the log stand together or not at all."""
    policies.check_decides(by, season)
    policies.check_running(season, today)
    if not decision.strip():
        raise Problem("Hãy ghi văn bản công bố kết quả (số, ngày, tên).", "decision")
    cluster = _cluster(season, cluster_id, today)
    sheets = sheets_in(cluster_id)
    _check_all_agreed(cluster, sheets)
    with audited("score.published", by=by, cluster=cluster.name, decision=decision.strip()) as record:
        record.on = made = Publication.objects.create(
            season=season,
            cluster_id=cluster_id,
            scheme=sheets[0].scheme,
            published_on=today,
            decision=decision.strip(),
            results=published_data(standings(sheets)),
            account_id=by.account_id,
            actor_name=by.name,
        )
        for sheet in (each for each in sheets if each.state != SheetState.EXCLUDED):
            move(SHEET_FLOW, sheet, "publish", by=by, today=today)
    return made


def _check_all_agreed(cluster: ClusterInfo, sheets: list[ScoreSheet]) -> None:
    names = {sheet.unit_id: sheet.unit.name for sheet in sheets}
    absent = [u.name for pk, u in units_by_id(cluster.member_ids).items() if pk not in names]
    if absent:
        raise Problem(f"Chưa có bảng chấm của: {', '.join(sorted(absent))}.")
    sheets = [sheet for sheet in sheets if sheet.state != SheetState.EXCLUDED]
    if not sheets:
        raise Problem("Không đơn vị nào trong cụm, khối có bảng chấm để công bố.")
    if all(sheet.state == SheetState.PUBLISHED for sheet in sheets):
        raise Problem("Kết quả của cụm, khối này đã công bố.")
    needs_council = Phase.COUNCIL in plan_of(cluster.id).windows
    done = (SheetState.DECIDED,) if needs_council else (SheetState.AGREED, SheetState.DECIDED)
    open_ = [sheet.unit.name for sheet in sheets if sheet.state < SheetState.AGREED]
    if open_:
        raise Problem(f"Chưa thống nhất điểm của: {', '.join(open_)}. Kết quả còn tạm tính nên chưa công bố được.")
    waiting = [sheet.unit.name for sheet in sheets if sheet.state not in done]
    if waiting:
        raise Problem(f"Hội đồng chưa xem xét bảng chấm của: {', '.join(waiting)}.")
