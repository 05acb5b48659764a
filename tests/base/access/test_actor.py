"""Who is asking: nobody covers nothing, a role reaches as far as its scope on that day, a no is a sentence."""

import logging
from datetime import date

import pytest
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.base.desks import ROOT, START, TODAY, actor, desk, signed_in
from thidua.base.access.actor import STRANGER, Actor, Problem, Refused, refusal
from thidua.base.access.enums import Role, Scope
from thidua.base.access.page import GET_POST, page, public
from thidua.base.staff.enums import SCOPE_OF
from thidua.base.units.actions import change_unit, close_unit, end_appointment
from thidua.base.units.models import Unit
from thidua.base.units.queries import actor_for, appointments_of

pytestmark = pytest.mark.django_db


def _codes(who: Actor) -> set[str]:
    return set(Unit.objects.filter(pk__in=who.covers).values_list("code", flat=True))


def test_nobody_reaches_nothing() -> None:
    assert not STRANGER.signed_in and STRANGER.authority_id is None
    assert not STRANGER.reaches(1) and not STRANGER.reaches(None)
    assert not STRANGER.is_any(*Role)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_reaches_as_far_as_its_scope(role: Role) -> None:
    who = actor(role)
    if SCOPE_OF[role] == Scope.SUBTREE:
        assert _codes(who) == {"A", "A1", "A2"}
    else:
        assert _codes(who) == {Unit.objects.get(pk=who.unit_id).code}
    assert who.authority_id == Unit.objects.get(code="A").pk


def test_an_ended_or_future_appointment_covers_nothing() -> None:
    held = desk(Role.SPECIALIST)
    end_appointment(by=ROOT, appointment=held, on=date(2026, 1, 31))
    held.refresh_from_db()
    last, after = actor_for(held, date(2026, 1, 31)), actor_for(held, date(2026, 2, 1))
    assert last.role == Role.SPECIALIST and last.covers
    assert after.role is None and not after.covers
    assert actor_for(held, date(1999, 1, 1)).role is None
    assert appointments_of(held.account_id, date(2026, 2, 1)) == []


def test_the_scope_follows_the_tree_of_the_day() -> None:
    held = desk(Role.SPECIALIST)
    moved, ended = Unit.objects.get(code="A1"), Unit.objects.get(code="A2")
    change_unit(by=ROOT, unit=moved, on=date(2025, 7, 1), decision="NQ", parent=Unit.objects.get(code="B"))
    close_unit(by=ROOT, unit=ended, on=date(2025, 7, 1), decision="NQ")
    assert _codes(actor_for(held, date(2025, 6, 30))) == {"A", "A1", "A2"}
    assert _codes(actor_for(held, date(2025, 7, 1))) == {"A"}


def test_the_door_answers_method_sign_in_and_refusal() -> None:
    def never(who: Actor) -> None:
        raise Refused("Không phải hôm nay.")

    @page(never, methods=GET_POST)
    def closed(request: object) -> None:
        raise AssertionError("the view behind a closed door must not run")

    def ask(method: str, who: Actor) -> object:
        request = RequestFactory().generic(method, "/x/")
        request.actor = who  # type: ignore[attr-defined]
        return closed(request)

    assert ask("DELETE", actor(Role.AUDITOR)).status_code == 405  # type: ignore[attr-defined]
    assert ask("GET", STRANGER).status_code == 302  # type: ignore[attr-defined]
    refused = ask("POST", actor(Role.AUDITOR))
    assert refused.status_code == 403 and "Không phải hôm nay." in refused.content.decode()  # type: ignore[attr-defined]


def test_two_at_once_are_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []  # asked of the logger itself: what a test before this one did to the handlers doesn't matter
    monkeypatch.setattr(logging.getLogger("thidua.access"), "exception", lambda text, *said: kept.append(text % said))

    @page(public, methods=GET_POST)
    def pressed(request: object) -> None:
        raise IntegrityError("unique")

    request = RequestFactory().post("/x/")
    request.actor = STRANGER  # type: ignore[attr-defined]
    answer = pressed(request)
    assert answer.status_code == 409 and "bấm hai lần" in answer.content.decode()  # type: ignore[attr-defined]
    assert kept == ["two at once: /x/"]


def test_a_public_page_is_open_to_a_stranger() -> None:
    public(STRANGER)


def test_an_account_without_a_role_is_told_what_to_do(client: Client) -> None:
    held = desk(Role.SPECIALIST)
    type(held).objects.update(valid_to=START)
    signed_in(client, held)
    text = client.get(reverse("season:list")).content.decode()
    assert "chưa được giao vai trò nào" in text
    assert client.get(reverse("account")).status_code == 200, "the own account stays open"


def test_a_check_becomes_a_sentence_or_none() -> None:
    def odd(number: int) -> None:
        if number % 2:
            raise Refused("Số lẻ.")

    assert refusal(odd, 1) == "Số lẻ." and refusal(odd, 2) is None
    assert Problem("Sai.", "ten").field == "ten" and TODAY > START
