"""What a package that came back would change: criterion by criterion, before anything is saved.

Figures are read by the form of the grid itself, so that a text, a number or a day means the same in both."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from thidua.base.access.actor import Actor, Problem
from thidua.cycle.s5_score.actions.cells import Given, as_entry, check_entry
from thidua.cycle.s5_score.enums import Round, ValueState
from thidua.cycle.s5_score.facts import Standing, entry_in_words
from thidua.cycle.s5_score.forms import CellForm
from thidua.cycle.s5_score.models import CellEntry
from thidua.cycle.s5_score.offline import layout as at
from thidua.cycle.s5_score.offline.enums import NOT_APPLICABLE_MARKS, Choice, Outcome
from thidua.cycle.s5_score.offline.models import OfflinePackage
from thidua.cycle.s5_score.offline.workbook import NO, YES, Filled, offered
from thidua.engine.scoring import Field, FieldKind
from thidua.engine.scoring.kept import from_kept, to_kept
from thidua.paper.filled import FilledPage

Said = list[Any]  # state, figures as they are kept, explanation


@dataclass(frozen=True)
class Line:
    """What becomes of one criterion: what stands on the system, what stands in the package, and why."""

    row: int
    code: str
    label: str
    outcome: str
    before: str
    typed: str
    reason: str = ""
    chosen: str = ""

    @property
    def outcome_label(self) -> str:
        """The outcome in words."""
        return Outcome(self.outcome).label

    @property
    def chosen_label(self) -> str:
        """Which of two values was chosen, in words; empty where nothing was to be chosen."""
        return Choice(self.chosen).label if self.chosen else ""


@dataclass(frozen=True)
class Plan:
    """The report, and what would be saved: by code what is taken, and what is taken where somebody chooses it."""

    lines: tuple[Line, ...]
    taken: Mapping[str, Given]
    disputed: Mapping[str, Given]
    seen: str

    def count(self, outcome: str) -> int:
        """How many criteria have this outcome."""
        return sum(line.outcome == outcome for line in self.lines)

    def as_data(self) -> list[dict[str, Any]]:
        """The report as it is kept."""
        return [asdict(line) for line in self.lines]

    def chosen(self, choices: Mapping[str, str]) -> "Plan":
        """The same, with what was chosen for each criterion in conflict. Raises Problem when a choice is missing."""
        waiting = [line for line in self.lines if line.outcome == Outcome.CONFLICT]
        if left := [line.code for line in waiting if choices.get(line.code) not in Choice.values]:
            raise Problem(f"Còn {len(left)} mục chưa chọn giữ giá trị nào: {', '.join(map(_mark, left))}.")
        take = {line.code for line in waiting if choices[line.code] == Choice.TAKE}
        taken = {**self.taken, **{code: given for code, given in self.disputed.items() if code in take}}
        lines = tuple(
            replace(line, chosen=choices[line.code]) if line.outcome == Outcome.CONFLICT else line
            for line in self.lines
        )
        return Plan(lines, taken, {}, self.seen)


class Unreadable(Exception):
    """A cell that cannot be what it should be; carries the sentence."""


def filled_of(standing: Standing, code: str) -> Filled:
    """What the unit's page shows for a criterion now: its own value, else figures of a report."""
    entry, fed = standing.current(code, Round.SELF), standing.fed.get(code)
    kept = {name: each["value"] for name, each in entry.inputs.items()} if entry else (fed.figures if fed else {})
    figures = {f.name: from_kept(f, kept[f.name]) for f in standing.fields(code) if f.name in kept}
    na = entry is not None and entry.value_state == ValueState.NOT_APPLICABLE
    return Filled(figures, na, " ".join(entry.reason.split()) if entry else "")


def said_of(filled: Filled) -> Said:
    """What a package was made from, as it is kept."""
    state = ValueState.NOT_APPLICABLE if filled.na else (ValueState.VALUE if filled.figures else ValueState.MISSING)
    return [state.value, {name: to_kept(raw) for name, raw in filled.figures.items()}, filled.reason]


