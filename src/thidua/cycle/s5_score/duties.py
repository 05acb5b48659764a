"""What waits in stage 5, and where units stand."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.duties import Duty, Standing
from thidua.base.units.queries import units_by_id
from thidua.base.workflow.queries import last_reason
from thidua.cycle.s3_covenant.queries import clusters_of
from thidua.cycle.s5_score.enums import STAGE, UNIT_ROLES, Phase, Round, SheetState, Side, cross
from thidua.cycle.s5_score.facts import standing_of, standings
from thidua.cycle.s5_score.minutes import unsigned
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.plans import checked_by, phase_of, plan_of, plans_of
from thidua.cycle.s5_score.policies import check_running, led_by
from thidua.cycle.s5_score.queries import sheet_of, sheets_of, waiting_replies

_S = SheetState


def sheet_url(sheet_id: int) -> str:
    """The page of a sheet."""
    return reverse("score:sheet", args=[sheet_id])


def duties(actor: Actor, season: Season, today: date) -> Iterable[Duty]:
    """Units: their own sheet and those they cross-check. Reviewers: sheets with criteria of theirs. The office and the
    council: what they have to settle."""
    closes = stage_status(season, STAGE, today).closes
    if actor.is_any(*UNIT_ROLES):
        yield from _own(actor, season, closes)
        yield from _crosses(actor, season, today)
    elif actor.is_any(Role.REVIEWING_DEPARTMENT, Role.CLUSTER_HEAD):
        yield from _reviews(actor, season, today, closes)
    elif actor.is_any(Role.SPECIALIST) and actor.unit_id == season.authority_id:
        yield from _office(season, closes)
    elif actor.is_any(Role.COUNCIL_SECRETARY) and actor.unit_id == season.authority_id:
        yield from _council(season, closes)


def _own(actor: Actor, season: Season, closes: date | None) -> Iterable[Duty]:
    own = sheet_of(season.pk, actor.unit_id or 0)
    if own is None or own.state not in (_S.SELF_SCORING, _S.EXPLAINING, _S.REVIEWED):
        return
    plan, phase = plan_of(own.cluster_id), phase_of(own)
    window = plan.window(phase, own.pk) if phase else None
    until = window.closes if window else closes
    if own.state == _S.SELF_SCORING:
        back = last_reason(own)
        title = "Sửa và gửi lại bảng chấm" if back else "Tự chấm điểm và gửi bảng chấm"
        yield Duty(STAGE, title, sheet_url(own.pk), "Mở bảng chấm", until, back.reason if back else "")
    elif own.state == _S.EXPLAINING:
        url = reverse("score:replies", args=[own.pk])
        yield Duty(STAGE, "Đọc kết quả thẩm định và giải trình", url, "Giải trình", until)
    elif plan.minutes and actor.is_any(Role.UNIT_HEAD) and _waits_for(own, Side.UNIT):
        url = reverse("score:minutes", args=[own.pk])
        yield Duty(STAGE, "Ký biên bản thống nhất điểm", url, "Đọc và ký", until)


def _waits_for(sheet: ScoreSheet, side: Side) -> bool:
    """Whether the minutes are complete and lack the signature of a side."""
    standing = standing_of(sheet)
    return not standing.without(Round.AGREED) and side in unsigned(standing)


def _crosses(actor: Actor, season: Season, today: date) -> Iterable[Duty]:
    """Sheets that wait for this unit's cross-check."""
    unit, clusters = actor.unit_id or 0, clusters_of(season.pk, today)
    assigned = checked_by([c.id for c in clusters if unit in c.member_ids], unit)
    wanted = {on for units in assigned.values() for on in units}
    if not wanted:
        return
    rows = list(sheets_of(season.pk, wanted).filter(state=_S.CROSS_CHECKING, cluster_id__in=assigned))
    open_ = [row.sheet for row in standings(rows) if row.without(cross(unit))]
    for sheet in open_:
        window = plan_of(sheet.cluster_id).window(Phase.CROSS, sheet.pk)
        until = window.closes if window else None
        yield Duty(STAGE, f"Kiểm tra chéo {sheet.unit}", sheet_url(sheet.pk), "Kiểm tra", until)


