"""Reading a scheme: every wrong field is named with its path, in Vietnamese; storage is plain JSON."""

import json
from decimal import Decimal
from typing import Any

import pytest

from thidua.engine.scoring import (
    CriterionInput,
    FieldKind,
    Finding,
    Input,
    InputState,
    NotApplicable,
    SchemeError,
    SheetInputs,
    check_scheme,
    given,
    given_fields,
    input_fields,
    input_problems,
    inputs_from_data,
    not_applicable,
    scheme_from_data,
    scheme_to_data,
    score_sheet,
)
from thidua.engine.scoring.formulas.base import Formula, formula
from thidua.engine.scoring.formulas.expression import ExpressionError, names_in, number
from thidua.engine.scoring.trace import phrases


def scheme_with(criterion: dict[str, Any], **more: Any) -> dict[str, Any]:
    children = [{"code": "I.1", "label": "Thu ngân sách", "maximum": 10, **criterion}]
    return {
        "code": "s",
        "version": "1",
        "title": "Bảng chấm",
        "groups": [{"code": "I", "label": "Nhóm I", "children": children}],
        **more,
    }


HERE = "groups › I › children › I.1"
DIRECT = {"kind": "direct"}
SIDE = {"code": "s", "label": "Sớm", "columns": [{"gte": 0}], "cells": [[1]]}

WRONG = [
    ({"formula": {"kind": "lader"}}, f"{HERE} › formula", "không có loại công thức «lader»; các loại: all_conditions,"),
    ({"formula": {}}, f"{HERE} › formula", "không có loại công thức «None»"),
    ({"formula": 5}, f"{HERE} › formula", "phải là một nhóm trường, đang là «5»"),
    ({}, f"{HERE} › formula", "thiếu trường này"),
    ({"formula": DIRECT, "maximun": 4}, f"{HERE} › maximun", "không có trường này; có phải là «maximum»?"),
    ({"formula": DIRECT, "maximum": "0,5"}, f"{HERE} › maximum", "phải là một con số (dấu chấm thập phân, ví dụ 0.5)"),
    ({"formula": DIRECT, "maximum": True}, f"{HERE} › maximum", "phải là một con số"),
    ({"formula": DIRECT, "maximum": float("nan")}, f"{HERE} › maximum", "phải là một con số"),
    ({"formula": DIRECT, "maximum": -1, "floor": "unlimited"}, f"{HERE} › maximum", "điểm tối đa không được âm"),
    ({"formula": DIRECT, "floor": 11}, f"{HERE} › floor", "điểm thấp nhất không được lớn hơn điểm tối đa"),
    ({"formula": DIRECT, "evidence": "có"}, f"{HERE} › evidence", "phải là true hoặc false, đang là «có»"),
    ({"formula": DIRECT, "roles": "xa"}, f"{HERE} › roles", "phải là một danh sách, đang là «xa»"),
    ({"formula": DIRECT, "not_applicable": "bỏ"}, f"{HERE} › not_applicable", "phải là một trong: drop, full, refuse"),
    ({"formula": DIRECT, "kind": "direct"}, HERE, "trường «kind» chỉ dùng trong công thức"),
    ({"formula": DIRECT, "code": " "}, "groups › I › children ›   › code", "mã không được để trống"),
    (
        {"formula": {"kind": "ladder", "bands": [{"gte": 5, "points": 1}, {"lt": 5}]}},
        f"{HERE} › formula › bands › mục 2",
        "phải khai đúng một: points (điểm), delta",
    ),
    (
        {"formula": {"kind": "ladder", "bands": [{"gte": 9, "lt": 5, "points": 1}]}},
        f"{HERE} › formula › bands › mục 1",
        "khoảng rỗng: đầu dưới lớn hơn đầu trên",
    ),
    (
        {"formula": {"kind": "ladder", "bands": [{"gte": 9, "gt": 5, "points": 1}]}},
        f"{HERE} › formula › bands › mục 1 › gt",
        "chỉ được khai một trong hai đầu dưới gt, gte",
    ),
    (
        {"formula": {"kind": "events", "lines": [{"code": "a", "label": "A"}]}},
        f"{HERE} › formula › lines › a",
        "phải khai đúng một: points",
    ),
    (
        {"formula": {"kind": "deadline", "due": "31/01"}},
        f"{HERE} › formula › due",
        "phải là một ngày (ví dụ 2026-01-31)",
    ),
    ({"formula": {"kind": "direct", "step": 0}}, f"{HERE} › formula › step", "bước chấm phải lớn hơn 0"),
    ({"formula": {"kind": "percent_of_target", "step": 0}}, f"{HERE} › formula › step", "bước phải lớn hơn 0"),
    (
        {"formula": {"kind": "step_above", "start": 1, "each": 1, "step": -1}},
        f"{HERE} › formula › step",
        "bước phải lớn hơn 0",
    ),
    (
        {"formula": {"kind": "matrix", "rows": [{}], "sides": [{**SIDE, "cells": [[1], [2]]}]}},
        f"{HERE} › formula › sides › s › cells",
        "bảng phải có 1 hàng × 1 cột",
    ),
    (
        {"formula": {"kind": "matrix", "rows": [{}], "sides": [{**SIDE, "only_if_zero": "x"}]}},
        f"{HERE} › formula › sides › s › only_if_zero",
        "không có số liệu «x»",
    ),
    (
        {"formula": {"kind": "ladder", "bands": [{"eq": 9, "gt": 5, "points": 1}, {"lt": 1, "lte": 1, "points": 0}]}},
        f"{HERE} › formula › bands › mục 1 › eq",
        "đã khai eq (bằng) thì không khai thêm đầu nào khác",
    ),
    ({"formula": DIRECT, "bonus_max": -1}, f"{HERE} › bonus_max", "điểm thưởng tối đa không được âm"),
    ({"formula": DIRECT, "label": {"a": 1}}, f"{HERE} › label", "phải là một giá trị đơn, không phải nhóm trường"),
    ({"formula": {"kind": "linear", "full": 0}}, f"{HERE} › formula › full", "mức đủ điểm trùng với mức 0 điểm"),
]


