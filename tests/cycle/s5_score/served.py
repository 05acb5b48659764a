"""A scratch database with a bloc ready to be scored, served on this machine: for the browser walk.

    python tests/cycle/s5_score/served.py FOLDER

Prints one line of JSON (port, session keys by user name, ids), then serves until it is ended. The clock stands on the
first day of the stage, because the year of the tests is 2023.
"""

import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
folder = Path(sys.argv[1])
os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.site.settings_test"
os.environ["THIDUA_DATABASE_URL"] = f"sqlite://{folder / 'walk.sqlite3'}"

import django  # noqa: E402

django.setup()

import time_machine  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from tests.cycle.s5_score import ground  # noqa: E402
from tests.world import World  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Quiet(WSGIRequestHandler):
    """Says nothing of each request; keeps what went wrong."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def session_of(world: World, username: str) -> str:
    """A session key of somebody who has signed in."""
    account = world.desks[username].account
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(account.pk), BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def main() -> None:
    """Build, say, serve."""
    call_command("migrate", verbosity=0)
    world = ground.make_world()
    ground.make_indicator(world)
    ground.report_of(world, "DV", "dv-can-bo", "900", "945")
    cluster, scheme = ground.make_cluster(world), ground.make_scheme(world)
    sheets = ground.open_all(world, cluster, scheme)
    for code in ("LH", "PNU"):
        ground.settle(world, sheets[code], KT2={"value": ground.Decimal(4)})
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    people = ("dv-can-bo", "chuyen-vien", "tham-dinh", "truong-khoi", "lh-can-bo", "chu-tich")
    said = {
        "port": server.server_port,
        "sessions": {name: session_of(world, name) for name in people},
        "sheets": {code: sheet.pk for code, sheet in sheets.items()},
        "cluster": cluster.pk,
        "scheme": scheme.pk,
    }
    print(json.dumps(said), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    with time_machine.travel(f"{ground.OPEN:%Y-%m-%d} 09:00+07:00", tick=True):
        started = time.time()
        main()
