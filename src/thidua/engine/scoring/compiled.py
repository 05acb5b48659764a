"""A scheme made ready for many sheets. It remembers results by the figures they came from: equal figures give the very
same result, with its trace, and after a change only what depends on it is computed again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import is_
from typing import Any

from thidua.engine.scoring.evaluate import conclude
from thidua.engine.scoring.inputs import CriterionInput, Input, SheetInputs
from thidua.engine.scoring.model import Scheme
from thidua.engine.scoring.problems import CannotScore, InputProblem, SchemeError, SchemeProblem
from thidua.engine.scoring.ranking import rank
from thidua.engine.scoring.reading import Item, Reading, prepare, read
from thidua.engine.scoring.results import ClusterResult, CriterionResult, SheetResult
from thidua.engine.scoring.totals import total_sheet

_EMPTY = CriterionInput()
_MOST = 20_000  # results remembered for one scheme
_ROUNDS = 3
_Key = tuple[Any, ...]


def _mark(entry: Input) -> _Key:
    """What tells one figure from another, to the last digit: 1, 1.0 and True are three figures."""
    value = entry.value
    return value.__class__, str(value), entry.source, entry.not_applicable


def key_of(given: CriterionInput) -> _Key:
    """What tells the inputs of one criterion from others."""
    fields = given.fields
    key: _Key
    if len(fields) == 1:
        ((name, entry),) = fields.items()
        value = entry.value
        key = (name, value.__class__, str(value), entry.source, entry.not_applicable)
    else:
        key = tuple([(name, *_mark(entry)) for name, entry in fields.items()])
    by_hand = given.override
    if by_hand is None and given.not_applicable is None:
        return key
    return key, given.not_applicable, by_hand and (str(by_hand.points), by_hand.reason, by_hand.by)


class Compiled:
    """One scheme, ready. Use inside `exactly()`."""

    def __init__(self, scheme: Scheme) -> None:
        codes = [each.code for each in scheme.nodes()]
        if len(codes) != len(set(codes)):
            doubled = sorted({code for code in codes if codes.count(code) > 1})
            raise SchemeError([SchemeProblem(code, "mã này khai nhiều lần trong bảng chấm") for code in doubled])
        self.scheme = scheme
        self._items = prepare(scheme)
        self._roles = {item.criterion.code: item.criterion.roles for item in self._items}
        self._known: dict[str, dict[_Key, CriterionResult]] = {code: {} for code in self._roles}
        # the last few of each: the rounds of one sheet are scored in turn
        self._clusters: dict[str, tuple[tuple[_Key, dict[str, CriterionResult]], ...]] = {}
        self._sheets: dict[str, tuple[tuple[_Key, list[CriterionResult], SheetResult], ...]] = {}
        self._count = 0

    def sheet(self, inputs: SheetInputs, unit: str) -> SheetResult:
        """One sheet alone."""
        results = {}
        for item in self._items:
            code, roles = item.criterion.code, item.criterion.roles
            if not roles or inputs.role in roles:
                results[code] = self._alone(item, inputs.criteria.get(code, _EMPTY))
        return self._total(unit, inputs, results)

    def cluster(self, inputs: Mapping[str, SheetInputs], decided: Sequence[Sequence[str]] = ()) -> ClusterResult:
        """All sheets of a cluster and their ranking."""
        units = sorted(inputs)
        results: dict[str, dict[str, CriterionResult]] = {unit: {} for unit in units}
        for item in self._items:
            code, roles = item.criterion.code, item.criterion.roles
            if item.criterion.formula.relative:
                given = {u: inputs[u].criteria.get(code, _EMPTY) for u in units if not roles or inputs[u].role in roles}
                for unit, result in self._together(item, given).items():
                    results[unit][code] = result
                continue
            known = self._known[code]
            for unit in units:
                sheet = inputs[unit]
                if not roles or sheet.role in roles:
                    entered = sheet.criteria.get(code, _EMPTY)
                    results[unit][code] = known.get(key_of(entered)) or self._alone(item, entered)
        sheets = {unit: self._total(unit, inputs[unit], results[unit]) for unit in units}
        return ClusterResult(sheets, tuple(rank(sheets, self.scheme, decided)))

    def _alone(self, item: Item, given: CriterionInput) -> CriterionResult:
        """One criterion that depends on its own figures only."""
        key, known = key_of(given), self._known[item.criterion.code]
        found = known.get(key)
        if found is None:
            found = conclude(item, read(item, given))
            self._remember(1)
            known[key] = found
        return found

    def _remember(self, weight: int) -> None:
        """Make room: what was remembered is only quicker, never different."""
        self._count += weight
        if self._count > _MOST:
            self._count = 0
            for known in self._known.values():
                known.clear()
            self._clusters.clear()
            self._sheets.clear()

    def _together(self, item: Item, given: Mapping[str, CriterionInput]) -> dict[str, CriterionResult]:
        """One criterion that compares units, for all units that have it."""
        code = item.criterion.code
        key = tuple((unit, key_of(each)) for unit, each in given.items())
        recent = self._clusters.get(code, ())
        for known, results in recent:
            if known == key:
                return results
        made = _across(item, given)
        self._clusters[code] = ((key, made), *recent[: _ROUNDS - 1])
        return made

    def _total(self, unit: str, inputs: SheetInputs, results: dict[str, CriterionResult]) -> SheetResult:
        """The sheet; the one of last time when nothing in it changed."""
        facts = tuple((name, *_mark(each)) for name, each in inputs.facts.items())
        key: _Key = (inputs.role, facts, tuple(inputs.criteria))
        recent, now = self._sheets.get(unit, ()), list(results.values())
        for known, then, sheet in recent:
            if known == key and len(now) == len(then) and all(map(is_, now, then)):
                return sheet
        made = total_sheet(self.scheme, unit, inputs, results, self._strangers(inputs))
        self._remember(len(now) // 8)
        self._sheets[unit] = ((key, now, made), *recent[: _ROUNDS - 1])
        return made

    def _strangers(self, inputs: SheetInputs) -> tuple[InputProblem, ...]:
        """Problems of the sheet as a whole: inputs for criteria that it does not have, a role that does not exist."""
        problems = []
        for code in sorted(code for code in inputs.criteria if not self._has(code, inputs.role)):
            if code not in self._roles:
                message = "bảng chấm không có tiêu chí này. Hãy kiểm tra mã tiêu chí."
                problems.append(InputProblem(code, "", "unknown_criterion", message))
            else:
                message = "tiêu chí này không dành cho đối tượng của bảng chấm này."
                problems.append(InputProblem(code, "", "other_role", message))
        roles = self.scheme.roles
        if roles and inputs.role not in roles:
            message = f"đối tượng «{inputs.role}» không có trong bảng chấm; phải là một trong: {', '.join(roles)}."
            problems.append(InputProblem("", "role", "unknown_role", message))
        return tuple(problems)

    def _has(self, code: str, role: str) -> bool:
        roles = self._roles.get(code)
        return roles is not None and (not roles or role in roles)


def _across(item: Item, given: Mapping[str, CriterionInput]) -> dict[str, CriterionResult]:
    """One criterion for all units that have it."""
    readings = {unit: read(item, each) for unit, each in given.items()}
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
