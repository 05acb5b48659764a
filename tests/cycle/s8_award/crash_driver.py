"""Run by the crash tests in processes of its own: issues a decision, at the same time as others or to be killed."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from tests.cycle.s7_vote.setting import passed_session  # noqa: E402
from tests.cycle.s8_award.setting import HEAD, OPEN, issued, submitted  # noqa: E402
from tests.world import World, build  # noqa: E402
from thidua.base.audit.chain import verify  # noqa: E402
from thidua.base.units.models import Appointment  # noqa: E402
from thidua.cycle.s8_award.actions import drafts, issuing  # noqa: E402
from thidua.cycle.s8_award.models import Certificate, Decision, DecisionItem, Issuance  # noqa: E402

FOLDER = Path(sys.argv[1])
AWARDS = ("LDTT", "GK", "CSTDCS", "LDTT")


def prepare() -> None:
    """Four submitted decisions of one award each."""
    world = build()
    session = passed_session(world, AWARDS)
    by = world.actor("chuyen-vien", OPEN)
    for item in session.items.order_by("order"):
        made = drafts.draft_decision(
            by=by,
            season=world.season,
            session_id=session.pk,
            dossier_ids=[item.dossier_id],
            heading=drafts.Heading(f"Quyết định {item.order}", authority_code=HEAD),
            today=OPEN,
        )
        submitted(world, made)


def issue(pk: int) -> None:
    """Wait for the starting sign, then issue; the number is the next free one."""
    desks = {a.account.username: a for a in Appointment.objects.select_related("account", "unit")}
    decision = Decision.objects.select_related("season", "authority").get(pk=pk)
    (FOLDER / f"ready-{pk}").touch()
    while not (FOLDER / "go").exists():
        time.sleep(0.01)
    issued(World(desks=desks), decision)


def _stop(*given: Any, **named: Any) -> str:
    """Stands in for the signing of the first certificate: number, text and awards are written, certificates not."""
    (FOLDER / "middle").touch()
    while True:
        time.sleep(0.05)


def show() -> None:
    """What stands in the database."""
    chain = verify()
    state = {
        "numbers": sorted(n for n in Decision.objects.values_list("number", flat=True) if n),
        "codes": sorted(Certificate.objects.values_list("code", flat=True)),
        "items": DecisionItem.objects.count(),
        "texts": Issuance.objects.count(),
        "intact": chain.intact,
        "unsealed": chain.unsealed,
    }
    print(json.dumps(state))


def main(command: str, *rest: str) -> None:
    """prepare · issue ID · hang ID · show"""
    if command == "prepare":
        prepare()
    elif command == "issue":
        issue(int(rest[0]))
    elif command == "hang":
        issuing.make_token = _stop
        issue(int(rest[0]))
    else:
        show()


main(*sys.argv[2:])
