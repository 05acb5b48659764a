"""Writing cells: one value of one criterion; several at once; and agreeing with what stands.

``round_`` is the column that is written: a round, or the cross-check of one unit (``enums.cross``)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import IntegrityError

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.cycle.s5_score.enums import FACT, Round, ValueState, checker_of, round_of
from thidua.cycle.s5_score.facts import Standing, criterion_input, entry_in_words
from thidua.cycle.s5_score.models import CellEntry
from thidua.cycle.s5_score.policies import check_writes, writable
from thidua.engine.scoring import Field, SheetInputs, input_problems, score_sheet
from thidua.engine.scoring.inputs import Raw
from thidua.engine.scoring.kept import to_kept
from thidua.language.numbers import format_number


@dataclass(frozen=True)
class Given:
    """What somebody says about one criterion. ``sources``: where a figure comes from, by field."""

    state: str = ValueState.VALUE
    figures: Mapping[str, Raw] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    override: Decimal | None = None
    reason: str = ""


class Conflict(Exception):
    """A colleague has saved this cell since it was read: ``entry`` is what stands now; the two values in words."""

    def __init__(self, entry: CellEntry, mine: CellEntry, fields: Sequence[Field]) -> None:
        super().__init__(f"{entry.actor_name} đã ghi ô này trước bạn.")
        self.entry, self.theirs, self.typed = entry, entry_in_words(fields, entry), entry_in_words(fields, mine)


def save_cell(
    *, by: Actor, standing: Standing, round_: str, code: str, given: Given, after: int, today: date
) -> CellEntry:
    """Keep a value; ``after`` is the entry that the writer has seen (0: none).

    Raises Conflict when somebody saved first, Problem for figures that can't be scored or a missing reason."""
    if code not in standing.labels:
        raise Problem("Bảng chấm này không có tiêu chí đó.")
    check_writes(by, standing.sheet, round_, [standing.owners[code]], today)
    entry = as_entry(by, standing, round_, code, given, today)
    newest = standing.cells.get((code, round_))
    if newest and newest.pk != after and newest.said != entry.said:
        raise Conflict(newest, entry, standing.fields(code))
    _check(standing, entry)
    if newest and (newest.said, newest.reason) == (entry.said, entry.reason) and standing.current(code, round_):
        return newest
    _set_points(standing, [entry])
    points = "" if entry.points is None else f": {format_number(entry.points)} điểm"
    said = {"round": round_of(round_).label.lower(), "criterion": standing.named([code]), "points": points}
    try:
        with audited("score.cell_saved", by=by, on=standing.sheet, **said):
            entry.save(force_insert=True)
    except IntegrityError:
        rows = CellEntry.objects.filter(
            sheet=standing.sheet, criterion_code=code, round=entry.round, checker=entry.checker
        )
        raise Conflict(rows.latest("id"), entry, standing.fields(code)) from None
    standing.cells[code, round_] = entry
    return entry


def save_cells(*, by: Actor, standing: Standing, round_: str, given: Mapping[str, Given], today: date) -> int:
    """Keep several values at once, on top of what stands: all, or none when one is wrong. Returns how many."""
    for owner in {standing.owners[code] for code in given}:
        check_writes(by, standing.sheet, round_, [owner], today)
    entries = [as_entry(by, standing, round_, code, each, today) for code, each in given.items()]
    for entry in entries:
        _check(standing, entry)
    return keep(by, standing, round_, entries)


def as_entry(by: Actor, standing: Standing, round_: str, code: str, given: Given, today: date) -> CellEntry:
    """The entry that a given value becomes, on top of what stands."""
    has_value, newest = given.state == ValueState.VALUE, standing.cells.get((code, round_))
    figures = given.figures if has_value else {}
    return CellEntry(
        sheet=standing.sheet, criterion_code=code, round=round_of(round_), checker=checker_of(round_),
        after=newest.pk if newest else 0,
        value_state=given.state, override=given.override if has_value else None, reason=given.reason.strip(),
        inputs={name: {"value": to_kept(r), "source": given.sources.get(name, "")} for name, r in figures.items()},
        account_id=by.account_id, actor_name=by.name, unit_name=by.unit_name, on_date=today,
    )  # fmt: skip


def check_entry(standing: Standing, entry: CellEntry) -> None:
    """What saving would refuse, asked before. Raises Problem; the database is not touched."""
    _check(standing, entry)


