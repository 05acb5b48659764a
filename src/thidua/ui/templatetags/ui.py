"""`{% load ui %}`: icons, Vietnamese figures and dates, and the components that show the objects of `parts`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.language.dates import date_in_words, format_date, format_datetime
from thidua.language.numbers import format_money, format_number, format_percent
from thidua.ui import charts, controls, display, parts, tables
from thidua.ui.icons import icon_address

register = template.Library()

MISSING = "chưa có"


@register.simple_tag(name="icon")
def icon_tag(name: str, css: str = "") -> SafeString:
    """An icon from the sprite, hidden from screen readers: the word stands beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        f" {css}" if css else "",
        icon_address(name),
    )


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> str:
    """1627.5 as 1.627,5."""
    return MISSING if value is None else format_number(value, places)


@register.filter
def percent(value: Decimal | int | None, places: int | None = None) -> str:
    """97.8 as 97,8%."""
    return MISSING if value is None else format_percent(value, places)


@register.filter
def money(value: int | None) -> str:
    """An amount in whole đồng."""
    return MISSING if value is None else format_money(value)


@register.filter
def day(value: date | None) -> str:
    """A date as dd/mm/yyyy (Django's own `date` filter keeps its name and meaning)."""
    return MISSING if value is None else format_date(value)


@register.filter
def moment(value: datetime | None) -> str:
    """A moment as dd/mm/yyyy hh:mm in the time zone of the site."""
    if value is None:
        return MISSING
    return format_datetime(timezone.localtime(value) if timezone.is_aware(value) else value)


@register.filter
def day_in_words(value: date | None) -> str:
    """A date as official papers write it: ngày 05 tháng 01 năm 2023."""
    return MISSING if value is None else date_in_words(value)


@register.simple_tag(takes_context=True)
def display_attributes(context: Context) -> SafeString:
    """Attributes of <html> for the text size and the contrast that this reader chose."""
    return format_html(' data-size="{}" data-theme="{}"', *_display(context))


@register.inclusion_tag("ui/components/display_form.html", takes_context=True)
def display_form(context: Context, url: str) -> dict[str, Any]:
    """A− A A+ and contrast, as a form that works without JavaScript."""
    size, theme = _display(context)
    request = context.get("request")
    return {
        "url": url,
        "size": size,
        "theme": theme,
        "sizes": display.SIZES.items(),
        "next": request.get_full_path() if request is not None and request.method == "GET" else "/",
    }


@register.inclusion_tag("ui/components/state_badge.html")
def state_badge(state: Any, tone: str = "") -> dict[str, Any]:
    """A state as icon and word. Takes a State, anything with `label` and `tone`, or a plain word with `tone=`."""
    label = getattr(state, "label", state)
    shown = tone or getattr(state, "tone", "neutral")
    return {"label": label, "tone": shown, "icon": parts.TONE_ICONS[shown]}


@register.inclusion_tag("ui/components/value.html")
def value(cell: parts.Cell | Decimal | int | None, unit: str = "", places: int | None = None) -> dict[str, Any]:
    """A value in its four states: chưa nhập, không áp dụng, 0, a value."""
    shown = cell if isinstance(cell, parts.Cell) else parts.Cell(cell, unit=unit, places=places)
    return {"cell": shown}


