"""One criterion of one sheet: from what was read to formula, floor, ceiling, rounding, override."""

from decimal import Decimal
from typing import Any

from thidua.engine.scoring.enums import NaMode
from thidua.engine.scoring.exact import ZERO, Number, RoundingMode, exactly, round_to
from thidua.engine.scoring.formulas.fields import Field
from thidua.engine.scoring.inputs import CriterionInput, NotApplicable, Override
from thidua.engine.scoring.model import Criterion, Scheme
from thidua.engine.scoring.problems import CannotScore, Excluded, InputProblem
from thidua.engine.scoring.reading import Item, Reading, make_item, read
from thidua.engine.scoring.results import CriterionResult, ResultState
from thidua.engine.scoring.trace import Log, Value, phrases

phrases(
    {
        "na.drop": "Không áp dụng: {reason} ({approved_by} duyệt). {maximum} điểm tối đa được rút khỏi mẫu số.",
        "na.full": "Không áp dụng: {reason} ({approved_by} duyệt). Quy tắc cho đủ {maximum} điểm.",
        "na.rule": "Không tính: {reason}. {maximum} điểm tối đa được rút khỏi mẫu số.",
        "pending": "Chưa đủ số liệu, còn thiếu: {missing}. Chưa tính điểm.",
        "problem": "Không tính được: {message}",
        "waiting": "Tạm tính: còn chờ số liệu của {units}.",
        "alone": "Điểm này so với các đơn vị trong cụm, chưa tính riêng từng đơn vị được.",
        "floor": "Tính ra {points} điểm, thấp hơn mức thấp nhất: lấy {floor} điểm.",
        "ceiling": "Tính ra {points} điểm, cao hơn mức cao nhất của tiêu chí: lấy {ceiling} điểm.",
        "rounding": "Làm tròn đến {places} chữ số thập phân ({mode}): {after} điểm.",
        "result": "Kết quả: {points}/{maximum} điểm.",
        "override": "{by} điều chỉnh thành {points} điểm (công thức tính: {computed}). Lý do: {reason}.",
        "override.above": "Lưu ý: điểm điều chỉnh vượt mức cao nhất của tiêu chí ({ceiling} điểm).",
        "override.below": "Lưu ý: điểm điều chỉnh thấp hơn mức thấp nhất của tiêu chí ({floor} điểm).",
    }
)


def input_fields(criterion: Criterion) -> tuple[Field, ...]:
    """The figures that a form for this criterion asks for, in order."""
    return criterion.formula.fields(criterion.terms)


def rule_text(criterion: Criterion) -> str:
    """The rule of a criterion in Vietnamese sentences."""
    with exactly():
        return criterion.formula.rule(criterion.terms)


def input_problems(scheme: Scheme, criterion: Criterion, given: CriterionInput) -> tuple[InputProblem, ...]:
    """What is wrong with inputs at the moment they are typed; a missing input is not wrong.

    Finds also a value that the rule gives no answer for (a gap of the bands, a plan of zero), except in formulas that
    compare units.
    """
    with exactly():
        item = make_item(scheme, criterion)
        reading = read(item, given)
        return conclude(item, reading).problems


def conclude(item: Item, reading: Reading, survey: Any = None, waiting: tuple[str, ...] = ()) -> CriterionResult:
    """The result of one criterion. `survey` and `waiting` are those of the cluster, for relative formulas."""
    result = _computed(item, reading, survey, waiting)
    override = reading.given.override
    return result if override is None else _overridden(item, result, override)


def _computed(item: Item, reading: Reading, survey: Any, waiting: tuple[str, ...]) -> CriterionResult:
    log = reading.log
    if reading.problems:
        return _invalid(item, log, reading.problems)
    if reading.not_applicable is not None:
        return _not_applicable(item, reading.not_applicable, log)
    if reading.values is None:
        log.add("pending", missing="; ".join(reading.missing))
        return _without_points(item, ResultState.PENDING, log, missing=reading.missing)
    if item.criterion.formula.relative and survey is None:
        log.add("alone")
        return _without_points(item, ResultState.PENDING, log, missing=("số liệu của cả cụm",))
    try:
        exact = item.criterion.formula.points(reading.values, item.terms, log, survey)
    except CannotScore as exc:
        return _invalid(item, log, (InputProblem(item.criterion.code, exc.field, exc.code, exc.message),))
    except Excluded as exc:
        log.add("na.rule", reason=exc.reason, maximum=item.terms.maximum)
        return _dropped(item, log, NotApplicable("quy tắc chấm điểm", exc.reason))
    return _finished(item, exact, log, waiting)


