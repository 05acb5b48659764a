"""What a kind of formula is: its fields, its rule in words, its points, its own design faults. And their registry.

A new kind is one class with `kind` and `name`, decorated with `@formula`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple, TypeVar

from thidua.engine.scoring.exact import ZERO, Number
from thidua.engine.scoring.formulas.fields import Field
from thidua.engine.scoring.inputs import Raw
from thidua.engine.scoring.problems import Severity
from thidua.engine.scoring.trace import Log


class Values:
    """Clean values of one criterion by field name, each read in the type that its field declared."""

    __slots__ = ("_raw", "not_applicable")

    def __init__(self, raw: Mapping[str, Raw], not_applicable: frozenset[str] = frozenset()) -> None:
        self._raw = raw
        self.not_applicable = not_applicable

    def has(self, name: str) -> bool:
        """Whether the field was entered."""
        return name in self._raw

    def number(self, name: str) -> Decimal:
        """A number or a count."""
        value = self._raw[name]
        assert isinstance(value, Decimal)
        return value

    def flag(self, name: str) -> bool:
        """Yes or no; a field that may stay empty reads as no."""
        return self._raw.get(name, False) is True

    def choice(self, name: str) -> str:
        """The code of what was chosen."""
        return str(self._raw[name])

    def choices(self, name: str) -> tuple[str, ...]:
        """The codes of what was chosen."""
        value = self._raw[name]
        assert isinstance(value, tuple)
        return value

    def day(self, name: str) -> date:
        """A day."""
        value = self._raw[name]
        assert isinstance(value, date)
        return value


class Terms(NamedTuple):
    """What a criterion is worth: maximum (counts in the denominator), bonus above it, floor (None: no limit)."""

    maximum: Decimal
    bonus_max: Decimal | None = ZERO
    floor: Decimal | None = ZERO

    @property
    def ceiling(self) -> Decimal | None:
        """The most that may be given; None: no limit."""
        return None if self.bonus_max is None else self.maximum + self.bonus_max


class Flaw(NamedTuple):
    """A design fault that a formula finds in itself."""

    severity: Severity
    code: str
    message: str


class Reach(NamedTuple):
    """The lowest and the highest points a formula can give before floor and ceiling; None: no limit."""

    lowest: Decimal | None
    highest: Decimal | None


class Formula(ABC):
    """A kind of criterion: from clean input values to points, before floor, ceiling and rounding."""

    __slots__ = ()

    kind: ClassVar[str]
    name: ClassVar[str]
    relative: ClassVar[bool] = False

    @abstractmethod
    def fields(self, terms: Terms) -> tuple[Field, ...]:
        """The figures it asks for, in the order of a form."""

    @abstractmethod
    def rule(self, terms: Terms) -> str:
        """The rule as one or more Vietnamese sentences."""

    @abstractmethod
    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        """The points, each step written to the log. Raises CannotScore when the rule gives no answer.

        `survey` is what `survey()` made of the whole cluster; formulas that are not relative get None.
        """

    @abstractmethod
    def reach(self, terms: Terms) -> Reach:
        """How low and how high the points can go."""

    def missing(self, values: Values, fields: Sequence[Field]) -> list[Field]:
        """Fields that are still needed. Overridden where one answer makes another field needless."""
        return [
            each
            for each in fields
            if each.required and not values.has(each.name) and each.name not in values.not_applicable
        ]

    def refuse_both(self, values: Values, flag: Field, fields: Sequence[Field]) -> None:
        """Raise CannotScore when "there is none" is answered yes and figures are entered all the same."""
        for each in fields:
            if each.name != flag.name and values.has(each.name):
                why = f"đã ghi có, nhưng «{each.label}» vẫn được nhập. Hãy bỏ một trong hai."
                raise flag.refuse("contradiction", why)

    def standing(self, values: Values, terms: Terms) -> Any:
        """For relative formulas: the figure of one unit that the cluster compares.

        Raises CannotScore for a unit that cannot enter the comparison.
        """
        return None

    def survey(self, standings: Sequence[Any], terms: Terms) -> Any:
        """For relative formulas: what must be known of the whole cluster before the first unit is scored."""
        return None

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        """Design faults inside the formula."""
        return iter(())


REGISTRY: dict[str, type[Formula]] = {}

SomeFormula = TypeVar("SomeFormula", bound=type[Formula])


def formula(cls: SomeFormula) -> SomeFormula:
    """Register a kind of formula under its `kind`."""
    if cls.kind in REGISTRY:
        raise ValueError(f"formula kind registered twice: {cls.kind}")
    REGISTRY[cls.kind] = cls
    return cls


def error(code: str, message: str) -> Flaw:
    """A flaw that must be mended."""
    return Flaw(Severity.ERROR, code, message)


def warning(code: str, message: str) -> Flaw:
    """A flaw that must be read."""
    return Flaw(Severity.WARNING, code, message)
