"""Every case of cases/*.yaml through the engine; the form is told in cases/README.md."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.engine.scoring import (
    CriterionResult,
    Quota,
    Ranked,
    RoundingMode,
    Scheme,
    SheetResult,
    allot,
    check_scheme,
    inputs_from_data,
    scheme_from_data,
    scheme_to_data,
    score_cluster,
    score_sheet,
    sentences,
)

CASES = Path(__file__).parent / "cases"
ONLY = "T1"  # the code given to the one criterion of a case


def _load() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(case, id=f"{path.stem}-{case['id']}"))
    return found


def _scheme(case: dict[str, Any]) -> Scheme:
    if "scheme" in case:
        data = {"code": case["id"], "version": "1", "title": case["what"], **case["scheme"]}
    else:
        criterion = {"code": ONLY, "label": case["what"], **case["criterion"]}
        group = {"code": "N", "label": "Nhóm", "children": [criterion]}
        data = {"code": case["id"], "version": "1", "title": case["what"], "groups": [group]}
    if "rounding" in case:
        data["rounding"] = case["rounding"]
    return scheme_from_data(data)


def _same(wanted: Any, got: Any) -> bool:
    return got is None if wanted is None else Decimal(str(wanted)) == got


def _check_criterion(wanted: dict[str, Any], result: CriterionResult, where: str) -> None:
    told = sentences(result.trace)
    if "points" in wanted:
        assert _same(wanted["points"], result.points), (where, result.points, told)
    if "computed" in wanted:
        assert _same(wanted["computed"], result.computed), (where, result.computed)
    if "denominator" in wanted:
        assert _same(wanted["denominator"], result.maximum), (where, result.maximum)
    state = wanted.get("state", "scored" if "points" in wanted else None)
    if state:
        assert result.state == state, (where, result.state, told)
    if state in ("pending", "invalid"):
        assert result.points is None, where
    assert [problem.code for problem in result.problems] == ([wanted["problem"]] if "problem" in wanted else []), where
    for says in wanted.get("says", []):
        assert says in told, (where, says, told)


SHEET_NUMBERS = ("total", "percent", "denominator", "bonus", "penalty")


def _check_sheet(wanted: dict[str, Any], sheet: SheetResult, place: Ranked, where: str) -> None:
    told = sentences(sheet.trace)
    for part in (*sheet.groups.values(), *sheet.criteria.values()):
        told += sentences(part.trace)
    for name in SHEET_NUMBERS:
        if name in wanted:
            assert _same(wanted[name], getattr(sheet, name)), (where, name, getattr(sheet, name), told)
    for name in ("label", "state"):
        if name in wanted:
            assert getattr(sheet, name) == wanted[name], (where, name, getattr(sheet, name), told)
    if "pending" in wanted:
        assert list(sheet.pending) == wanted["pending"], where
    for name in ("place", "reason", "provisional"):
        if name in wanted:
            assert getattr(place, name) == wanted[name], (where, name, getattr(place, name))
    if "tied_with" in wanted:
        assert list(place.tied_with) == wanted["tied_with"], where
    assert [problem.code for problem in sheet.problems] == ([wanted["problem"]] if "problem" in wanted else []), where
    for says in wanted.get("says", []):
        assert says in told, (where, says, told)


def _check_units(case: dict[str, Any], scheme: Scheme) -> None:
    units = case["units"]
    entered = {
        unit: inputs_from_data(
            {
                "criteria": wanted["sheet"] if "sheet" in wanted else {ONLY: wanted["input"]},
                "facts": wanted.get("facts", {}),
                "role": wanted.get("role", ""),
            }
        )
        for unit, wanted in units.items()
    }
    cluster = score_cluster(scheme, entered)
    places = {ranked.unit: ranked for ranked in cluster.ranking}
    for unit, wanted in units.items():
        where = f"{case['id']} {unit}"
        if "sheet" in wanted:
            _check_sheet(wanted, cluster.sheets[unit], places[unit], where)
        else:
            _check_criterion(wanted, cluster.sheets[unit].criteria[ONLY], where)


def _check_quotas(case: dict[str, Any]) -> None:
    quotas = [
        Quota(
            code=each["code"],
            label=each["label"],
            of=each["of"],
            part=Decimal(str(each.get("part", 100))),
            whole=Decimal(str(each.get("whole", 100))),
            rounding=RoundingMode(each.get("rounding", "down")),
            less=tuple(each.get("less", ())),
        )
        for each in case["quotas"]
    ]
    found = allot(quotas, case["bases"])
    assert {code: allotment.count for code, allotment in found.items()} == case["counts"]
    told = [text for allotment in found.values() for text in sentences(allotment.trace)]
    for says in case.get("says", []):
        assert says in told, told


@pytest.mark.parametrize("case", _load())
def test_case(case: dict[str, Any]) -> None:
    if "quotas" in case:
        _check_quotas(case)
        return
    scheme = _scheme(case)
    assert scheme_from_data(scheme_to_data(scheme)) == scheme
    assert case.keys() & {"cases", "units", "findings"}, "a case that checks nothing"
    if "findings" in case:
        findings = check_scheme(scheme)
        assert sorted(each.code for each in findings) == sorted(case["findings"]), [str(each) for each in findings]
    for number, wanted in enumerate(case.get("cases", []), 1):
        sheet = score_sheet(scheme, inputs_from_data({"criteria": {ONLY: wanted["input"]}}))
        _check_criterion(wanted, sheet.criteria[ONLY], f"{case['id']} {number}")
    if "units" in case:
        _check_units(case, scheme)


def test_ids_are_unique() -> None:
    ids = [param.values[0]["id"] for param in _load()]
    assert len(ids) == len(set(ids))