@pytest.mark.parametrize(("criterion", "path", "message"), WRONG)
def test_a_wrong_field_is_named_with_its_path(criterion: dict[str, Any], path: str, message: str) -> None:
    with pytest.raises(SchemeError) as caught:
        scheme_from_data(scheme_with(criterion))
    assert caught.value.problems[0].path == path
    assert len({problem.path for problem in caught.value.problems}) <= 2
    assert message in caught.value.problems[0].message


def test_all_wrong_fields_are_reported_at_once() -> None:
    data = scheme_with({"maximum": "x", "formula": {"kind": "y"}}, rounding={"places": 9}, lables={})
    del data["title"]
    with pytest.raises(SchemeError) as caught:
        scheme_from_data(data)
    assert {problem.path for problem in caught.value.problems} == {
        "lables",
        "title",
        "rounding › places",
        f"{HERE} › maximum",
        f"{HERE} › formula",
    }
    assert str(caught.value).count("\n") == 4


def test_a_scheme_is_stored_as_plain_json_without_defaults() -> None:
    formula_ = {"kind": "percent_of_target", "loss": "0.2", "gain": 0.1}
    data = scheme_with({"formula": formula_, "bonus_max": "unlimited", "owner": "tc"})
    stored = scheme_to_data(scheme_from_data(data))
    assert stored == json.loads(json.dumps(stored))
    assert stored["groups"][0]["children"][0] == {
        "code": "I.1",
        "label": "Thu ngân sách",
        "maximum": 10,
        "bonus_max": "unlimited",
        "owner": "tc",
        "formula": {"kind": "percent_of_target", "loss": "0.2", "gain": "0.1"},
    }
    assert set(stored) == {"code", "version", "title", "groups"}


def test_a_scheme_with_one_code_twice_is_found_at_design_and_refused_when_scoring() -> None:
    data = scheme_with({"formula": DIRECT})
    data["groups"][0]["children"] *= 2
    scheme = scheme_from_data(data)
    assert "duplicate_code" in {finding.code for finding in check_scheme(scheme)}
    with pytest.raises(SchemeError, match=r"I\.1: mã này khai nhiều lần trong bảng chấm"):
        score_sheet(scheme, inputs_from_data({}))


def test_a_finding_reads_as_a_sentence() -> None:
    findings = check_scheme(scheme_from_data(scheme_with({"formula": DIRECT})))
    assert [str(finding) for finding in findings] == ["I.1: chưa giao cho phòng, ban nào thẩm định"]
    assert isinstance(findings[0], Finding)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"criteria": {"a": {"override": {"points": 1}}}}, "criteria › a › override › reason"),
        ({"criteria": {"a": {"not_applicable": {"reason": "x"}}}}, "criteria › a › not_applicable › approved_by"),
        ({"criteria": {"a": float("inf")}}, "criteria › a"),
        ({"sheet": {}}, "sheet"),
    ],
)
def test_wrong_inputs_are_named_with_their_path(data: dict[str, Any], path: str) -> None:
    with pytest.raises(SchemeError) as caught:
        inputs_from_data(data)
    assert path in [problem.path for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('x')",
        "a.b",
        "a[0]",
        "(lambda: 1)()",
        "a if b else c",
        "2 ** 99",
        "1e999999999",
        "0x10",
        "True",
        "'a'",
        "min()",
        "min(a, key=b)",
        "eval(a)",
        "a +",
        "(" * 400 + "1" + ")" * 400,
        "1+" * 300 + "1",
        "a," * 3,
        "-" * 210 + "a",
    ],
)
def test_the_formula_language_refuses_everything_else(text: str) -> None:
    with pytest.raises(ExpressionError):
        names_in(text)


