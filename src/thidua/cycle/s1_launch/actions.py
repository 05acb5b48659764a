"""Every write of stage 1: drafting, launching, receiving, launching anew, summing up, closing, reminding."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.documents.actions import cite, uncite
from thidua.base.documents.queries import citation_by_id, citations_of, document_by_id
from thidua.base.season.models import Season
from thidua.base.tasks.actions import Reminded, remind
from thidua.base.units.queries import children_of, units_by_id
from thidua.base.workflow.actions import move
from thidua.cycle.s1_launch import policies, queries
from thidua.cycle.s1_launch.enums import CODE_LENGTH, MOVEMENT_FLOW, MovementKind, MovementScope
from thidua.cycle.s1_launch.models import Movement, MovementAudience, MovementReceipt

_TEXTS = ("title", "kind", "scope", "scope_text", "theme", "objectives", "contents", "period_from", "period_to")


@dataclass(frozen=True)
class Draft:
    """What a movement says, as typed. Nobody named: it goes to all units directly below, fixed when it is launched.

    ``clusters`` are names; ``member_of`` says under which of them a unit of ``unit_ids`` is addressed, where known.
    ``base_ids`` are the documents that the movement leans on."""

    title: str
    kind: MovementKind
    period_from: date
    period_to: date
    contents: str = ""
    code: str = ""
    scope: MovementScope = MovementScope.LOCALITY
    scope_text: str = ""
    theme: str = ""
    objectives: str = ""
    unit_ids: tuple[int, ...] = ()
    clusters: tuple[str, ...] = ()
    base_ids: tuple[int, ...] = ()
    member_of: Mapping[int, str] = field(default_factory=dict)


def draft_movement(*, by: Actor, season: Season, draft: Draft, today: date) -> Movement:
    """Write a new draft for the actor's own unit. Raises Refused (who, when) and Problem (what)."""
    policies.check_may_draft(by, season)
    policies.check_is_time(season, draft.kind, today)
    movement = Movement(season=season, launched_by_id=by.unit_id or 0)
    with _said_once(), audited("launch.drafted", by=by) as record:
        _write(by, movement, draft, today)
        record.on = movement
    return movement


def redraft_movement(*, by: Actor, movement: Movement, draft: Draft, today: date) -> None:
    """Rewrite a draft. Raises Refused once it was launched."""
    policies.check_may_change(by, movement)
    policies.check_is_time(movement.season, draft.kind, today)
    with _said_once(), audited("launch.redrafted", by=by, on=movement):
        # read again under lock: a head may have launched it while the officer was typing
        policies.check_is_draft(Movement.objects.select_for_update().get(pk=movement.pk))
        _write(by, movement, draft, today)


def draft_relaunch(*, by: Actor, parent: Movement, draft: Draft, today: date) -> Movement:
    """Write the own movement of a unit that launches one from above anew; records the receipt when it is missing."""
    policies.check_may_receive(by, parent)
    policies.check_is_running(parent)
    policies.check_may_draft(by, parent.season)
    policies.check_is_time(parent.season, draft.kind, today)
    if Movement.objects.filter(parent=parent, launched_by_id=by.unit_id).exists():
        raise Problem("Đơn vị đã soạn phong trào này để phát động lại. Hãy mở bản đã soạn để sửa.")
    child = Movement(season=parent.season, launched_by_id=by.unit_id or 0, parent=parent)
    with _said_once(), audited("launch.relaunch_drafted", by=by, parent=parent.title) as record:
        if not MovementReceipt.objects.filter(movement=parent, unit_id=by.unit_id or 0).exists():
            receive_movement(by=by, movement=parent, today=today)
        _write(by, child, draft, today)
        record.on = child
    return child


@contextmanager
def _said_once() -> Iterator[None]:
    """Of two people who save the same thing at once, the second is told so instead of meeting a database error."""
    try:
        yield
    except IntegrityError:
        raise Problem("Có người vừa lưu phong trào này trước bạn. Hãy tải lại trang rồi xem bản đã lưu.") from None


def _write(by: Actor, movement: Movement, draft: Draft, today: date) -> None:
    unit = units_by_id([movement.launched_by_id])[movement.launched_by_id]
    _check(movement, draft, today)
    movement.level = unit.level
    movement.code = draft.code.strip() or movement.code or _code(movement, unit.code)
    for name in _TEXTS:
        setattr(movement, name, getattr(draft, name))
    taken = Movement.objects.filter(season_id=movement.season_id, code=movement.code).exclude(pk=movement.pk)
    if taken.exists():
        raise Problem(f"Mã phong trào «{movement.code}» đã có trong năm thi đua. Hãy dùng mã khác.", "code")
    movement.save()
    _address(movement, draft)
    _lean_on(by, movement, draft.base_ids, today)


