"""Real schemes: they load, their known faults are found, a real dossier gives the total of its minutes."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from thidua.engine.scoring import (
    Field,
    FieldKind,
    RankBy,
    Scheme,
    SheetState,
    check_scheme,
    input_fields,
    inputs_from_data,
    rule_text,
    scheme_from_data,
    scheme_to_data,
    score_cluster,
    score_sheet,
    sentences,
)
from thidua.engine.scoring.schemetext import scheme_from_text

Named = Callable[[str], Scheme]

REAL = sorted(path.stem for path in (Path(__file__).parents[3] / "examples" / "schemes").glob("*.yaml"))
NAMES = [*REAL, "moi_loai"]


def test_the_five_real_schemes_are_there() -> None:
    assert REAL == ["dien_luc_2026", "mat_tran_dong_nai_2026", "quang_tri_2025", "tien_giang_2023", "truong_hoc_2026"]


@pytest.mark.parametrize("name", REAL)
def test_a_real_scheme_is_one_that_people_can_load(name: str) -> None:
    text = (Path(__file__).parents[3] / "examples" / "schemes" / f"{name}.yaml").read_text(encoding="utf-8")
    data, scheme = scheme_from_text(text)
    assert scheme_from_data(data) == scheme


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
        (
            "a2",
            "unreachable_bonus",
            "tiêu chí khai điểm thưởng (bonus_max) nhưng công thức không bao giờ cho điểm vượt tối đa",
        ),
        ("C1", "band_gap", "giá trị từ 0% đến dưới 96% không thuộc bậc nào"),
        ("C1", "band_gap", "giá trị bằng 98% không thuộc bậc nào"),
        ("C2", "band_gap", "giá trị từ 0% đến dưới 70% không thuộc bậc nào"),
        ("C2", "band_gap", "giá trị bằng 90% không thuộc bậc nào"),
        (
            "C3.1",
            "deduction_above_maximum",
            "«Không có công văn chỉ đạo» đã trừ hết 2 điểm nên các dòng trừ khác không còn gì để trừ",
        ),
        (
            "C3.2",
            "deduction_above_maximum",
            "«Không tổ chức» đã trừ hết 3 điểm nên các dòng trừ khác không còn gì để trừ",
        ),
        (
            "C6",
            "deduction_above_maximum",
            "«Không báo cáo» đã trừ hết 1 điểm nên các dòng trừ khác không còn gì để trừ",
        ),
        ("d2", "cap_unreachable", "cộng trừ chung tới 7 điểm nhưng các dòng chỉ cộng được 2 điểm"),
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
        ("B7", "deduction_above_maximum"),
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


def test_the_faults_of_the_school_paper_are_found(scheme_named: Named) -> None:
    scheme = scheme_named("truong_hoc_2026")
    assert {(each.place, each.code, each.message) for each in check_scheme(scheme)} == {
        ("", "label_gap", "tổng điểm từ 0 đến dưới 65 không thuộc mức xếp loại nào"),
        ("", "label_gap", "tổng điểm từ 0 đến dưới 50 không thuộc mức xếp loại nào"),
        (
            "GV.V.2",
            "deduction_above_maximum",
            "«Không nộp» trừ tới 10 điểm trong khi tiêu chí chỉ có 5 điểm để trừ",
        ),
    }


ANSWERS = {"sach_loi": True, "khong_muc_0": True, "khong_khbd": False, "khong_chuyen_de": False, "sai_quy_trinh": False}


def _faultless(scheme: Scheme, role: str) -> dict[str, Any]:
    """Everything done, nothing wrong, no bonus."""
    found: dict[str, Any] = {}
    for criterion in scheme.criteria():
        if criterion.roles and role not in criterion.roles:
            continue
        kind = criterion.formula.kind
        if kind == "direct":
            found[criterion.code] = criterion.maximum
        elif kind == "choice":
            found[criterion.code] = input_fields(criterion)[0].options[0].code
        elif kind == "titles":
            found[criterion.code] = []
        else:
            found[criterion.code] = {field.name: 0 for field in input_fields(criterion)}
    return found


@pytest.mark.parametrize(("role", "full"), [("chu_nhiem", 100), ("khong_chu_nhiem", 80), ("nhan_vien", 80)])
def test_the_school_counts_by_role(scheme_named: Named, role: str, full: int) -> None:
    scheme = scheme_named("truong_hoc_2026")
    criteria = _faultless(scheme, role)
    sheet = score_sheet(scheme, inputs_from_data({"criteria": criteria, "facts": ANSWERS, "role": role}))
    assert (sheet.problems, sheet.total, sheet.denominator, sheet.label) == ((), full, full, "Xuất sắc")


def test_the_school_gives_what_its_paper_says(scheme_named: Named) -> None:
    scheme = scheme_named("truong_hoc_2026")
    criteria = _faultless(scheme, "chu_nhiem")
    criteria["GV.I.1"] |= {"nghi_khong_phep": 1}  # 8 − 8
    criteria["GV.V.1"] = {"not_applicable": {"approved_by": "Hiệu trưởng", "reason": "không được phân công trực"}}
    criteria["T.1"] = {"truc_tiep": 2, "ho_tro": 1}  # 8
    criteria["T.2"] = ["tp", "phuong"]  # the higher one: 3
    criteria["T.5"] = {"loai": 3, "tre": 4}  # 3 − 4 · 0,25 = 2
    data = {"criteria": criteria, "facts": ANSWERS, "role": "chu_nhiem"}
    sheet = score_sheet(scheme, inputs_from_data(data))
    points = {code: sheet.criteria[code].points for code in ("GV.I.1", "GV.V.1", "T.1", "T.2", "T.5")}
    assert points == {"GV.I.1": 0, "GV.V.1": 5, "T.1": 8, "T.2": 3, "T.5": 2}
    assert (sheet.denominator, sheet.bonus, sheet.total, sheet.label) == (100, 10, 102, "Xuất sắc")  # 13 of bonus: 10
    faults = {**data, "facts": {**ANSWERS, "sach_loi": False}}
    assert score_sheet(scheme, inputs_from_data(faults)).label == "C"
    lowered = {**data, "facts": {**ANSWERS, "sai_quy_trinh": True}}
    assert score_sheet(scheme, inputs_from_data(lowered)).label == "A"
    out = {**data, "facts": {**ANSWERS, "khong_khbd": True}}
    assert score_sheet(scheme, inputs_from_data(out)).label == "Không xếp loại"


def test_the_front_of_dong_nai_labels_to_100_and_ranks_beyond(scheme_named: Named) -> None:
    scheme = scheme_named("mat_tran_dong_nai_2026")
    assert check_scheme(scheme) == []
    rows = {
        "U1": [40, 30, "0.25", 30, 0],
        "U2": [40, 29, 5, "29.5", 1],  # 5 of bonus, the group allows 3: 102,5
        "U3": [40, 30, 0, 29, 0],
        "U4": [40, 30, 0, "14.75", 0],
        "U5": [None] * 5,
    }
    codes = [each.code for each in scheme.criteria()]
    units = {
        u: inputs_from_data(
            {"criteria": {c: None if v is None else Decimal(v) for c, v in zip(codes, row, strict=True)}}
        )
        for u, row in rows.items()
    }
    found = score_cluster(scheme, units)
    assert [(each.unit, each.place, each.total, each.label) for each in found.ranking] == [
        ("U2", 1, Decimal("102.5"), "Xuất sắc"),
        ("U1", 2, Decimal("100.25"), "Xuất sắc"),
        ("U3", 3, 99, "Xuất sắc"),
        ("U4", 4, Decimal("84.75"), "Khá"),
        ("U5", None, None, "Chưa chấm"),
    ]


def test_quang_tri_has_176_criteria_of_1000_points_as_its_paper_counts_them(scheme_named: Named) -> None:
    scheme = scheme_named("quang_tri_2025")
    assert check_scheme(scheme) == []
    kinds: dict[str, list[Decimal]] = {}
    for each in scheme.criteria():
        kinds.setdefault(each.formula.kind, []).append(each.maximum)
    assert {kind: (len(maxima), sum(maxima)) for kind, maxima in kinds.items()} == {
        "target_leader": (12, 105),
        "yes_no": (51, 288),
        "direct": (113, 607),
    }
    assert [group.maximum for group in scheme.groups] == [700, 200, 100]


# the cluster of November 2025: points, denominator, percent, place by percent, place by points
SEVEN = {
    "SN": ("912.75", 1000, "91.275", 1, 1),
    "LT": ("866.39", 990, "87.514", 3, 2),
    "KN": ("827.75", 945, "87.593", 2, 3),
    "TM": ("821.75", 965, "85.155", 4, 4),
    "TP": ("795.00", 990, "80.303", 7, 5),
    "VL": ("789.54", 975, "80.978", 6, 6),
    "CH": ("780.49", 950, "82.157", 5, 7),
}
# groups that a unit was not assigned: together what is missing in its denominator
LEFT_OUT = {
    "LT": ["II.1.a"],
    "KN": ["II.5", "III.4"],
    "TM": ["II.5", "II.1.d"],
    "TP": ["II.1.b"],
    "VL": ["III.4"],
    "CH": ["I.2.d"],
}
TARGETS = {
    "SN": (5, 5),
    "LT": (5, "66.67"),
    "KN": ("0.05", 1),
    "TM": (5, 0),
    "TP": (5, 50),
    "VL": (5, 4),
    "CH": (5, 10),
}
ON_TARGET = {"SN": "10", "LT": "16.49", "KN": "20", "TM": "0", "TP": "14.74", "VL": "8", "CH": "10.53"}


def _unit(scheme: Scheme, unit: str) -> dict[str, Any]:
    """Real figures at the one target where they are known, all other targets just reached; the rest up to the total."""
    absent = {c.code for g in scheme.all_groups() if g.code in LEFT_OUT.get(unit, []) for c in g.criteria()}
    given: dict[str, Any] = dict.fromkeys(
        absent, {"not_applicable": {"approved_by": "PX03", "reason": "không được giao"}}
    )
    (known,) = [c.code for c in scheme.criteria() if c.formula.kind == "target_leader" and c.maximum == 20]
    left = Decimal(SEVEN[unit][0])
    for criterion in scheme.criteria():
        if criterion.code in absent:
            continue
        if criterion.formula.kind == "target_leader":
            target, result = TARGETS[unit] if criterion.code == known else (7, 7)
            given[criterion.code] = {"target": Decimal(target), "result": Decimal(result)}
            left -= Decimal(ON_TARGET[unit]) if criterion.code == known else criterion.maximum / 2
        elif criterion.formula.kind == "yes_no":
            given[criterion.code] = True
            left -= criterion.maximum
    for criterion in scheme.criteria():
        if criterion.formula.kind == "direct" and criterion.code not in absent:
            given[criterion.code] = points = min(left, criterion.maximum)
            left -= points
    assert left == 0
    return given


def test_the_cluster_of_seven_comes_out_by_percent_and_by_points(scheme_named: Named) -> None:
    scheme = scheme_named("quang_tri_2025")
    units = {unit: inputs_from_data({"criteria": _unit(scheme, unit)}) for unit in SEVEN}
    found = score_cluster(scheme, units)
    by_points = score_cluster(replace(scheme, ranking=replace(scheme.ranking, by=RankBy.POINTS)), units)
    places = {each.unit: each.place for each in found.ranking}
    raw = {each.unit: each.place for each in by_points.ranking}
    for unit, (total, denominator, percent, place, raw_place) in SEVEN.items():
        sheet = found.sheets[unit]
        assert sheet.problems == () and not sheet.is_provisional
        assert (sheet.total, sheet.denominator, sheet.percent) == (Decimal(total), denominator, Decimal(percent)), unit
        assert (places[unit], raw[unit]) == (place, raw_place), unit
    assert [each.unit for each in found.ranking] == ["SN", "KN", "LT", "TM", "CH", "VL", "TP"]
    assert [each.unit for each in by_points.ranking] == ["SN", "LT", "KN", "TM", "TP", "VL", "CH"]


def test_a_row_that_is_missing_is_not_one_that_does_not_apply(scheme_named: Named) -> None:
    scheme = scheme_named("quang_tri_2025")
    units = {unit: inputs_from_data({"criteria": _unit(scheme, unit)}) for unit in SEVEN}
    criteria = dict(units["VL"].criteria)
    gone = next(code for code in criteria if scheme.criterion(code).formula.kind == "target_leader")
    del criteria[gone]
    units["VL"] = replace(units["VL"], criteria=criteria)
    found = score_cluster(scheme, units)
    sheet = found.sheets["VL"]
    assert (sheet.pending, sheet.denominator) == ((gone,), 975)
    assert all(gone in found.sheets[unit].waiting for unit in SEVEN if unit != "VL")
