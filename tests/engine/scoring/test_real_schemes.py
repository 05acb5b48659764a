"""Real schemes: they load, their known faults are found, a real dossier gives the total of its minutes."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from thidua.engine.scoring import (
    Field,
    FieldKind,
    Scheme,
    SheetState,
    check_scheme,
    input_fields,
    inputs_from_data,
    rule_text,
    scheme_from_data,
    scheme_to_data,
    score_sheet,
    sentences,
)

Named = Callable[[str], Scheme]

NAMES = ["tien_giang_2023", "dien_luc_2026", "moi_loai"]


@pytest.mark.parametrize("name", NAMES)
def test_a_real_scheme_survives_storage_and_tells_its_rules(scheme_named: Named, name: str) -> None:
    scheme = scheme_named(name)
    assert scheme_from_data(scheme_to_data(scheme)) == scheme
    for criterion in scheme.criteria():
        assert rule_text(scheme.criterion(criterion.code)).endswith(".")


def test_tien_giang_has_36_criteria_of_100_points_and_its_known_faults(scheme_named: Named) -> None:
    scheme = scheme_named("tien_giang_2023")
    criteria = list(scheme.criteria())
    assert (len(criteria), sum(each.maximum for each in criteria)) == (36, 100)
    assert [(each.place, each.code, each.message) for each in check_scheme(scheme)] == [
        ("C1", "band_gap", "giá trị từ 0% đến dưới 96% không thuộc bậc nào"),
        ("C1", "band_gap", "giá trị bằng 98% không thuộc bậc nào"),
        ("C2", "band_gap", "giá trị từ 0% đến dưới 70% không thuộc bậc nào"),
        ("C2", "band_gap", "giá trị bằng 90% không thuộc bậc nào"),
        (
            "2.1",
            "deduction_above_maximum",
            "«Người bị cảnh cáo trở lên» trừ tới 2 điểm trong khi tiêu chí chỉ có 1 điểm để trừ",
        ),
    ]
    assert scheme.owners()["a4"] == "qldd"


def test_dien_luc_has_47_criteria_of_100_points_and_its_known_faults(scheme_named: Named) -> None:
    scheme = scheme_named("dien_luc_2026")
    criteria = list(scheme.criteria())
    assert (len(criteria), sum(each.maximum for each in criteria)) == (47, 100)
    assert {(each.place, each.code) for each in check_scheme(scheme)} == {
        ("B1", "band_overlap"),
        ("B15", "no_owner"),
        ("B21", "band_overlap"),
    }


def _nothing_happened(field: Field) -> Any:
    """No event, no violation: zero of everything that is counted."""
    return False if field.kind is FieldKind.FLAG else 0


def _cai_lay(scheme: Scheme) -> dict[str, Any]:
    """The dossier of Cai Lậy 2022 as its minutes agreed it; overrides where the minutes leave the table of 2023."""
    criteria: dict[str, Any] = {
        each.code: {field.name: _nothing_happened(field) for field in input_fields(each) if field.required}
        for each in scheme.criteria()
    }
    agreed = {"reason": "biên bản ngày 09/12/2022", "by": "Đoàn kiểm tra của Sở"}
    criteria["a4"] |= {"a4.1.2": 99.44, "a4.2.2": True}
    criteria["a7"] |= {"a7.6": 4}
    criteria["b2"] |= {"b2.5": True}
    criteria["b3"] |= {"b3.1": True}
    criteria["C1"] = {"numerator": 12091, "denominator": 12300}
    criteria["C2"] = {"value": 97.7, "override": {"points": 5.7, **agreed}}
    criteria["C3.3"] = 1
    criteria["C4.1"] = True
    criteria["C4.2"] = {"value": True, "override": {"points": 2.5, **agreed}}
    criteria["C5.1"] = {"C5.1.1": True, "C5.1.2": True}
    criteria["d1"] = 155
    criteria["d2"] |= {"d2.3": 4, "override": {"points": 11, **agreed}}
    criteria["2.2"] |= {"2.2.1": 1}
    criteria["3.1"] = {
        "due": "2022-01-31",
        "actual": "2022-02-09",
        "override": {"points": 2, **agreed},
    }
    criteria["3.2"] |= {"3.2.1": True}
    criteria["3.3"] |= {"row": 1500, "som": 8}
    criteria["4.1"] = {"due": "2022-01-31", "actual": "2022-01-20"}
    criteria["4.3"] |= {"4.3.1": 5}
    return {"criteria": criteria, "facts": {"da_gui_bang_cham": True}}


def test_cai_lay_2022_gives_the_118_4_of_its_minutes(scheme_named: Named) -> None:
    scheme = scheme_named("tien_giang_2023")
    sheet = score_sheet(scheme, inputs_from_data(_cai_lay(scheme)))
    assert sheet.problems == ()
    assert (sheet.state, sheet.total, sheet.bonus) == (SheetState.COMPLETE, Decimal("118.4"), Decimal("18.4"))
    assert {code: sheet.groups[code].points for code in ("1", "a", "b", "C", "d", "2", "3", "4", "5")} == {
        "1": Decimal("94.4"),
        "a": 36,
        "b": 16,
        "C": Decimal("26.4"),
        "d": 16,
        "2": Decimal("2.5"),
        "3": Decimal("12.5"),
        "4": 4,
        "5": 5,
    }


def test_cai_lay_2022_shows_where_the_minutes_leave_the_table(scheme_named: Named) -> None:
    scheme = scheme_named("tien_giang_2023")
    sheet = score_sheet(scheme, inputs_from_data(_cai_lay(scheme)))
    differing = {
        code: (result.computed, result.points)
        for code, result in sheet.criteria.items()
        if result.computed != result.points
    }
    assert differing == {
        "C2": (Decimal("5.5"), Decimal("5.7")),
        "C4.2": (2, Decimal("2.5")),
        "d2": (9, 11),
        "3.1": (Decimal("1.5"), 2),
    }
    assert "Ngày ban hành kế hoạch: 09/02/2022, hạn 31/01/2022: trễ 9 ngày." in sentences(sheet.criteria["3.1"].trace)


def test_without_the_sheet_the_same_dossier_is_unranked(scheme_named: Named) -> None:
    scheme = scheme_named("tien_giang_2023")
    data = _cai_lay(scheme) | {"facts": {"da_gui_bang_cham": False}}
    sheet = score_sheet(scheme, inputs_from_data(data))
    assert (sheet.total, sheet.label) == (Decimal("118.4"), "Không xếp loại")
    assert sheet.unranked == ("Không gửi báo cáo giải trình và bảng tự chấm",)


def test_dien_luc_without_bonus_reaches_95(scheme_named: Named) -> None:
    scheme = scheme_named("dien_luc_2026")
    criteria: dict[str, Any] = {}
    for criterion in scheme.criteria():
        fields = input_fields(criterion)
        best = criterion.formula.kind in ("yes_no", "all_conditions")
        criteria[criterion.code] = {each.name: True if best else _nothing_happened(each) for each in fields}
    criteria["B1"] = {"value.1": 18, "value.2": 16, "value.3": 20}
    criteria["B2"] |= {"ho_so": 99}
    criteria |= {"B5": "cong_nhan", "B16": 99.99, "B17": "khong", "B20": {"gate": 90, "lan": 0}, "B21": 96}
    sheet = score_sheet(scheme, inputs_from_data({"criteria": criteria}))
    assert sheet.problems == ()
    assert (sheet.total, sheet.percent, sheet.label) == (95, 95, "Hoàn thành xuất sắc nhiệm vụ")
    assert sheet.deducted == 5
