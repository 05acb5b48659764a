"""The official provinces and communes as shipped in ``data/`` (see data/PROVENANCE.md): plain reading, no database."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thidua.base.access.actor import Problem
from thidua.base.units.enums import Level, LineageKind, UnitKind
from thidua.language.text import fold

DATA = Path(__file__).parent / "data"
PREFIX = "DVHC-"


@dataclass(frozen=True)
class Place:
    """One administrative unit of the data set. ``parent`` is a code of this list; dates as in ``UnitVersion``."""

    code: str
    name: str
    kind: UnitKind
    level: Level
    parent: str | None
    starts: date
    ends: date | None
    decision: str


@dataclass(frozen=True)
class Arrow:
    """What the data set says became of a place: only ever a proposal."""

    old: str
    new: str
    kind: LineageKind
    decision: str
    note: str


@dataclass
class Area:
    """A province of today with everything that belongs to it, before and after the reform. Parents come first."""

    code: str
    name: str
    places: list[Place] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)

    @property
    def short_name(self) -> str:
        """Without «Tỉnh», «Thành phố»: as lists are sorted and as people type it."""
        return self.name.removeprefix("Tỉnh ").removeprefix("Thành phố ")

    def count(self, level: Level, *, today: bool) -> int:
        """How many units of a level it has today, or had before the reform."""
        return sum(p.level == level and (p.ends is None) == today for p in self.places)


# file, kind, level, whether the units stood before the reform and whether they stand today, which decision made them so
_FILES = (
    ("provinces_kept.csv", UnitKind.PROVINCE, Level.PROVINCE, True, True, ""),
    ("provinces.csv", UnitKind.PROVINCE, Level.PROVINCE, False, True, "province_decision"),
    ("provinces_before.csv", UnitKind.PROVINCE, Level.PROVINCE, True, False, "province_decision"),
    ("districts_before.csv", UnitKind.DISTRICT, Level.DISTRICT, True, False, "district_decision"),
    ("communes.csv", UnitKind.COMMUNE, Level.COMMUNE, False, True, "commune_decision"),
    ("communes_before.csv", UnitKind.COMMUNE, Level.COMMUNE, True, False, "commune_decision"),
)  # fmt: skip


@cache
def reform() -> dict[str, Any]:
    """Dates and decisions of the reform of 1 July 2025."""
    return dict(yaml.safe_load((DATA / "reform.yaml").read_text(encoding="utf-8")))


@cache
def areas() -> dict[str, Area]:
    """All provinces by official code («22»: tỉnh Quảng Ninh)."""
    found: dict[str, Area] = {}
    home: dict[str, str] = {}  # code of any unit → code of the province of today where it lies
    for name, kind, level, before, today, why in _FILES:
        decision = reform().get(why, "")
        starts = reform()["before_from"] if before else reform()["effective"]
        for row in _rows(name):
            code, parent, into = row["code"], row["parent"], row["into"].split()
            if today and not parent:
                found[code] = Area(code, row["name"])
            home[code] = home.get(parent) or (into or [code])[0]
            area, ends = found[home[code]], None if today else reform()["effective"]
            under = PREFIX + parent if parent else None
            made_by = decision if today else ""
            area.places.append(Place(PREFIX + code, row["name"], kind, level, under, starts, ends, made_by))
            area.arrows.extend(_arrows(row, decision))
    return found


def find_provinces(wanted: Iterable[str]) -> list[str]:
    """Codes of the provinces named by code or by name, with or without diacritics and «tỉnh». Raises Problem."""
    names = {fold(name): code for code, area in areas().items() for name in (area.name, area.short_name)}
    found = []
    for text in wanted:
        code = text.strip() if text.strip() in areas() else names.get(fold(text))
        if code is None:
            raise Problem(
                f"Không có tỉnh, thành phố «{text}» trong danh mục. Hãy ghi mã hai chữ số hoặc tên.", "provinces"
            )
        found.append(code)
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _arrows(row: dict[str, str], decision: str) -> Iterator[Arrow]:
    note = reform()["disagreements"].get(row["code"], "")
    for new in row["into"].split():
        yield Arrow(PREFIX + row["code"], PREFIX + new, LineageKind(row["how"]), decision, note)
