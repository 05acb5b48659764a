"""Reading a file of cases: a list under `tests`, each with `id`, `kind` and the figures that its kind asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from thidua.engine.scoring.codec import read_decimal

_HEAD = ("id", "kind", "src", "note")
_WORDS = ("label", "id", "note", "per", "unit", "flag", "when", "ref")  # what a row may say without any effect


class CaseError(ValueError):
    """A file or a case that can't be read, in one sentence with its place."""


class Data:
    """The fields of a case. What nobody asked for is told in the end: a field that is not understood is no case."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields
        self._asked: set[str] = set()

    def has(self, name: str) -> bool:
        """Whether the case has the field, even an empty one."""
        return name in self._fields

    def get(self, name: str, default: Any = None) -> Any:
        """A field as it stands."""
        self._asked.add(name)
        return self._fields.get(name, default)

    def need(self, name: str) -> Any:
        """A field that must be there. Raises CaseError."""
        if name not in self._fields:
            raise CaseError(f"thiếu trường «{name}».")
        return self.get(name)

    def rows(self, name: str) -> Iterator["Data"]:
        """The entries of a list of fields, each watched in the same way."""
        for place, entry in enumerate(self.need(name) if self.has(name) else self.get(name, ()), 1):
            if not isinstance(entry, Mapping):
                raise CaseError(f"mục {place} của «{name}» phải là một nhóm trường.")
            part = Data(entry)
            yield part
            part.done(f"mục {place} của «{name}»: ")

    def part(self, name: str) -> "Data":
        """A group of fields inside the case; its reader must call ``done``. Raises CaseError."""
        found = self.need(name)
        if not isinstance(found, Mapping):
            raise CaseError(f"«{name}» phải là một nhóm trường.")
        return Data(found)

    def words(self, *more: str) -> None:
        """Fields that name a row for people and change nothing; a number in one of them is no name."""
        for name in {*_WORDS, *more}:
            if isinstance(self._fields.get(name), str):
                self._asked.add(name)

    def done(self, where: str = "") -> None:
        """Raises CaseError when a field was not asked for."""
        if left := sorted(map(str, self._fields.keys() - self._asked)):
            raise CaseError(f"{where}không hiểu trường {', '.join(left)}.")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: where it comes from (`source`: S, D, R, X, P …), which question it asks, and its figures."""

    id: str
    kind: str
    source: str
    fields: Mapping[str, Any]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file in order. Raises CaseError with the place of what can't be read."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: không đọc được tệp này.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # also days that there are not, and endless brackets
        mark = getattr(error, "problem_mark", None)
        at = f" (dòng {mark.line + 1})" if mark else ""
        raise CaseError(f"{path}{at}: không đúng dạng YAML. Hãy kiểm tra thụt dòng, dấu hai chấm và ngoặc.") from error
    rows = content.get("tests") if isinstance(content, Mapping) else content
    if not isinstance(rows, list):
        raise CaseError(f"{path}: phải là một danh sách ca, hoặc danh sách đó dưới «tests».")
    return [_case(path, place, row) for place, row in enumerate(rows, 1)]


def _case(path: Path, place: int, row: Any) -> Case:
    if not isinstance(row, Mapping) or not row.get("id") or not row.get("kind"):
        raise CaseError(f"{path}: ca thứ {place} phải có id và kind.")
    fields = {str(name): value for name, value in row.items() if name not in _HEAD}
    return Case(str(row["id"]), str(row["kind"]), str(row.get("src", "")), fields)


def number(value: Any, what: str = "số") -> Decimal:
    """An exact number; what YAML read as a float stands for the digits that were typed. Raises CaseError."""
    found = read_decimal(value)
    if found is None:
        raise CaseError(f"«{value}» không phải là {what}.")
    return found


def counted(value: Any, what: str = "số") -> int:
    """A whole number. Raises CaseError; a half is not cut."""
    found = number(value, what)
    if found != found.to_integral_value():
        raise CaseError(f"«{value}» phải là số nguyên.")
    return int(found)


def expanded(fields: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """One set of fields for each entry of `cases`: the fields of the case, those of the entry, `e` as `expect`.

    Raises CaseError for an entry that is none.
    """
    if "cases" not in fields:
        return [fields]
    shared = {name: value for name, value in fields.items() if name != "cases"}
    entries = fields["cases"]
    if not isinstance(entries, list) or not all(isinstance(each, Mapping) for each in entries):
        raise CaseError("«cases» phải là một danh sách nhóm trường.")
    if not all("e" in each or any(str(name).startswith("expect") for name in each) for each in entries):
        raise CaseError("mỗi mục của «cases» phải có kết quả «e».")
    return [shared | {"expect" if name == "e" else str(name): each[name] for name in each} for each in entries]
