"""Handing dossiers to a higher authority, and back. Where that authority works here, the dossier stands in its season
too: as a dossier of its own, whose content the lower level alone writes. Each hand-over is kept for good."""

from datetime import date

from django.db import transaction

from thidua.base.access.actor import Actor, Problem, Refused, refusal
from thidua.base.audit.actions import audited
from thidua.base.documents.actions import carry
from thidua.base.documents.queries import attachments_of
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season
from thidua.base.season.queries import check_stage_open, seasons_above
from thidua.base.workflow.actions import move
from thidua.base.workflow.later import holding, told_of
from thidua.cycle.s6_propose.actions import award_name, next_code
from thidua.cycle.s6_propose.enums import DOSSIER_FLOW, STAGE, STAGE_NAME, DossierState, SubjectKind, Verdict
from thidua.cycle.s6_propose.models import AppraisalOpinion, Dossier, DossierPass
from thidua.cycle.s6_propose.passes import last_pass, received_with, twins_of
from thidua.cycle.s6_propose.policies import check_forward, check_give_back
from thidua.cycle.s6_propose.queries import last_check, opinions_of

_LABEL = Dossier._meta.label_lower


def pass_up_dossier(
    *,
    by: Actor,
    dossier: Dossier,
    today: date,
    to: Season | None = None,
    body: str = "",
    note: str = "",
    anyway: bool = False,
) -> DossierPass:
    """Hand a dossier to the level that decides this award: the season of an authority above, or a ``body`` outside.

    Raises Refused for a season of nobody above and for a second time, Problem for one that takes nothing now, and for
    a subject that is proposed there already, unless ``anyway``.
    """
    check_forward(by, dossier)
    where = (str(to.authority) if to else body.strip())[:300]
    if not where:
        raise Problem("Hãy ghi cơ quan tiếp nhận.", "body")
    reason = ". ".join(filter(None, (where, note.strip())))
    DOSSIER_FLOW.check("pass_up", dossier.state, by, reason=reason)
    opinion = _fit(dossier)
    if to:
        _check_receives(dossier, to, anyway, today)
    with transaction.atomic():
        move(DOSSIER_FLOW, dossier, "pass_up", by=by, today=today, reason=reason, decided_on=today, passed_to=where)
        upper = _receive(_abroad(by, dossier), dossier, to, today) if to else None
        return _keep(by, dossier, upper, opinion, note.strip(), today)


def _abroad(by: Actor, dossier: Dossier) -> Actor:
    """Whoever acts on what the other level keeps speaks there for the authority of his own dossier."""
    return by.speaking_for(str(dossier.season.authority))


def _fit(dossier: Dossier) -> AppraisalOpinion:
    """The opinion with which a dossier may go up."""
    last = opinions_of(dossier.pk).last()
    if last is None or last.verdict == Verdict.NOT_QUALIFIED:
        raise Problem("Hồ sơ chưa thẩm định hoặc không đủ điều kiện thì không chuyển cấp trên.")
    if dossier.state == DossierState.FORWARDED and (why := holding(_LABEL, dossier.pk)):
        raise Problem(why)
    return last


def _check_receives(dossier: Dossier, to: Season, anyway: bool, today: date) -> None:
    if to.pk not in {season.pk for season in seasons_above(dossier.season, today)}:
        raise Refused(f"{to.authority} không phải cấp trên của {dossier.season.authority} trong cùng năm thi đua.")
    if to.state != SeasonState.OPEN:
        raise Problem(f"{to} {to.get_state_display().lower()} nên chưa nhận hồ sơ; hãy liên hệ cơ quan đó.", "to")
    if why := refusal(check_stage_open, to, STAGE, STAGE_NAME, today):
        raise Problem(f"{to.authority} không nhận hồ sơ lúc này: {why}", "to")
    award_name(to, dossier.award_code, SubjectKind(dossier.subject_kind), dossier.unit, today)
    if not anyway and twins_of(dossier, [to.pk]):
        raise Problem(
            f"Đối tượng này đã có hồ sơ cho cùng danh hiệu, hình thức tại {to.authority}. Nếu vẫn chuyển, hãy đánh dấu "
            "vào ô này rồi gửi lại.",
            "anyway",
        )