def _address(movement: Movement, draft: Draft) -> None:
    standing = MovementAudience.objects.filter(movement=movement)
    known = dict(standing.exclude(unit=None).values_list("unit_id", "cluster_name")) | dict(draft.member_of)
    standing.delete()
    within = {u: known.get(u, "") if known.get(u) in draft.clusters else "" for u in draft.unit_ids}
    bare = [name for name in draft.clusters if name not in within.values()]
    rows = [*((u, name) for u, name in within.items()), *((None, name) for name in bare)]
    MovementAudience.objects.bulk_create(
        MovementAudience(movement=movement, unit_id=u, cluster_name=n) for u, n in rows
    )


def _lean_on(by: Actor, movement: Movement, base_ids: tuple[int, ...], today: date) -> None:
    standing = {line.document_id: line.id for line in citations_of(movement, today)}
    for gone in set(standing) - set(base_ids):
        if citation := citation_by_id(standing[gone]):
            uncite(by=by, citation=citation)
    for new in base_ids:
        if new not in standing:
            document = document_by_id(new)
            if document is None:
                raise Problem("Có văn bản không còn trong danh sách. Hãy chọn lại căn cứ.", "bases")
            cite(by=by, document=document, owner=movement)


def _check(movement: Movement, draft: Draft, today: date) -> None:
    if not draft.title.strip():
        raise Problem("Hãy ghi tên phong trào.", "title")
    if draft.period_to < draft.period_from:
        raise Problem("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.", "period_to")
    reach = dict(queries.addressable(movement.season, movement.launched_by_id, today))
    outside = set(draft.unit_ids) - set(reach)
    if outside:
        names = ", ".join(str(u) for u in units_by_id(list(outside)[:5]).values()) or "đơn vị không có trong danh sách"
        raise Problem(f"Phong trào của đơn vị không gửi được tới: {names}. Hãy bỏ các đơn vị này.", "units")


def _code(movement: Movement, unit_code: str) -> str:
    if movement.parent is not None and len(code := f"{movement.parent.code}-{unit_code}") <= CODE_LENGTH:
        return code
    return queries.next_code(movement.season_id, movement.season.year)


def launch_movement(*, by: Actor, movement: Movement, today: date) -> None:
    """Launch a draft: from this day on the addressed units see it and its text stands.

    A draft that names nobody goes to all units directly below, as they stand today."""
    policies.check_may_change(by, movement)
    policies.check_is_time(movement.season, movement.kind, today)
    MOVEMENT_FLOW.check("launch", movement.state, by)
    if not movement.contents.strip() and not citations_of(movement, today):
        raise Problem("Hãy ghi nội dung thi đua, hoặc dẫn văn bản có nội dung đó, trước khi phát động.", "contents")
    if today > movement.period_to:
        raise Problem("Thời gian thi đua đã hết trước ngày phát động. Hãy sửa thời gian trong dự thảo.", "period_to")
    with _said_once(), transaction.atomic():
        if not MovementAudience.objects.filter(movement=movement).exists():
            _address_all_below(by, movement, today)
        move(MOVEMENT_FLOW, movement, "launch", by=by, today=today, launched_on=today)


def _address_all_below(by: Actor, movement: Movement, today: date) -> None:
    below = [MovementAudience(movement=movement, unit=u) for u in children_of(movement.launched_by_id, today)]
    with audited("launch.addressed", by=by, on=movement, count=len(below)):
        MovementAudience.objects.bulk_create(below)


def receive_movement(*, by: Actor, movement: Movement, today: date) -> None:
    """The actor's unit takes note of a movement from above. Once; a second time is told so."""
    policies.check_may_receive(by, movement)
    policies.check_is_running(movement)
    receipt = MovementReceipt(
        movement=movement, unit_id=by.unit_id or 0, received_on=today, by_name=by.name, account_id=by.account_id
    )
    try:
        with audited("launch.received", by=by, on=movement, unit=by.unit_name):
            receipt.save(force_insert=True)
    except IntegrityError:
        raise Problem(f"{by.unit_name} đã tiếp nhận phong trào này rồi.") from None


def sum_up_movement(*, by: Actor, movement: Movement, summary: str, today: date) -> None:
    """Sum a launched movement up with what it brought. Not bound to the launch window: it happens at the year's end."""
    policies.check_may_change(by, movement)
    if not summary.strip():
        raise Problem("Hãy ghi kết quả của phong trào: việc đã làm được, hạn chế, nguyên nhân, bài học.", "summary")
    move(MOVEMENT_FLOW, movement, "sum_up", by=by, today=today, summary=summary.strip(), summed_up_on=today)


def close_movement(*, by: Actor, movement: Movement, today: date) -> None:
    """Close a movement that was summed up; nothing is received or added afterwards."""
    policies.check_may_change(by, movement)
    move(MOVEMENT_FLOW, movement, "close", by=by, today=today)


def remind_units(*, by: Actor, movement: Movement, text: str, url: str, today: date) -> Reminded:
    """Remind the addressed units that have not received the movement. Refused when all have."""
    policies.check_may_remind(by, movement)
    waiting = [row.unit_id for row in queries.cascade(movement.pk).waiting]
    if not waiting:
        raise Refused("Mọi đơn vị được gửi đều đã tiếp nhận phong trào; không còn đơn vị nào cần nhắc.")
    return remind(by=by, unit_ids=waiting, text=text, url=url, today=today)
