"""Run by the crash test in a process of its own: casts a ballot and stops between the roll and the envelopes."""

import json
import sys
import time
from pathlib import Path

import django

django.setup()

from tests.cycle.s7_vote.setting import AGREE, council_of, dossiers_for, opened, planned, vote  # noqa: E402
from tests.world import World, build  # noqa: E402
from thidua.base.audit.chain import verify  # noqa: E402
from thidua.base.units.models import Appointment  # noqa: E402
from thidua.cycle.s7_vote.actions import voting  # noqa: E402
from thidua.cycle.s7_vote.models import Envelope, Roll, Session  # noqa: E402

FOLDER = Path(sys.argv[1])


def _world() -> World:
    desks = {a.account.username: a for a in Appointment.objects.select_related("account", "unit")}
    return World(desks=desks)


def _wait(*given: object) -> str:
    """Stands in for the sealing of the first envelope: the roll is written, the envelopes are not."""
    (FOLDER / "middle").touch()
    while True:
        time.sleep(0.05)


def main(command: str) -> None:
    """prepare · hang · cast · show"""
    if command == "prepare":
        world = build()
        opened(world, planned(world, council_of(world), dossiers_for(world, ("LDTT", "GK"))))
    elif command == "hang":
        voting.seal = _wait  # type: ignore[assignment]
        vote(_world(), Session.objects.get(), "uy-vien-1", AGREE)
    elif command == "cast":
        vote(_world(), Session.objects.get(), "uy-vien-1", AGREE)
    else:
        chain = verify()
        counts = {"rolls": Roll.objects.count(), "envelopes": Envelope.objects.count()}
        print(json.dumps({**counts, "intact": chain.intact, "unsealed": chain.unsealed}))


main(sys.argv[2])