def _finished(item: Item, exact: Number, log: Log, waiting: tuple[str, ...]) -> CriterionResult:
    """Floor, ceiling and the one rounding."""
    terms, rounding, value = item.terms, item.rounding, exact
    floored = terms.floor is not None and exact < terms.floor
    capped = terms.ceiling is not None and exact > terms.ceiling
    if floored and terms.floor is not None:
        log.add("floor", points=exact, floor=terms.floor)
        value = terms.floor
    if capped and terms.ceiling is not None:
        log.add("ceiling", points=exact, ceiling=terms.ceiling)
        value = terms.ceiling
    points = rounding.points(value)
    if terms.ceiling is not None and points > terms.ceiling:
        points = round_to(terms.ceiling, rounding.places, RoundingMode.DOWN)
    elif terms.floor is not None and points < terms.floor:
        points = round_to(terms.floor, rounding.places, RoundingMode.UP if terms.floor > 0 else RoundingMode.DOWN)
    if points != value:
        log.add("rounding", places=rounding.places, mode=rounding.mode.label, after=points)
    log.add("result", points=points, maximum=terms.maximum)
    if waiting:
        log.add("waiting", units=", ".join(waiting))
    return CriterionResult(
        item.criterion.code,
        ResultState.PROVISIONAL if waiting else ResultState.SCORED,
        points,
        points,
        terms.maximum,
        log.trace(item.rule),
        capped=capped,
        floored=floored,
    )


def _without_points(
    item: Item,
    state: ResultState,
    log: Log,
    missing: tuple[str, ...] = (),
    problems: tuple[InputProblem, ...] = (),
) -> CriterionResult:
    trace = log.trace(item.rule)
    return CriterionResult(
        item.criterion.code, state, None, None, item.terms.maximum, trace, missing=missing, problems=problems
    )


def _invalid(item: Item, log: Log, problems: tuple[InputProblem, ...]) -> CriterionResult:
    for problem in problems:
        log.add("problem", message=problem.message)
    return _without_points(item, ResultState.INVALID, log, problems=problems)


def _not_applicable(item: Item, approval: NotApplicable, log: Log) -> CriterionResult:
    maximum = item.terms.maximum
    said: dict[str, Value] = {"reason": approval.reason, "approved_by": approval.approved_by, "maximum": maximum}
    if item.na_mode is NaMode.FULL:
        log.add("na.full", **said)
        trace = log.trace(item.rule)
        full = item.rounding.points(maximum)
        state = ResultState.NOT_APPLICABLE
        return CriterionResult(item.criterion.code, state, full, full, maximum, trace, not_applicable=approval)
    log.add("na.drop", **said)
    return _dropped(item, log, approval)


def _dropped(item: Item, log: Log, approval: NotApplicable) -> CriterionResult:
    state, trace = ResultState.NOT_APPLICABLE, log.trace(item.rule)
    return CriterionResult(item.criterion.code, state, None, None, ZERO, trace, not_applicable=approval)


def _overridden(item: Item, result: CriterionResult, override: Override) -> CriterionResult:
    """The override beside the computed value; refused without reason, or where nothing is scored."""
    log = Log()
    log.steps = list(result.trace.steps)
    fault = _override_fault(item, result, override)
    if fault:
        problem = InputProblem(item.criterion.code, "override", *fault)
        log.add("problem", message=problem.message)
        return _replaced(result, result.state, result.points, log, override, (*result.problems, problem))
    shown: Decimal | str = "chưa có" if result.computed is None else result.computed
    log.add("override", by=override.by, points=override.points, computed=shown, reason=override.reason)
    ceiling, floor = item.terms.ceiling, item.terms.floor
    if ceiling is not None and override.points > ceiling:
        log.add("override.above", ceiling=ceiling)
    if floor is not None and override.points < floor:
        log.add("override.below", floor=floor)
    return _replaced(result, ResultState.SCORED, override.points, log, override, result.problems)


def _override_fault(item: Item, result: CriterionResult, override: Override) -> tuple[str, str] | None:
    if not override.reason.strip() or not override.by.strip():
        return "override_reason", "điểm điều chỉnh phải kèm lý do và người quyết định."
    if result.state is ResultState.NOT_APPLICABLE:
        return "override_na", "tiêu chí đã ghi không áp dụng nên không điều chỉnh điểm được."
    if item.rounding.points(override.points) != override.points:
        return "override_places", f"điểm điều chỉnh chỉ được có {item.rounding.places} chữ số thập phân."
    return None


def _replaced(
    result: CriterionResult,
    state: ResultState,
    points: Decimal | None,
    log: Log,
    override: Override,
    problems: tuple[InputProblem, ...],
) -> CriterionResult:
    return CriterionResult(
        result.code,
        state,
        points,
        result.computed,
        result.maximum,
        log.trace(result.trace.rule),
        result.capped,
        result.floored,
        result.missing,
        problems,
        result.not_applicable,
        override,
    )
