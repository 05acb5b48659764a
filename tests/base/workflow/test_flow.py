"""The transition table: only what it lists happens, and every step leaves its trace."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db import models as orm

from tests.base.desks import TODAY, actor
from thidua.base.access.actor import Refused
from thidua.base.access.enums import Role
from thidua.base.audit import verbs
from thidua.base.audit.models import AuditRow
from thidua.base.audit.queries import history_of
from thidua.base.season.actions import create_season
from thidua.base.season.models import Season
from thidua.base.workflow.actions import move
from thidua.base.workflow.flow import Flow, Transition, all_flows
from thidua.base.workflow.models import Step
from thidua.base.workflow.queries import last_reason, steps_of

pytestmark = pytest.mark.django_db


class Paper(orm.IntegerChoices):
    DRAFT = 10, "Dự thảo"
    SENT = 20, "Đã gửi"
    DONE = 30, "Đã xong"


FLOW = Flow(
    "testing",
    "bản thử",
    Paper,
    (
        Transition("send", "Gửi", (10,), 20, (Role.SPECIALIST,), "gửi {subject}"),
        Transition(
            "give_back",
            "Trả lại",
            (20,),
            10,
            (Role.AUTHORITY,),
            "trả lại {subject}; lý do: {reason}",
            needs_reason=True,
        ),
        Transition("finish", "Chốt", (20,), 30, (Role.AUTHORITY,), "chốt {subject}", word="CHỐT"),
    ),
)
verbs.register(FLOW.verbs())


@pytest.fixture
def paper() -> Season:
    """Anything with a state will do: a season, whose states carry the same numbers."""
    by = actor(Role.SPECIALIST)
    return create_season(by=by, code="a-2026", authority_id=by.unit_id or 0, year=2026)


def test_a_step_sets_the_state_and_leaves_its_trace(paper: Season) -> None:
    move(FLOW, paper, "send", by=actor(Role.SPECIALIST), today=TODAY, theme="Đã gửi")
    paper.refresh_from_db()
    assert (paper.state, paper.theme) == (Paper.SENT, "Đã gửi")
    step = steps_of(paper).get()
    assert (step.name, step.source, step.target, step.on_date) == ("send", 10, 20, TODAY)
    assert history_of(paper)[0].text.endswith("đã gửi «Năm thi đua 2026 – Đơn vị A».")


def test_a_return_keeps_its_reason_through_what_follows(paper: Season) -> None:
    specialist, authority = actor(Role.SPECIALIST), actor(Role.AUTHORITY)
    move(FLOW, paper, "send", by=specialist, today=TODAY)
    with pytest.raises(Refused, match="lý do"):
        move(FLOW, paper, "give_back", by=authority, today=TODAY, reason="  ")
    move(FLOW, paper, "give_back", by=authority, today=TODAY, reason="Thiếu minh chứng")
    move(FLOW, paper, "send", by=specialist, today=date(2026, 11, 23))
    last = last_reason(paper)
    assert last is not None and last.reason == "Thiếu minh chứng"
    assert [s.name for s in steps_of(paper)] == ["send", "give_back", "send"]


@pytest.mark.parametrize("name", [t.name for t in FLOW.transitions])
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", list(Paper))
def test_exactly_what_the_table_lists_is_offered_and_allowed(name: str, role: Role, state: Paper) -> None:
    step, who = FLOW.get(name), actor(role)
    allowed = role in step.roles and state in step.sources
    assert (step in FLOW.offers(state, who)) is allowed
    if allowed:
        assert FLOW.check(name, state, who, reason="vì thế") is step
    else:
        with pytest.raises(Refused):
            FLOW.check(name, state, who, reason="vì thế")


def test_of_two_who_press_at_once_the_second_is_told(paper: Season) -> None:
    specialist = actor(Role.SPECIALIST)
    same = Season.objects.get(pk=paper.pk)
    move(FLOW, paper, "send", by=specialist, today=TODAY)
    rows = AuditRow.objects.count()
    with pytest.raises(Refused, match="vừa xử lý"):
        move(FLOW, same, "send", by=specialist, today=TODAY)
    assert AuditRow.objects.count() == rows and steps_of(paper).count() == 1


def test_a_refused_step_changes_nothing(paper: Season) -> None:
    with pytest.raises(Refused, match="dành cho vai trò: Chuyên viên"):
        move(FLOW, paper, "send", by=actor(Role.AUDITOR), today=TODAY)
    paper.refresh_from_db()
    assert paper.state == Paper.DRAFT and not Step.objects.exists()


def test_steps_are_append_only(paper: Season) -> None:
    move(FLOW, paper, "send", by=actor(Role.SPECIALIST), today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.update(reason="khác")
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.all().delete()


def test_the_diagram_names_every_state_and_step() -> None:
    drawn = FLOW.mermaid()
    assert "s10 --> s20: Gửi" in drawn and 'state "Đã xong" as s30' in drawn


@pytest.mark.parametrize("flow", all_flows(), ids=lambda f: f.code)
def test_every_flow_of_the_house_is_sound(flow: Flow) -> None:
    states = set(flow.states.values)
    names = [t.name for t in flow.transitions]
    assert len(names) == len(set(names))
    for step in flow.transitions:
        assert set(step.sources) <= states and step.target in states and step.roles
        assert step.label and step.done and f"{flow.code}.{step.name}" in verbs.known()