def _check(standing: Standing, entry: CellEntry) -> None:
    """Reasons where they are due; then the figures, as the engine reads them."""
    code, round_ = entry.criterion_code, Round(entry.round)
    if round_ is Round.SELF and entry.override is not None:
        raise Problem("Đơn vị ghi số liệu, không ghi tay điểm.", "override")
    if not entry.reason:
        base = standing.base(code, entry.column)
        if entry.value_state == ValueState.NOT_APPLICABLE:
            raise Problem("Hãy ghi lý do không áp dụng.", "reason")
        if base is not None and base.said != entry.said:
            raise Problem("Khác với giá trị đang có: hãy ghi lý do thay đổi.", "reason")
        if round_ is Round.AGREED and standing.is_disputed(code):
            raise Problem("Tự chấm và thẩm định khác nhau: hãy ghi lý do chốt giá trị này.", "reason")
    if not code.startswith(FACT):
        _check_figures(standing, entry)
    elif not _is_answer(entry):
        raise Problem("Điều kiện chung chỉ trả lời có hoặc không.", "value")


def _is_answer(entry: CellEntry) -> bool:
    answered = entry.value_state == ValueState.VALUE and entry.said[1] in ({"value": True}, {"value": False})
    return entry.override is None and (answered or entry.value_state == ValueState.MISSING)


def _check_figures(standing: Standing, entry: CellEntry) -> None:
    criterion = standing.rules.criterion(entry.criterion_code)
    terms, by_hand = criterion.terms, entry.override
    if by_hand is not None and terms.ceiling is not None and by_hand > terms.ceiling:
        raise Problem(f"Điểm không được cao hơn mức tối đa {format_number(terms.ceiling)} của tiêu chí.", "override")
    if by_hand is not None and terms.floor is not None and by_hand < terms.floor:
        raise Problem(f"Điểm không được thấp hơn mức thấp nhất {format_number(terms.floor)} của tiêu chí.", "override")
    if entry.value_state != ValueState.MISSING:
        for problem in input_problems(standing.rules, criterion, criterion_input(criterion, entry)):
            raise Problem(problem.message[:1].upper() + problem.message[1:], problem.field or None)


def _set_points(standing: Standing, entries: Iterable[CellEntry]) -> None:
    """What the engine gives for each by itself; nothing for criteria that compare units and for missing values."""
    rows = [e for e in entries if e.value_state != ValueState.MISSING and e.criterion_code in standing.criteria]
    given = {e.criterion_code: criterion_input(standing.rules.criterion(e.criterion_code), e) for e in rows}
    result = score_sheet(standing.rules, SheetInputs(given, role=standing.sheet.role))
    for entry in rows:
        entry.points = result.criteria[entry.criterion_code].points


def confirm(*, by: Actor, standing: Standing, round_: str, today: date, codes: Iterable[str] | None = None) -> int:
    """Agree with what stands, for all cells of one's own that still wait (or some of them). Returns how many.

    In the last round criteria in dispute are left out: they are settled one by one, with a reason."""
    mine = writable(by, standing.sheet, round_, standing.owners, today)
    if not mine:
        check_writes(by, standing.sheet, round_, standing.owners.values(), today)
    wanted = mine if codes is None else mine & set(codes)
    if round_ == Round.AGREED:
        wanted = frozenset(code for code in wanted if not standing.is_disputed(code))
    return keep(by, standing, round_, copies(by, standing, round_, today, wanted))


def copies(by: Actor, standing: Standing, round_: str, today: date, codes: Iterable[str]) -> list[CellEntry]:
    """The values that stand below, said once more by the actor, where the round has none yet."""
    found, wanted = [], set(codes)
    for code in standing.without(round_) if round_ != Round.SELF else standing.labels:
        base = _below(standing, code, round_) if code in wanted else None
        if base is not None and base.pk != getattr(standing.cells.get((code, round_)), "pk", 0):
            entry = as_entry(by, standing, round_, code, Given(base.value_state), today)
            entry.inputs, entry.override, entry.reason = base.inputs, base.override, base.reason
            found.append(entry)
    return found


def _below(standing: Standing, code: str, round_: str) -> CellEntry | None:
    return standing.effective(code, Round.SELF) if round_ == Round.SELF else standing.base(code, round_)


def keep(by: Actor, standing: Standing, round_: str, entries: list[CellEntry]) -> int:
    """Several cells at once, all or none. Raises Refused when somebody saved one of them meanwhile."""
    if not entries:
        return 0
    _set_points(standing, entries)
    try:
        said = {"round": round_of(round_).label.lower(), "count": len(entries)}
        with audited("score.cells_saved", by=by, on=standing.sheet, **said):
            CellEntry.objects.bulk_create(entries)
    except IntegrityError:
        raise Refused("Có người vừa ghi một trong các ô này. Hãy tải lại trang rồi làm lại.") from None
    standing.cells.update({(entry.criterion_code, entry.column): entry for entry in entries})
    return len(entries)
