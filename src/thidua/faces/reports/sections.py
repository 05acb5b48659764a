"""The summary as a page: head figures, then sections in the order of the year with their drawings and tables."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.access.page import opens
from thidua.cycle import STAGES
from thidua.faces.reports.drawings import drawings
from thidua.faces.reports.shapes import Summary
from thidua.faces.reports.tables import DataTable, said, stat_words
from thidua.faces.reports.tabling import summary_tables
from thidua.paper.sheets import Kind
from thidua.ui.charts import Chart
from thidua.ui.parts import Tile

# of each stage: its figures, and its tables
_OF_STAGE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "launch": (("movements", "received"), ("movements",)),
    "register": (("registered",), ("registration_by_kind", "registration_by_cluster", "people", "wanted")),
    "covenant": (("signed",), ("covenants",)),
    "report": (("met",), ("results", "units")),
    "score": (("ranked",), ("ranking",)),
    "propose": (("eligible",), ("dossiers",)),
    "vote": (("passed",), ("votes",)),
    "award": (("awards", "bonus"), ("awards", "classes")),
    "honour": (("conferences",), ("conferences",)),
}


@dataclass(frozen=True)
class ShownCell:
    """One cell as the page writes it; ``names`` the row."""

    head: str
    text: str
    css: str
    names: bool


@dataclass(frozen=True)
class ShownTable:
    """A table as the page writes it."""

    title: str
    source: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    total: tuple[ShownCell, ...]

    @property
    def is_wide(self) -> bool:
        """More than five columns: rows of label and value need to begin earlier."""
        return len(self.heads) > 5


@dataclass(frozen=True)
class Section:
    """One stage of the year in the summary; empty when neither a table nor a head figure knows anything of it."""

    label: str
    number: int
    title: str
    url: str
    is_empty: bool
    charts: tuple[Chart, ...]
    tables: tuple[ShownTable, ...]


_CSS = {Kind.NUMBER: "num", Kind.PERCENT: "num", Kind.DATE: "day", Kind.TEXT: ""}


def _shown(table: DataTable) -> ShownTable:
    def cells(row: tuple[Any, ...]) -> tuple[ShownCell, ...]:
        return tuple(
            ShownCell(column.title, said(value, column), _CSS[column.kind], place == table.named_by)
            for place, (column, value) in enumerate(zip(table.columns, row, strict=True))
        )

    heads = tuple((column.title, _CSS[column.kind]) for column in table.columns)
    rows = tuple(cells(row) for row in table.rows)
    return ShownTable(table.title, table.source, heads, rows, cells(table.total) if table.total else ())


def tiles(summary: Summary) -> tuple[Tile, ...]:
    """The head figures with their source, each leading to its section."""
    stage = {code: label for label, (figures, _) in _OF_STAGE.items() for code in figures}
    return tuple(
        Tile(
            s.label,
            stat_words(s),
            f"{s.note}. Nguồn: {s.source}" if s.note else f"Nguồn: {s.source}",
            f"#{stage[s.code]}",
        )
        for s in summary.stats
    )


def sections(summary: Summary, actor: Actor) -> list[Section]:
    """Nine sections, each leading to its stage for who may go there; one of which nothing is known says so."""
    tables, drawn = summary_tables(summary), drawings(summary)
    known = {s.code for s in summary.stats if s.value is not None}
    found = []
    for stage in STAGES:
        figures, codes = _OF_STAGE[stage.label]
        shown = tuple(_shown(tables[code]) for code in codes if tables[code].rows)
        home = reverse(f"{stage.label}:home")
        found.append(
            Section(
                label=stage.label,
                number=stage.number,
                title=stage.name,
                url=home if opens(actor, home) else "",
                is_empty=not shown and known.isdisjoint(figures),
                charts=tuple(drawn.get(stage.label, ())),
                tables=shown,
            )
        )
    return found
