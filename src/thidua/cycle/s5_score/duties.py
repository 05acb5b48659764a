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
from thidua.cycle.s5_score.enums import STAGE, UNIT_ROLES, Round, SheetState
from thidua.cycle.s5_score.facts import standings
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.policies import check_running, led_by
from thidua.cycle.s5_score.queries import sheet_of, sheets_of

_S = SheetState


def sheet_url(sheet_id: int) -> str:
    """The page of a sheet."""
    return reverse("score:sheet", args=[sheet_id])


def duties(actor: Actor, season: Season, today: date) -> Iterable[Duty]:
    """Units: their own sheet. Reviewers: sheets with criteria of theirs. The office: what it has to settle, publish."""
    closes = stage_status(season, STAGE, today).closes
    if actor.is_any(*UNIT_ROLES):
        own = sheet_of(season.pk, actor.unit_id or 0)
        if own and own.state == _S.SELF_SCORING:
            back = last_reason(own)
            title = "Sửa và gửi lại bảng chấm" if back else "Tự chấm điểm và gửi bảng chấm"
            yield Duty(STAGE, title, sheet_url(own.pk), "Mở bảng chấm", closes, back.reason if back else "")
    elif actor.is_any(Role.REVIEWING_DEPARTMENT, Role.CLUSTER_HEAD):
        yield from _reviews(actor, season, today, closes)
    elif actor.is_any(Role.SPECIALIST) and actor.unit_id == season.authority_id:
        yield from _office(season, closes)


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


def _office(season: Season, closes: date | None) -> Iterable[Duty]:
    states = list(sheets_of(season.pk).values_list("cluster_id", "cluster__name", "state"))
    for state, words in ((_S.SUBMITTED, "Kết thúc thẩm định"), (_S.REVIEWED, "Thống nhất điểm")):
        url, count = f"{reverse('score:home')}?state={state.value}", sum(1 for *_, each in states if each == state)
        if count:
            yield Duty(STAGE, f"{words} {count} bảng chấm", url, "Xem bảng chấm", closes, count=count)
    for pk, name in dict.fromkeys((pk, name) for pk, name, _ in states):
        if {each for cluster, _, each in states if cluster == pk} == {_S.AGREED}:
            yield Duty(STAGE, f"Công bố kết quả {name}", reverse("score:publish", args=[pk]), "Công bố", closes)


def standings_of_units(season: Season, unit_ids: frozenset[int], today: date) -> Iterable[Standing]:
    """Of each unit that is scored: whether it has sent its sheet."""
    for sheet in ScoreSheet.objects.filter(season=season, unit_id__in=unit_ids):
        done = sheet.state >= _S.SUBMITTED
        yield Standing(STAGE, sheet.unit_id, done, sheet.get_state_display().lower(), sheet_url(sheet.pk))
