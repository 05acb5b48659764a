"""Twenty units with two people each at the sheets of one cluster: made, served by gunicorn, looked at afterwards.

    THIDUA_DATABASE_URL=… python tests/cycle/s5_score/crowd.py build [SCHEME [full]]
    THIDUA_DATABASE_URL=… gunicorn tests.cycle.s5_score.crowd:application
    THIDUA_DATABASE_URL=… python tests/cycle/s5_score/crowd.py look

``build`` and ``look`` print one line of JSON; with ``full`` every unit has answered everything and sent its sheet. The
clock stands on the first day of the stage, as the year of the tests is 2023.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.site.settings_test"

import time_machine  # noqa: E402

from thidua.site.wsgi import application as _site  # noqa: E402

# django stands; only now may anything that has models be read
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402  # isort: skip
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402  # isort: skip
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402  # isort: skip
from django.core.management import call_command  # noqa: E402  # isort: skip
from tests.cycle.s5_score import ground  # noqa: E402  # isort: skip
from tests.world import PEOPLE, UNITS, World, build as build_world  # noqa: E402  # isort: skip
from thidua.base.access.enums import Role, Scope  # noqa: E402  # isort: skip
from thidua.base.audit.chain import verify  # noqa: E402  # isort: skip
from thidua.base.units.enums import Level, UnitKind  # noqa: E402  # isort: skip
from thidua.cycle.s5_score.actions.cells import Given, save_cells  # noqa: E402  # isort: skip
from thidua.cycle.s5_score.actions.sheets import submit  # noqa: E402  # isort: skip
from thidua.cycle.s5_score.enums import Round  # noqa: E402  # isort: skip
from thidua.cycle.s5_score.facts import standing_of  # noqa: E402  # isort: skip
from thidua.cycle.s5_score.models import CellEntry, ScoreSheet  # noqa: E402  # isort: skip

CODES = tuple(f"X{n:02}" for n in range(1, 21))
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SCHEME = """
code: DONG-NGUOI
version: "1"
title: Bảng chấm điểm cụm hai mươi xã
groups:
  - code: I
    label: Nhóm một
    owner: PN
    children:
      - {code: A, label: Chấm một, maximum: 100, formula: {kind: direct}}
      - {code: B, label: Chấm hai, maximum: 100, formula: {kind: direct}}
      - {code: C, label: Chấm ba, maximum: 100, formula: {kind: direct}}
      - {code: D, label: Số mô hình, maximum: 100, formula: {kind: count_points, each: 1}}
      - {code: E, label: So trong cụm, maximum: 10, formula: {kind: rank_points, table: [10, 8, 6], beyond: 1}}
"""


class Travelled:
    """The application on the first day of the stage."""

    _answer = StaticFilesHandler(_site)

    def __call__(self, environ: Any, start: Any) -> Any:
        """Answer one request."""
        with time_machine.travel(f"{ground.OPEN:%Y-%m-%d} 09:00+07:00", tick=True):
            return [b"".join(self._answer(environ, start))]


application = Travelled()


def _session(world: World, username: str) -> str:
    account, store = world.desks[username].account, SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(account.pk), BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def build(scheme: str, full: bool) -> dict[str, Any]:
    """The district with twenty more communes, their cluster, an open sheet and two people for each."""
    call_command("migrate", verbosity=0)
    units = [(code, f"Xã số {code[1:]}", UnitKind.COMMUNE, Level.COMMUNE, "BL") for code in CODES]
    people = [(f"{c}-{n}".lower(), Role.UNIT_OFFICER, c, Scope.UNIT) for c in CODES for n in (1, 2)]
    world = build_world(units=(*UNITS, *units), people=(*PEOPLE, *people))
    cluster = ground.make_cluster(world, members=CODES, head="X01")
    sheets = ground.open_all(world, cluster, ground.make_scheme(world, scheme))
    for code, sheet in sheets.items() if full else ():
        fill(world, code, sheet)
    return {
        "people": [
            {"name": name, "account": world.desks[name].account_id, "sheet": sheets[code].pk,
             "session": _session(world, name)} for name, _, code, _ in people
        ],
        "office": _session(world, "chuyen-vien"),
        "cluster": cluster.pk,
    }  # fmt: skip


def fill(world: World, code: str, sheet: ScoreSheet) -> None:
    """A unit answers everything, each in its own way, and sends the sheet."""
    by, standing = world.actor(f"{code}-1".lower(), ground.OPEN), standing_of(sheet)
    own = CODES.index(code)
    given = {}
    for place, (name, criterion) in enumerate(standing.criteria.items()):
        if criterion.formula.kind == "target_leader":
            figures: dict[str, Any] = {"target": ground.Decimal(10 + place), "result": ground.Decimal(5 + own + place)}
        elif criterion.formula.kind == "yes_no":
            figures = {"value": (own + place) % 5 > 0}
        else:
            figures = {"value": criterion.maximum - ground.Decimal((own + place) % 4) / 4}
        given[name] = Given(figures=figures)
    save_cells(by=by, standing=standing, round_=Round.SELF, given=given, today=ground.OPEN)
    submit(by=by, sheet=sheet, today=ground.OPEN)


def look() -> dict[str, Any]:
    """Every value that was kept, and whether the log of all acts is whole."""
    rows = CellEntry.objects.order_by("id").values_list(
        "id", "sheet_id", "criterion_code", "account_id", "after", "inputs"
    )
    return {"entries": [[*row[:5], row[5]["value"]["value"]] for row in rows], "intact": verify().intact}


if __name__ == "__main__":
    with time_machine.travel(f"{ground.OPEN:%Y-%m-%d} 08:00+07:00", tick=True):
        text = Path(sys.argv[2]).read_text(encoding="utf-8") if len(sys.argv) > 2 else SCHEME
        print(json.dumps(build(text, "full" in sys.argv) if sys.argv[1] == "build" else look()))
