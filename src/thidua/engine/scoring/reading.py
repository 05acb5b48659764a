"""Reading the inputs of one criterion: checked, four states kept apart, sources written to the trace."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.engine.scoring.enums import NaMode
from thidua.engine.scoring.exact import Rounding
from thidua.engine.scoring.formulas.base import Terms, Values
from thidua.engine.scoring.formulas.fields import Field, suffix
from thidua.engine.scoring.inputs import CriterionInput, Input, NotApplicable, Raw
from thidua.engine.scoring.model import Criterion, Scheme
from thidua.engine.scoring.problems import CannotScore, InputProblem
from thidua.engine.scoring.trace import Log, phrases

phrases(
    {
        "source": "Số liệu «{label}»: {value}{unit}, lấy từ {source}.",
        "na.field": "«{label}» không áp dụng: {reason} ({approved_by} duyệt).",
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """A criterion made ready once for many sheets."""

    criterion: Criterion
    terms: Terms
    fields: tuple[Field, ...]
    names: Mapping[str, Field]
    rule: str
    na_mode: NaMode
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Reading:
    """Inputs of one criterion after checking: values, or why there are none. `steps` is the trace so far."""

    given: CriterionInput
    log: Log
    values: Values | None = None
    missing: tuple[str, ...] = ()
    problems: tuple[InputProblem, ...] = ()
    not_applicable: NotApplicable | None = None


def prepare(scheme: Scheme) -> list[Item]:
    """The criteria of a scheme, made ready."""
    return [make_item(scheme, criterion) for criterion in scheme.criteria()]


def make_item(scheme: Scheme, criterion: Criterion) -> Item:
    """One criterion, made ready."""
    terms = criterion.terms
    fields = criterion.formula.fields(terms)
    names = {each.name: each for each in fields}
    rule, mode = criterion.formula.rule(terms), scheme.na_mode(criterion)
    return Item(criterion, terms, fields, names, rule, mode, scheme.rounding)


def read(item: Item, given: CriterionInput) -> Reading:
    """Check the inputs of one criterion. Never raises; what is wrong is in the reading."""
    log = Log()
    if not item.fields:
        message = "công thức của tiêu chí chưa có số liệu đầu vào nào. Cần bổ sung vào bảng chấm."
        return Reading(given, log, problems=(InputProblem(item.criterion.code, "", "no_input", message),))
    if given.not_applicable is not None:
        return _whole_na(item, given, given.not_applicable, log)
    raw, absent, problems = _clean(item, given, log)
    for name in absent:
        approval = given.fields[name].not_applicable
        if approval is not None and not problems and (not item.names[name].may_not_apply or _all_absent(item, absent)):
            return _whole_na(item, given, approval, log)
    if problems:
        return Reading(given, log, problems=tuple(problems))
    values = Values(raw, frozenset(absent))
    missing = tuple(each.label for each in item.criterion.formula.missing(values, item.fields))
    return Reading(given, log, None if missing else values, missing)


def _all_absent(item: Item, absent: list[str]) -> bool:
    return all(each.name in absent for each in item.fields if each.required)


def _whole_na(item: Item, given: CriterionInput, approval: NotApplicable, log: Log) -> Reading:
    found = _approval_problem(item, approval)
    if item.na_mode is NaMode.REFUSE:
        message = "bảng chấm không cho ghi «không áp dụng» ở tiêu chí này. Hãy nhập số liệu."
        found = InputProblem(item.criterion.code, "", "na_refused", message)
    if found:
        return Reading(given, log, problems=(found,))
    return Reading(given, log, not_applicable=approval)


def _approval_problem(item: Item, approval: NotApplicable, field: str = "") -> InputProblem | None:
    if approval.approved_by.strip() and approval.reason.strip():
        return None
    message = "ghi «không áp dụng» phải kèm người duyệt và lý do."
    return InputProblem(item.criterion.code, field, "na_unapproved", message)


def _clean(item: Item, given: CriterionInput, log: Log) -> tuple[dict[str, Raw], list[str], list[InputProblem]]:
    """Clean values, names of fields that do not apply, and problems."""
    code = item.criterion.code
    raw: dict[str, Raw] = {}
    absent: list[str] = []
    problems: list[InputProblem] = []
    for name in sorted(given.fields.keys() - item.names.keys()):
        message = f"không có số liệu nào tên «{name}» ở tiêu chí này."
        problems.append(InputProblem(code, name, "unknown_field", message))
    for field in item.fields:
        entry = given.fields.get(field.name, _NOTHING)
        if entry.not_applicable is not None:
            absent.append(field.name)
            fault = _approval_problem(item, entry.not_applicable, field.name)
            problems += [fault] if fault else []
            log.add(
                "na.field",
                label=field.label,
                reason=entry.not_applicable.reason,
                approved_by=entry.not_applicable.approved_by,
            )
        elif entry.value is not None:
            _take(field, entry, code, raw, problems, log)
    return raw, absent, problems


_NOTHING = Input()


def _take(field: Field, entry: Input, code: str, raw: dict[str, Raw], problems: list[InputProblem], log: Log) -> None:
    assert entry.value is not None
    try:
        value = field.clean(entry.value)
    except CannotScore as exc:
        problems.append(InputProblem(code, field.name, exc.code, exc.message))
        return
    raw[field.name] = value
    if entry.source:
        shown = field.shown(value) if isinstance(value, (str, tuple)) else value
        log.add("source", label=field.label, value=shown, unit=suffix(field.unit), source=entry.source)
