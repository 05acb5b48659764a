"""Issuing: the number, given once; the frozen text; the register; and what a correction or revocation does."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.audit.queries import head
from thidua.base.units.models import Unit
from thidua.base.units.writing import organ_of
from thidua.base.workflow.actions import move
from thidua.cycle.s8_award import policies
from thidua.cycle.s8_award.actions.drafts import check_ready
from thidua.cycle.s8_award.drafting import Line, lines_of
from thidua.cycle.s8_award.enums import DECISION_FLOW, EVENT_OF, DecisionKind, EventKind
from thidua.cycle.s8_award.facts import subject_key
from thidua.cycle.s8_award.keys import signing_key
from thidua.cycle.s8_award.models import AwardEvent, Certificate, Decision, DecisionItem, DraftAmendment, Issuance
from thidua.cycle.s8_award.wording import Issue, content_of, hash_of
from thidua.language.dates import format_date
from thidua.language.text import fold
from thidua.paper.codes import make_token


def next_number(authority_id: int, year: int) -> int:
    """The number after the highest of the year: an offer, the office's own register of papers decides."""
    rows = Decision.objects.filter(authority_id=authority_id, year=year)
    return (rows.aggregate(top=Max("number"))["top"] or 0) + 1


def issue_decision(*, by: Actor, decision: Decision, today: date, number: int | None = None) -> Decision:
    """Sign and issue: number, frozen text, awards with their money, certificates; all at once or nothing.

    ``number`` None takes the next free one. The caller has made sure that it is the account's owner. Raises Refused
    when the law of the day gives this authority no such power, Problem when the number is taken.
    """
    policies.check_issues(by, decision)
    if number is not None and number < 1:
        raise Problem("Số quyết định phải từ 1 trở lên.", "number")
    try:
        with transaction.atomic():
            # numbers and register numbers of one authority are given one after another
            Unit.objects.select_for_update().get(pk=decision.authority_id)
            check_ready(decision, today)
            given = _number(decision, number, today.year)
            _sign(by, decision, given, today)
    except IntegrityError:
        raise Problem("Có người vừa ban hành quyết định khác cùng lúc. Hãy tải lại trang rồi ký lại.") from None
    return decision


def _number(decision: Decision, wanted: int | None, year: int) -> int:
    if wanted is None:
        return next_number(decision.authority_id, year)
    if Decision.objects.filter(authority_id=decision.authority_id, year=year, number=wanted).exists():
        raise Problem(f"Số {wanted} năm {year} đã được dùng. Hãy lấy số khác.", "number")
    return wanted


def _sign(by: Actor, decision: Decision, number: int, today: date) -> None:
    lines = lines_of(decision, today) if decision.kind == DecisionKind.AWARD else []
    log = head()
    details = {"number": f"{number:02d}/{decision.symbol}"}
    fields: dict[str, Any] = {"number": number, "year": today.year, "issued_on": today}
    fields["signer_name"] = decision.signer_name or by.name
    move(DECISION_FLOW, decision, "issue", by=by, today=today, details=details, **fields)
    with audited("award.registered", by=by, on=decision, count=len(lines)):
        written = Issue(str(number), today, f"dòng {log[0]}, {log[1]}")
        content = content_of(decision, lines, written, today)
        Issuance.objects.create(
            decision=decision,
            content=content,
            content_hash=hash_of(content),
            log_number=log[0],
            log_hash=log[1],
            account_id=by.account_id,
            actor_name=by.name,
        )
        if decision.kind == DecisionKind.AWARD:
            _register(decision, _keep(decision, lines))
        else:
            _amend(decision, today)


def _keep(decision: Decision, lines: list[Line]) -> list[DecisionItem]:
    items = [_item(decision, line) for line in lines]
    for item in items:
        item.set_search()
    DecisionItem.objects.bulk_create(items)
    return list(decision.items.order_by("order", "id"))


def _item(decision: Decision, line: Line) -> DecisionItem:
    row, draft, money = line.dossier, line.draft, line.money
    return DecisionItem(
        decision=decision,
        dossier_id=row.id,
        order=draft.order,
        recipient=draft.recipient,
        recipient_kind=row.subject_kind,
        subject_key=subject_key(row),
        person_class=row.person_class,
        position=draft.position,
        unit_id=row.proposing_unit_id,
        unit_name=row.proposing_unit_name,
        award_code=row.award_code,
        award_name=row.award_name,
        award_kind=line.award_kind,
        mode=row.mode,
        period=row.year,
        citation=draft.citation,
        bonus_vnd=money.amount,
        bonus_arithmetic=money.arithmetic,
        bonus_citation=money.citation[:500],
        left_out=money.left_out,
        warnings=[*money.warnings, *line.answer.warnings],
    )


def _register(decision: Decision, items: list[DecisionItem]) -> None:
    """A certificate for each award, numbered in the order of the list."""
    last = _last_register_number(decision)
    made = [_certificate(decision, item, last + n, item.recipient, item.position) for n, item in enumerate(items, 1)]
    Certificate.objects.bulk_create(made)


def _last_register_number(decision: Decision) -> int:
    rows = Certificate.objects.filter(authority_id=decision.authority_id, year=decision.year or 0)
    return rows.aggregate(top=Max("number"))["top"] or 0


def _certificate(decision: Decision, item: DecisionItem, number: int, recipient: str, position: str) -> Certificate:
    issued_on, year = decision.issued_on, decision.year
    assert issued_on is not None and year is not None  # set by the step before
    code = f"{decision.authority.code}-{year}-{number:05d}".upper()
    facts = {
        "số": code, "tên": recipient, "chức vụ": position, "khen": item.award_name, "quyết định": decision.full_number,
        "ngày": format_date(issued_on), "cơ quan": organ_of(decision.authority),
    }  # fmt: skip
    return Certificate(
        item=item,
        decision=decision,
        authority=decision.authority,
        year=year,
        number=number,
        code=code,
        recipient=recipient,
        position=position,
        token=make_token(signing_key(), {name: value for name, value in facts.items() if value}),
        issued_on=issued_on,
    )


def _amend(decision: Decision, today: date) -> None:
    """Write what became of each award; a correction of what is printed gives a new certificate."""
    rows = list(decision.changes.select_related("item"))
    revoked = AwardEvent.objects.filter(item_id__in=[r.item_id for r in rows], kind=EventKind.REVOKED)
    if gone := revoked.select_related("item").first():
        raise Problem(f"Khen thưởng của {gone.item.recipient} đã bị thu hồi bằng quyết định khác.")
    kind = EVENT_OF[DecisionKind(decision.kind)]
    AwardEvent.objects.bulk_create(_event(decision, row, kind, today) for row in rows)
    for row in rows:
        if row.new_recipient or row.new_position:
            _replace(decision, row)


def _event(decision: Decision, row: DraftAmendment, kind: EventKind, today: date) -> AwardEvent:
    return AwardEvent(
        item=row.item,
        kind=kind,
        on=today,
        decision=decision,
        reason=row.reason,
        new_text=row.new_text,
        new_recipient=row.new_recipient,
        new_position=row.new_position,
        search_fold=fold(f"{row.new_recipient} {row.new_position}")[:700],
    )


def _replace(decision: Decision, row: DraftAmendment) -> None:
    last = row.item.certificates.order_by("-id").first()
    if decision.kind != DecisionKind.CORRECTION or last is None:
        return
    number = _last_register_number(decision) + 1
    recipient, position = row.new_recipient or last.recipient, row.new_position or last.position
    _certificate(decision, row.item, number, recipient, position).save(force_insert=True)
