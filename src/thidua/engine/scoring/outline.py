"""A scheme line by line, as a table of it is printed: groups, criteria, maxima, rules in words, what is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thidua.engine.scoring.evaluate import input_fields, rule_text
from thidua.engine.scoring.exact import ZERO
from thidua.engine.scoring.model import Criterion, Group, Scheme


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line. A group has no `rule`; `bonus` None: no limit."""

    code: str
    label: str
    depth: int
    maximum: Decimal
    bonus: Decimal | None
    rule: str = ""
    kind: str = ""
    owner: str = ""
    inputs: tuple[str, ...] = ()
    indicator: str = ""
    evidence: bool = False


def outline(scheme: Scheme) -> list[OutlineLine]:
    """The lines in order. A group without a stated maximum shows the sum of its criteria."""
    owners = scheme.owners()

    def walk(node: Group | Criterion, depth: int) -> Iterator[OutlineLine]:
        if isinstance(node, Criterion):
            yield _criterion(node, depth, owners[node.code])
            return
        total = sum((each.maximum for each in node.criteria()), ZERO) if node.maximum is None else node.maximum
        yield OutlineLine(node.code, node.label, depth, total, node.bonus_max or ZERO)
        for child in node.children:
            yield from walk(child, depth + 1)

    return [line for group in scheme.groups for line in walk(group, 0)]


def _criterion(criterion: Criterion, depth: int, owner: str) -> OutlineLine:
    inputs = tuple(f"{f.label} ({f.unit})" if f.unit else f.label for f in input_fields(criterion))
    return OutlineLine(
        criterion.code,
        criterion.label,
        depth,
        criterion.maximum,
        criterion.bonus_max,
        rule_text(criterion),
        criterion.formula.name,
        owner,
        inputs,
        criterion.indicator,
        criterion.evidence,
    )
