"""How the demonstration is laid out (examples/demo.yaml): which seasons, how far each is loaded, the nine steps."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thidua.base.access.enums import Role
from thidua.cycle import STAGES, Stage
from thidua.language.dates import parse_date
from thidua.ops.commands.speaking import ROOT

EXAMPLES = ROOT / "examples"
FILE = EXAMPLES / "demo.yaml"
_STAGES = {f"s{stage.number}": stage for stage in STAGES}


@dataclass(frozen=True)
class ShownSeason:
    """A season of the demonstration. ``until``: the last stage that is loaded; ``skip``: what of it is left to do."""

    code: str
    title: str
    story: str
    until: Stage
    skip: frozenset[str]
    working_day: date
    left: str

    @property
    def folder(self) -> Path:
        """The files of the season."""
        return EXAMPLES / self.code


@dataclass(frozen=True)
class Step:
    """One step of the guided path: as whom, on which day, on which page, and what to look at there.

    ``thing`` names the object of the page as the loading remembered it, kind and code; None for a page without one.
    ``folder`` is the season folder; ``season`` the code of the season walked, which may be the folder's next year.
    """

    number: int
    stage: Stage
    title: str
    folder: str
    season: str
    username: str
    role: Role | None
    day: date
    page: str
    thing: tuple[str, str] | None
    look: str


@dataclass(frozen=True)
class Plan:
    """The whole file."""

    password: str
    seasons: tuple[ShownSeason, ...]
    steps: tuple[Step, ...]

    def season(self, code: str) -> ShownSeason:
        """A season by its code. Raises StopIteration for an unknown one."""
        return next(s for s in self.seasons if s.code == code)


@cache
def plan() -> Plan:
    """The plan as the file has it."""
    given = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    steps = tuple(_step(number, row) for number, row in enumerate(given["bước"], start=1))
    return Plan(given["mật khẩu"], tuple(_season(row) for row in given["mùa"]), steps)


def _season(row: dict[str, Any]) -> ShownSeason:
    return ShownSeason(
        code=row["mã"],
        title=row["tên"],
        story=row["chuyện"],
        until=_STAGES[row["nạp đến"]],
        skip=frozenset(row.get("để lại", ())),
        working_day=parse_date(row["ngày làm việc"]),
        left=row["còn lại"],
    )


def _step(number: int, row: dict[str, Any]) -> Step:
    kind, _, code = row.get("của", "").partition(" ")
    return Step(
        number=number,
        stage=_STAGES[row["giai đoạn"]],
        title=row["việc"],
        folder=row["mùa"],
        season=row.get("năm thi đua", row["mùa"]),
        username=row["tài khoản"],
        role=Role(row["vai trò"]) if "vai trò" in row else None,
        day=parse_date(row["ngày"]),
        page=row["trang"],
        thing=(kind, code) if kind else None,
        look=row["xem"],
    )
