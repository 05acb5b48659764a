"""Examples of the council and of decisions: sessions from planned to signed, decisions from draft to issued."""

from typing import Any

from tests.access.examples import example
from tests.access.examples_base import file_on
from tests.access.ground import Ground
from tests.access.hands import at_authority, one, put
from thidua.base.access.enums import Role
from thidua.cycle.s6_propose.enums import DossierState
from thidua.cycle.s6_propose.models import Dossier
from thidua.cycle.s7_vote.actions import sessions
from thidua.cycle.s7_vote.actions.counting import enter_count
from thidua.cycle.s7_vote.enums import Mode, Presence, SessionState
from thidua.cycle.s7_vote.facts import Tally
from thidua.cycle.s7_vote.models import Council, Seat, Session
from thidua.cycle.s7_vote.queries import seats_on
from thidua.cycle.s8_award.enums import DecisionState
from thidua.cycle.s8_award.models import Decision, DecisionItem, DraftLine


def planned(g: Ground, mode: Mode = Mode.ELECTRONIC) -> Session:
    """A new session about a dossier that no session has held."""
    by, on = at_authority(g, Role.COUNCIL_SECRETARY, "s7"), g.day("s7")
    council = one(Council, authority=g.run.authority)
    chair, secretary = (one(Seat, council=council, role=role) for role in ("chair", "secretary"))
    plan = sessions.Plan(on, chair, secretary, "Trụ sở", mode)
    made = sessions.plan_session(by=by, season=g.run.season, council=council, plan=plan, today=on)
    held = Session.objects.values("items__dossier")
    free = Dossier.objects.filter(season=g.run.season).exclude(pk__in=held.filter(items__isnull=False)).first()
    assert free is not None, "every dossier of the season lies in a session"
    put(free, state=DossierState.FORWARDED)
    sessions.set_agenda(by=by, session=made, dossier_ids=[free.pk], today=on)
    return made


def opened(g: Ground, mode: Mode = Mode.ELECTRONIC) -> Session:
    """The same with the roll called and the vote opened."""
    made, by, on = planned(g, mode), at_authority(g, Role.COUNCIL_SECRETARY, "s7"), g.day("s7")
    present = {seat.pk: Presence.PRESENT for seat in seats_on(made.council_id, on)}
    sessions.call_roll(by=by, session=made, statuses=present, today=on)
    sessions.open_session(by=by, session=made, today=on)
    return made


def held(g: Ground, state: int) -> Session:
    """A session of the loaded season, counted or signed."""
    return put(one(Session, season=g.run.season), state=state)


@example("vote:council")
def _council(g: Ground) -> dict[str, Any]:
    return {"pk": one(Council, authority=g.run.authority).pk}


@example("vote:end_seat")
def _seat(g: Ground) -> dict[str, Any]:
    return {"pk": one(Seat, council__authority=g.run.authority).pk}


@example("vote:session", variant="đang chuẩn bị")
@example("vote:change", "vote:agenda", "vote:roll", "vote:recuse", "vote:open", "vote:cancel")
def _planned(g: Ground) -> dict[str, Any]:
    return {"pk": planned(g).pk}


@example("vote:drop")
def _item(g: Ground) -> dict[str, Any]:
    found = planned(g)
    return {"pk": found.pk, "item_pk": found.items.get().pk}


@example("vote:session", variant="đang bỏ phiếu")
@example("vote:ballot", "vote:close")
def _opened(g: Ground) -> dict[str, Any]:
    return {"pk": opened(g).pk}


@example("vote:count")
def _paper_vote(g: Ground) -> dict[str, Any]:
    return {"pk": opened(g, Mode.PAPER).pk}


@example("vote:confirm")
def _counted(g: Ground) -> dict[str, Any]:
    found = opened(g, Mode.PAPER)
    everybody = len(seats_on(found.council_id, g.day("s7")))
    tally = {item.pk: Tally(issued=everybody, agree=everybody) for item in found.items.all()}
    enter_count(by=at_authority(g, Role.COUNCIL_SECRETARY, "s7"), session=found, tallies=tally, today=g.day("s7"))
    return {"pk": found.pk}


@example("vote:session")
def _signed(g: Ground) -> dict[str, Any]:
    return {"pk": held(g, SessionState.SIGNED).pk}


@example("vote:write", "vote:sign", "vote:preview")
def _closed(g: Ground) -> dict[str, Any]:
    return {"pk": held(g, SessionState.CLOSED).pk}


@example("documents:file", variant="của phiên họp hội đồng", stage="s7")
def _file_of_session(g: Ground) -> dict[str, Any]:
    return file_on(held(g, SessionState.SIGNED), at_authority(g, Role.COUNCIL_SECRETARY, "s7"))


# Stage 8


def undecided(g: Ground) -> Session:
    """A session with a passed dossier that no decision holds yet."""
    return one(Session, season=g.run.season)


def issued(g: Ground) -> Decision:
    """The decision that commends the unit's own person."""
    return one(Decision, season=g.run.season, lines__dossier__proposing_unit=g.unit, state=DecisionState.ISSUED)


def draft(g: Ground, state: int = DecisionState.DRAFT) -> Decision:
    """A decision that is still being written, with a line of the unit's own person."""
    old = issued(g)
    made = Decision.objects.create(
        season=old.season, authority=old.authority, session=old.session, title="Về việc khen thưởng",
        authority_code=old.authority_code, signer_name="Người ký", signer_office=old.signer_office, state=state,
    )  # fmt: skip
    put(one(DraftLine, decision=old, dossier__proposing_unit=g.unit), decision=made)
    return made


@example("award:draft", "award:draft_by_award")
def _session_to_decide(g: Ground) -> dict[str, Any]:
    return {"session_pk": undecided(g).pk}


@example("award:decision", "award:pdf", "award:docx", "award:export", "award:print")
def _issued(g: Ground) -> dict[str, Any]:
    return {"pk": issued(g).pk}


@example("award:decision", "award:pdf", "award:docx", "award:export", "award:print", variant="dự thảo")
@example("award:edit", "award:submit")
def _draft(g: Ground) -> dict[str, Any]:
    return {"pk": draft(g).pk}


@example("award:send_back", "award:issue")
def _submitted(g: Ground) -> dict[str, Any]:
    return {"pk": draft(g, DecisionState.SUBMITTED).pk}


@example("award:edit_line", "award:drop_line")
def _line(g: Ground) -> dict[str, Any]:
    return {"pk": one(DraftLine, decision=draft(g)).pk}


@example("award:award", "award:amend")
def _award(g: Ground) -> dict[str, Any]:
    return {"pk": one(DecisionItem, decision=issued(g)).pk}


@example("documents:file", variant="của quyết định dự thảo", stage="s8")
def _file_of_draft(g: Ground) -> dict[str, Any]:
    return file_on(draft(g), at_authority(g, Role.SPECIALIST, "s8"))


@example("portal:decision")
def _public_decision(g: Ground) -> dict[str, Any]:
    return {"pk": issued(g).pk}


@example("portal:decision", variant="dự thảo")
def _public_draft(g: Ground) -> dict[str, Any]:
    return {"pk": draft(g).pk}
