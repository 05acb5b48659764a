"""Every write about dossiers."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db import transaction

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.people.models import Person
from thidua.base.season.models import Season
from thidua.base.units.models import Household, Unit
from thidua.base.units.queries import existed_on, posting_of
from thidua.base.workflow.actions import move
from thidua.cycle.s5_score.queries import rank_of
from thidua.cycle.s6_propose import facts as bridge
from thidua.cycle.s6_propose.enums import DOSSIER_FLOW, Mode, Outcome, SubjectKind, Verdict
from thidua.cycle.s6_propose.models import AppraisalOpinion, Dossier, EligibilityCheck
from thidua.cycle.s6_propose.policies import (
    check_appraise,
    check_asks,
    check_draft,
    check_edit,
    check_forward,
    check_recall,
    check_send_back,
)
from thidua.cycle.s6_propose.queries import facts_of
from thidua.engine.rulebook import FactsError, LawError


@dataclass(frozen=True)
class NewDossier:
    """What is typed to begin a dossier. Exactly one of person, unit, household."""

    award_code: str
    achievement: str
    year: int
    person: Person | None = None
    unit: Unit | None = None
    household: Household | None = None
    mode: str = Mode.MERIT
    movement_id: int | None = None
    papers: tuple[str, ...] = ()
    code: str = ""

    @property
    def kind(self) -> SubjectKind:
        """What the subject is."""
        if self.person:
            return SubjectKind.PERSON
        return SubjectKind.COLLECTIVE if self.unit else SubjectKind.HOUSEHOLD


def _check_new(new: NewDossier) -> None:
    if sum(subject is not None for subject in (new.person, new.unit, new.household)) != 1:
        raise Problem("Hãy chọn đúng một đối tượng: một người, một tập thể hoặc một hộ gia đình.", "subject")
    if not new.achievement.strip():
        raise Problem("Hãy ghi tóm tắt thành tích.", "achievement")


def award_name(season: Season, award_code: str, kind: SubjectKind, unit: Unit | None, today: date) -> str:
    """What a season calls an award. Raises Problem for one that it doesn't have, or not for such a subject."""
    try:
        award = bridge.catalogue(season).award(award_code, today)
    except LawError as error:
        raise Problem(str(error), "award_code") from error
    if not set(bridge.subject_codes(kind, unit.kind if unit else None)) & set(award.subjects):
        sentence = f"«{award.name_vi}» không dành cho đối tượng {kind.label.lower()}."
        raise Problem(sentence, "award_code")
    return award.name_vi[:1].upper() + award.name_vi[1:]


def next_code(season: Season, award_code: str) -> str:
    """The first free code after as many dossiers as there are."""
    used = set(Dossier.objects.filter(season=season, award_code=award_code).values_list("code", flat=True))
    return next(code for n in count(len(used) + 1) if (code := f"{award_code}-{n:03d}") not in used)


def _position(new: NewDossier, unit: Unit, today: date) -> str:
    if new.person is None:
        return ""
    posting = posting_of(new.person.pk, today)
    return f"{posting.position}, {posting.unit}".strip(", ") if posting else unit.name


def draft_dossier(*, by: Actor, season: Season, unit: Unit, new: NewDossier, today: date) -> Dossier:
    """Begin a dossier of a proposing unit. Raises Problem for a wrong award, a subject that is none, a second one."""
    check_draft(by, season, unit.pk, today)
    _check_new(new)
    name = award_name(season, new.award_code, new.kind, new.unit, today)
    same = Dossier.objects.filter(
        season=season, award_code=new.award_code, person=new.person, unit=new.unit, household=new.household
    )
    if standing := same.first():
        raise Problem(f"Đối tượng này đã có hồ sơ {standing.code} cho cùng danh hiệu, hình thức.", "subject")
    with audited("propose.drafted", by=by) as record:
        record.on = dossier = Dossier.objects.create(
            season=season,
            code=new.code or next_code(season, new.award_code),
            award_code=new.award_code,
            award_name=name,
            subject_kind=new.kind,
            person=new.person,
            unit=new.unit,
            household=new.household,
            proposing_unit=unit,
            mode=new.mode,
            year=new.year,
            movement_id=new.movement_id,
            position=_position(new, unit, today),
            achievement=new.achievement.strip(),
            papers=list(new.papers),
        )
    return dossier


def change_dossier(*, by: Actor, dossier: Dossier, achievement: str, papers: tuple[str, ...], today: date) -> None:
    """Change the achievement text and the list of papers at hand; the log keeps what stood before."""
    check_edit(by, dossier, today)
    if not achievement.strip():
        raise Problem("Hãy ghi tóm tắt thành tích.", "achievement")
    with audited("propose.changed", by=by, on=dossier):
        dossier.achievement, dossier.papers = achievement.strip(), list(papers)
        dossier.save(update_fields=["achievement", "papers"])