@register.inclusion_tag("ui/components/action.html", takes_context=True)
def action(context: Context, item: parts.Action, kind: str = "secondary") -> dict[str, Any]:
    """A button: a link, or a form when it changes something. `kind`: primary, secondary or plain."""
    return {"item": item, "kind": kind, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("ui/components/breadcrumbs.html")
def breadcrumbs(crumbs: Sequence[parts.Crumb]) -> dict[str, Any]:
    """The path to this page."""
    return {"crumbs": crumbs}


@register.inclusion_tag("ui/components/object_header.html", takes_context=True)
def object_header(context: Context, header: parts.ObjectHeader) -> dict[str, Any]:
    """Title, state, whose turn until when, one primary action."""
    return {"header": header, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("ui/components/empty_state.html", takes_context=True)
def empty_state(context: Context, empty: parts.EmptyState) -> dict[str, Any]:
    """What an empty list says, and what to do next."""
    return {"empty": empty, "csrf_token": context.get("csrf_token", "")}


_TURNS = ("page", "sort")  # of a list: they narrow nothing
_NARROWED = parts.EmptyState(
    "Không tìm thấy dòng nào khớp điều kiện lọc", "Bớt điều kiện lọc, hoặc bỏ lọc để xem tất cả."
)


@register.inclusion_tag("ui/components/empty_state.html", takes_context=True)
def empty_table(context: Context, empty: parts.EmptyState) -> dict[str, Any]:
    """What an empty list says: that the filter of its address leaves nothing, or that there is nothing at all."""
    request = context.get("request")
    given = request.GET.items() if request is not None else ()
    narrowed = any(value.strip() for name, value in given if not name.endswith(_TURNS))
    widen = parts.Action("Bỏ lọc", "?", "x-lg")
    return {"empty": replace(_NARROWED, action=widen) if narrowed else empty, "csrf_token": ""}


@register.inclusion_tag("ui/components/facts.html")
def facts(items: Iterable[parts.Fact]) -> dict[str, Any]:
    """A definition list."""
    return {"items": items}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: Iterable[parts.Tab], label: str) -> dict[str, Any]:
    """Tabs as links; `label` names the group for screen readers."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/components/tiles.html")
def tiles(items: Iterable[parts.Tile]) -> dict[str, Any]:
    """Figures in a row."""
    return {"items": items}


@register.inclusion_tag("ui/components/history.html")
def history(entries: Iterable[parts.HistoryEntry], title: str = "Lịch sử") -> dict[str, Any]:
    """What happened, newest first or oldest first as given, as sentences."""
    return {"entries": entries, "title": title}


@register.inclusion_tag("ui/components/why.html")
def why(explanation: parts.Why, is_open: bool = False) -> dict[str, Any]:
    """«Vì sao?»: rule, inputs, arithmetic, source."""
    return {"why": explanation, "is_open": is_open}


@register.inclusion_tag("ui/components/progress.html", takes_context=True)
def progress(context: Context, job: parts.Job) -> dict[str, Any]:
    """Progress of background work, refreshed by htmx or by a link."""
    return {"job": job, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("ui/components/download.html")
def download(url: str, label: str, note: str = "", icon: str = "download") -> dict[str, Any]:
    """A file to take away; `note` says kind and size («Excel, 42 dòng đang lọc»)."""
    return {"url": url, "label": label, "note": note, "icon": icon}


@register.inclusion_tag("ui/components/print_button.html")
def print_button(label: str = "In trang này") -> dict[str, Any]:
    """Shown only where JavaScript runs; without it the browser's own command prints the same page."""
    return {"label": label}


@register.inclusion_tag("ui/components/chart.html")
def chart(drawing: charts.Chart, show_data: bool = False) -> dict[str, Any]:
    """A drawing for wide and narrow pages, and its numbers as a table (folded away unless `show_data`)."""
    return {
        "title": drawing.title,
        "wide": SafeString(charts.draw(drawing, charts.WIDE)),
        "narrow": SafeString(charts.draw(drawing, charts.NARROW)),
        "data": charts.data_of(drawing),
        "show_data": show_data,
    }


@register.simple_tag
def stage_icon(state_code: str) -> SafeString:
    """The icon of a stage's state."""
    return icon_tag(parts.TONE_ICONS[parts.STAGE_TONES[state_code]])


@register.inclusion_tag("ui/components/form.html")
def form_body(form: BaseForm) -> dict[str, Any]:
    """Summary of errors and all fields of any Django form, inside your own <form>."""
    return {"form": form}


@register.inclusion_tag("ui/components/field.html")
def form_field(field: BoundField) -> dict[str, Any]:
    """One field: label above, help, error beside it, input."""
    return controls.field_context(field)


@register.simple_tag
def field_control(field: BoundField) -> SafeString:
    """The input of a field alone, for forms that lay out label and help themselves."""
    return controls.control(field)


@register.inclusion_tag("ui/components/filter_form.html")
def filter_form(filterset: Any, label: str = "Lọc danh sách") -> dict[str, Any]:
    """The filter of a list (django-filter), kept in the address."""
    return {"filter": filterset, "label": label}


@register.simple_tag
def sort_mark(column: Any) -> SafeString:
    """Which way a column is sorted, as an icon; the header cell carries `aria-sort`."""
    if not column.is_ordered:
        return icon_tag("arrow-down-up", "sort-idle")
    return icon_tag("arrow-down" if column.order_by_alias.is_descending else "arrow-up")


@register.simple_tag
def column_sort(column: Any) -> SafeString:
    """`aria-sort` of a header cell."""
    if not column.is_ordered:
        return SafeString("")
    return format_html(' aria-sort="{}"', "descending" if column.order_by_alias.is_descending else "ascending")


register.simple_tag(controls.control, name="control")
register.simple_tag(controls.anchor, name="field_anchor")
register.simple_tag(controls.error_count, name="error_count")
register.simple_tag(tables.column_class, name="column_class")
register.simple_tag(tables.count_line, name="table_count")


def _display(context: Context) -> tuple[str, str]:
    request = context.get("request")
    return display.chosen(request.COOKIES if request is not None else {})