def _council(season: Season, closes: date | None) -> Iterable[Duty]:
    rows = list(sheets_of(season.pk).filter(state=_S.AGREED))
    plans = plans_of({row.cluster_id for row in rows})
    count = sum(1 for row in rows if Phase.COUNCIL in plans[row.cluster_id].windows)
    if count:
        url = f"{reverse('score:home')}?state={_S.AGREED.value}"
        yield Duty(STAGE, f"Ghi kết luận của hội đồng về {count} bảng chấm", url, "Xem", closes, count=count)


def _reviews(actor: Actor, season: Season, today: date, closes: date | None) -> Iterable[Duty]:
    """The same rule as ``policies.check_reviews``, for many sheets with a constant number of queries."""
    rows = sheets_of(season.pk).filter(state=_S.SUBMITTED).exclude(unit_id=actor.unit_id or 0)
    mine = {unit.code for unit in units_by_id([actor.unit_id or 0]).values()}
    if actor.is_any(Role.CLUSTER_HEAD):
        mine, rows = {""}, rows.filter(cluster_id__in=led_by(actor, clusters_of(season.pk, today)))
    if refusal(check_running, season, today):
        return
    open_ = [s.sheet for s in standings(list(rows)) if any(s.owners[c] in mine for c in s.without(Round.REVIEW))]
    if open_:
        url = sheet_url(open_[0].pk) if len(open_) == 1 else f"{reverse('score:home')}?state={_S.SUBMITTED.value}"
        yield Duty(STAGE, f"Thẩm định {len(open_)} bảng chấm", url, "Thẩm định", closes, count=len(open_))
    yield from _answers(actor, season, mine)


def _answers(actor: Actor, season: Season, mine: set[str]) -> Iterable[Duty]:
    """Replies of units that wait for an answer of this reviewer."""
    waiting = waiting_replies(season.pk)
    sheets = {s.pk: s for s in sheets_of(season.pk).filter(pk__in=waiting).exclude(unit_id=actor.unit_id or 0)}
    for row in standings(list(sheets.values())):
        count = sum(1 for code in waiting[row.sheet.pk] if row.owners.get(code) in mine)
        if count:
            url = reverse("score:replies", args=[row.sheet.pk])
            yield Duty(STAGE, f"Trả lời {count} giải trình của {row.sheet.unit}", url, "Trả lời", None, count=count)


def _office(season: Season, closes: date | None) -> Iterable[Duty]:
    states = list(sheets_of(season.pk).values_list("cluster_id", "cluster__name", "state"))
    for state, words in ((_S.SUBMITTED, "Kết thúc thẩm định"), (_S.REVIEWED, "Thống nhất điểm")):
        url, count = f"{reverse('score:home')}?state={state.value}", sum(1 for *_, each in states if each == state)
        if count:
            yield Duty(STAGE, f"{words} {count} bảng chấm", url, "Xem bảng chấm", closes, count=count)
    for pk, name in dict.fromkeys((pk, name) for pk, name, _ in states):
        if {each for cluster, _, each in states if cluster == pk} - {_S.EXCLUDED} == {_S.AGREED}:
            yield Duty(STAGE, f"Công bố kết quả {name}", reverse("score:publish", args=[pk]), "Công bố", closes)


def standings_of_units(season: Season, unit_ids: frozenset[int], today: date) -> Iterable[Standing]:
    """Of each unit that is scored: whether it has sent its sheet."""
    for sheet in ScoreSheet.objects.filter(season=season, unit_id__in=unit_ids):
        done = sheet.state > _S.SELF_SCORING
        yield Standing(STAGE, sheet.unit_id, done, sheet.get_state_display().lower(), sheet_url(sheet.pk))
