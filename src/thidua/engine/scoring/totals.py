"""From criteria to groups to the sheet: sums, limits of bonus and penalty, denominator, percent."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.engine.scoring.enums import Combine, RankBy, TotalMode
from thidua.engine.scoring.exact import HUNDRED, ZERO, exactly, fraction
from thidua.engine.scoring.inputs import SheetInputs
from thidua.engine.scoring.labels import Judge, Verdict, shown_value
from thidua.engine.scoring.model import Group, Scheme
from thidua.engine.scoring.problems import InputProblem
from thidua.engine.scoring.results import CriterionResult, GroupResult, ResultState, SheetResult, SheetState
from thidua.engine.scoring.trace import Log, Step, Trace, phrases

phrases(
    {
        "child": "{label}: {points}/{maximum} điểm.",
        "child.open": "{label}: chưa có điểm.",
        "child.dropped": "{label}: không áp dụng, rút {maximum} điểm khỏi mẫu số.",
        "group.highest": "Chỉ tính mục cao nhất: {label}, {points} điểm.",
        "bonus_cap": "Điểm thưởng là {bonus}, tối đa {cap}: chỉ tính {cap} điểm.",
        "penalty_cap": "Điểm phạt là {penalty}, tối đa {cap}: chỉ trừ {cap} điểm.",
        "sum": "Cộng: {points} điểm.",
        "sum.bonus": "Cộng: {base} + thưởng {bonus} = {points} điểm.",
        "sum.penalty": "Cộng: {base} − phạt {penalty} = {points} điểm.",
        "sum.bonus.penalty": "Cộng: {base} + thưởng {bonus} − phạt {penalty} = {points} điểm.",
        "sheet.capped": "Tổng điểm không được quá {cap}: lấy {cap} điểm.",
        "sheet.label_cap": "Khi xếp loại, tổng điểm chỉ tính đến {cap}.",
        "sheet.percent": "{points}/{denominator} điểm = {percent}%.",
        "sheet.open": "Tạm tính: còn {count} tiêu chí chưa đủ số liệu ({codes}).",
    }
)


@dataclass(slots=True)
class Parts:
    """Running sums of a group or sheet."""

    base: Decimal = ZERO
    bonus: Decimal = ZERO
    penalty: Decimal = ZERO
    maximum: Decimal = ZERO
    scored: int = 0

    @property
    def points(self) -> Decimal:
        """Base, bonus and penalty together."""
        return self.base + self.bonus + self.penalty

    def add(self, other: "CriterionResult | GroupResult") -> None:
        """Take in one more child."""
        self.base += other.base
        self.maximum += other.maximum
        if other.bonus:
            self.bonus += other.bonus
        if other.penalty:
            self.penalty += other.penalty

    def limit(self, bonus_max: Decimal | None, penalty_max: Decimal | None, log: Log | None) -> None:
        """Apply the limits of bonus and penalty."""
        if bonus_max is not None and self.bonus > bonus_max:
            if log:
                log.add("bonus_cap", bonus=self.bonus, cap=bonus_max)
            self.bonus = bonus_max
        if penalty_max is not None and -self.penalty > penalty_max:
            if log:
                log.add("penalty_cap", penalty=-self.penalty, cap=penalty_max)
            self.penalty = -penalty_max

    def conclude(self, log: Log) -> None:
        """Write the sum."""
        kind = f"sum{'.bonus' if self.bonus else ''}{'.penalty' if self.penalty else ''}"
        log.add(kind, base=self.base, bonus=self.bonus, penalty=-self.penalty, points=self.points)


_OPEN = (ResultState.PENDING, ResultState.INVALID, ResultState.PROVISIONAL)
_Children = list[tuple[str, CriterionResult | GroupResult]]


def total_groups(scheme: Scheme, results: Mapping[str, CriterionResult]) -> dict[str, GroupResult]:
    """Every group of the scheme, by code, outer before inner."""
    found: dict[str, GroupResult] = {}
    for group in scheme.groups:
        _total_group(group, results, found)
    return {group.code: found[group.code] for group in scheme.all_groups()}


def _total_group(group: Group, results: Mapping[str, CriterionResult], found: dict[str, GroupResult]) -> GroupResult:
    scored = 0
    pending: list[str] = []
    children: _Children = []
    for child in group.children:
        if isinstance(child, Group):
            inner = _total_group(child, results, found)
            scored += inner.scored
            pending += inner.pending
            children.append((child.label, inner))
        elif (result := results.get(child.code)) is not None:
            scored += result.points is not None
            if result.state in _OPEN:
                pending.append(child.code)
            children.append((child.label, result))
    parts = _summed(group, children, None)
    trace = Trace(later=lambda: _steps(group, children))
    found[group.code] = made = GroupResult(
        group.code, parts.base, parts.bonus, parts.penalty, parts.maximum, scored, tuple(pending), trace
    )
    return made


def _summed(group: Group, children: _Children, log: Log | None) -> Parts:
    """The sum of a group within its limits; with a log each step is written."""
    parts = Parts()
    if log:
        for label, each in children:
            _note(label, each, log)
    _combine(group, children, parts, log)
    parts.limit(group.bonus_max, group.penalty_max, log)
    return parts


def _steps(group: Group, children: _Children) -> tuple[Step, ...]:
    """How a group was summed, told when somebody asks."""
    with exactly():
        log = Log()
        _summed(group, children, log).conclude(log)
        return tuple(log.steps)


def _note(label: str, each: CriterionResult | GroupResult, log: Log) -> None:
    if each.points is not None:
        log.add("child", label=label, points=each.points, maximum=each.maximum)
    elif isinstance(each, CriterionResult) and each.state is ResultState.NOT_APPLICABLE:
        log.add("child.dropped", label=label, maximum=each.maximum)
    else:
        log.add("child.open", label=label)


def _combine(group: Group, children: _Children, parts: Parts, log: Log | None) -> None:
    if group.combine is Combine.SUM:
        for _, each in children:
            parts.add(each)
        return
    scored = [(label, each) for label, each in children if each.points is not None]
    if scored:
        label, best = max(scored, key=lambda pair: pair[1].points or ZERO)
        parts.add(best)
        if log:
            log.add("group.highest", label=label, points=parts.points)
    parts.maximum = max((each.maximum for _, each in children), default=ZERO)


def total_sheet(
    scheme: Scheme,
    unit: str,
    inputs: SheetInputs,
    results: Mapping[str, CriterionResult],
    problems: tuple[InputProblem, ...],
) -> SheetResult:
    """The whole sheet from the results of its criteria."""
    groups, parts, log = total_groups(scheme, results), Parts(), Log()
    for group in scheme.groups:
        parts.add(groups[group.code])
        parts.scored += groups[group.code].scored
        _note(group.label, groups[group.code], log)
    parts.limit(scheme.total.bonus_max, scheme.total.penalty_max, log)
    parts.conclude(log)
    loose = [(code, each) for code, each in results.items() if each.state is not ResultState.SCORED or each.problems]
    by_state = {state: tuple(code for code, each in loose if each.state is state) for state in _OPEN}
    total = _total(scheme, parts, log)
    percent = None if total is None or not parts.maximum else fraction(total) / fraction(parts.maximum) * 100
    if percent is not None and total is not None:
        shown = scheme.rounding.percent(percent)
        log.add("sheet.percent", points=total, denominator=parts.maximum, percent=shown)
    open_codes = [code for state in _OPEN for code in by_state[state]]
    if open_codes:
        log.add("sheet.open", count=len(open_codes), codes=", ".join(open_codes))
    verdict = _judge(scheme, inputs, results, (total, percent, parts.maximum), log)
    found = [*problems, *(problem for _, each in loose for problem in each.problems), *verdict.problems]
    return SheetResult(
        unit=unit,
        scheme=(scheme.code, scheme.version),
        state=_state(parts, bool(open_codes or verdict.open_facts or problems)),
        criteria=results,
        groups=groups,
        base=parts.base,
        bonus=parts.bonus,
        penalty=parts.penalty,
        total=total,
        denominator=parts.maximum,
        percent=None if percent is None else scheme.rounding.percent(percent),
        label=verdict.label,
        unranked=tuple(verdict.unranked),
        pending=by_state[ResultState.PENDING],
        invalid=by_state[ResultState.INVALID],
        waiting=by_state[ResultState.PROVISIONAL],
        open_facts=tuple(verdict.open_facts),
        problems=tuple(found),
        trace=log.trace(),
    )


def _total(scheme: Scheme, parts: Parts, log: Log) -> Decimal | None:
    if not parts.scored:
        return None
    total = parts.points
    if scheme.total.mode is TotalMode.CAPPED and total > parts.maximum:
        log.add("sheet.capped", cap=parts.maximum)
        return parts.maximum
    return total


def _judge(
    scheme: Scheme,
    inputs: SheetInputs,
    results: Mapping[str, CriterionResult],
    reached: tuple[Decimal | None, Fraction | None, Decimal],
    log: Log,
) -> Verdict:
    total, percent, denominator = reached
    judge = Judge(scheme, inputs, results, log)
    by_percent = scheme.labels.by is RankBy.PERCENT
    value, cap = (percent, HUNDRED) if by_percent else (total, denominator)
    if value is not None and scheme.labels.bands and scheme.total.mode is TotalMode.CAP_FOR_LABEL and value > cap:
        log.add("sheet.label_cap", cap=cap)
        value = cap
    return judge.decide(value, shown_value(value, "%" if by_percent else " điểm"))


def _state(parts: Parts, is_open: bool) -> SheetState:
    if not parts.scored:
        return SheetState.NOT_SCORED
    return SheetState.PROVISIONAL if is_open else SheetState.COMPLETE
