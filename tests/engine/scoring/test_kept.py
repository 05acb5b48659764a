"""What leaves the engine and comes back: schemes typed by people, figures in a database, results as they were told."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from thidua.engine.scoring import Field, FieldKind, Option, SchemeError, SheetInputs, given_fields, score_cluster
from thidua.engine.scoring.inputs import Raw
from thidua.engine.scoring.kept import from_kept, in_words, to_kept
from thidua.engine.scoring.outline import outline
from thidua.engine.scoring.schemetext import LONGEST, scheme_from_text
from thidua.engine.scoring.told import tell, told_from_data, told_to_data

SCHEME = """
code: A
version: "1"
title: Bảng thử
groups:
  - code: I
    label: Nhóm một
    owner: PN
    children:
      - {code: I.1, label: Thu ngân sách, maximum: 10, bonus_max: 2, indicator: THU,
         formula: {kind: percent_of_target, gain: 0.1, unit: tỷ đồng}}
      - code: I.2
        label: Nhóm trong
        children: [{code: I.2.a, label: Tự chấm, maximum: 5, formula: {kind: direct}}]
"""
NUMBER = Field("n", "Số", unit="xã")
TWO = Field("m", "Mức", FieldKind.CHOICES, options=(Option("a", "Một"), Option("b", "Hai")))
KEPT: tuple[tuple[Field, Raw, object, str], ...] = (
    (NUMBER, Decimal("1627.50"), "1627.5", "1.627,5 xã"),
    (NUMBER, Decimal("900.0000"), "900", "900 xã"),
    (NUMBER, Decimal("0.00"), "0", "0 xã"),
    (Field("p", "Tỷ lệ", unit="%"), Decimal(98), "98", "98%"),
    (Field("c", "Lần", FieldKind.COUNT), Decimal("1E+2"), "100", "100"),
    (Field("f", "Có", FieldKind.FLAG), False, False, "không"),
    (Field("o", "Mức", FieldKind.CHOICE, options=(Option("tot", "Tốt"),)), "tot", "tot", "Tốt"),
    (TWO, ("a", "b"), ["a", "b"], "Một, Hai"),
    (Field("m", "Các mức", FieldKind.CHOICES, options=(Option("a", "Một"),)), (), [], "không có"),
    (Field("d", "Ngày", FieldKind.DATE), date(2023, 1, 31), "2023-01-31", "31/01/2023"),
)  # fmt: skip


@pytest.mark.parametrize(("field", "raw", "kept", "words"), KEPT)
def test_figures_come_back_in_their_type_and_read_as_words(field: Field, raw: Raw, kept: object, words: str) -> None:
    assert json.loads(json.dumps(to_kept(raw))) == kept
    assert from_kept(field, kept) == raw
    assert in_words(field, raw) == words


@given(some.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_equal_numbers_are_kept_as_equal_text(number: Decimal) -> None:
    kept = to_kept(number)
    assert from_kept(NUMBER, kept) == number and kept == to_kept(number.normalize())
    assert "E" not in kept and not kept.startswith("-0") or number < 0


def test_a_scheme_typed_by_people_is_read_as_json_data() -> None:
    data, scheme = scheme_from_text(SCHEME)
    assert json.loads(json.dumps(data)) == data
    assert scheme.criterion("I.1").formula.gain == Decimal("0.1")  # type: ignore[attr-defined]


WRONG = {
    "dấu ngoặc": (SCHEME + "\nlabels: {", "Dòng"),
    "mục hai lần": (SCHEME.replace("title:", "code: B\ntitle:"), "mục «code» viết hai lần"),
    "nhắc lại": ("a: &x [1]\nb: *x\n", "dấu & và *"),
    "không phải nhóm": ("- 1\n", "các mục có tên"),
    "rỗng": ("", "các mục có tên"),
    "quá dài": ("a" * (LONGEST + 1), "tối đa"),
    "ký tự lạ": ("a: \x00", "không đọc được"),
    "trường lạ": (SCHEME.replace("maximum: 10", "maximumm: 10"), "có phải là «maximum»"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=list(WRONG))
def test_each_fault_of_a_text_is_named(text: str, said: str) -> None:
    with pytest.raises(SchemeError, match=said):
        scheme_from_text(text)


def test_the_examples_of_the_house_are_read_and_outlined() -> None:
    folder = Path(__file__).resolve().parents[3] / "examples"
    for file in sorted(folder.glob("*/scheme.yaml")):
        _, scheme = scheme_from_text(file.read_text(encoding="utf-8"))
        lines = outline(scheme)
        assert [line.code for line in lines if line.rule] == [c.code for c in scheme.criteria()]


def test_an_outline_says_maximum_owner_and_what_is_asked() -> None:
    _, scheme = scheme_from_text(SCHEME)
    group, first, inner, last = outline(scheme)
    assert (group.maximum, group.depth, inner.depth, last.depth) == (15, 0, 1, 2)
    assert (first.owner, last.owner, first.bonus, first.indicator) == ("PN", "PN", 2, "THU")
    assert first.inputs == ("Kế hoạch (tỷ đồng)", "Thực hiện (tỷ đồng)") and "mỗi 1% vượt" in first.rule


def test_a_result_comes_back_in_the_very_words() -> None:
    _, scheme = scheme_from_text(SCHEME)
    inputs = SheetInputs({"I.1": given_fields(plan=Decimal(3), actual=Decimal("3.3"))})
    result = score_cluster(scheme, {"Xã A": inputs}).sheets["Xã A"]
    data = json.loads(json.dumps(told_to_data(result)))
    assert told_from_data(data) == tell(result)
    told = tell(result)
    assert (told.criteria["I.1"].points, told.whole.points, told.whole.maximum) == (11, 11, 15)
    assert told.whole.open and told.criteria["I.2.a"].open and not told.criteria["I.1"].open
    assert told.criteria["I.1"].said[0].startswith("Cách tính: ")