def test_the_formula_language_is_exact() -> None:
    assert number("0.1 + 0.2", {}) * 10 == 3
    assert names_in("min(so_ho_so, 3) / tổng") == {"so_ho_so", "tổng"}


def test_two_kinds_or_two_sentences_cannot_share_a_name() -> None:
    class Second(Formula):
        kind = "direct"
        name = "Trùng"

    with pytest.raises(ValueError, match="direct"):
        formula(Second)
    with pytest.raises(ValueError, match="rounding"):
        phrases({"rounding": "x"})


def test_a_form_knows_what_an_indicator_may_fill() -> None:
    scheme = scheme_from_data(
        scheme_with({"formula": {"kind": "percent_of_target", "unit": "ha"}, "indicator": "KT-01"})
    )
    (criterion,) = scheme.criteria()
    fields = criterion.formula.fields(criterion.terms)
    assert [(each.name, each.feed, each.kind, each.unit) for each in fields] == [
        ("plan", "target", FieldKind.NUMBER, "ha"),
        ("actual", "result", FieldKind.NUMBER, "ha"),
    ]


def test_wrong_settings_of_the_whole_scheme_are_named() -> None:
    data = scheme_with({"formula": DIRECT}, total={"bonus_max": -1}, labels=[], gates=[{"code": "g", "label": "Chặn"}])
    data["groups"][0] |= {"bonus_max": -2, "code": ""}
    data["gates"].append({"code": "h", "label": "Hạ bậc", "when": "x", "effect": "demote", "steps": 0})
    with pytest.raises(SchemeError) as caught:
        scheme_from_data(data)
    assert {problem.path for problem in caught.value.problems} == {
        "total › bonus_max",
        "labels",
        "gates › g",
        "gates › h › steps",
        "groups › mục 1 › bonus_max",
        "groups › mục 1 › code",
    }


def test_an_empty_value_stands_for_what_is_not_there() -> None:
    scheme = scheme_from_data(scheme_with({"formula": {"kind": "events", "gate": None}}))
    assert scheme == scheme_from_data(scheme_with({"formula": {"kind": "events"}}))


def test_inputs_are_checked_while_they_are_typed() -> None:
    scheme = scheme_from_data(scheme_with({"formula": {"kind": "percent_of_target", "loss": 1}}))
    criterion = scheme.criterion("I.1")
    assert [field.label for field in input_fields(criterion)] == ["Kế hoạch", "Thực hiện"]
    assert input_problems(scheme, criterion, CriterionInput()) == ()
    assert input_problems(scheme, criterion, given_fields(plan=100)) == ()
    (problem,) = input_problems(scheme, criterion, given_fields("báo cáo quý 4", plan=0, actual=Decimal("1.5")))
    assert (problem.criterion, problem.field, problem.code) == ("I.1", "plan", "zero_target")
    assert str(problem) == (
        "Tiêu chí I.1: kế hoạch bằng 0 nên không tính được phần trăm. Hãy sửa kế hoạch, hoặc ghi không áp dụng."
    )
    with pytest.raises(KeyError):
        scheme.criterion("I.2")


def test_the_four_states_of_an_input() -> None:
    states = [Input().state, Input(0).state, Input(Decimal("0.00")).state, Input(Decimal(3)).state, Input(False).state]
    assert [state.label for state in states] == ["chưa nhập", "bằng 0", "bằng 0", "có số liệu", "có số liệu"]
    absent = Input(not_applicable=NotApplicable("Trưởng cụm", "không giao"))
    assert absent.state is InputState.NOT_APPLICABLE
    assert absent.state.label == "không áp dụng"


def test_inputs_can_be_built_in_code() -> None:
    scheme = scheme_from_data(scheme_with({"formula": DIRECT}))
    scored = score_sheet(scheme, SheetInputs({"I.1": given(Decimal("7.5"), "biên bản")}), "xa-1")
    assert (scored.unit, scored.total, scored.state.label) == ("xa-1", Decimal("7.5"), "Đủ số liệu")
    absent = score_sheet(scheme, SheetInputs({"I.1": not_applicable("Trưởng cụm", "không giao")}))
    assert absent.criteria["I.1"].state.label == "không áp dụng"
    assert (absent.total, absent.denominator, absent.label) == (None, 0, "Chưa chấm")
