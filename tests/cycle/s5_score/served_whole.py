"""A scratch database with a bloc of three units and no table yet, served: for the journey from design to publication.

    python tests/cycle/s5_score/served_whole.py FOLDER

Prints one line of JSON, then serves until it is ended. The clock stands on a day on which every phase may be open.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.cycle.s5_score.served import (  # noqa: E402  (sets Django up)
    Quiet,
    StaticFilesHandler,
    ThreadedWSGIServer,
    call_command,
    get_wsgi_application,
    ground,
    session_of,
    time_machine,
)

PASSWORD = "thu-nghiem-2023-rat-dai"
PEOPLE = (
    "chuyen-vien",
    "truong-khoi",
    "thu-ky",
    "lh-can-bo",
    "dv-can-bo",
    "dv-chu-tich",
    "lh-chu-tich",
    "pnu-chu-tich",
)


def main() -> None:
    """Build, say, serve."""
    call_command("migrate", verbosity=0)
    world = ground.make_world()
    cluster = ground.make_cluster(world)
    for name in PEOPLE:
        account = world.desks[name].account
        account.set_password(PASSWORD)
        account.save()
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    said = {
        "port": server.server_port,
        "sessions": {name: session_of(world, name) for name in PEOPLE},
        "cluster": cluster.pk,
        "password": PASSWORD,
    }
    print(json.dumps(said), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    with time_machine.travel(f"{ground.OPEN:%Y-%m-%d} 09:00+07:00", tick=True):
        main()
