"""The report of the season as an official paper (Nghị định 30/2020/NĐ-CP), to be edited further in Word."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from thidua.faces.reports.drawings import paper_charts
from thidua.faces.reports.shapes import Summary
from thidua.faces.reports.tables import DataTable, said, stat_words
from thidua.faces.reports.tabling import summary_tables
from thidua.language.dates import format_date
from thidua.paper.charts import chart_png
from thidua.paper.flow import Block, Bullets, Flow, Heading, Picture, Text
from thidua.paper.parts import Column as PaperColumn
from thidua.paper.parts import Letterhead, Signer, Table
from thidua.paper.report import report_docx
from thidua.paper.sheets import Kind

_SIDES: dict[Kind, Literal["left", "center", "right"]] = {Kind.NUMBER: "right", Kind.DATE: "center"}
# the chapters of the report: heading, figures told in a sentence each, tables, drawings
_CHAPTERS = (
    ("Phát động phong trào thi đua", ("movements", "received"), ("movements",), ()),
    (
        "Đăng ký thi đua",
        ("registered",),
        ("registration_by_kind", "registration_by_cluster", "people", "wanted"),
        ("registration_by_kind",),
    ),
    ("Cụm, khối thi đua và ký giao ước", ("signed",), ("covenants",), ("covenants",)),
    ("Kết quả thực hiện chỉ tiêu", ("met",), ("results", "units"), ("results", "years")),
    ("Chấm điểm, xếp hạng", ("ranked",), ("ranking",), ()),
    ("Đề nghị khen thưởng", ("eligible",), ("dossiers",), ()),
    ("Hội đồng Thi đua - Khen thưởng", ("passed",), ("votes",), ()),
    ("Kết quả khen thưởng", ("awards", "bonus"), ("awards", "classes"), ("awards",)),
    ("Hội nghị, tôn vinh", ("conferences",), ("conferences",), ()),
)


def summary_docx(summary: Summary, *, made_at: datetime) -> bytes:
    """The report in Word; the same summary and moment give the same bytes."""
    return report_docx(season_paper(summary), made_at=made_at)


def season_paper(summary: Summary) -> Flow:
    """The report, chapter by chapter; a chapter about which nothing is known says so."""
    governed = summary.organ != summary.authority and not summary.part
    office = "TM. Ủy ban nhân dân\nChủ tịch" if governed else "Thủ trưởng đơn vị"
    issuer, symbol = summary.part or summary.organ, "BC-UBND" if governed else "BC"
    letterhead = Letterhead(issuer=issuer, symbol=symbol, place=summary.place, year=summary.on.year)
    return Flow(
        letterhead=letterhead,
        kind="Báo cáo",
        subject=f"Tổng kết công tác thi đua, khen thưởng năm {summary.year}",
        blocks=tuple(_blocks(summary)),
        signers=(Signer(office=office),),
        copies=("Hội đồng Thi đua - Khen thưởng cấp trên", "Các đơn vị trực thuộc", "Lưu: VT"),
        note=_note(summary),
    )


def _note(summary: Summary) -> str:
    told = f"Lập từ số liệu của năm thi đua, tính đến ngày {format_date(summary.on)}."
    return f"{told} Năm thi đua này có số liệu minh họa." if summary.is_illustration else told


@dataclass
class _Numbers:
    """Tables and pictures are numbered through the whole paper."""

    table: int = 0
    picture: int = 0


def _blocks(summary: Summary) -> Iterator[Block]:
    if summary.theme:
        yield Text(f"Chủ đề thi đua năm {summary.year}: {summary.theme}.")
    tables, charts, numbers = summary_tables(summary), paper_charts(summary), _Numbers()
    known = {stat.code: stat for stat in summary.stats}
    for heading, figures, codes, pictures in _CHAPTERS:
        yield Heading(heading)
        told = [known[code] for code in figures if code in known]
        yield Bullets(tuple(f"{s.label}: {stat_words(s)}{f' ({s.note})' if s.note else ''}." for s in told))
        shown = [tables[code] for code in codes if tables[code].rows]
        if not shown:
            yield Text(f"Chưa có số liệu. Nguồn: {tables[codes[0]].source}.")
        for table in shown:
            yield from _printed(table, numbers)
        for code in pictures:
            if code in charts:
                numbers.picture += 1
                yield Picture(chart_png(charts[code]), f"Hình {numbers.picture}. {charts[code].title}")


def _printed(table: DataTable, numbers: _Numbers) -> Iterator[Block]:
    """The table as a line of paper holds it: notes go below it, columns in which nothing is known are named there."""
    kept: list[int] = []
    empty: list[int] = []
    for place, column in enumerate(table.columns):
        values = [row[place] for row in table.rows]
        if column.code == "note" or all(value == "" for value in values):
            continue
        (empty if all(value is None for value in values) else kept).append(place)
    numbers.table += 1
    yield _table(table, kept, f"Bảng {numbers.table}. {table.title}")
    lacking = f" Chưa có số liệu: {', '.join(table.columns[p].title for p in empty)}." if empty else ""
    yield Text(f"Nguồn: {table.source}.{lacking}")
    if table.columns[-1].code == "note" and any(row[-1] for row in table.rows):
        yield Bullets(_notes(table))


def _notes(table: DataTable) -> tuple[str, ...]:
    """Each note once, with all the rows that it speaks of."""
    about: dict[str, list[str]] = {}
    for row in table.rows:
        if row[-1]:
            about.setdefault(said(row[-1]), []).append(said(row[table.named_by]))
    return tuple(f"{'; '.join(names)}: {note}." for note, names in about.items())


def _table(table: DataTable, kept: list[int], caption: str) -> Table:
    columns = [table.columns[place] for place in kept]
    return Table(
        columns=tuple(PaperColumn(title=c.title, width=c.share, align=_SIDES.get(c.kind, "left")) for c in columns),
        rows=tuple(tuple(said(row[p], table.columns[p]) for p in kept) for row in table.rows),
        caption=caption,
        total=tuple(said(table.total[p], table.columns[p]) for p in kept) if table.total else (),
    )
