"""The declared parameters of a part of a scheme (a formula, a group, a gate), as a form asks for them.

Everything is read from the dataclasses: a new kind of formula gets its form by being declared.
"""

import dataclasses
import types
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from thidua.engine.scoring.codec import encode
from thidua.engine.scoring.design.words import choice_word, words_of
from thidua.engine.scoring.formulas.fields import Option


class ParamKind(StrEnum):
    """How a parameter is asked for."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    FLAG = "flag"
    CHOICE = "choice"
    DATE = "date"
    TEXTS = "texts"
    NUMBERS = "numbers"
    GRID = "grid"
    RECORD = "record"
    ROWS = "rows"


_SIMPLE = {
    str: ParamKind.TEXT, Decimal: ParamKind.NUMBER, int: ParamKind.WHOLE, bool: ParamKind.FLAG, date: ParamKind.DATE,
}  # fmt: skip
_LISTS = {str: ParamKind.TEXTS, Decimal: ParamKind.NUMBERS}


@dataclasses.dataclass(frozen=True, slots=True)
class Param:
    """One parameter.

    `optional`: it may be left out altogether, which means None. `limitless`: None means «no limit», and leaving it out
    means the default. `default` is plain data. `of` is the dataclass of a record or of rows. `rare`: few tables need
    it, a form may fold it away.
    """

    name: str
    kind: ParamKind
    label: str
    help: str = ""
    required: bool = False
    optional: bool = False
    limitless: bool = False
    default: Any = None
    options: tuple[Option, ...] = ()
    of: type | None = None
    rare: bool = False


def params_of(cls: type, without: tuple[str, ...] = ()) -> tuple[Param, ...]:
    """The parameters of a dataclass, in the order in which it declares them."""
    return _params(cls, without)


@cache
def _params(cls: Any, without: tuple[str, ...]) -> tuple[Param, ...]:
    hints = get_type_hints(cls)
    fields = [field for field in dataclasses.fields(cls) if field.name not in without]
    return tuple(_param(cls, field, hints[field.name]) for field in fields)


def _param(cls: type, field: "dataclasses.Field[Any]", hint: Any) -> Param:
    words = words_of(cls, field.name)
    declared, none_allowed = _without_none(hint)
    kind, inner = _kind(declared)
    required = field.default is dataclasses.MISSING
    default = None if required else field.default
    options = tuple(Option(str(each), choice_word(each)) for each in declared) if kind is ParamKind.CHOICE else ()
    return Param(
        field.name, kind, words.label, words.help, required, none_allowed,
        none_allowed and default is not None, _plain(default), options, inner, words.rare,
    )  # fmt: skip


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    rest = [each for each in get_args(hint) if each is not type(None)]
    return rest[0], len(rest) < len(get_args(hint))


def _kind(declared: Any) -> tuple[ParamKind, type | None]:
    if get_origin(declared) is tuple:
        inner = get_args(declared)[0]
        if get_origin(inner) is tuple:
            return ParamKind.GRID, None
        return (_LISTS[inner], None) if inner in _LISTS else (ParamKind.ROWS, inner)
    if dataclasses.is_dataclass(declared):
        return ParamKind.RECORD, declared if isinstance(declared, type) else None
    if isinstance(declared, type) and issubclass(declared, StrEnum):
        return ParamKind.CHOICE, None
    return _SIMPLE[declared], None


def _plain(default: Any) -> Any:
    return encode(default, lambda value: {})
