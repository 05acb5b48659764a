"""The bridge to the rulebook: which titles and forms can be registered for on a day."""

from datetime import date
from typing import NamedTuple

from thidua.base.access.actor import Problem
from thidua.base.season.models import Season
from thidua.base.season.queries import local_rules
from thidua.base.units.enums import UnitKind
from thidua.cycle.s2_register.enums import SubjectKind
from thidua.engine.rulebook import LawError, load_catalogue

# which subjects of the law data a line may stand for; a commune and a hamlet have titles of their own as well
_SUBJECTS: dict[str, tuple[str, ...]] = {
    SubjectKind.PERSON: ("individual",), SubjectKind.GROUP: ("individual",), SubjectKind.HOUSEHOLD: ("household",),
    UnitKind.COMMUNE: ("collective", "commune"), UnitKind.HAMLET: ("collective", "community"),
}  # fmt: skip


class AwardChoice(NamedTuple):
    """A title or a form of commendation; ``kind`` is «title» or «form», never both."""

    code: str
    name: str
    kind: str


def award_choices(season: Season, on: date, subject: SubjectKind, unit_kind: str) -> list[AwardChoice]:
    """What a subject of a unit can register for on a day: titles before forms, the law's before the season's own.

    Raises Problem when the law data has no regime for that day."""
    wanted = set(_SUBJECTS.get(subject) or _SUBJECTS.get(unit_kind) or ("collective",))
    try:
        rules = load_catalogue(overlays=local_rules(season))
        found = [*rules.awards(on, kind="title"), *rules.awards(on, kind="form")]
    except LawError as error:
        raise Problem(str(error), "award_code") from None
    return [AwardChoice(a.code, a.name_vi, a.kind) for a in found if wanted & set(a.subjects)]
