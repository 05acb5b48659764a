"""Codes of titles and forms and of the scales, from the law data and from the season's own overlay, local.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from thidua.engine.rulebook import LawError, check_catalogue, load_catalogue
from thidua.ops.seasonfiles.problems import Collector
from thidua.ops.seasonfiles.sources import read_entry

OVERLAY = "local.yaml"


@dataclass(frozen=True, slots=True)
class Codes:
    """Titles and forms of any period of the law and of the overlay; the codes of each scale of the law data."""

    awards: frozenset[str]
    scales: Mapping[str, frozenset[str]]


def read_codes(folder: Path, problems: Collector) -> tuple[Path | None, Codes]:
    """The path of local.yaml, where there is one, and all codes that may be used in the season."""
    overlay = folder / OVERLAY if (folder / OVERLAY).exists() else None
    if overlay is None or read_entry(folder, OVERLAY, problems) is None:
        return overlay, _codes(())
    try:
        return overlay, _codes((overlay,))
    except LawError as error:
        wrong = [problem for problem in check_catalogue(overlays=(overlay,)) if problem.file == OVERLAY]
        for problem in wrong:
            problems.unreadable(OVERLAY, None, problem.sentence, problem.path or None)
        if not wrong:
            problems.unreadable(OVERLAY, None, str(error))
        return overlay, _codes(())


def _codes(overlays: tuple[Path, ...]) -> Codes:
    law = load_catalogue(overlays=overlays).law
    tables = [*law.awards.values(), *(overlay.awards for _, overlay in law.overlays)]
    local = [overlay.scales for _, overlay in law.overlays]
    scales = {
        name: frozenset(words).union(*(more.get(name, {}) for more in local)) for name, words in law.scales.items()
    }
    return Codes(frozenset(code for table in tables for code in table), scales)
