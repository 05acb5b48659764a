"""One parameter between plain data (what the engine reads) and what is typed (1,5; 31/01/2026; one line each)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from thidua.engine.scoring.codec import read_decimal
from thidua.engine.scoring.design.shapes import Param, ParamKind
from thidua.language.numbers import format_number, parse_number
from thidua.language.text import tidy
from thidua.ui.forms import FilterSelect, VietnameseDateField, VietnameseDecimalField, VietnameseIntegerField

_K = ParamKind
_LONG = {"label", "title", "basis", "note", "question"}
_LENGTHS = {"code": 50, "version": 20, "title": 300, "unit": 60}
_WIDE = 1000


def control(param: Param, offered: list[tuple[str, str]] | None, value: Any) -> forms.Field:
    """The input for one parameter. ``offered``: it is chosen among these; a value outside them is shown as such."""
    common: dict[str, Any] = {"label": param.label, "required": False, "help_text": param.help}
    if offered is not None:
        return forms.ChoiceField(choices=_with(offered, value), widget=_select(offered), **common)
    if param.kind is _K.CHOICE:
        options = [(o.code, o.label) for o in param.options]
        return forms.ChoiceField(
            choices=[("", "theo quy định chung"), *options] if param.optional else options, **common
        )
    if param.kind is _K.FLAG:
        return forms.BooleanField(**common)
    if param.kind is _K.NUMBER:
        return VietnameseDecimalField(max_digits=20, **common)
    if param.kind is _K.WHOLE:
        return VietnameseIntegerField(max_digits=6, **common)
    if param.kind is _K.DATE:
        return VietnameseDateField(**common)
    if param.kind in (_K.TEXTS, _K.GRID):
        return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **common)
    attrs = {"placeholder": str(param.default)} if param.kind is _K.TEXT and param.default else {}
    is_long = param.name in _LONG and param.kind is _K.TEXT
    widget = forms.Textarea(attrs={"rows": 2, **attrs}) if is_long else forms.TextInput(attrs=attrs)
    return forms.CharField(max_length=_LENGTHS.get(param.name, _WIDE), widget=widget, **common)


def _select(offered: list[tuple[str, str]]) -> forms.Select:
    return FilterSelect("danh mục") if len(offered) > 15 else forms.Select()


def _with(offered: list[tuple[str, str]], value: Any) -> list[tuple[str, str]]:
    known = {code for code, _ in offered}
    strange = [(str(value), f"{value} (không có trong danh mục)")] if value and str(value) not in known else []
    return [("", "chưa chọn"), *strange, *offered]


def to_typed(param: Param, value: Any) -> Any:
    """Plain data as the input shows it."""
    if value is None:
        return None
    if param.kind is _K.NUMBER:
        return read_decimal(value)
    if param.kind is _K.DATE:
        return date.fromisoformat(str(value))
    if param.kind is _K.TEXTS:
        return "\n".join(str(each) for each in value)
    if param.kind is _K.NUMBERS:
        return _numbers_shown(value)
    if param.kind is _K.GRID:
        return "\n".join(_numbers_shown(row) for row in value)
    return value


def _numbers_shown(values: Any) -> str:
    return "; ".join(format_number(n) if (n := read_decimal(v)) is not None else str(v) for v in values)


def from_typed(param: Param, typed: Any) -> Any:
    """What was typed as plain data; None: nothing. Raises ValueError with a sentence."""
    if param.kind is _K.FLAG:
        return bool(typed) or (False if param.default else None)
    if typed in (None, ""):
        return None
    if param.kind is _K.NUMBER:
        return _number(typed)
    if param.kind is _K.DATE:
        return typed.isoformat()
    if param.kind is _K.TEXTS:
        return [tidy(line) for line in str(typed).splitlines() if line.strip()]
    if param.kind is _K.NUMBERS:
        return _numbers(str(typed))
    if param.kind is _K.GRID:
        return [_numbers(line) for line in str(typed).splitlines() if line.strip()]
    return tidy(typed) if isinstance(typed, str) else typed


def _numbers(line: str) -> list[int | str]:
    """Numbers parted by semicolons, or as they come out of a spreadsheet, by tabs."""
    return [_number(parse_number(each)) for each in line.replace("\t", ";").split(";") if each.strip()]


def _number(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else str(value)
