"""Loads the seasons of the plan, each in one transaction, and tells the terminal what is being made."""

import time
from collections.abc import Callable, Collection

from django.apps import apps
from django.conf import settings
from django.db import transaction

from thidua.cycle import STAGES
from thidua.ops.demo import state
from thidua.ops.demo.plan import Plan, ShownSeason
from thidua.ops.loading.run import Run
from thidua.ops.loading.season import load_stage, prepare

_BEFORE = (("units", "season", "people"), "Chuẩn bị")
_SHOWN = 3


def load_missing(plan: Plan, chosen: tuple[str, ...], loaded: state.Loaded, say: Callable[[str], None]) -> None:
    """Load what is not there yet, in the order of the plan. A season is there whole or not at all."""
    wanted = [s for s in plan.seasons if s.code in chosen and s.code not in loaded.seasons]
    for number, shown in enumerate(wanted, start=1):
        began = time.monotonic()
        say(f"[{number}/{len(wanted)}] {shown.title}")
        loaded.made[shown.code] = _load(shown, plan.password, say).made
        loaded.seasons[shown.code] = state.season_fingerprint(shown.folder)
        loaded.keep(settings.DATA)
        say(f"      xong sau {time.monotonic() - began:.0f} giây")


def _load(shown: ShownSeason, password: str, say: Callable[[str], None]) -> Run:
    with transaction.atomic():
        told = _Told(say)
        run = prepare(shown.folder, password=password, skip=shown.skip)
        told.stage(_BEFORE[1], _BEFORE[0])
        for stage in STAGES:
            load_stage(run, stage.label)
            told.stage(f"{stage.number} {stage.name}", (stage.label,))
            if stage == shown.until:
                break
        if unknown := shown.skip - run.left:
            raise ValueError(
                f"examples/demo.yaml: {shown.code} để lại {', '.join(sorted(unknown))}, nhưng không có phần đó."
            )
    return run


class _Told:
    """Says after each stage how many rows of what it made."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._before = self._count([config.label for config in apps.get_app_configs()])

    def _count(self, labels: Collection[str]) -> dict[tuple[str, str], int]:
        return {
            (config.label, str(model._meta.verbose_name)): model._default_manager.count()
            for config in apps.get_app_configs()
            if config.name.startswith("thidua.") and config.label in labels
            for model in config.get_models()
        }

    def stage(self, title: str, labels: tuple[str, ...]) -> None:
        """One line: the stage and its counts."""
        now = self._count(labels)
        made = [
            f"{count - self._before.get(key, 0)} {key[1]}"
            for key, count in now.items()
            if count > self._before.get(key, 0)
        ]
        self._before |= now
        self._say(f"      {title}: {', '.join(made[:_SHOWN]) or 'không có dòng mới'}")
