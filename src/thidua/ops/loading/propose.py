"""Loads stage 6: what is known of the subjects, the dossiers, the appraisals, and what became of each."""

from datetime import date, timedelta

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.units.models import Unit
from thidua.cycle.s6_propose import actions, passing, recording
from thidua.cycle.s6_propose.enums import Verdict
from thidua.cycle.s6_propose.models import Dossier
from thidua.cycle.s6_propose.recording import NewFact
from thidua.language.dates import format_date
from thidua.ops.loading.run import CannotAct, Run
from thidua.ops.seasonfiles import model_award

# a written «có» or «không» stays as it is; everything else is the file's own value
_YES = {"có": "có", "không": "không"}


def load(run: Run) -> None:
    """Histories first, then each dossier through its steps, in the order of the days on which they were sent."""
    by = run.actor(Role.SPECIALIST, on=run.day("s6"))
    last = max([d.appraised_on or d.sent_on for d in run.files.dossiers] or [run.day("s6")])
    facts = [_fact(run, row) for row in run.files.histories]
    if facts:
        recording.record_facts(by=by, rows=facts, today=max(last, *(f.on_date or last for f in facts)))
    for row in sorted(run.files.dossiers, key=lambda d: (d.sent_on, d.row)):
        run.at = ("dossiers.csv", row.row)
        if not run.leaves("dossier", row.code):
            _load_dossier(run, row)


def _subject(run: Run, code: str) -> recording.Subject:
    return run.persons.get(code) or run.households.get(code) or run.units[code]


def _fact(run: Run, row: model_award.HistoryEntry) -> NewFact:
    return NewFact(
        subject=_subject(run, row.subject),
        year=row.year,
        kind=row.kind,
        code=row.code,
        value=_YES.get(row.value, row.value),
        decision=row.decision,
        on_date=row.on,
        note=row.note,
    )


def _proposer(run: Run, subject: recording.Subject, on: date) -> tuple[Unit, Actor]:
    """The unit that proposes and whoever speaks for it; for a unit without anybody, the authority's specialist."""
    unit_id = recording.unit_of(subject, on)
    code = next((c for c, u in run.units.items() if u.pk == unit_id), "")
    if not code:
        raise CannotAct(f"{subject} chưa thuộc đơn vị nào vào ngày {format_date(on)}. Hãy kiểm tra lại ngày gửi.")
    unit = run.units[code]
    for role in (Role.UNIT_OFFICER, Role.UNIT_HEAD):
        try:
            return unit, run.actor(role, code, on=on)
        except CannotAct:
            continue
    return unit, run.actor(Role.SPECIALIST, on=on)


def _load_dossier(run: Run, row: model_award.Dossier) -> None:
    subject = _subject(run, row.subject)
    unit, by = _proposer(run, subject, row.sent_on)
    new = actions.NewDossier(
        code=row.code,
        award_code=row.award,
        achievement=row.achievement,
        year=row.year,
        person=run.persons.get(row.subject),
        household=run.households.get(row.subject),
        unit=None if row.subject in run.persons or row.subject in run.households else run.units[row.subject],
        mode=row.mode,
        papers=row.papers,
    )
    dossier = actions.draft_dossier(by=by, season=run.season, unit=unit, new=new, today=row.sent_on)
    run.remember("dossier", row.code, dossier.pk)
    actions.send_dossier(by=by, dossier=dossier, today=row.sent_on)
    if row.state == "recalled":
        actions.recall_dossier(by=by, dossier=dossier, reason=row.reason, today=row.sent_on)
    else:
        _judge(run, dossier, row)


def _judge(run: Run, dossier: Dossier, row: model_award.Dossier) -> None:
    on = row.appraised_on or row.sent_on + timedelta(days=1)
    desk = run.actor(Role.SPECIALIST, on=on)
    if row.opinion:
        verdict = Verdict(row.opinion)
        actions.appraise_dossier(
            by=desk, dossier=dossier, verdict=verdict, text=row.opinion_text or verdict.label, today=on
        )
    if row.state == "returned":
        actions.send_back_dossier(by=desk, dossier=dossier, reason=row.reason, today=on)
    elif row.state == "to_council" and not run.leaves("forward", row.code):
        actions.forward_dossier(by=desk, dossier=dossier, today=on)
    elif row.state == "forwarded":
        reason = row.reason or "Cấp có thẩm quyền quyết định danh hiệu, hình thức này"
        passing.pass_up_dossier(by=desk, dossier=dossier, body=reason, today=on)
