"""A table of two inputs: a row chosen by one figure (volume of work), a column by another (percent early or late)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.bands import Interval, gaps, matching, only_match, overlaps
from thidua.engine.scoring.exact import ZERO, Number
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula
from thidua.engine.scoring.formulas.conditions import repeated
from thidua.engine.scoring.formulas.fields import Field, suffix
from thidua.engine.scoring.formulas.lines import Line, amount_of, change_text
from thidua.engine.scoring.trace import Log, Value, phrases, written

phrases(
    {
        "matrix.row": "{label} {value}{unit}: thuộc hàng {band}.",
        "matrix.plus": "{label} {value}{unit}: cột {band}, cộng {amount} điểm.",
        "matrix.minus": "{label} {value}{unit}: cột {band}, trừ {amount} điểm.",
        "matrix.outside": "{label} {value}{unit}: ngoài bảng, không cộng không trừ.",
        "matrix.blocked": "{label} {value}{unit}: không tính vì «{other}» khác 0.",
        "matrix.total": "{start} điểm gốc, cộng trừ theo bảng {change}: {points} điểm.",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One table: columns by the figure `code`, and a cell with sign for each row and column.

    A value in no column changes nothing when `open_ended`, else it cannot be scored. `only_if_zero` names another
    side's figure that must be 0 for this side to count.
    """

    code: str
    label: str
    columns: tuple[Interval, ...]
    cells: tuple[tuple[Decimal, ...], ...]
    unit: str = "%"
    open_ended: bool = False
    only_if_zero: str = ""


@formula
@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Formula):
    """The maximum, changed by the cell of each side and by the events in `lines`."""

    kind = "matrix"
    name = "Bảng hai chiều"

    rows: tuple[Interval, ...]
    sides: tuple[Side, ...]
    row_label: str = "Số lượng"
    row_unit: str = ""
    lines: tuple[Line, ...] = ()

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        row = Field("row", self.row_label, unit=self.row_unit, minimum=ZERO)
        sides = (Field(side.code, side.label, unit=side.unit, minimum=ZERO) for side in self.sides)
        return row, *sides, *(each for line in self.lines for each in line.fields())

    def rule(self, terms: Terms) -> str:
        parts = [f"Điểm gốc {written(terms.maximum)}, {self.row_label.lower()} chọn hàng"]
        parts += [text for side in self.sides for text in self._table(side)]
        parts += [line.text() for line in self.lines]
        return "; ".join(parts) + "."

    def _table(self, side: Side) -> Iterator[str]:
        """One side in words, row by row."""
        names = {other.code: other.label for other in self.sides}
        only = f" (chỉ khi «{names.get(side.only_if_zero, side.only_if_zero)}» bằng 0)" if side.only_if_zero else ""
        unit = suffix(side.unit)
        for row, cells in zip(self.rows, side.cells, strict=True):
            texts = (
                f"{column.text(unit)} {change_text(cell)}" for column, cell in zip(side.columns, cells, strict=True)
            )
            yield f"hàng {row.text(suffix(self.row_unit))}, {side.label.lower()}{only}: {', '.join(texts)}"

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        count, unit = values.number("row"), suffix(self.row_unit)
        row = only_match(self.rows, count, self.row_label, unit)
        log.add("matrix.row", label=self.row_label, value=count, unit=unit, band=row.text(unit))
        index = self.rows.index(row)
        change = sum((self._cell(side, index, values, log) for side in self.sides), ZERO)
        change += sum((amount_of(line, values, terms.maximum, log) for line in self.lines), ZERO)
        log.add("matrix.total", start=terms.maximum, change=change, points=terms.maximum + change)
        return terms.maximum + change

    def _cell(self, side: Side, row: int, values: Values, log: Log) -> Decimal:
        value, unit = values.number(side.code), suffix(side.unit)
        seen: dict[str, Value] = {"label": side.label, "value": value, "unit": unit}
        found = matching(side.columns, value)
        if not found and side.open_ended:
            log.add("matrix.outside", **seen)
            return ZERO
        column = only_match(side.columns, value, side.label, unit)
        if side.only_if_zero and values.number(side.only_if_zero) != 0:
            other = next(each.label for each in self.sides if each.code == side.only_if_zero)
            log.add("matrix.blocked", **seen, other=other)
            return ZERO
        amount = side.cells[row][side.columns.index(column)]
        kind = "matrix.plus" if amount >= 0 else "matrix.minus"
        log.add(kind, **seen, band=column.text(unit), amount=abs(amount))
        return amount

    def reach(self, terms: Terms) -> Reach:
        best = sum((max([ZERO, *(cell for row in side.cells for cell in row)]) for side in self.sides), ZERO)
        return Reach(None, terms.maximum + best)

    def problems(self) -> list[tuple[str, str]]:
        """Tables with holes and sides that do not exist, as (field, sentence)."""
        found = []
        codes = {side.code for side in self.sides}
        for side in self.sides:
            size = f"{len(self.rows)} hàng × {len(side.columns)} cột"
            if len(side.cells) != len(self.rows) or any(len(row) != len(side.columns) for row in side.cells):
                found.append((f"sides › {side.code} › cells", f"bảng phải có {size}"))
            if side.only_if_zero and side.only_if_zero not in codes:
                found.append((f"sides › {side.code} › only_if_zero", f"không có số liệu «{side.only_if_zero}»"))
        return found

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        yield from repeated([each.name for each in self.fields(terms)])
        yield from self._holes("hàng", self.rows, self.row_unit)
        for side in self.sides:
            yield from self._holes(f"cột của «{side.label}»", side.columns, side.unit, side.open_ended)

    def _holes(self, what: str, bands: tuple[Interval, ...], unit: str, open_ended: bool = False) -> Iterator[Flaw]:
        for gap in gaps(bands, None if open_ended else ZERO, None):
            if not open_ended or (gap.lower.value is not None and gap.upper.value is not None):
                yield error("band_gap", f"{what}: giá trị {gap.text(suffix(unit))} không thuộc bậc nào")
        for _, _, shared in overlaps(bands):
            yield error("band_overlap", f"{what}: giá trị {shared.text(suffix(unit))} thuộc hai bậc cùng lúc")
