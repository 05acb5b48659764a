"""The figures that a formula asks for, and the check of what is entered in them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from thidua.engine.scoring.inputs import Raw
from thidua.engine.scoring.problems import CannotScore
from thidua.engine.scoring.trace import written


class FieldKind(StrEnum):
    """What may be entered in a field."""

    NUMBER = "number"
    COUNT = "count"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"


class Option(NamedTuple):
    """One value that may be chosen."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One figure that a formula asks for.

    `feed` says which figure of an indicator may fill it: "target", "result" or nothing. A field that is not
    `required` may stay empty; one that `may_not_apply` can be declared not applicable alone, without its criterion.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.NUMBER
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    step: Decimal | None = None
    options: tuple[Option, ...] = ()
    required: bool = True
    may_not_apply: bool = False
    feed: str = ""

    def clean(self, raw: Raw) -> Raw:
        """The value in its exact type. Raises CannotScore with a sentence when it cannot be what the field asks for."""
        return _CLEANERS[self.kind](self, raw)

    def refuse(self, code: str, why: str) -> CannotScore:
        """The error for a wrong value."""
        return CannotScore(code, f"«{self.label}» {why}", self.name)

    def shown(self, value: str | tuple[str, ...]) -> str:
        """What was chosen, in words."""
        names = dict(self.options)
        if isinstance(value, tuple):
            return ", ".join(names[code] for code in value) or "không có"
        return names[value]


def suffix(unit: str) -> str:
    """A unit of measure as it follows a number: "%" close by, a word after a space."""
    return unit if unit in ("", "%") else f" {unit}"


def _clean_number(field: Field, raw: Raw) -> Raw:
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
        raise field.refuse("type", f"phải là một con số (đang là «{raw}»).")
    value = Decimal(raw)
    if not value.is_finite() or len(value.as_tuple().digits) > 25 or abs(value.adjusted()) > 25:
        raise field.refuse("type", "không phải là con số dùng được.")
    if field.kind is FieldKind.COUNT and value != value.to_integral_value():
        raise field.refuse("not_whole", f"phải là số nguyên (đang là {written(value)}).")
    if field.minimum is not None and value < field.minimum:
        why = "không được âm" if field.minimum == 0 else f"không được nhỏ hơn {written(field.minimum)}"
        raise field.refuse("below_minimum", f"{why} (đang là {written(value)}).")
    if field.maximum is not None and value > field.maximum:
        raise field.refuse(
            "above_maximum", f"không được lớn hơn {written(field.maximum)} (đang là {written(value)}). Hãy nhập lại."
        )
    if field.step is not None and value % field.step != 0:
        raise field.refuse("off_step", f"phải là bội số của {written(field.step)} (đang là {written(value)}).")
    return value


def _clean_flag(field: Field, raw: Raw) -> Raw:
    if not isinstance(raw, bool):
        raise field.refuse("type", f"phải là có hoặc không (đang là «{raw}»).")
    return raw


def _clean_choice(field: Field, raw: Raw) -> Raw:
    if not isinstance(raw, str) or raw not in dict(field.options):
        allowed = ", ".join(option.label for option in field.options)
        raise field.refuse("not_offered", f"không có lựa chọn «{raw}». Chỉ chọn trong: {allowed}.")
    return raw


def _clean_choices(field: Field, raw: Raw) -> Raw:
    if not isinstance(raw, tuple):
        raise field.refuse("type", "phải là danh sách các lựa chọn.")
    for code in raw:
        _clean_choice(field, code)
    if len(set(raw)) != len(raw):
        raise field.refuse("twice", "có lựa chọn ghi hai lần.")
    return tuple(option.code for option in field.options if option.code in raw)


def _clean_date(field: Field, raw: Raw) -> Raw:
    """A day, also as ISO text (2026-01-31), which is how JSON keeps days."""
    try:
        return raw if isinstance(raw, date) else date.fromisoformat(str(raw))
    except ValueError:
        raise field.refuse("type", f"phải là một ngày (đang là «{raw}»).") from None


_CLEANERS: dict[FieldKind, Callable[[Field, Raw], Raw]] = {
    FieldKind.NUMBER: _clean_number,
    FieldKind.COUNT: _clean_number,
    FieldKind.FLAG: _clean_flag,
    FieldKind.CHOICE: _clean_choice,
    FieldKind.CHOICES: _clean_choices,
    FieldKind.DATE: _clean_date,
}
