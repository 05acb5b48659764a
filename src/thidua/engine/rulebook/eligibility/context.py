"""What a test may look at: the facts, the catalogue, the day of the dossier, and how achievements are counted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ..lawbook.catalogue import Award, Catalogue
from ..lawbook.tables import PrincipleValue
from .facts import SubjectFacts
from .history import CountingStart, History, counting_start
from .logic import Status
from .outcome import ConditionResult

Verdict = tuple[Status, tuple[ConditionResult, ...]]


@dataclass(frozen=True, kw_only=True)
class Context:
    """One evaluation under way. `standard` judges the standard of another award on the same facts."""

    award: Award
    facts: SubjectFacts
    dossier_on: date
    catalogue: Catalogue
    principles: dict[str, PrincipleValue]
    standard: Callable[[str], Verdict]
    mode: str = "merit"
    history: History = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "history", History(self.facts, self.catalogue, self._left_out()))

    def label(self, scale: str, code: str) -> str:
        return self.catalogue.label(scale, code)

    def award_name(self, code: str) -> str:
        return self.catalogue.name_of(code, self.dossier_on)

    def rule(self, field_name: str) -> PrincipleValue | None:
        """The counting rule in force that says something about this, e.g. `reuse_barred`."""
        for value in self.principles.values():
            if value.counting and getattr(value.counting, field_name):
                return value
        return None

    def restart(self) -> CountingStart:
        """From when achievements count (P5). A rule not read in its text is not enforced."""
        rule = self.rule("restart_after_discipline")
        return counting_start(self.facts, rule if rule and rule.seen else None)

    def _left_out(self) -> tuple[str, ...]:
        rule = self.rule("leaves_out")
        if rule is None or rule.counting is None or not rule.seen or self.mode != "merit":
            return ()
        wanted = rule.counting.for_level
        return rule.counting.leaves_out if wanted in ("", self.award.level) else ()
