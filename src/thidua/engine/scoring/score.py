"""Score one sheet, or a whole cluster where formulas compare units."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from thidua.engine.scoring.evaluate import conclude
from thidua.engine.scoring.exact import exactly
from thidua.engine.scoring.inputs import CriterionInput, SheetInputs
from thidua.engine.scoring.model import Scheme
from thidua.engine.scoring.problems import CannotScore, InputProblem, SchemeError, SchemeProblem
from thidua.engine.scoring.ranking import rank
from thidua.engine.scoring.reading import Item, Reading, prepare, read
from thidua.engine.scoring.results import ClusterResult, CriterionResult, SheetResult
from thidua.engine.scoring.totals import total_sheet

_EMPTY = CriterionInput()


def score_sheet(scheme: Scheme, inputs: SheetInputs, unit: str = "") -> SheetResult:
    """One sheet alone. Criteria that compare units stay pending: they need `score_cluster`.

    Never raises for a wrong input: the problem is in the result, and that criterion has no points. Raises SchemeError
    when two criteria or groups of the scheme share a code.
    """
    with exactly():
        items = _items(scheme)
        results = {
            item.criterion.code: conclude(item, read(item, inputs.criteria.get(item.criterion.code, _EMPTY)))
            for item in items
            if _applies(item, inputs)
        }
        return total_sheet(scheme, unit, inputs, results, _strangers(scheme, inputs))


def score_cluster(
    scheme: Scheme, inputs: Mapping[str, SheetInputs], decided: Sequence[Sequence[str]] = ()
) -> ClusterResult:
    """All sheets of a cluster, by unit code, and their ranking. The order of entry makes no difference.

    ``decided``: ties that the council has put in order (see ``rank``).

    A criterion that compares units is provisional for everybody until the inputs of all its units are in.
    """
    with exactly():
        units = sorted(inputs)
        results: dict[str, dict[str, CriterionResult]] = {unit: {} for unit in units}
        for item in _items(scheme):
            given = {unit: inputs[unit] for unit in units if _applies(item, inputs[unit])}
            for unit, result in _across(item, given).items():
                results[unit][item.criterion.code] = result
        sheets = {
            unit: total_sheet(scheme, unit, inputs[unit], results[unit], _strangers(scheme, inputs[unit]))
            for unit in units
        }
        return ClusterResult(sheets, tuple(rank(sheets, scheme, decided)))


def _across(item: Item, given: Mapping[str, SheetInputs]) -> dict[str, CriterionResult]:
    """One criterion for all units that have it."""
    code = item.criterion.code
    readings = {unit: read(item, inputs.criteria.get(code, _EMPTY)) for unit, inputs in given.items()}
    if not item.criterion.formula.relative:
        return {unit: conclude(item, reading) for unit, reading in readings.items()}
    standings: list[Any] = []
    waiting: list[str] = []
    for unit, reading in readings.items():
        readings[unit] = reading = _compared(item, reading, standings)
        if reading.values is None and reading.not_applicable is None:
            waiting.append(unit)
    survey = item.criterion.formula.survey(standings, item.terms)
    return {unit: conclude(item, reading, survey, tuple(waiting)) for unit, reading in readings.items()}


def _compared(item: Item, reading: Reading, standings: list[Any]) -> Reading:
    """Enter a unit's figure into the comparison; a figure that cannot be compared becomes a problem of that unit."""
    if reading.values is None:
        return reading
    try:
        standings.append(item.criterion.formula.standing(reading.values, item.terms))
    except CannotScore as exc:
        problem = InputProblem(item.criterion.code, exc.field, exc.code, exc.message)
        return replace(reading, values=None, problems=(problem,))
    return reading


def _items(scheme: Scheme) -> list[Item]:
    codes = [each.code for each in scheme.nodes()]
    if len(codes) != len(set(codes)):
        doubled = sorted({code for code in codes if codes.count(code) > 1})
        raise SchemeError([SchemeProblem(code, "mã này khai nhiều lần trong bảng chấm") for code in doubled])
    return prepare(scheme)


def _applies(item: Item, inputs: SheetInputs) -> bool:
    return not item.criterion.roles or inputs.role in item.criterion.roles


def _strangers(scheme: Scheme, inputs: SheetInputs) -> tuple[InputProblem, ...]:
    """Problems of the sheet as a whole: inputs for criteria that it does not have, a role that does not exist."""
    known = {each.code: each.roles for each in scheme.criteria()}
    problems = []
    for code in sorted(inputs.criteria):
        if code not in known:
            message = "bảng chấm không có tiêu chí này. Hãy kiểm tra mã tiêu chí."
            problems.append(InputProblem(code, "", "unknown_criterion", message))
        elif known[code] and inputs.role not in known[code]:
            message = "tiêu chí này không dành cho đối tượng của bảng chấm này."
            problems.append(InputProblem(code, "", "other_role", message))
    if scheme.roles and inputs.role not in scheme.roles:
        message = f"đối tượng «{inputs.role}» không có trong bảng chấm; phải là một trong: {', '.join(scheme.roles)}."
        problems.append(InputProblem("", "role", "unknown_role", message))
    return tuple(problems)
