"""Writes the workbook of a sheet: locked but for the cells to fill in, with checks and counts inside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.cycle.s5_score.enums import FACT
from thidua.cycle.s5_score.facts import Standing
from thidua.cycle.s5_score.offline import layout as at
from thidua.cycle.s5_score.offline.layout import LayoutRow
from thidua.engine.scoring import Field, FieldKind
from thidua.paper.fillable import Answer, AnswerKind, FillCell, FillSheet, write_fillable

YES, NO = "Có", "Không"
_NA = Answer(
    title="Không áp dụng",
    hint="Ghi x khi tiêu chí không liên quan đến đơn vị, và ghi lý do ở cột Thuyết minh.",
    kind=AnswerKind.LIST,
    choices=("x",),
)
_REASON = Answer(title="Thuyết minh", hint="Tối đa 1.000 ký tự. Bắt buộc khi không áp dụng.")
_TICK = Answer(title="Ghi x", hint="Ghi x ở những mục đúng với đơn vị; để trống mục không đúng.",
               kind=AnswerKind.LIST, choices=("x",))  # fmt: skip
_EMPTY, _PART, _NONE, _DONE = "chưa nhập", "còn thiếu", "không áp dụng", "đã nhập"


@dataclass(frozen=True)
class Filled:
    """What stands in the input cells of a criterion when the workbook is made: as the page of the sheet shows it."""

    figures: Mapping[str, Any]
    na: bool
    reason: str


def write_package(
    standing: Standing,
    rows: Sequence[LayoutRow],
    filled: Mapping[str, Filled],
    data: Any,
    signature: str,
    made_on: date,
) -> bytes:
    """The workbook. ``data`` and ``signature`` go onto its hidden page."""
    lines = [_line(standing, row, filled[row.code], _together(rows, row.code)) for row in rows]
    first, last = rows[0].row, rows[-1].row
    marks = f"$J${first}:$J${last}"
    waiting = sum(line[at.STATUS].value in (_EMPTY, _PART) for line in lines)
    left = f'="Còn "&(COUNTIF({marks},"{_EMPTY}")+COUNTIF({marks},"{_PART}"))&" mục chưa nhập xong."'
    titles = (
        FillCell(value=f"{standing.sheet}, {standing.sheet.season}"),
        FillCell(value=f"{standing.sheet.scheme}. Lấy về ngày {made_on:%d/%m/%Y}, gói {data['head']['number']}."),
        FillCell(value="Chỉ ghi vào các ô nền vàng. Số 0 là kết quả; để trống là chưa nhập. Số viết như 1.627,5."),
        FillCell(formula=left, value=f"Còn {waiting} mục chưa nhập xong."),
    )
    page = FillSheet(name=at.PAGE, titles=titles, columns=at.COLUMNS, rows=tuple(lines))
    return write_fillable(page, (at.HIDDEN, at.hidden_rows(data, signature)), made_on)


def _together(rows: Sequence[LayoutRow], code: str) -> list[LayoutRow]:
    return [row for row in rows if row.code == code]


def _line(standing: Standing, row: LayoutRow, filled: Filled, block: list[LayoutRow]) -> tuple[FillCell, ...]:
    field = next(f for f in standing.fields(row.code) if f.name == row.name)
    first = row.row == block[0].row
    maximum = FillCell(value=Decimal(row.maximum)) if row.maximum else FillCell()
    answers = (
        FillCell(value="x" if filled.na else None, answer=_NA)
        if first and not row.code.startswith(FACT)
        else FillCell(),
        FillCell(value=filled.reason, answer=_REASON) if first else FillCell(),
        _status(standing, block, filled) if first else FillCell(),
    )
    return (
        FillCell(value=row.mark), FillCell(value=row.label), FillCell(value=row.rule), maximum,
        FillCell(value=row.figure), FillCell(value=row.unit), _value(field, row, filled), *answers,
    )  # fmt: skip


def _value(field: Field, row: LayoutRow, filled: Filled) -> FillCell:
    kept = filled.figures.get(field.name)
    if field.kind is FieldKind.CHOICES:
        ticked = kept is not None and (row.option in kept if kept else row.option == at.NONE_OF_THEM)
        return FillCell(value="x" if ticked else None, answer=_TICK)
    title = f"{field.label}, {field.unit}" if field.unit else field.label
    if field.kind is FieldKind.FLAG:
        value = None if kept is None else (YES if kept else NO)
        return FillCell(value=value, answer=Answer(title=title, kind=AnswerKind.LIST, choices=(YES, NO)))
    if field.kind is FieldKind.CHOICE:
        names = offered(field)
        shown = next((name for name, code in names.items() if code == kept), None)
        return FillCell(value=shown, answer=Answer(title=title, kind=AnswerKind.LIST, choices=tuple(names)))
    if field.kind is FieldKind.DATE:
        hint = "Ghi ngày/tháng/năm, ví dụ 05/09/2023."
        return FillCell(value=kept, answer=Answer(title=title, kind=AnswerKind.DATE, hint=hint))
    kind = AnswerKind.WHOLE if field.kind is FieldKind.COUNT else AnswerKind.NUMBER
    hint = "Chỉ ghi số; dấu phẩy trước phần lẻ. Số 0 là kết quả."
    answer = Answer(title=title, kind=kind, hint=hint, minimum=field.minimum, maximum=field.maximum)
    return FillCell(value=kept, answer=answer)


def offered(field: Field) -> dict[str, str]:
    """The names of the choices in the list of a cell, each with its code; two of one name carry their codes."""
    labels = [" ".join(o.label.split()) for o in field.options]
    return {
        (f"{label} ({option.code})" if labels.count(label) > 1 else label): option.code
        for label, option in zip(labels, field.options, strict=True)
    }


def _status(standing: Standing, block: list[LayoutRow], filled: Filled) -> FillCell:
    """How far a criterion is, counted by the workbook itself while it is filled in."""
    first, last = block[0].row, block[-1].row
    cells = f"G{first}:G{last}"
    lacking = "+".join(_lacking(standing, block)) or "0"
    part = f"({lacking})>0" if not (instead := _instead(standing, block)) else f"AND(({lacking})>0,({instead})=0)"
    formula = f'=IF(H{first}<>"","{_NONE}",IF(COUNTA({cells})=0,"{_EMPTY}",IF({part},"{_PART}","{_DONE}")))'
    return FillCell(formula=formula, value=_said(standing, block[0].code, filled))


def _lacking(standing: Standing, block: list[LayoutRow]) -> list[str]:
    """For every figure that must be there, a term that is 1 while it is not."""
    required = [f.name for f in standing.fields(block[0].code) if f.required]
    spans = {name: [row.row for row in block if row.name == name] for name in required}
    return [f"(COUNTA(G{min(rows)}:G{max(rows)})=0)" for rows in spans.values() if rows]


def _instead(standing: Standing, block: list[LayoutRow]) -> str:
    """Answers that stand for the missing figures when they are yes («Không gửi»)."""
    names = {f.name for f in standing.fields(block[0].code) if f.kind is FieldKind.FLAG and not f.required}
    return "+".join(f'(G{row.row}="{YES}")' for row in block if row.name in names)


def _said(standing: Standing, code: str, filled: Filled) -> str:
    if filled.na:
        return _NONE
    fields = standing.fields(code)
    instead = any(f.kind is FieldKind.FLAG and not f.required and filled.figures.get(f.name) is True for f in fields)
    lacking = not instead and any(f.required and f.name not in filled.figures for f in fields)
    return (_PART if lacking else _DONE) if filled.figures else _EMPTY
