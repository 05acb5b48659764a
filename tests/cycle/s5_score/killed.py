"""A process of its own that scores or publishes and may be killed at any point.

    python tests/cycle/s5_score/killed.py DATABASE build|score|publish|look [PLACE]

``build`` makes a bloc with agreed points. ``score`` opens one sheet again and says the number of each value that it has
saved in one cell, without end. ``publish`` says «publication», «sheet 1», «sheet 2» … and «done» as each is
behind it, and waits for its end at PLACE. ``look`` says what stands afterwards, as JSON.
"""

import json
import os
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
database, act, place = sys.argv[1], sys.argv[2], (sys.argv + [""])[3]
os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.site.settings_test"
os.environ["THIDUA_DATABASE_URL"] = f"sqlite://{database}"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from tests.cycle.s5_score import ground  # noqa: E402
from thidua.base.access.actor import Actor  # noqa: E402
from thidua.base.audit.chain import verify  # noqa: E402
from thidua.base.units.models import Appointment  # noqa: E402
from thidua.base.units.queries import actor_for  # noqa: E402
from thidua.base.workflow.models import Step  # noqa: E402
from thidua.cycle.s3_covenant.models import Cluster  # noqa: E402
from thidua.cycle.s5_score.actions import sheets  # noqa: E402
from thidua.cycle.s5_score.actions.cells import Given, save_cell  # noqa: E402
from thidua.cycle.s5_score.enums import Round  # noqa: E402
from thidua.cycle.s5_score.facts import standing_of  # noqa: E402
from thidua.cycle.s5_score.models import CellEntry, Publication, ScoreSheet  # noqa: E402


def build() -> None:
    """Three units, settled."""
    call_command("migrate", verbosity=0)
    world = ground.make_world()
    ground.make_indicator(world)
    opened = ground.open_all(world, ground.make_cluster(world), ground.make_scheme(world))
    for sheet in opened.values():
        ground.settle(world, sheet)


def reached(name: str) -> None:
    """Say where the work is; at the place where it is to be killed, wait for that."""
    print(name, flush=True)
    if name == place:
        time.sleep(600)


def _office() -> Actor:
    office = Appointment.objects.select_related("account", "unit").get(account__username="chuyen-vien")
    return actor_for(office, ground.OPEN)


def publish() -> None:
    """The final act, step by step."""
    move, numbers = sheets.move, count(1)

    def slow_move(*given: Any, **named: Any) -> None:
        number = next(numbers)
        if number == 1:
            reached("publication")
        move(*given, **named)
        reached(f"sheet {number}")

    sheets.move = slow_move
    by, cluster = _office(), Cluster.objects.select_related("season").get()
    sheets.publish(by=by, season=cluster.season, cluster_id=cluster.pk, decision=ground.DECISION, today=ground.OPEN)
    reached("done")


def score() -> None:
    """Value after value in one cell, each said once it is saved."""
    sheet = ScoreSheet.objects.select_related("unit", "scheme", "season", "cluster").get(unit__code="DV")
    by = _office()
    sheets.step_back(name="reopen", by=by, sheet=sheet, today=ground.OPEN, reason="Chấm lại")
    standing = standing_of(sheet)
    for number in count():
        value = ground.Decimal(5 + number % 2)
        given = Given(figures={"value": value}, reason="Chấm lại")
        before = standing.cells["TD2", Round.AGREED].pk
        entry = save_cell(
            by=by, standing=standing, round_=Round.AGREED, code="TD2", given=given, after=before, today=ground.OPEN
        )
        print(entry.pk, flush=True)


def look() -> None:
    """What stands."""
    found = {
        "publications": Publication.objects.count(),
        "states": sorted(ScoreSheet.objects.values_list("state", flat=True)),
        "steps": Step.objects.filter(name="publish").count(),
        "intact": verify().intact and verify().unsealed == 0,
        "last": CellEntry.objects.latest("id").pk,
    }
    print(json.dumps(found), flush=True)


{"build": build, "score": score, "publish": publish, "look": look}[act]()
