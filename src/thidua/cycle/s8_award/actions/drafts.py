"""Drafting decisions: from a session's outcomes, line by line, and of corrections and revocations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.documents.actions import cite, uncite
from thidua.base.documents.models import Citation
from thidua.base.documents.queries import visible_documents
from thidua.base.season.models import Season
from thidua.base.units.enums import Level
from thidua.base.workflow.actions import move
from thidua.cycle.s6_propose.queries import DossierInfo, dossiers_by_id
from thidua.cycle.s7_vote.queries import SessionInfo, outcomes, passed_dossiers, session_info
from thidua.cycle.s8_award import policies, queries
from thidua.cycle.s8_award.drafting import lines_of
from thidua.cycle.s8_award.enums import DECISION_FLOW, SIGNING_OFFICES, DecisionKind, DecisionState
from thidua.cycle.s8_award.facts import answers, catalogue
from thidua.cycle.s8_award.models import Decision, DecisionItem, DraftAmendment, DraftLine
from thidua.language.text import tidy


@dataclass(frozen=True)
class Heading:
    """What stands above and below the list, as typed."""

    title: str
    signer_name: str = ""
    signer_office: str = ""
    symbol: str = "QĐ-UBND"
    place: str = ""
    authority_code: str = ""
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """One award to correct or revoke."""

    item: DecisionItem
    reason: str
    new_text: str = ""
    new_recipient: str = ""
    new_position: str = ""


def undecided_by_session(season_id: int) -> dict[int, set[int]]:
    """Dossiers that each session passed and no decision holds yet."""
    here = set(passed_dossiers(season_id))
    passed = [o for o in outcomes(season_id) if o.dossier_id in here]
    held = queries.dossiers_in_decisions(o.dossier_id for o in passed)
    found: dict[int, set[int]] = {}
    for outcome in passed:
        if outcome.dossier_id not in held:
            found.setdefault(outcome.session_id, set()).add(outcome.dossier_id)
    return found


def undecided(season_id: int, session_id: int) -> list[DossierInfo]:
    """Dossiers that a session passed and no decision holds yet, in the order of awards and codes."""
    ids = undecided_by_session(season_id).get(session_id, set())
    return sorted(dossiers_by_id(ids).values(), key=lambda d: (d.award_name, d.code))


def _check_session(season: Season, session_id: int) -> SessionInfo:
    info = session_info(session_id)
    if info is None or info.season_id != season.pk:
        raise Refused("Phiên họp này không thuộc năm thi đua đang xem.")
    if not info.minutes_signed:
        raise Problem("Biên bản phiên họp chưa có đủ hai chữ ký; ký biên bản rồi mới dự thảo quyết định.")
    return info


def _office(season: Season) -> str:
    return SIGNING_OFFICES[Level(season.authority.level)]


def _place(decision: Decision, heading: Heading) -> None:
    if not heading.title.strip():
        raise Problem("Hãy ghi trích yếu của quyết định.", "title")
    decision.title, decision.place = tidy(heading.title)[:500], tidy(heading.place)
    decision.symbol = tidy(heading.symbol) or "QĐ-UBND"
    decision.signer_name, decision.signer_office = tidy(heading.signer_name), tidy(heading.signer_office)
    decision.authority_code = heading.authority_code or _office(decision.season)
    decision.bases = [tidy(base) for base in heading.bases if base.strip()]
    decision.save()


def draft_decision(
    *, by: Actor, season: Season, session_id: int, dossier_ids: Sequence[int], heading: Heading, today: date
) -> Decision:
    """Draft one decision on dossiers that a session passed, in the order given; any other is a Problem."""
    policies.check_drafts(by, season, today)
    _check_session(season, session_id)
    known, wanted = dossiers_by_id(dossier_ids), list(dict.fromkeys(dossier_ids))
    passed = set(passed_dossiers(season.pk))
    wrong = [known[i].code if i in known else str(i) for i in wanted if i not in passed]
    if not wanted or wrong:
        names = f": {', '.join(wrong)}" if wrong else ""
        raise Problem(f"Chỉ dự thảo với hồ sơ đã được hội đồng thông qua{names}.", "dossiers")
    decision = Decision(season=season, authority=season.authority, session_id=session_id)
    try:
        with audited("award.drafted", by=by) as record:
            _place(decision, heading)
            record.on = decision
            DraftLine.objects.bulk_create(_line(decision, known[i], n) for n, i in enumerate(wanted, start=1))
    except IntegrityError:
        raise Problem("Có hồ sơ đã nằm trong quyết định khác. Hãy tải lại danh sách.", "dossiers") from None
    return decision


def _line(decision: Decision, row: DossierInfo, order: int) -> DraftLine:
    detail = row.position or (row.proposing_unit_name if row.subject_kind != "collective" else "")
    return DraftLine(
        decision=decision,
        dossier_id=row.id,
        order=order,
        recipient=row.subject_name,
        position=detail[:300],
        citation=row.achievement,
    )


def draft_by_award(*, by: Actor, season: Season, session_id: int, today: date) -> list[Decision]:
    """One draft for each award that a session passed."""
    policies.check_drafts(by, season, today)
    groups: dict[str, list[DossierInfo]] = {}
    for row in undecided(season.pk, session_id):
        groups.setdefault(row.award_name, []).append(row)
    if not groups:
        raise Problem("Phiên họp này không còn hồ sơ nào chưa có quyết định.")
    return [
        draft_decision(
            by=by,
            season=season,
            session_id=session_id,
            dossier_ids=[r.id for r in rows],
            heading=Heading(f"Về việc khen thưởng {name[:1].lower()}{name[1:]} năm {season.year}"),
            today=today,
        )
        for name, rows in groups.items()
    ]


def change_decision(*, by: Actor, decision: Decision, heading: Heading, document_ids: Iterable[int]) -> None:
    """Change title, signer, bases of a draft; ``document_ids`` are the documents that it leans on."""
    policies.check_edits(by, decision)
    with audited("award.changed", by=by, on=decision):
        _place(decision, heading)
        set_bases(by=by, decision=decision, document_ids=document_ids)


def set_bases(*, by: Actor, decision: Decision, document_ids: Iterable[int]) -> None:
    """Let a draft lean on exactly these documents. Raises Problem for one that the actor does not see."""
    policies.check_edits(by, decision)
    wanted = set(document_ids)
    documents = {d.pk: d for d in visible_documents(by).filter(pk__in=wanted)}
    if set(documents) != wanted:
        raise Problem("Có văn bản không còn trong danh sách. Hãy tải lại trang và chọn lại.", "documents")
    standing = Citation.objects.filter(owner_type=decision._meta.label_lower, owner_id=decision.pk)
    for row in standing.select_related("document"):
        if row.document_id not in wanted:
            uncite(by=by, citation=row)
    for pk in document_ids if isinstance(document_ids, list | tuple) else sorted(wanted):
        cite(by=by, document=documents[pk], owner=decision)


def change_line(*, by: Actor, line: DraftLine, recipient: str, position: str, citation: str) -> None:
    """Change the words of one line of a draft."""
    policies.check_edits(by, line.decision)
    if not recipient.strip():
        raise Problem("Hãy ghi tên người, tập thể được khen.", "recipient")
    with audited("award.line_changed", by=by, on=line.decision, recipient=tidy(recipient)):
        line.recipient, line.position, line.citation = tidy(recipient)[:300], tidy(position)[:300], citation.strip()
        line.save(update_fields=["recipient", "position", "citation"])


def drop_line(*, by: Actor, line: DraftLine) -> None:
    """Take a dossier out of a draft; it can go into another decision."""
    policies.check_edits(by, line.decision)
    with audited("award.line_dropped", by=by, on=line.decision, recipient=line.recipient):
        line.delete()


def submit_decision(*, by: Actor, decision: Decision, today: date) -> None:
    """Hand the draft to the person in authority. Raises Problem for an empty list, Refused for a wrong authority."""
    policies.check_edits(by, decision)
    check_ready(decision, today)
    move(DECISION_FLOW, decision, "submit", by=by, today=today)


def send_back_decision(*, by: Actor, decision: Decision, reason: str, today: date) -> None:
    """Give a submitted draft back for changes."""
    policies.check_sends_back(by, decision)
    move(DECISION_FLOW, decision, "send_back", by=by, today=today, reason=reason)


def check_ready(decision: Decision, on: date) -> None:
    """Everything that must hold on the day of issue: a list, and an authority that the law of that day names."""
    if decision.kind != DecisionKind.AWARD:
        if not decision.changes.exists():
            raise Problem("Dự thảo chưa có dòng nào để đính chính hoặc thu hồi.")
        return
    lines = lines_of(decision, on)
    if not lines:
        raise Problem("Danh sách chưa có ai. Hãy chọn hồ sơ đã được hội đồng thông qua.")
    gone = {line.dossier.id for line in lines} - set(passed_dossiers(decision.season_id))
    if gone:
        names = ", ".join(line.draft.recipient for line in lines if line.dossier.id in gone)
        raise Problem(f"Hội đồng không thông qua: {names}. Hãy bỏ khỏi dự thảo.")
    for line in lines:
        if line.answer.answer == "no":
            basis = f" Căn cứ: {line.answer.citation}." if line.answer.citation else ""
            raise Refused(f"{line.answer.sentence}{basis}")


def draft_amendment(
    *, by: Actor, original: Decision, kind: str, changes: Sequence[Change], heading: Heading
) -> Decision:
    """Draft a correction or a revocation of awards of an issued decision, by the body that issued it (Luật Đ93)."""
    policies.check_amends(by, original.season)
    if original.state != DecisionState.ISSUED or original.kind != DecisionKind.AWARD:
        raise Refused("Chỉ đính chính, thu hồi khen thưởng của quyết định khen thưởng đã ban hành.")
    for change in changes:
        _check_change(original, kind, change)
    if not changes:
        raise Problem("Hãy chọn khen thưởng cần đính chính hoặc thu hồi.")
    decision = Decision(season=original.season, authority=original.authority, kind=kind, corrects=original)
    with audited("award.drafted", by=by) as record:
        _place(decision, heading)
        record.on = decision
        DraftAmendment.objects.bulk_create(_amendment(decision, change) for change in changes)
    return decision


def _check_change(original: Decision, kind: str, change: Change) -> None:
    if change.item.decision_id != original.pk:
        raise Refused("Khen thưởng này thuộc quyết định khác.")
    if not change.reason.strip():
        raise Problem("Hãy ghi lý do.", "reason")
    corrected = (change.new_text, change.new_recipient, change.new_position)
    if kind == DecisionKind.CORRECTION and not any(text.strip() for text in corrected):
        raise Problem("Hãy ghi nội dung đúng: tên, chức vụ hoặc nội dung đính chính.", "new_text")
    if queries.awards_by_item([change.item.pk])[change.item.pk].status == "revoked":
        raise Problem(f"Khen thưởng của {change.item.recipient} đã bị thu hồi.")


def _amendment(decision: Decision, change: Change) -> DraftAmendment:
    return DraftAmendment(
        decision=decision,
        item=change.item,
        reason=change.reason.strip()[:500],
        new_text=tidy(change.new_text)[:500],
        new_recipient=tidy(change.new_recipient)[:300],
        new_position=tidy(change.new_position)[:300],
    )


def doubts(decision: Decision, on: date) -> list[str]:
    """What the law data is not sure of: shown before signing, never in the way."""
    if decision.kind != DecisionKind.AWARD:
        return []
    codes = [line.dossier.award_code for line in lines_of(decision, on)]
    found = answers(codes, decision.authority_code, on, catalogue(decision.season)).values()
    return list(
        dict.fromkeys(w for a in found for w in (([a.sentence] if a.answer == "unknown" else []) + [*a.warnings]))
    )
