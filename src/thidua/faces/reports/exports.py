"""What leaves a summary: a workbook, plain data, and one CSV for each table."""

import csv
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from thidua.faces.reports.shapes import Summary
from thidua.faces.reports.tables import About, Column, DataTable, Gap, Value, said
from thidua.faces.reports.tabling import summary_tables
from thidua.paper.sheets import Cell, Kind, Sheet, SheetColumn, write_xlsx

_WIDTHS = {Kind.TEXT: 5, Kind.NUMBER: 7, Kind.DATE: 5}


def made_at(summary: Summary) -> datetime:
    """The moment that files of a summary carry: noon of its day, so that the same data give the same bytes."""
    return datetime.combine(summary.on, time(5), tzinfo=UTC)


def summary_xlsx(summary: Summary) -> bytes:
    """Every table on a sheet of its own; what is not known is an empty cell, never zero."""
    return write_xlsx([_sheet(summary, t) for t in summary_tables(summary).values()], made_at=made_at(summary))


def _sheet(summary: Summary, table: DataTable) -> Sheet:
    columns = tuple(
        SheetColumn(title=c.title, kind=c.kind, places=c.places, width=max(12, c.share * _WIDTHS[c.kind]))
        for c in table.columns
    )
    whose = f"{summary.title}{f', {summary.part}' if summary.part else ''}"
    titles = (table.title, whose, f"Nguồn: {table.source}; số liệu đến ngày {summary.on:%d/%m/%Y}")
    rows = [_row(table, row) for row in table.rows]
    return Sheet(name=table.title, columns=columns, rows=rows, title_rows=titles)


def _row(table: DataTable, row: tuple[Value, ...]) -> tuple[Cell, ...]:
    """A column of numbers holds numbers alone: what one of them needs said beside it goes into the notes."""
    cells = [_cell(value, column) for value, column in zip(row, table.columns, strict=True)]
    if table.columns[-1].code == "note":
        pairs = zip(row, table.columns, strict=True)
        beside = [
            f"{c.title}: {said(v, c)}" for v, c in pairs if isinstance(v, About | Gap) and c.kind is not Kind.TEXT
        ]
        cells[-1] = "; ".join(part for part in (*beside, str(row[-1] or "")) if part)
    return tuple(cells)


def _cell(value: Value, column: Column) -> Cell:
    if isinstance(value, Gap):
        return value.value if column.kind is Kind.TEXT else None
    return value.number if isinstance(value, About) else value


def summary_data(summary: Summary) -> dict[str, Any]:
    """The summary ready for JSON: decimals as strings, days as yyyy-mm-dd, null for what is not known.

    A value that does not apply is the string of ``Gap``; one published as «trên 77» is that text and no bare number."""
    return {
        "season": {
            "code": summary.season_code,
            "title": summary.title,
            "year": summary.year,
            "theme": summary.theme,
            "authority": summary.authority,
            "part": summary.part,
            "as_of": summary.on.isoformat(),
            "is_illustration": summary.is_illustration,
        },
        "figures": {
            s.code: {"label": s.label, "value": _plain(s.value), "of": s.of, "unit": s.unit, "source": s.source,
                     "note": s.note}
            for s in summary.stats
        },
        "tables": {
            code: {
                "title": table.title,
                "source": table.source,
                "columns": [{"code": c.code, "title": c.title, "kind": str(c.kind)} for c in table.columns],
                "rows": [[_plain(value) for value in row] for row in table.rows],
            }
            for code, table in summary_tables(summary).items()
            if code != "figures"
        },
    }  # fmt: skip


def _plain(value: Value) -> str | int | None:
    if isinstance(value, Gap):
        return value.value
    if isinstance(value, About):
        return f"{value.word} {_exact(value.number)}"
    if isinstance(value, Decimal):
        return _exact(value)
    return value.isoformat() if isinstance(value, date) else value


def _exact(number: Decimal) -> str:
    """All digits, no trailing zero: the same text whatever scale the database keeps."""
    return f"{number.normalize():f}"


def table_csv(table: DataTable) -> bytes:
    """One table as CSV in UTF-8: codes of the columns, then the rows; an unknown value is an empty cell."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(column.code for column in table.columns)
    lines.writerows(["" if value is None else _plain(value) for value in row] for row in table.rows)
    return out.getvalue().encode()
