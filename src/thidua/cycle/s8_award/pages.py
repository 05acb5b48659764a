"""What the pages of a decision and of an award are made of."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from thidua.base.access.actor import Actor, Problem, refusal
from thidua.base.audit.queries import history_of
from thidua.base.documents.queries import citations_of
from thidua.base.season.queries import stage_status
from thidua.cycle.s7_vote.queries import session_info
from thidua.cycle.s8_award import policies, queries
from thidua.cycle.s8_award.actions.drafts import doubts
from thidua.cycle.s8_award.drafting import Line, lines_of, total_of
from thidua.cycle.s8_award.enums import (
    STAGE,
    STAGE_NAME,
    STATE_TONES,
    STATUS_TONES,
    AwardStatus,
    DecisionKind,
    DecisionState,
)
from thidua.cycle.s8_award.models import Certificate, Decision, DecisionItem
from thidua.cycle.s8_award.printing import check_address
from thidua.language.dates import format_date
from thidua.language.numbers import format_money
from thidua.paper.codes import qr_svg
from thidua.ui.parts import Action, Cell, Crumb, Fact, HistoryEntry, ObjectHeader, State, Why, WhyInput

_TURN = {DecisionState.DRAFT: "chuyên viên", DecisionState.SUBMITTED: "người có thẩm quyền"}


def url(name: str, pk: int) -> str:
    """The address of a page of one object."""
    return reverse(f"award:{name}", args=[pk])


def breakable(code: str) -> SafeString:
    """A long code that may break into lines on a narrow page; copied, it is one word."""
    parts = ((code[at : at + 8],) for at in range(0, len(code), 8))
    return format_html_join(SafeString("<wbr>"), "{}", parts)


def trail(*steps: Crumb) -> tuple[Crumb, ...]:
    """The path to a page."""
    return (Crumb(STAGE_NAME, reverse("award:home")), *steps)


def money_why(
    name: str, amount: int | None, arithmetic: str, citation: str, warnings: list[str], on: date
) -> Why:  # fmt: skip
    """«Vì sao?» of one bonus."""
    return Why(
        question=f"Tiền thưởng của {name}",
        result="chưa xác định" if amount is None else format_money(amount),
        rule="Hệ số của danh hiệu, hình thức nhân mức lương cơ sở tại ngày ra quyết định, làm tròn lên một lần ở cuối.",
        inputs=(WhyInput("Ngày quyết định", format_date(on)),),
        steps=tuple(part for part in (arithmetic,) if part),
        source=citation,
        note=" ".join(warnings),
    )


def _draft_rows(decision: Decision, lines: list[Line], on: date) -> list[dict[str, Any]]:
    answers = {"yes": State("đúng thẩm quyền", "success"), "no": State("sai thẩm quyền", "danger")}
    return [
        {
            "pk": x.draft.pk,
            "recipient": x.draft.recipient,
            "position": x.draft.position,
            "award": x.dossier.award_name,
            "dossier_id": x.dossier.id,
            "cell": Cell(x.money.amount, note="không chi" if x.money.left_out else ""),
            "answer": answers.get(x.answer.answer, State("chưa rõ thẩm quyền", "warning")),
            "answer_text": x.answer.sentence,
            "why": money_why(
                x.draft.recipient, x.money.amount, x.money.arithmetic, x.money.citation, list(x.money.warnings), on
            ),
        }
        for x in lines
    ]


def _draft_part(decision: Decision, today: date) -> dict[str, Any]:
    try:
        lines = lines_of(decision, today) if decision.kind == DecisionKind.AWARD else []
        total, unknown = total_of(lines)
        warnings = doubts(decision, today)
    except Problem as problem:
        return {"rows": [], "problem": problem.sentence}
    return {"rows": _draft_rows(decision, lines, today), "total": total, "unknown": unknown, "warnings": warnings}


def _issued_part(decision: Decision, money: bool) -> dict[str, Any]:
    rows = queries.awards_of(decision.pk)
    total = sum(r.bonus or 0 for r in rows) if money else None
    tones = [State(r.status_label, STATUS_TONES[AwardStatus(r.status)]) for r in rows]
    return {"awards": list(zip(rows, tones, strict=True)), "total": total, "money": money}


def _actions(actor: Actor, decision: Decision) -> tuple[Action | None, tuple[Action, ...]]:
    pk, state, found = decision.pk, decision.state, []
    editable, issuable = policies.can_edit(actor, decision), policies.can_issue(actor, decision)
    back = refusal(policies.check_sends_back, actor, decision) is None and state == DecisionState.SUBMITTED
    if editable:
        found.append(Action("Trình ký", url("submit", pk), "send", "post"))
    if issuable:
        found.append(Action("Ký ban hành", url("issue", pk)))
    primary = found[0] if found else None
    others = [Action("Sửa nội dung", url("edit", pk), "pencil")] if editable else []
    others += [Action("Trả lại dự thảo", url("send_back", pk))] if back else []
    others += [Action("PDF", url("pdf", pk), "download"), Action("Word", url("docx", pk), "download")]
    if (
        state == DecisionState.ISSUED
        and decision.kind != DecisionKind.REVOCATION
        and refusal(policies.check_prints, actor, decision) is None
    ):
        others.append(Action("In bằng, giấy khen", url("print", pk), "printer", "post"))
    return primary, tuple(others)


def decision_context(actor: Actor, decision: Decision, today: date) -> dict[str, Any]:
    """Everything the page of a decision shows."""
    state = DecisionState(decision.state)
    primary, others = _actions(actor, decision)
    issued = state == DecisionState.ISSUED
    money = policies.at_desk(actor, decision.authority_id)
    part = _issued_part(decision, money) if issued else _draft_part(decision, today)
    return {
        "decision": decision,
        "issued": issued,
        "crumbs": trail(Crumb(decision.full_number or "Dự thảo")),
        "header": ObjectHeader(
            decision.title,
            State(state.label, STATE_TONES[state]),
            kind=f"{decision.get_kind_display()} {decision.full_number}".strip(),
            turn=_TURN.get(state, ""),
            until="" if issued else stage_status(decision.season, STAGE, today).until,
            action=primary,
            others=others,
        ),
        "facts": _facts(actor, decision),
        "editable": policies.can_edit(actor, decision),
        "citations": citations_of(decision, decision.issued_on or today),
        "changes": list(decision.changes.select_related("item__decision")),
        "amendments": list(decision.amendments.filter(state=DecisionState.ISSUED)),
        "history": [HistoryEntry(line.at, line.text, line.reason) for line in history_of(decision)],
        **part,
    }


def _facts(actor: Actor, decision: Decision) -> tuple[Fact, ...]:
    rows = [
        Fact("Đơn vị ban hành", decision.authority.name),
        Fact("Người ký", decision.signer_name or "người có thẩm quyền khi ký"),
    ]
    if decision.session_id and (session := session_info(decision.session_id)):
        opens = policies.opens_session(actor, decision)
        rows.append(Fact("Căn cứ", session.title, reverse("vote:session", args=[session.id]) if opens else ""))
    if decision.corrects:
        rows.append(Fact("Quyết định gốc", str(decision.corrects), url("decision", decision.corrects.pk)))
    if decision.issued_on:
        issuance = decision.issuance
        rows += [
            Fact("Ngày ban hành", format_date(decision.issued_on)),
            Fact("Mã băm toàn văn (SHA-256)", breakable(issuance.content_hash)),
            Fact("Dòng nhật ký trước khi ban hành", issuance.log_number),
            Fact("Mã băm của dòng nhật ký", breakable(issuance.log_hash)),
        ]
    return tuple(rows)


def _qr(certificate: Certificate, site: str) -> str:
    return qr_svg(check_address(certificate.token, site), title=f"Mã kiểm tra {certificate.code}")


def _why_of(item: DecisionItem, on: date) -> Why:
    return money_why(item.recipient, item.bonus_vnd, item.bonus_arithmetic, item.bonus_citation, item.warnings, on)


def award_context(actor: Actor, item: DecisionItem, site: str) -> dict[str, Any]:
    """Everything the page of one award shows: status, certificates, money, what became of it."""
    info = queries.awards_by_item([item.pk])[item.pk]
    status, decision = AwardStatus(info.status), item.decision
    certificates = list(item.certificates.all())
    desk = policies.at_desk(actor, decision.authority_id)
    may_amend = refusal(policies.check_amends, actor, decision.season) is None and status != AwardStatus.REVOKED
    assert decision.issued_on is not None
    return {
        "award": info,
        "item": item,
        "crumbs": trail(Crumb("Sổ khen thưởng", reverse("award:register")), Crumb(info.register_number)),
        "header": ObjectHeader(
            info.recipient,
            State(status.label, STATUS_TONES[status]),
            kind=info.award_name,
            others=(Action("Đính chính, thu hồi", url("amend", item.pk), "pencil"),) if may_amend else (),
        ),
        "facts": (
            Fact("Số vào sổ", info.register_number),
            Fact("Chức vụ, đơn vị", info.position or "–"),
            Fact("Đơn vị đề nghị", info.unit_name),
            Fact("Quyết định", f"{info.decision_number}, {format_date(info.issued_on)}", url("decision", decision.pk)),
            Fact("Năm thành tích", info.period),
        ),
        "certificates": certificates,
        "qr": _qr(certificates[-1], site) if certificates else "",
        "why": _why_of(item, decision.issued_on) if desk else None,
        "events": list(item.events.all()),
    }
