"""A process beside the site under test that loads pieces of one season: one line of JSON in, one line out.

The test process itself never opens the site's database; the season's ``Run`` lives here from piece to piece.
"""

import json
import sys
import traceback
from pathlib import Path
from typing import Any

import django


class Loading:
    """The pieces that a journey asks for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run: Any = None

    def prepare(self, password: str) -> dict[str, Any]:
        """What stands before the year begins; answers with the desks by account and the seasons by year."""
        from thidua.base.units.models import Appointment
        from thidua.ops.loading.season import prepare

        self.run = prepare(self.folder, password=password)
        desks = [
            [d.account.username, d.role, d.pk] for d in Appointment.objects.select_related("account").order_by("pk")
        ]
        return {"desks": desks, "seasons": {year: s.pk for year, s in self.run.seasons.items()}}

    def stage(self, label: str, skip: list[str]) -> dict[str, Any]:
        """One stage, without what is left to be done by hand; answers with the ids of everything made so far."""
        from thidua.ops.loading.season import load_stage

        self.run.skip = frozenset(skip)
        load_stage(self.run, label)
        unknown = self.run.skip - self.run.left
        if unknown:
            raise ValueError(f"nothing is called {sorted(unknown)}")
        units = {code: unit.pk for code, unit in self.run.units.items()}
        return {"made": {**self.run.made, "unit": units}}

    def remember(self, kind: str, code: str, pk: int) -> dict[str, Any]:
        """Something of the files that was made in the browser, for the pieces that come after it."""
        self.run.remember(kind, code, pk)
        return {}


def main(folder: Path) -> None:
    """Answer until the line closes."""
    django.setup()
    loading = Loading(folder)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = getattr(loading, asked.pop("do"))(**asked)
        except Exception:
            answer = {"fault": traceback.format_exc()}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
