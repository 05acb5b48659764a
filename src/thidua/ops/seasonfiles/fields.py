"""Typed reading of one line of a list or one entry of a YAML file: a wrong value becomes a problem, never a guess."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from thidua.language.dates import parse_date
from thidua.language.numbers import parse_number
from thidua.language.text import tidy
from thidua.ops.seasonfiles.problems import Collector
from thidua.ops.seasonfiles.vocabulary import APPROXIMATIONS, Approx

T = TypeVar("T")

NO_DATE = date.min
_CODE = re.compile(r"[0-9A-Za-zĐđ][0-9A-Za-zĐđ._/-]*")
_DIGITS, _PLACES = 11, 4  # what every column of the database keeps: 15 digits, 4 of them behind the comma
_TOO_LARGE = Decimal(10) ** _DIGITS
_MOST = 1_000_000_000
_YEARS = range(1900, 2101)
_NOT_APPLICABLE = "không áp dụng"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its state: a value (also zero), not applicable, or missing (neither of both).

    ``approx`` keeps how it was published: "trên 77" is 77 with ``Approx.OVER``.
    """

    value: Decimal | None = None
    approx: Approx = Approx.EXACT
    not_applicable: bool = False

    @property
    def is_missing(self) -> bool:
        """Nothing was published or entered. Not the same as zero."""
        return self.value is None and not self.not_applicable


class Fields:
    """The named values of one line. Every reader method notes a problem and returns a harmless value when it must."""

    def __init__(self, problems: Collector, file: str, row: int, values: Mapping[str, str]) -> None:
        self.problems = problems
        self.file = file
        self.row = row
        self._values = values

    def wrong(self, field: str | None, message: str) -> None:
        """Note a problem of this line."""
        self.problems.add(self.file, self.row, field, message)

    def optional(self, name: str) -> str:
        """The text, or an empty one."""
        return tidy(self._values.get(name, ""))

    def text(self, name: str) -> str:
        """A text that must not be empty."""
        value = self.optional(name)
        if not value:
            self.wrong(name, f"Chưa ghi “{name}”. Hãy điền giá trị vào mục này.")
        return value

    def code(self, name: str) -> str:
        """A code: letters, digits, point, dash, stroke; no space."""
        value = self.text(name)
        if value and not _CODE.fullmatch(value):
            self.wrong(
                name, f"Mã “{value}” có ký tự không dùng được. Mã chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch ngang."
            )
        return value

    def codes(self, name: str) -> tuple[str, ...]:
        """Codes parted by semicolons."""
        return tuple(part for part in (piece.strip() for piece in self.optional(name).split(";")) if part)

    def day(self, name: str) -> date:
        """A date that must be there."""
        if not self.optional(name):
            self.text(name)
            return NO_DATE
        return self.optional_day(name) or NO_DATE

    def optional_day(self, name: str) -> date | None:
        """A date, or none."""
        value = self.optional(name)
        if not value:
            return None
        try:
            day = parse_date(value)
        except ValueError as error:
            self.wrong(name, str(error))
            return None
        if day.year in _YEARS:
            return day
        self.wrong(name, f"Năm {day.year} nằm ngoài khoảng {_YEARS[0]}–{_YEARS[-1]}. Hãy kiểm tra lại ngày này.")
        return None

    def number(self, name: str) -> Decimal | None:
        """A number as Vietnamese papers write it, or none."""
        value = self.optional(name)
        return self._number(name, value) if value else None

    def whole(self, name: str) -> int:
        """A whole number, zero or more, that must be there."""
        value = self.text(name)
        return self._whole(name, value) if value else 0

    def optional_whole(self, name: str) -> int | None:
        """A whole number, or none."""
        value = self.optional(name)
        return self._whole(name, value) if value else None

    def quantity(self, name: str) -> Quantity:
        """A figure: empty (missing), “không áp dụng”, a number, or a number after “trên”, “gần”, “dưới”, “khoảng”."""
        value = self.optional(name)
        if not value:
            return Quantity()
        if value.casefold() == _NOT_APPLICABLE:
            return Quantity(not_applicable=True)
        first, _, rest = value.partition(" ")
        approx = APPROXIMATIONS.get(first.casefold())
        number = self._number(name, value if approx is None else rest)
        return Quantity(number, approx or Approx.EXACT)

    def choice(self, name: str, words: Mapping[str, T]) -> T:
        """One of the listed words."""
        value = self.optional(name)
        found = words.get(value, words.get(value.casefold()))
        if found is None:
            listed = ", ".join(word for word in words if word)
            said = f"“{value}” không phải là giá trị dùng được" if value else f"Chưa ghi “{name}”"
            self.wrong(name, f"{said}. Hãy ghi một trong các giá trị: {listed}.")
            return next(iter(words.values()))
        return found

    def parsed(self, name: str, parse: Callable[[str], T]) -> T | None:
        """A text that ``parse`` reads; none, with its sentence noted, when it raises ValueError."""
        value = self.text(name)
        try:
            return parse(value) if value else None
        except ValueError as error:
            self.wrong(name, str(error))
            return None

    def _number(self, name: str, value: str) -> Decimal | None:
        try:
            number = parse_number(value)
        except ValueError as error:
            self.wrong(name, str(error))
            return None
        if abs(number) < _TOO_LARGE and number == round(number, _PLACES):
            return number
        self.wrong(name, f"“{value}” có quá {_DIGITS} chữ số hoặc quá {_PLACES} số lẻ. Hãy kiểm tra lại số này.")
        return None

    def _whole(self, name: str, value: str) -> int:
        number = self._number(name, value)
        if number is None:
            return 0
        if number < 0 or number != number.to_integral_value():
            self.wrong(name, f"“{value}” không phải là số nguyên. Hãy ghi một số nguyên, từ 0 trở lên.")
            return 0
        if number > _MOST:
            self.wrong(name, f"“{value}” quá lớn, nhiều nhất là {_MOST}. Hãy kiểm tra lại số này.")
            return 0
        return int(number)
