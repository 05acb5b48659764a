"""Loads a whole season, stage by stage, in one transaction: all of it or nothing."""

import importlib
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from thidua.cycle import STAGES
from thidua.ops.loading import ground
from thidua.ops.loading.run import Run
from thidua.ops.seasonfiles import read_season


def prepare(folder: Path, *, password: str | None = None, skip: frozenset[str] = frozenset()) -> Run:
    """Read the folder and load what exists before the year begins. Raises SeasonProblems before anything is written.

    ``skip`` names what the stages leave to be done by hand."""
    run = Run(read_season(folder), skip)
    with transaction.atomic():
        ground.load(run, password=password)
        importlib.import_module("thidua.ops.loading.documents").load(run)
    return run


def load_stage(run: Run, label: str) -> None:
    """Load one stage of the year, all of it or nothing."""
    with transaction.atomic():
        importlib.import_module(f"thidua.ops.loading.{label}").load(run)


def load_season(
    folder: Path, *, password: str | None = None, until: str | None = None, told: Callable[[str], None] = lambda _: None
) -> Run:
    """Load a season up to and including the stage called ``until`` (all nine when None). ``told`` hears each step."""
    with transaction.atomic():
        run = prepare(folder, password=password)
        for stage in STAGES:
            told(f"{stage.number}. {stage.name}")
            load_stage(run, stage.label)
            if stage.label == until:
                break
    return run
