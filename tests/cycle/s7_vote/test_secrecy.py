"""The secret ballot: every way that leads from the roll to a ballot is tried, and none gets there."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models

from tests.cycle.s7_vote.setting import (
    AGREE,
    DISAGREE,
    MEMBERS,
    OPEN,
    close,
    council_of,
    dossiers_for,
    opened,
    planned,
    signed,
    vote,
)
from tests.prepared import prepared
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.models import AuditChange, AuditRow
from thidua.cycle.s7_vote import sealing
from thidua.cycle.s7_vote.actions import sessions
from thidua.cycle.s7_vote.enums import Choice
from thidua.cycle.s7_vote.models import Ballot, Envelope, Roll, Session

ITEMS = ("CSTDCS", "GK", "LDTT", "BK_BO_TINH", "CSTD_BO_TINH", "BK_TTG", "HCLD3", "CSTDTQ")
YES = 3  # the first three who vote say yes to everything, the others no


@prepared
def voted(world: World) -> tuple[World, Session]:
    """A vote in which the order of voting tells what everybody said, each cast in a (sub)transaction of its own."""
    session = opened(world, planned(world, council_of(world), dossiers_for(world, ITEMS)))
    for place, username in enumerate(MEMBERS):
        vote(world, session, username, AGREE if place < YES else DISAGREE)
    return world, session


def _stored(table: str, columns: str) -> list[tuple[object, ...]]:
    """Rows as they lie in the database, with what the database itself knows of them."""
    hidden = "ctid::text, xmin::text" if connection.vendor == "postgresql" else "rowid, '-'"
    order = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f'select {hidden}, {columns} from "{table}" order by {order}')
        return list(cursor.fetchall())


def test_no_column_and_no_time_leads_from_a_ballot_to_a_seat() -> None:
    for model, fields in ((Ballot, {"id", "item", "choice"}), (Envelope, {"id", "item", "sealed"})):
        assert {f.name for f in model._meta.get_fields()} == fields
        assert not any(isinstance(f, models.DateField | models.AutoField) for f in model._meta.fields)
        assert model.audited is False and model.append_only is True
    assert {f.name for f in Roll._meta.get_fields()} == {"id", "item", "seat"}


def test_while_the_vote_is_open_the_whole_database_does_not_tell_a_choice(voted: tuple[World, Session]) -> None:
    _, session = voted
    assert not Ballot.objects.exists()
    sealed = list(Envelope.objects.values_list("sealed", flat=True))
    assert len(set(sealed)) == len(sealed) == len(MEMBERS) * len(ITEMS), "equal choices make unequal envelopes"
    assert len({len(s) for s in sealed}) == 1, "and the length says nothing"
    stranger = sealing.load_urn(sealing.new_urn())
    envelope = Envelope.objects.first()
    assert envelope is not None
    with pytest.raises(Problem):
        sealing.unseal(stranger, envelope.item_id, envelope.sealed)
    with pytest.raises(Problem):
        sealing.unseal(sealing.load_urn(session.urn_key), envelope.item_id + 1, envelope.sealed)


def test_the_log_names_the_roll_and_nothing_of_the_ballots(voted: tuple[World, Session]) -> None:
    world, session = voted
    close(world, session)
    tables = set(AuditChange.objects.values_list("table", flat=True))
    assert "vote_roll" in tables and not tables & {"vote_ballot", "vote_envelope"}
    casts = AuditRow.objects.filter(verb="vote.cast")
    assert casts.count() == len(MEMBERS) and all(row.details == {} for row in casts)
    changes = AuditChange.objects.filter(txn__in=casts.values("txn"))
    assert {c.table for c in changes} == {"vote_roll"}
    for change in changes:
        assert set(json.loads(change.new or "{}")) == {"id", "item_id", "seat_id"}


def test_neither_order_nor_row_nor_transaction_joins_ballots_to_the_roll(voted: tuple[World, Session]) -> None:
    world, session = voted
    close(world, session)
    rolls, ballots = _stored("vote_roll", "item_id, seat_id"), _stored("vote_ballot", "item_id, choice")
    assert len(rolls) == len(ballots) == len(MEMBERS) * len(ITEMS)
    orders = set()
    for item in session.items.all():
        said = tuple(choice for _, _, i, choice in ballots if i == item.pk)
        assert sorted(said) == sorted([AGREE] * YES + [DISAGREE] * (len(MEMBERS) - YES))
        orders.add(said)
    assert len(orders) > 1, "eight items in one order of seven would happen once in 10^10 mixings"
    by_key = list(Ballot.objects.order_by("pk").values_list("choice", flat=True))
    assert by_key != [choice for _, _, _, choice in ballots]
    if connection.vendor == "postgresql":
        cast, written = {xmin for _, xmin, _, _ in rolls}, {xmin for _, xmin, _, _ in ballots}
        assert len(cast) == len(MEMBERS) and len(written) == 1 and not cast & written


def test_after_the_count_no_envelope_can_be_opened_by_anybody(
    voted: tuple[World, Session], data: Path, django_capture_on_commit_callbacks: Any
) -> None:
    world, session = voted
    keys = list((data / "keys").iterdir())
    assert [oct(k.stat().st_mode & 0o777) for k in keys] == ["0o600"]
    with django_capture_on_commit_callbacks(execute=True):
        close(world, session)
    assert list((data / "keys").iterdir()) == []
    with pytest.raises(Problem, match="không còn trên máy chủ"):
        sealing.load_urn(session.urn_key)
    signed(world, session)


def test_a_count_that_fails_keeps_the_urn_closed_and_the_key(voted: tuple[World, Session], data: Path) -> None:
    world, session = voted
    item = session.items.first()
    assert item is not None
    Envelope.objects.create(item=item, sealed=sealing.seal(session.urn_key, item.pk, Choice.AGREE))
    with pytest.raises(Problem):
        close(world, session)
    assert not Ballot.objects.exists() and len(list((data / "keys").iterdir())) == 1


def test_a_session_called_off_can_never_be_counted(
    voted: tuple[World, Session], data: Path, django_capture_on_commit_callbacks: Any
) -> None:
    world, session = voted
    with django_capture_on_commit_callbacks(execute=True):
        sessions.cancel_session(by=world.actor("thu-ky", OPEN), session=session, reason="Mất điện", today=OPEN)
    assert list((data / "keys").iterdir()) == [] and not Ballot.objects.exists()


def test_an_opening_that_fails_leaves_no_key(world: World, data: Path) -> None:
    session = opened(world, planned(world, council_of(world), dossiers_for(world, ["LDTT"])))
    stale = Session.objects.get(pk=session.pk)
    stale.state = 10  # a second tab opens what is open already
    with pytest.raises(Refused, match="Có người vừa xử lý"):
        sessions.open_session(by=world.actor("thu-ky", OPEN), session=stale, today=OPEN)
    assert len(list((data / "keys").iterdir())) == 1