def _receive(by: Actor, dossier: Dossier, to: Season, today: date) -> Dossier:
    """The dossier of the higher level: made the first time, brought up to date each time after."""
    # codes of one season are given one after another
    season = Season.objects.select_for_update().get(pk=to.pk)
    # a person's post names the own unit; a household has none, and would be placed in the higher unit
    place = dossier.proposing_unit.name if dossier.subject_kind == SubjectKind.HOUSEHOLD else ""
    content = {
        "position": dossier.position or place,
        "achievement": dossier.achievement,
        "papers": dossier.papers,
        "sent_on": today,
    }
    if standing := Dossier.objects.filter(origin=dossier, season=season).first():
        move(DOSSIER_FLOW, standing, "receive", by=by, today=today, **content)
        return standing
    with audited("propose.received", by=by) as record:
        record.on = made = Dossier.objects.create(
            season=season,
            origin=dossier,
            code=next_code(season, dossier.award_code),
            award_code=dossier.award_code,
            award_name=award_name(season, dossier.award_code, SubjectKind(dossier.subject_kind), dossier.unit, today),
            subject_kind=dossier.subject_kind,
            person=dossier.person,
            unit=dossier.unit,
            household=dossier.household,
            proposing_unit=dossier.season.authority,
            mode=dossier.mode,
            year=dossier.year,
            movement_id=dossier.movement_id,
            state=DossierState.SENT,
            **content,
        )
    return made


def _keep(
    by: Actor, dossier: Dossier, upper: Dossier | None, opinion: AppraisalOpinion, note: str, today: date
) -> DossierPass:
    below = received_with(dossier)[:1]
    files = [file for owner in (*below, dossier) for file in attachments_of(owner) if not file.withdrawn]
    with audited("propose.came_with", by=by, on=dossier, to=dossier.passed_to, files=len(files)):
        made = DossierPass.objects.create(
            dossier=dossier,
            upper=upper,
            to_name=dossier.passed_to,
            note=note,
            achievement=dossier.achievement,
            papers=dossier.papers,
            opinion=opinion,
            check_made=last_check(dossier.pk),
            said=[told.text for told in told_of(_LABEL, dossier.pk)],
            on_date=today,
            account_id=by.account_id,
            actor_name=by.name,
            unit_name=by.unit_name,
        )
        carry(by=by, files=files, owner=made)
    return made


def give_back_dossier(*, by: Actor, dossier: Dossier, reason: str, today: date) -> None:
    """Send a dossier back to the level that passed it up, for what is missing; both sides keep all that was written."""
    check_give_back(by, dossier)
    below = dossier.origin
    assert below is not None  # held by the policy
    abroad = _abroad(by, dossier)
    with transaction.atomic():
        move(DOSSIER_FLOW, dossier, "give_back", by=by, today=today, reason=reason, decided_on=today)
        move(DOSSIER_FLOW, below, "come_back", by=abroad, today=today, reason=reason, decided_on=today)


def take_back_dossier(*, by: Actor, dossier: Dossier, reason: str, today: date) -> None:
    """Take a dossier back that nobody above has appraised yet, or record that a body outside has returned it."""
    check_forward(by, dossier)
    DOSSIER_FLOW.check("come_back", dossier.state, by, reason=reason)
    last = last_pass(dossier.pk)
    upper = last.upper if last else None
    if upper is not None and upper.state != DossierState.SENT:
        raise Refused(f"{dossier.passed_to} đã xử lý hồ sơ nên không rút lại được; hãy đề nghị cơ quan đó trả lại.")
    with transaction.atomic():
        if upper is not None:
            move(DOSSIER_FLOW, upper, "let_go", by=_abroad(by, dossier), today=today, reason=reason)
        move(DOSSIER_FLOW, dossier, "come_back", by=by, today=today, reason=reason, decided_on=today)
