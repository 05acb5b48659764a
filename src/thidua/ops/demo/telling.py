"""What the first page of the demonstration tells: seasons with their source, steps with who walks them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thidua.base.season.models import Season
from thidua.base.season.queries import StageStatus
from thidua.base.units.models import Appointment
from thidua.cycle import STAGES, Stage
from thidua.ops.demo.entering import address_of
from thidua.ops.demo.people import desk_of
from thidua.ops.demo.plan import ShownSeason, Step
from thidua.ops.demo.state import Loaded


@dataclass(frozen=True)
class ToldSeason:
    """A season with where its facts come from, and whether it is loaded here."""

    shown: ShownSeason
    article: str
    publisher: str
    published_on: str
    loaded: bool


def told_seasons(seasons: Iterable[ShownSeason]) -> list[ToldSeason]:
    """The seasons of the plan, in its order."""
    here = set(Season.objects.values_list("code", flat=True))
    return [_told(shown, shown.code in here) for shown in seasons]


def _told(shown: ShownSeason, loaded: bool) -> ToldSeason:
    article = _article(shown.folder)
    return ToldSeason(shown, article["tên"], article["nơi đăng"], article.get("ngày đăng", ""), loaded)


@cache
def _article(folder: Path) -> dict[str, Any]:
    text = (folder / "season.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)["bài gốc"]
    return found


@dataclass(frozen=True)
class OfferedStep:
    """A step with its person; ``ready`` is False while its season is not loaded, ``is_next`` marks the one to begin."""

    step: Step
    desk: Appointment | None
    walked: bool
    ready: bool
    is_next: bool = False


def offered_steps(steps: Iterable[Step], walked: Iterable[int], loaded: Loaded) -> list[OfferedStep]:
    """The guided path as this visitor sees it."""
    done = set(walked)
    offered = [_offered(step, step.number in done, loaded) for step in steps]
    following = next((o for o in offered if o.ready and not o.walked), None)
    return [replace(o, is_next=o is following) for o in offered]


def _offered(step: Step, walked: bool, loaded: Loaded) -> OfferedStep:
    desk = desk_of(step)
    try:
        address_of(step, loaded)
    except KeyError:
        return OfferedStep(step, desk, walked, ready=False)
    return OfferedStep(step, desk, walked, ready=desk is not None)


@dataclass(frozen=True)
class OfferedDay:
    """The first day of a stage, to stand on."""

    stage: Stage
    day: date
    closes: date


def days_of(statuses: Mapping[str, StageStatus]) -> list[OfferedDay]:
    """One day for each stage of the season that has a window."""
    known = ((stage, statuses.get(stage.code)) for stage in STAGES)
    return [OfferedDay(stage, s.opens, s.closes) for stage, s in known if s and s.opens and s.closes]
