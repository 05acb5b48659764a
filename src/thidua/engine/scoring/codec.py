"""Frozen dataclasses to plain data (JSON, YAML) and back. Every wrong field is reported with its path."""

import dataclasses
import difflib
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from thidua.engine.scoring.problems import SchemeProblem

UNLIMITED = "unlimited"
_BAD = object()

Choose = Callable[[Any, Mapping[str, Any]], type | str | None]


class Decoder:
    """Builds dataclasses from plain data and collects what is wrong.

    `choose(declared, data)` names the class for a declared type that has several (a formula, a node of the tree):
    a class, or a sentence saying why there is none, or None for types that are what they are. Keys in `tags` are
    read by `choose` and are no fields of the class.
    """

    def __init__(self, choose: Choose, tags: frozenset[str]) -> None:
        self._choose = choose
        self._tags = tags
        self.problems: list[SchemeProblem] = []

    def decode(self, declared: Any, data: Any, path: str) -> Any:
        """The value of the declared type, or a mark of failure with a problem recorded."""
        if dataclasses.is_dataclass(declared) or isinstance(data, Mapping):
            return self._object(declared, data, path)
        if get_origin(declared) in (Union, types.UnionType):
            options = [each for each in get_args(declared) if each is not type(None)]
            if data is None and len(options) < len(get_args(declared)):
                return None
            return self.decode(options[0], data, path)
        if get_origin(declared) is tuple:
            return self._items(get_args(declared)[0], data, path)
        return self._scalar(declared, data, path)

    def _fail(self, path: str, message: str) -> Any:
        self.problems.append(SchemeProblem(path, message))
        return _BAD

    def _object(self, declared: Any, data: Any, path: str) -> Any:
        if not isinstance(data, Mapping):
            return self._fail(path, f"phải là một nhóm trường, đang là «{data}»")
        chosen = self._choose(declared, data)
        if isinstance(chosen, str):
            return self._fail(path, chosen)
        cls = chosen or _class_in(declared)
        if cls is None:
            return self._fail(path, "phải là một giá trị đơn, không phải nhóm trường")
        known = _fields(cls)
        for key in data.keys() - known.keys() - self._tags:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"; có phải là «{near[0]}»?" if near else f"; các trường: {', '.join(known)}"
            self._fail(join(path, str(key)), f"không có trường này{hint}")
        return self._build(cls, known, data, path)

    def _build(self, cls: type, known: Mapping[str, "_Known"], data: Mapping[str, Any], path: str) -> Any:
        values = {}
        for name, field in known.items():
            if name not in data:
                if field.required:
                    values[name] = self._fail(join(path, name), "thiếu trường này")
            elif data[name] == UNLIMITED and field.optional:
                values[name] = None
            else:
                values[name] = self.decode(field.type, data[name], join(path, name))
        if any(value is _BAD for value in values.values()):
            return _BAD
        built = cls(**values)
        faults = built.problems() if hasattr(built, "problems") else []
        for name, message in faults:
            self._fail(join(path, name) if name else path, message)
        return _BAD if faults else built

    def _items(self, declared: Any, data: Any, path: str) -> Any:
        if isinstance(data, (str, Mapping)) or not isinstance(data, Sequence):
            return self._fail(path, f"phải là một danh sách, đang là «{data}»")
        items = [self.decode(declared, item, join(path, _name(item, index))) for index, item in enumerate(data, 1)]
        return _BAD if any(item is _BAD for item in items) else tuple(items)

    def _scalar(self, declared: Any, data: Any, path: str) -> Any:
        if declared is Decimal:
            return self._decimal(data, path)
        if declared is date:
            return self._date(data, path)
        if isinstance(declared, type) and issubclass(declared, StrEnum):
            allowed = [str(each) for each in declared]
            if data in allowed:
                return declared(data)
            return self._fail(path, f"«{data}» không hợp lệ, phải là một trong: {', '.join(allowed)}")
        if declared is str and isinstance(data, (int, str)) and not isinstance(data, bool):
            return str(data)
        if declared is bool and isinstance(data, bool):
            return data
        if declared is int and isinstance(data, int) and not isinstance(data, bool):
            return data
        wanted = {bool: "true hoặc false", int: "một số nguyên", str: "một đoạn chữ"}.get(declared, "một nhóm trường")
        return self._fail(path, f"phải là {wanted}, đang là «{data}»")

    def _decimal(self, data: Any, path: str) -> Any:
        number = read_decimal(data)
        if number is not None:
            return number
        return self._fail(path, f"phải là một con số (dấu chấm thập phân, ví dụ 0.5), đang là «{data}»")

    def _date(self, data: Any, path: str) -> Any:
        try:
            return data if isinstance(data, date) else date.fromisoformat(str(data))
        except ValueError:
            return self._fail(path, f"phải là một ngày (ví dụ 2026-01-31), đang là «{data}»")


def read_decimal(data: Any) -> Decimal | None:
    """An exact decimal from a number of YAML or JSON, or from text; None when it is none.

    A float stands for the digits that were typed (0.1 is one tenth).
    """
    if isinstance(data, bool) or not isinstance(data, (int, float, str, Decimal)):
        return None
    try:
        number = Decimal(str(data).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= 20 else None


def join(path: str, name: str) -> str:
    """The path to a field inside another."""
    return f"{path} › {name}" if path else name


def encode(value: Any, tag: Callable[[Any], Mapping[str, Any]]) -> Any:
    """Plain data. Fields at their default are left out; `tag(object)` adds the keys that say which class it is."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        data = dict(tag(value))
        for name, field in _fields(type(value)).items():
            own = getattr(value, name)
            if field.required or own != field.default:
                limitless = own is None and field.default is not None
                data[name] = UNLIMITED if limitless else encode(own, tag)
        return data
    if isinstance(value, tuple):
        return [encode(item, tag) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, StrEnum):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


@dataclasses.dataclass(frozen=True, slots=True)
class _Known:
    type: Any
    required: bool
    optional: bool
    default: Any


@cache
def _fields(cls: type) -> dict[str, _Known]:
    hints = get_type_hints(cls)
    found = {}
    for field in dataclasses.fields(cls):
        missing = field.default is dataclasses.MISSING
        found[field.name] = _Known(hints[field.name], missing, type(None) in get_args(hints[field.name]), field.default)
    return found


def _class_in(declared: Any) -> type | None:
    """The dataclass in `X` or `X | None`."""
    for each in (declared, *get_args(declared)):
        if dataclasses.is_dataclass(each) and isinstance(each, type):
            return each
    return None


def _name(item: Any, index: int) -> str:
    code = item.get("code") if isinstance(item, Mapping) else None
    return str(code) if isinstance(code, (str, int)) and str(code) else f"mục {index}"
