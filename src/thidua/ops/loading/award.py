"""Loads stage 8: decisions drafted from the votes, issued under their published numbers, and what was changed later.

What may be left to be done by hand (``Run.skip``): ``draft:QD-1`` leaves the decision to be drafted, ``issue:QD-1``
leaves it submitted for signing. A decision of a session whose minutes are not signed is left too.
"""

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.cycle.s7_vote.queries import session_info
from thidua.cycle.s8_award.actions import drafts, issuing
from thidua.cycle.s8_award.enums import DecisionKind
from thidua.cycle.s8_award.models import Decision
from thidua.ops.loading.run import CannotAct, Run
from thidua.ops.seasonfiles import model_award

_WORDS = {DecisionKind.CORRECTION: "đính chính", DecisionKind.REVOCATION: "thu hồi"}


def load(run: Run) -> None:
    """Every decision in the order of the days, then the corrections and revocations that followed."""
    changes = []
    for row in sorted(run.files.decisions, key=lambda d: (d.on, d.row)):
        run.at = ("decisions.yaml", row.row)
        if decision := _load_decision(run, row):
            run.remember("decision", row.code, decision.pk)
            changes += [(decision, row, amendment) for amendment in row.amendments]
    for decision, row, amendment in sorted(changes, key=lambda c: (c[2].on, c[2].row)):
        run.at = ("decisions.yaml", amendment.row)
        _load_amendment(run, decision, row, amendment)


def _number(text: str) -> tuple[int, str]:
    """9001/QĐ-UBND as number and symbol."""
    number, _, symbol = text.partition("/")
    if not number.strip().isdecimal():
        raise CannotAct(f"decisions.yaml: số quyết định “{text}” phải bắt đầu bằng số, ví dụ 9001/QĐ-UBND.")
    return int(number), symbol.strip() or "QĐ-UBND"


def _load_decision(run: Run, row: model_award.Decision) -> Decision | None:
    if not row.session:
        raise CannotAct(f"decisions.yaml: quyết định {row.code} chưa ghi phiên họp đã thông qua.")
    session_id = run.id_of("session", row.session)
    info = session_info(session_id)
    if run.leaves("draft", row.code) or info is None or not info.minutes_signed:
        return None
    number, symbol = _number(row.number)
    by = run.actor(Role.SPECIALIST, on=row.on)
    decision = drafts.draft_decision(
        by=by,
        season=run.season,
        session_id=session_id,
        dossier_ids=[run.id_of("dossier", code) for code in row.items],
        heading=drafts.Heading(row.summary, row.signer, row.office, symbol),
        today=row.on,
    )
    drafts.set_bases(by=by, decision=decision, document_ids=[run.documents[code].pk for code in row.bases])
    drafts.submit_decision(by=by, decision=decision, today=row.on)
    if run.leaves("issue", row.code):
        return None
    return issuing.issue_decision(by=_authority(run, row), decision=decision, today=row.on, number=number)


def _authority(run: Run, row: model_award.Decision | model_award.Amendment) -> Actor:
    return run.actor(Role.AUTHORITY, on=row.on)


def _load_amendment(run: Run, original: Decision, row: model_award.Decision, change: model_award.Amendment) -> None:
    kind = DecisionKind(change.kind)
    number, symbol = _number(change.number)
    item = original.items.get(dossier_id=run.id_of("dossier", change.dossier))
    by = run.actor(Role.SPECIALIST, on=change.on)
    # the published files give no corrected words, so the reason stands as what is corrected
    words = {"new_text": change.reason} if kind == DecisionKind.CORRECTION else {}
    title = f"Về việc {_WORDS[kind]} khen thưởng tại {original}"
    decision = drafts.draft_amendment(
        by=by,
        original=original,
        kind=kind,
        changes=[drafts.Change(item, change.reason, **words)],
        heading=drafts.Heading(title, row.signer, row.office, symbol),
    )
    drafts.submit_decision(by=by, decision=decision, today=change.on)
    issuing.issue_decision(by=_authority(run, change), decision=decision, today=change.on, number=number)