def plan_of(by: Actor, standing: Standing, package: OfflinePackage, page: FilledPage, today: date) -> Plan:
    """The report of a package against what stands in the sheet now."""
    lines, taken, disputed = [], {}, {}
    asked = {row["code"] for row in package.content["rows"]}
    for code in (code for code in standing.labels if code in asked):
        line, given = _Reader(by, standing, package, page, today, code).line()
        lines.append(line)
        if given is not None and line.outcome == Outcome.TAKEN:
            taken[code] = given
        elif given is not None and line.outcome == Outcome.CONFLICT:
            disputed[code] = given
    newest = [str(e.pk) for (_, round_), e in standing.cells.items() if round_ == Round.SELF]
    return Plan(tuple(lines), taken, disputed, at.sign(sorted(newest))[:16])


class _Reader:
    """One criterion of a package."""

    def __init__(
        self, by: Actor, standing: Standing, package: OfflinePackage, page: FilledPage, today: date, code: str
    ) -> None:
        self.by, self.standing, self.page, self.code, self.today = by, standing, page, code, today
        self.rows = [row for row in package.content["rows"] if row["code"] == code]
        self.first = int(self.rows[0]["row"])
        self.base: Said = package.given[code]
        self.after = int(package.content["after"].get(code, "0"))

    def line(self) -> tuple[Line, Given | None]:
        """What becomes of it, and what would be saved."""
        now = self.standing.current(self.code, Round.SELF)
        before = self._words(now) if now else "chưa nhập"
        shown = Line(self.first, self.code, self.standing.named([self.code]), Outcome.REFUSED, before, "")
        try:
            given = self._given()
        except Unreadable as wrong:
            return replace(shown, typed=self._typed_text(), reason=str(wrong).rstrip(".")), None
        entry = as_entry(self.by, self.standing, Round.SELF, self.code, given, self.today)
        shown = replace(shown, typed=self._words(entry))
        outcome, reason = self._judge(given, entry)
        return replace(shown, outcome=outcome, reason=reason.rstrip(".")), given

    def _words(self, entry: CellEntry) -> str:
        """An entry in one line, with its explanation."""
        told = entry_in_words(self.standing.fields(self.code), entry)
        return f"{told}; thuyết minh: {' '.join(entry.reason.split())}" if entry.reason else told

    def _judge(self, given: Given, entry: CellEntry) -> tuple[str, str]:
        mine = [given.state, {n: to_kept(raw) for n, raw in given.figures.items()}, " ".join(given.reason.split())]
        if mine == self.base:
            newest = self.standing.cells.get((self.code, Round.SELF))
            later = newest is not None and newest.pk != self.after
            return Outcome.UNCHANGED, "gói không sửa mục này; giữ giá trị mới hơn trên hệ thống" if later else ""
        if mine == said_of(filled_of(self.standing, self.code)):
            return Outcome.UNCHANGED, ""
        try:
            check_entry(self.standing, entry)
        except Problem as problem:
            return Outcome.REFUSED, f"dòng {self._row_of(problem.field)}: {problem.sentence}"
        newest = self.standing.cells.get((self.code, Round.SELF))
        if newest is not None and newest.pk != self.after:
            return Outcome.CONFLICT, f"{newest.actor_name} đã ghi ngày {newest.on_date:%d/%m/%Y}, sau khi lấy gói"
        return Outcome.TAKEN, ""

    def _row_of(self, name: str | None) -> int:
        return next((int(row["row"]) for row in self.rows if row["name"] == name), self.first)

    def _given(self) -> Given:
        """What the cells say, through the form of the grid. Raises Unreadable."""
        data: dict[str, Any] = {"o1-after": "0", "o1-reason": self._text(at.REASON), "o1-na": self._not_applicable()}
        for field in self.standing.fields(self.code):
            data[f"o1-f-{field.name}"] = self._figure(field)
        if data["o1-na"] and any(value not in (None, "", []) for name, value in data.items() if "-f-" in name):
            raise Unreadable(f"dòng {self.first}: vừa ghi số liệu vừa đánh dấu không áp dụng. Hãy bỏ một trong hai.")
        form = CellForm(data, 1, self.standing, self.code, Round.SELF)
        if not form.is_valid():
            name, errors = next(iter(form.errors.items()))
            label = form.fields[name].label if name in form.fields else ""
            raise Unreadable(f"dòng {self._row_of(name.removeprefix('f-'))}, «{label}»: {errors[0]}")
        return form.given()

    def _cell(self, row: int, column: int) -> Any:
        if (row, column) in self.page.formulas:
            name = at.COLUMNS[column][0]
            raise Unreadable(f"dòng {row}, cột «{name}»: ô chứa công thức. Hãy ghi thẳng giá trị.")
        return self.page.cells.get((row, column))

    def _text(self, column: int) -> str:
        value = self._cell(self.first, column)
        return "" if value is None else _as_typed(value)

    def _not_applicable(self) -> bool:
        text = self._text(at.NA).strip().lower()
        if text and text not in NOT_APPLICABLE_MARKS:
            raise Unreadable(f"dòng {self.first}: cột «Không áp dụng» chỉ ghi x hoặc để trống.")
        return bool(text)

    def _figure(self, field: Field) -> Any:
        rows = [row for row in self.rows if row["name"] == field.name]
        if field.kind is FieldKind.CHOICES:
            return [row["option"] for row in rows if self._ticked(int(row["row"]))]
        row = int(rows[0]["row"])
        value = self._cell(row, at.VALUE)
        if value is None:
            return ""
        try:
            return _READERS.get(field.kind, _number)(field, value, (row, at.VALUE) in self.page.percents)
        except Unreadable as wrong:
            raise Unreadable(f"dòng {row}, «{field.label}»: {wrong}") from None

    def _ticked(self, row: int) -> bool:
        value = self._cell(row, at.VALUE)
        text = "" if value is None else _as_typed(value).lower()
        if text and text not in NOT_APPLICABLE_MARKS:
            raise Unreadable(f"dòng {row}: chỉ ghi x hoặc để trống.")
        return bool(text)

    def _typed_text(self) -> str:
        """The cells as they stand, for a report of what could not be read."""
        spots = [(int(row["row"]), at.VALUE) for row in self.rows] + [(self.first, at.NA)]
        return "; ".join(_as_typed(self.page.cells[spot]) for spot in spots if spot in self.page.cells)[:300]


