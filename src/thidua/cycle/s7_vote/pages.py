"""What the page of a session is made of."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from thidua.base.access.actor import Actor, refusal
from thidua.base.audit.queries import history_of
from thidua.base.documents.queries import attachments_of
from thidua.base.season.queries import stage_status
from thidua.cycle.s6_propose.queries import dossiers_by_id
from thidua.cycle.s7_vote import policies, queries
from thidua.cycle.s7_vote.actions.counting import SIGNATURES, needs_sheet
from thidua.cycle.s7_vote.agenda import agenda_context
from thidua.cycle.s7_vote.enums import STAGE, STAGE_NAME, STATE_TONES, Mode, Presence, SessionState
from thidua.cycle.s7_vote.models import CountSheet, Seat, Session
from thidua.ui.parts import Action, Crumb, Fact, HistoryEntry, ObjectHeader, State

_PRESENCE_TONES = {Presence.PRESENT: "success", Presence.ABSENT: "locked", Presence.WRITTEN: "info"}


def url(name: str, pk: int) -> str:
    """The address of a page of one object."""
    return reverse(f"vote:{name}", args=[pk])


def breakable(code: str) -> SafeString:
    """A long code that may break into lines on a narrow page; copied, it is one word."""
    parts = ((code[at : at + 8],) for at in range(0, len(code), 8))
    return format_html_join(SafeString("<wbr>"), "{}", parts)


def trail(*steps: Crumb) -> tuple[Crumb, ...]:
    """The path to a page."""
    return (Crumb(STAGE_NAME, reverse("vote:home")), *steps)


def _actions(actor: Actor, session: Session, seat: Seat | None, today: date) -> list[Action]:
    """What this visitor may do now; the first is the primary one."""
    secretary = refusal(policies.check_is_secretary, actor, session.season) is None
    sits = refusal(policies.check_sits, actor, session, seat) is None
    state, pk, found = session.state, session.pk, []

    def offer(may: bool, label: str, name: str, icon: str = "") -> None:
        if may:
            found.append(Action(label, url(name, pk), icon))

    planned, is_open, closed = (state == s for s in (SessionState.PLANNED, SessionState.OPEN, SessionState.CLOSED))
    may_vote = sits and is_open and session.mode == Mode.ELECTRONIC and seat is not None
    if may_vote and seat is not None:
        may_vote = seat.pk not in queries.seats_cast(pk)
    sheet, signs = (
        is_open and needs_sheet(session),
        seat is not None and seat.pk in (session.chair_id, session.secretary_id),
    )
    offer(may_vote, "Bỏ phiếu", "ballot")
    offer(planned and secretary, "Mở bỏ phiếu", "open")
    offer(is_open and secretary, "Kết thúc, kiểm phiếu", "close")
    offer(closed and sits and signs, "Ký biên bản", "sign")
    offer(closed and secretary, "Soạn biên bản", "write", "pencil")
    offer(sheet and secretary, "Nhập kiểm phiếu", "count", "pencil")
    offer(sheet and sits, "Ký xác nhận kiểm phiếu", "confirm")
    offer(planned and secretary, "Chương trình", "agenda", "list-check")
    offer((planned or is_open) and secretary, "Điểm danh", "roll")
    offer((planned or is_open) and sits, "Rút khỏi biểu quyết", "recuse")
    offer(planned and secretary, "Sửa thông tin", "change", "pencil")
    offer((planned or is_open) and secretary, "Hủy phiên họp", "cancel")
    return found


def _turn(session: Session, cast: int, present: int) -> str:
    if session.state == SessionState.OPEN and session.mode == Mode.ELECTRONIC and cast < present:
        return f"ủy viên hội đồng (đã bỏ phiếu {cast}/{present})"
    if session.state == SessionState.CLOSED:
        return f"{session.chair} (ký biên bản)" if session.minutes_hash else f"{session.secretary} (biên bản)"
    return "thư ký hội đồng" if session.state in (SessionState.PLANNED, SessionState.OPEN) else ""


def session_context(actor: Actor, session: Session, today: date, asked: Mapping[str, str]) -> dict[str, Any]:
    """Everything the page of a session shows; ``asked`` narrows and turns the pages of a long agenda."""
    seat = queries.seat_of(actor.account_id, session)
    roster, called = queries.seats_on(session.council_id, session.held_on), queries.attendance_of(session.pk)
    cast, items = queries.seats_cast(session.pk), queries.items_of(session.pk)
    dossiers = dossiers_by_id(item.dossier_id for item in items)
    present = sum(1 for status in called.values() if status == Presence.PRESENT)
    buttons, state = _actions(actor, session, seat, today), SessionState(session.state)
    sheet, turn = queries.last_sheet(session.pk), _turn(session, len(cast), present)
    return {
        "session": session,
        "crumbs": trail(Crumb(f"Phiên {session.held_on:%d/%m/%Y}")),
        "header": ObjectHeader(
            str(session),
            State(state.label, STATE_TONES[state]),
            kind=session.get_mode_display(),
            turn=turn,
            until=stage_status(session.season, STAGE, today).until if turn else "",
            action=buttons[0] if buttons else None,
            others=tuple(buttons[1:]),
        ),
        "facts": _facts(session, len(roster), present, len(cast)),
        "roster": [(s, _presence(called.get(s.pk)), s.pk in cast) for s in roster],
        "electronic": session.mode == Mode.ELECTRONIC,
        "may_drop": state == SessionState.PLANNED and policies.can_run(actor, session.season, today),
        "sheet": sheet,
        "sheet_needed": SIGNATURES,
        "signatures": [(s, breakable(s.sha256)) for s in queries.minutes_signatures(session.pk)],
        "attachments": attachments_of(session),
        "history": [HistoryEntry(line.at, line.text, line.reason) for line in history_of(session)],
        **agenda_context(session, items, dossiers, asked),
    }


def sheet_rows(sheet: CountSheet) -> list[dict[str, Any]]:
    """A count sheet line by line, with the names of the candidates."""
    counts = list(sheet.counts.select_related("item"))
    names = {k: d.subject_name for k, d in dossiers_by_id(c.item.dossier_id for c in counts).items()}
    return [{"item": c.item, "name": names[c.item.dossier_id], "count": c} for c in counts]


def _presence(status: str | None) -> State:
    if status is None:
        return State("Chưa điểm danh", "waiting")
    return State(Presence(status).label, _PRESENCE_TONES[Presence(status)])


def _facts(session: Session, members: int, present: int, cast: int) -> tuple[Fact, ...]:
    voted = (Fact("Đã bỏ phiếu", f"{cast}/{present}"),) if session.mode == Mode.ELECTRONIC else ()
    return (
        Fact("Hội đồng", session.council.name, url("council", session.council_id)),
        Fact("Địa điểm", session.place or "chưa ghi"),
        Fact("Chủ trì", session.chair.full_name),
        Fact("Thư ký", session.secretary.full_name),
        Fact("Tổng số thành viên", members),
        Fact("Có mặt", f"{present}/{members}"),
        *voted,
    )
