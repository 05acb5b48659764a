"""Loads a whole season, stage by stage, in one transaction: all of it or nothing."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.db.models import prefetch_related_objects

from thidua.base.access.actor import Problem, Refused
from thidua.base.season.queries import forget_windows
from thidua.cycle import STAGES
from thidua.ops.loading import ground
from thidua.ops.loading.run import CannotAct, Run
from thidua.ops.seasonfiles import SeasonFiles, read_season


def prepare(season: Path | SeasonFiles, *, password: str | None = None, skip: frozenset[str] = frozenset()) -> Run:
    """Load what exists before the year begins, from a folder or from what was read there.

    Raises SeasonProblems before anything is written. ``skip`` names what the stages leave to be done by hand."""
    run = Run(season if isinstance(season, SeasonFiles) else read_season(season), skip)
    with _placed(run), transaction.atomic():
        ground.load(run, password=password)
        importlib.import_module("thidua.ops.loading.documents").load(run)
    return run


def load_stage(run: Run, label: str) -> None:
    """Load one stage of the year, all of it or nothing."""
    with _placed(run), transaction.atomic(), _windows_at_hand(run):
        importlib.import_module(f"thidua.ops.loading.{label}").load(run)


@contextmanager
def _placed(run: Run) -> Iterator[None]:
    """What an action refuses is told with the file and the line that asked for it."""
    run.at = None
    try:
        yield
    except (Problem, Refused, CannotAct) as error:
        if run.at is None:
            raise
        raise CannotAct(f"{run.at[0]}, dòng {run.at[1]}: {error}") from error


@contextmanager
def _windows_at_hand(run: Run) -> Iterator[None]:
    """The windows of the seasons, read once for one stage: every act asks whether its stage is open."""
    seasons = list(run.seasons.values())
    prefetch_related_objects(seasons, "windows")
    try:
        yield
    finally:
        for season in seasons:
            forget_windows(season)


def load_season(
    season: Path | SeasonFiles,
    *,
    password: str | None = None,
    until: str | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Run:
    """Load a season up to and including the stage called ``until`` (all nine when None). ``told`` hears each step."""
    with transaction.atomic():
        run = prepare(season, password=password)
        for stage in STAGES:
            told(f"{stage.number}. {stage.name}")
            load_stage(run, stage.label)
            if stage.label == until:
                break
    return run
