"""Lists: a base for django-tables2 tables and columns with Vietnamese figures and dates.

A table of a room subclasses `Table`, names its `caption`, and may give an `empty_state`.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar, Final

import django_tables2 as tables
from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.language.dates import format_date
from thidua.language.numbers import digits_only, format_number
from thidua.ui.parts import TONE_ICONS, Cell, EmptyState

_NUMBER_CELL = {"cell": {"class": "num"}}

# `attrs=TITLE` on the column that names the row: its cells are row headers, and the heading of the row on a telephone.
TITLE: Final = {"td": {"class": "title"}}

# `attrs=WHOLE`: what is read as one word and never broken («9005/QĐ-UBND»), as long as the table stands in columns.
WHOLE: Final = {"td": {"class": "whole"}}


class Table(tables.Table):  # type: ignore[misc]
    """Base of every list page: caption, sticky header, totals row from column footers, empty state."""

    caption: ClassVar[str] = ""
    empty_state: EmptyState | None = None

    class Meta:
        template_name = "ui/table.html"


def paged(request: HttpRequest, table: Table, size: int, paginator: type[Any] = Paginator) -> None:
    """The table in the order and at the page that the address asks for; past the end is the last page.

    How long a page is, is ours to say: an address could ask for none, or for everything."""
    table.request = request
    if order := request.GET.getlist(table.prefixed_order_by_field):
        table.order_by = order
    page = digits_only(request.GET.get(table.prefixed_page_field, ""), most=8) or 1
    try:
        table.paginate(paginator_class=paginator, page=page, per_page=size)
    except EmptyPage:
        table.page = table.paginator.page(table.paginator.num_pages)


class NumberColumn(tables.Column):  # type: ignore[misc]
    """An exact number, right-aligned in figures of one width; None shows as «chưa nhập», a Cell in its own state."""

    def __init__(self, *args: Any, places: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", _NUMBER_CELL)
        kwargs.setdefault("empty_values", ())
        super().__init__(*args, **kwargs)
        self.places = places

    def render(self, value: Cell | Decimal | int | None) -> SafeString:
        """The value in one of its four states."""
        cell = value if isinstance(value, Cell) else Cell(value, places=self.places)
        return SafeString(render_to_string("ui/components/value.html", {"cell": cell}).strip())

    def value(self, value: Any) -> Any:
        """The raw value, for exports."""
        return value.value if isinstance(value, Cell) else value


class DateColumn(tables.Column):  # type: ignore[misc]
    """A date as dd/mm/yyyy."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"cell": {"class": "day"}})
        super().__init__(*args, **kwargs)

    def render(self, value: Any) -> str:
        """The date in the Vietnamese order."""
        return format_date(value)


class StateColumn(tables.Column):  # type: ignore[misc]
    """A state as icon and word; the value carries `label` and `tone`."""

    def render(self, value: Any) -> SafeString:
        """The badge."""
        return state_html(value.label, value.tone)


def state_html(label: str, tone: str) -> SafeString:
    """A state badge as HTML, for columns and exports of pages."""
    context = {"label": label, "tone": tone, "icon": TONE_ICONS[tone]}
    return SafeString(render_to_string("ui/components/state_badge.html", context).strip())


def sum_footer(attribute: str, places: int | None = None) -> Callable[..., SafeString]:
    """A footer that adds one attribute over all rows of the table (missing values are left out)."""

    def footer(table: tables.Table) -> SafeString:
        found = (getattr(row, attribute) for row in table.data)
        exact = [Decimal(number) for number in found if number is not None]
        return format_html('<span class="num">{}</span>', format_number(sum(exact, Decimal(0)), places))

    return footer


def column_class(column: Any) -> str:
    """Classes of a cell: those that the column asks for."""
    return str(column.attrs.get("td", {}).get("class", "") or "")


def count_line(table: tables.Table) -> str:
    """«42 dòng, trang 2/5», beside the caption."""
    pages = table.paginator.num_pages
    total = f"{format_number(table.paginator.count)} dòng"
    return total if pages <= 1 else f"{total}, trang {table.page.number}/{pages}"
