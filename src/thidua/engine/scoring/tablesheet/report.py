"""What was understood of a table, as plain data that is kept beside the file."""

from decimal import Decimal
from typing import Any

from thidua.engine.scoring.tablesheet.build import scheme_of
from thidua.engine.scoring.tablesheet.columns import Figure
from thidua.engine.scoring.tablesheet.rows import Read, RowKind
from thidua.language.numbers import format_number

KIND_WORDS = {
    RowKind.GROUP: "nhóm",
    RowKind.CRITERION: "tiêu chí",
    RowKind.CONTINUATION: "nối tiếp",
    RowKind.BONUS: "dòng thưởng",
    RowKind.DEDUCT: "dòng trừ",
    RowKind.TOTAL: "tổng cộng",
    RowKind.HEADER: "tiêu đề",
    RowKind.IGNORED: "bỏ qua",
}


def to_report(read: Read) -> dict[str, Any]:
    """What was understood, as plain data: every row, and what had to be guessed when the scheme was made of it."""
    scheme, told = scheme_of(read, code="-", version="-", title="-")
    guessed: dict[int, list[str]] = {}
    for number, sentence in told:
        guessed.setdefault(number, []).append(sentence)
    rows = [
        {
            "number": row.number, "kind": str(row.kind), "code": row.code, "label": row.label[:500],
            "depth": row.depth, "maximum": _said(row.maximum), "bonus": _figure(row.bonus),
            "penalty": _figure(row.penalty), "why": row.why,
            "warnings": [*row.warnings, *guessed.pop(row.number, [])],
        }
        for row in read.rows
    ]  # fmt: skip
    rest = [sentence for sentences in guessed.values() for sentence in sentences]
    total = sum((c.maximum for c in scheme.criteria()), Decimal(0))
    if read.total is not None and read.total != total:
        told_total = f"dòng tổng cộng ghi {_said(read.total)} điểm nhưng các tiêu chí cộng lại {_said(total)} điểm"
        rest.append(told_total)
    return {"title": read.title, "rows": rows, "general": rest, "total": _said(total)}


def _said(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)


def _figure(figure: Figure) -> str:
    return "không hạn chế" if figure.unlimited else figure.other or _said(figure.value)