def check_eligibility(*, by: Actor, dossier: Dossier, today: date) -> EligibilityCheck:
    """Ask the rulebook and keep its answer; standards go by the dossier's date. Raises Refused to mere readers."""
    check_asks(by, dossier)
    rank = rank_of(dossier.season_id, dossier.unit_id) if dossier.unit_id else None
    law, dossier_on = bridge.catalogue(dossier.season), dossier.sent_on or today
    codes = bridge.subject_codes(dossier.subject_kind, dossier.unit.kind if dossier.unit else None)
    known = bridge.subject_facts(
        facts_of(dossier.subject_kind, dossier.subject.pk),
        subject=bridge.subject_code(law, dossier.award_code, dossier_on, codes) or dossier.subject_kind,
        year=dossier.year,
        name=dossier.subject_name,
        papers=tuple(dossier.papers),
        cluster_rank=rank.rank if rank else None,
        in_existence=existed_on(dossier.unit, today) if dossier.unit else None,
    )
    try:
        answer = bridge.ask(dossier.award_code, known, dossier_on, law)
    except (LawError, FactsError) as error:
        raise Problem(str(error)) from error
    with audited("propose.checked", by=by, on=dossier, outcome=Outcome(answer.status).label.lower()):
        Dossier.objects.filter(pk=dossier.pk).update(outcome=answer.status)
        dossier.outcome = answer.status
        return EligibilityCheck.objects.create(
            dossier=dossier,
            asked_on=today,
            outcome=answer.status,
            doubtful=answer.doubtful,
            regime=answer.regime_vi[:200],
            sentence=answer.sentence,
            result=bridge.as_data(answer),
            rulebook_version=answer.catalogue_version,
        )


def send_dossier(*, by: Actor, dossier: Dossier, today: date) -> None:
    """Send a dossier up. The rulebook is asked on the way; its answer is shown, it stops nobody from sending."""
    check_edit(by, dossier, today)
    with transaction.atomic():
        move(DOSSIER_FLOW, dossier, "send", by=by, today=today, sent_on=today)
        check_eligibility(by=by, dossier=dossier, today=today)


def recall_dossier(*, by: Actor, dossier: Dossier, reason: str, today: date) -> None:
    """Take back what was sent, before it is appraised."""
    check_recall(by, dossier)
    move(DOSSIER_FLOW, dossier, "recall", by=by, today=today, reason=reason)


def send_back_dossier(*, by: Actor, dossier: Dossier, reason: str, today: date) -> None:
    """Send a dossier back for what is missing; opinions and papers stay."""
    check_send_back(by, dossier)
    move(DOSSIER_FLOW, dossier, "send_back", by=by, today=today, reason=reason, decided_on=today)


def appraise_dossier(*, by: Actor, dossier: Dossier, verdict: Verdict, text: str, today: date) -> AppraisalOpinion:
    """Write the appraisal. A «qualified» against a refusing rulebook is not accepted."""
    check_appraise(by, dossier)
    if not text.strip():
        raise Problem("Hãy ghi ý kiến thẩm định.", "text")
    with transaction.atomic():
        check = check_eligibility(by=by, dossier=dossier, today=today)
        if verdict == Verdict.QUALIFIED and check.outcome == "not_eligible":
            raise Problem(f"Quy định không cho phép kết luận «đủ điều kiện»: {check.sentence}", "verdict")
        move(DOSSIER_FLOW, dossier, "appraise", by=by, today=today)
        return _write_opinion(by, dossier, verdict, text, today)


def _write_opinion(by: Actor, dossier: Dossier, verdict: Verdict, text: str, today: date) -> AppraisalOpinion:
    with audited("propose.opinion_written", by=by, on=dossier, verdict=verdict.label.lower()):
        Dossier.objects.filter(pk=dossier.pk).update(verdict=verdict)
        dossier.verdict = verdict
        return AppraisalOpinion.objects.create(
            dossier=dossier,
            verdict=verdict,
            text=text.strip(),
            on_date=today,
            account_id=by.account_id,
            actor_name=by.name,
            unit_name=by.unit_name,
        )


def forward_dossier(*, by: Actor, dossier: Dossier, today: date) -> None:
    """Put a dossier before the council; only one that was found qualified."""
    check_forward(by, dossier)
    last = AppraisalOpinion.objects.filter(dossier=dossier).order_by("-id").first()
    if last is None or last.verdict != Verdict.QUALIFIED:
        raise Problem("Chỉ trình hội đồng hồ sơ đã được thẩm định «đủ điều kiện».")
    move(DOSSIER_FLOW, dossier, "forward", by=by, today=today, decided_on=today)


def set_aside_dossier(*, by: Actor, dossier: Dossier, reason: str, today: date) -> None:
    """Don't put a dossier before the council; the reason is the unit's to read."""
    check_forward(by, dossier)
    move(DOSSIER_FLOW, dossier, "set_aside", by=by, today=today, reason=reason, decided_on=today)


def draft_from_form(
    *, by: Actor, season: Season, unit: Unit, subject: Person | Unit | Household, data: dict[str, str], today: date
) -> Dossier:
    """Begin a dossier from what the form holds."""
    new = NewDossier(
        award_code=data["award_code"],
        achievement=data["achievement"],
        year=season.year,
        person=subject if isinstance(subject, Person) else None,
        unit=subject if isinstance(subject, Unit) else None,
        household=subject if isinstance(subject, Household) else None,
        mode=data["mode"],
        movement_id=int(data["movement_id"]) if data["movement_id"] else None,
    )
    return draft_dossier(by=by, season=season, unit=unit, new=new, today=today)