def _as_typed(value: Any) -> str:
    """A cell as somebody would type it."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return at.number_text(value).replace(".", ",") if isinstance(value, Decimal) else " ".join(str(value).split())


def _number(field: Field, value: Any, is_percent: bool) -> Any:
    if isinstance(value, bool | date):
        raise Unreadable("không phải là số. Hãy ghi số, ví dụ 1.627,5.")
    if isinstance(value, Decimal):
        if is_percent and field.unit != "%":
            raise Unreadable("ô đang ở dạng phần trăm, mà mục này không tính bằng %. Hãy ghi lại số.")
        return value * 100 if is_percent else value
    text = str(value).strip()
    return text.removesuffix("%").strip() if field.unit == "%" else text


def _day(field: Field, value: Any, is_percent: bool) -> Any:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, Decimal | bool):
        raise Unreadable("không phải là ngày. Hãy ghi ngày/tháng/năm, ví dụ 05/09/2023.")
    return value


def _choice(field: Field, value: Any, is_percent: bool) -> str:
    typed = _as_typed(value).casefold()
    names = {name.casefold(): code for name, code in offered(field).items()}
    if typed not in names:
        raise Unreadable(f"không có lựa chọn «{_as_typed(value)[:80]}». Chỉ chọn trong: {', '.join(offered(field))}.")
    return names[typed]


def _flag(field: Field, value: Any, is_percent: bool) -> str:
    typed = _as_typed(value).casefold()
    if value is True or typed == YES.casefold():
        return "co"
    if value is False or typed == NO.casefold():
        return "khong"
    raise Unreadable(f"chỉ chọn {YES} hoặc {NO}.")


_READERS = {FieldKind.DATE: _day, FieldKind.CHOICE: _choice, FieldKind.FLAG: _flag}


def _mark(code: str) -> str:
    return code.rpartition(":")[2]
