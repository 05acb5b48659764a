"""A scheme as a table that people keep: STT | nội dung | điểm chuẩn | thưởng | trừ, and what kind each row is."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from thidua.engine.scoring.evaluate import rule_text
from thidua.engine.scoring.formulas.events import Events
from thidua.engine.scoring.formulas.lines import Line
from thidua.engine.scoring.model import Criterion, Group, Scheme
from thidua.engine.scoring.trace import written

COLUMNS = ("STT", "Nội dung", "Điểm chuẩn", "Điểm thưởng", "Điểm trừ", "Loại dòng", "Cơ quan thẩm định", "Ghi chú")
UNLIMITED = "Thưởng không hạn chế"


class Row(NamedTuple):
    """One row under COLUMNS."""

    number: str
    label: str
    maximum: Decimal | None = None
    bonus: Decimal | None = None
    penalty: Decimal | None = None
    kind: str = ""
    owner: str = ""
    note: str = ""


def rows_of(scheme: Scheme, owner_names: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of the table, with the total below. `understand` and `scheme_of` give the same tree back, with its
    maxima, bonus and penalties; formulas other than lines that add and take are told in words."""
    names = owner_names or {}
    rows = [row for group in scheme.groups for row in _group(group, 1, names)]
    total = sum((criterion.maximum for criterion in scheme.criteria()), Decimal(0))
    return [*rows, Row("", "Tổng cộng", scheme.total.maximum if scheme.total.maximum is not None else total)]


def _group(group: Group, level: int, names: Mapping[str, str]) -> Iterator[Row]:
    penalty = None if group.penalty_max is None else -group.penalty_max
    yield Row(
        group.code, group.label, group.maximum, group.bonus_max, penalty, f"Nhóm cấp {level}",
        names.get(group.owner, group.owner),
    )  # fmt: skip
    for child in group.children:
        if isinstance(child, Group):
            yield from _group(child, level + 1, names)
        else:
            yield from _criterion(child, level + 1, names)


def _criterion(criterion: Criterion, level: int, names: Mapping[str, str]) -> Iterator[Row]:
    formula = criterion.formula
    lines = [line for line in formula.lines if line.points] if isinstance(formula, Events) else []
    told = isinstance(formula, Events) and len(lines) == len(formula.lines) and bool(lines)
    cap = -formula.deduct_cap if isinstance(formula, Events) and told and formula.deduct_cap else None
    note = UNLIMITED if criterion.bonus_max is None else ""
    yield Row(
        criterion.code, criterion.label, criterion.maximum, criterion.bonus_max or None, cap,
        f"Tiêu chí cấp {level}", names.get(criterion.owner, criterion.owner), note,
    )  # fmt: skip
    if told:
        yield from (_line(line) for line in lines)
    else:
        yield Row("", rule_text(criterion), kind="Diễn giải")
    for text in criterion.note.splitlines():
        yield Row("", text, kind="Diễn giải")


def _line(line: Line) -> Row:
    parts = ["chỉ hỏi có hay không" if line.once else f"mỗi {line.unit}"]
    parts += [f"không quá {written(line.cap)} điểm"] if line.cap is not None else []
    bonus, penalty = (line.points, None) if line.points > 0 else (None, line.points)
    return Row("", line.label, None, bonus, penalty, "Dòng cộng, trừ", "", "; ".join(parts))
