"""Builds the dataclasses of the law from plain YAML values, guided by their type hints.

This is the schema check as well: whatever does not fit is named with its file and its path inside the file.
"""

import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
KEY = "key"  # field(metadata={KEY: "from"}): the name in the file where Python has another
INHERITED = ("citation", "confidence", "source", "last_checked_on")  # said once, valid for everything nested inside

_NAMES = {str: "chữ", int: "số nguyên", Decimal: "số", date: "ngày (năm-tháng-ngày)", bool: "true hoặc false"}


@dataclass(frozen=True)
class Problem:
    """What is wrong, where: `file`, `path` inside it, and one Vietnamese sentence."""

    file: str
    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}: {self.path}: {self.sentence}" if self.path else f"{self.file}: {self.sentence}"


class Reader:
    """Reads values of one file and collects every problem instead of stopping at the first."""

    def __init__(self, file: str, problems: list[Problem], inherited: Mapping[str, object] | None = None) -> None:
        self.file = file
        self.problems = problems
        self._inherited = dict(inherited or {})

    def complain(self, path: str, sentence: str) -> None:
        self.problems.append(Problem(self.file, path, sentence))

    def read(self, kind: type[T], raw: object, path: str) -> T | None:
        """An instance of the dataclass `kind`, or None after naming what is missing, unknown or of the wrong type."""
        if not isinstance(raw, Mapping):
            self.complain(path, "cần các mục “tên: giá trị”.")
            return None
        count, outer = len(self.problems), self._inherited
        self._inherited = _pass_on(outer, raw)
        keys = {field.metadata.get(KEY, field.name): field for field in fields(kind)}  # type: ignore[arg-type]
        values = {}
        for key, field in keys.items():
            if key in raw:
                hint = _hints(kind)[field.name]  # type: ignore[arg-type]
                values[field.name] = self._value(hint, raw[key], f"{path}.{key}" if path else key)
            elif key in self._inherited:
                values[field.name] = self._inherited[key]
            elif field.default is MISSING and field.default_factory is MISSING:
                self.complain(path, f"thiếu mục “{key}”.")
        for key in raw:
            if key not in keys:
                self.complain(path, f"không có mục nào tên “{key}”; các mục dùng được: {', '.join(sorted(keys))}.")
        self._inherited = outer
        return kind(**values) if len(self.problems) == count else None

    def _value(self, hint: Any, raw: object, path: str) -> Any:
        origin, args = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return self._union(args, raw, path)
        if origin is Literal:
            return self._word(args, raw, path)
        if origin is tuple:
            return self._list(args[0], raw, path)
        if origin in (Mapping, dict) or hint is Mapping:
            return self._map(args, raw, path)
        if hasattr(hint, "from_file"):
            return hint.from_file(self, raw, path)
        if is_dataclass(hint):
            return self.read(hint, raw, path)  # type: ignore[arg-type]
        return self._scalar(hint, raw, path)

    def _union(self, args: tuple[Any, ...], raw: object, path: str) -> Any:
        if raw is None and type(None) in args:
            return None
        options = [arg for arg in args if arg is not type(None)]
        if isinstance(raw, str):  # a word of a Literal before anything else: bonus: {household: by_factor}
            for option in options:
                if get_origin(option) is Literal and raw in get_args(option):
                    return raw
        return self._value(options[0], raw, path)

    def _word(self, words: tuple[Any, ...], raw: object, path: str) -> Any:
        if raw not in words:
            self.complain(path, f"“{raw}” không dùng được; chọn một trong: {', '.join(map(str, words))}.")
        return raw

    def _list(self, hint: Any, raw: object, path: str) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            self.complain(path, "cần một danh sách.")
            return ()
        return tuple(self._value(hint, item, f"{path}[{_label(item, index)}]") for index, item in enumerate(raw, 1))

    def _map(self, args: tuple[Any, ...], raw: object, path: str) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            self.complain(path, "cần các mục “tên: giá trị”.")
            return {}
        return {key: self._value(args[1], value, f"{path}.{key}") for key, value in raw.items()}

    def _scalar(self, hint: Any, raw: object, path: str) -> Any:
        if hint is Any:
            return raw
        if hint is Fraction:
            return self._fraction(raw, path)
        if hint is Decimal and isinstance(raw, int) and not isinstance(raw, bool):
            return Decimal(raw)
        if type(raw) is not hint and not (hint is str and isinstance(raw, str)):
            self.complain(path, f"“{raw}” phải là {_NAMES.get(hint, hint)}.")
        return raw

    def _fraction(self, raw: object, path: str) -> Fraction:
        text = str(raw).strip()
        try:
            return Fraction(text[:-1].strip()) / 100 if text.endswith("%") else Fraction(text)
        except (ValueError, ZeroDivisionError):
            self.complain(path, f"“{raw}” phải là tỷ lệ, ví dụ 15% hoặc 2/3.")
            return Fraction(0)


def _pass_on(outer: Mapping[str, object], raw: Mapping[str, object]) -> dict[str, object]:
    """What the values nested in `raw` inherit. Where the confidence is given anew, the outer source no longer holds."""
    passed = dict(outer) if "confidence" not in raw else {k: v for k, v in outer.items() if k != "source"}
    return passed | {key: raw[key] for key in INHERITED if key in raw}


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _label(item: object, index: int) -> str:
    """A list item is named by its code or id where it has one, so that a path can be found in the file."""
    named = item if isinstance(item, Mapping) else {}
    return str(named.get("code") or named.get("id") or index)
