"""A season folder as frozen dataclasses, part three: stages 4 and 5. See ``model`` for what all records share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.engine.scoring import Criterion, Scheme
from thidua.engine.scoring.inputs import Raw
from thidua.ops.seasonfiles import form
from thidua.ops.seasonfiles import vocabulary as words
from thidua.ops.seasonfiles.fields import Quantity
from thidua.ops.seasonfiles.periods import Period
from thidua.ops.seasonfiles.vocabulary import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A line of indicators.csv."""

    code: str = form.code("mã")
    name: str = form.text("tên")
    measure: str = form.text("đơn vị tính")
    direction: str = form.choice("chiều tốt", words.DIRECTIONS)
    places: int = form.whole("số lẻ")
    group: str = form.optional("nhóm")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A line of targets.csv: what a unit is to reach. ``upper`` only for a range.

    For ``change`` the value is signed and ``change_unit`` says percent or percentage points against the year before.
    ``published`` keeps the wording as published ("từ 3 đến 5 xã trở lên").
    """

    unit: str = form.code("mã đơn vị")
    indicator: str = form.code("mã chỉ tiêu")
    period: Period = form.period()
    comparator: str = form.choice("so sánh", words.COMPARATORS)
    value: Decimal | None = form.number("mức")
    upper: Decimal | None = form.number("đến mức")
    change_unit: str = form.choice("đơn vị thay đổi", words.CHANGE_UNITS)
    published: str = form.optional("nguyên văn mức")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A line of results.csv.

    ``percent_of_plan``, ``ratio_to_last`` (percent of the same period, 77 means a fall of 23) and ``change_on_last``
    (percent more or less) hold what was published; plan and last year stay missing where only those were published.
    """

    unit: str = form.code("mã đơn vị")
    indicator: str = form.code("mã chỉ tiêu")
    period: Period = form.period()
    plan: Quantity = form.quantity("kế hoạch")
    result: Quantity = form.quantity("kết quả")
    last: Quantity = form.quantity("cùng kỳ")
    percent_of_plan: Quantity = form.quantity("% kế hoạch")
    ratio_to_last: Quantity = form.quantity("% so cùng kỳ")
    change_on_last: Quantity = form.quantity("tăng giảm %")
    estimated: bool = form.yes("ước tính")
    as_of: date | None = form.optional_day("tính đến ngày")
    note: str = form.optional("ghi chú")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReport:
    """A line of reports.csv: the report of a unit for a period, its due day and what became of it."""

    unit: str = form.code("mã đơn vị")
    period: Period = form.period()
    due_on: date = form.day("hạn gửi")
    sent_on: date | None = form.optional_day("ngày gửi")
    outcome: str = form.choice("kết quả", words.REPORT_OUTCOMES)
    decided_on: date | None = form.optional_day("ngày xử lý")
    reason: str = form.optional("lý do")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A line of reminders.csv: a unit that was behind is urged."""

    unit: str = form.code("mã đơn vị")
    period: Period = form.period()
    on: date = form.day("ngày")
    text: str = form.text("nội dung")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeFile:
    """scheme.yaml: its text, plain data as ``scheme_from_data`` takes them, the scheme, its criteria by code."""

    text: str
    data: Mapping[str, Any]
    scheme: Scheme
    criteria: Mapping[str, Criterion]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """A line of scores.csv: one criterion of one unit. Inputs by field name; a missing input is absent, not zero."""

    cluster: str = form.code("mã cụm")
    unit: str = form.code("mã đơn vị")
    criterion: str = form.code("mã tiêu chí")
    inputs: Mapping[str, Raw] = form.given("số liệu")
    self_points: Quantity = form.quantity("tự chấm")
    self_note: str = form.optional("thuyết minh")
    reviewed: Quantity = form.quantity("thẩm định")
    reason: str = form.optional("lý do")
    agreed: Quantity = form.quantity("thống nhất")
    source: Source = form.source()
    row: int
