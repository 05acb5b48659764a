"""Tables as people keep them: what each row means, what becomes of it, and the way there and back."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.engine.scoring import Criterion, Group, Scheme, check_scheme, scheme_from_data, scheme_to_data
from thidua.engine.scoring.design.tree import walk
from thidua.engine.scoring.formulas.direct import Direct
from thidua.engine.scoring.formulas.events import Events
from thidua.engine.scoring.formulas.lines import Line
from thidua.engine.scoring.tablesheet import COLUMNS, NoHeader, Read, RowKind, rows_of, scheme_of, understand

D = Decimal
Rows = list[tuple[int, tuple[Any, ...]]]

HAND = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",),
    ("BẢNG ĐIỂM CHUẨN THI ĐUA KHỐI CÁC XÃ NĂM 2023",),
    ("(Kèm theo Hướng dẫn số 12/HD-UBND)",),
    ("TT", "Nội dung, tiêu chuẩn thi đua", "Điểm", None, None),
    (None, None, "Điểm chuẩn", "Điểm thưởng", "Điểm trừ"),
    ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ("I", "Nhiệm vụ chuyên môn", D(80)),
    ("1", "Quản lý đất đai", D(30)),
    ("1.1", "Triển khai, tuyên truyền pháp luật", "3", None, "−1,5"),
    (None, "- Không triển khai hoặc triển khai chậm: mỗi lần trừ 0,5 điểm", None, None, "-0,5"),
    (None, "- Không phối hợp tuyên truyền: mỗi lần trừ 0,5 điểm", None, None, "−0,5"),
    ("1.2", "Cấp giấy chứng nhận", "27,0", "2", None),
    (None, "Áp dụng cho cả hộ gia đình và tổ chức.", None, None, None),
    (None, "- Vượt kế hoạch: mỗi 1% cộng 0,1 điểm", None, D("0.1"), None),
    ("2", "Môi trường", D(50)),
    ("a", "Thu gom rác", D(20), None, None),
    ("b)", "Chậm báo cáo: mỗi lần trừ 1 điểm, tổng điểm trừ không quá 3", D(30), None, D(-3)),
    ("II", "Thi đua khen thưởng", D(20)),
    ("1", "Tổ chức phong trào", D(20), None, None),
    (None, "- Không tham gia: mỗi phong trào trừ 0,5 điểm", None, None, "-2"),
    (None, "Tổng cộng", D(100), D(2), None),
    (None, "Ghi chú: Điểm thưởng do hội đồng quyết định.", None, None, None),
]


def numbered(rows: list[tuple[Any, ...]]) -> Rows:
    """Rows as a reader of spreadsheets gives them."""
    return [(number, cells) for number, cells in enumerate(rows, 1)]


def read(rows: list[tuple[Any, ...]]) -> Read:
    """What the rows mean."""
    return understand(numbered(rows))


def made_of(found: Read) -> Scheme:
    """The scheme."""
    return scheme_of(found, code="X", version="1", title="Bảng")[0]


def test_a_table_of_a_department_row_by_row() -> None:
    found = read(HAND)
    kinds = {row.number: row.kind for row in found.rows}
    assert found.title == "BẢNG ĐIỂM CHUẨN THI ĐUA KHỐI CÁC XÃ NĂM 2023"
    assert kinds[6] is RowKind.HEADER
    assert [kinds[n] for n in (7, 8, 15, 18)] == [RowKind.GROUP] * 4
    assert [kinds[n] for n in (9, 12, 16, 17, 19)] == [RowKind.CRITERION] * 5
    assert [kinds[n] for n in (10, 11, 14, 20)] == [RowKind.DEDUCT, RowKind.DEDUCT, RowKind.BONUS, RowKind.DEDUCT]
    assert (kinds[13], kinds[21], found.total) == (RowKind.CONTINUATION, RowKind.TOTAL, 100)
    assert found.warnings == [(20, "câu chữ ghi -0,5 điểm nhưng cột ghi -2 điểm; lấy theo cột")]


def test_the_scheme_of_that_table() -> None:
    scheme, told = scheme_of(read(HAND), code="X", version="1", title="Bảng")
    assert [(at, node.code) for at, node in walk(scheme)] == [
        ((0,), "I"), ((0, 0), "1"), ((0, 0, 0), "1.1"), ((0, 0, 1), "1.2"), ((0, 1), "2"), ((0, 1, 0), "a"),
        ((0, 1, 1), "b"), ((1,), "II"), ((1, 0), "II.1"),
    ]  # fmt: skip
    first = scheme.criterion("1.1")
    assert isinstance(first.formula, Events)
    assert (first.maximum, first.bonus_max, first.formula.deduct_cap) == (3, 0, D("1.5"))
    assert [(line.points, line.unit) for line in first.formula.lines] == [(D("-0.5"), "lần"), (D("-0.5"), "lần")]
    second = scheme.criterion("1.2")
    assert (second.bonus_max, second.note) == (2, "Áp dụng cho cả hộ gia đình và tổ chức.")
    assert isinstance(scheme.criterion("a").formula, Direct)
    guessed = scheme.criterion("b").formula
    assert isinstance(guessed, Events) and (guessed.lines[0].points, guessed.deduct_cap) == (-1, 3)
    assert told == [(17, "một dòng trừ 1 điểm, đoán từ chính dòng này")]
    assert scheme.total.maximum == 100 and [f.code for f in check_scheme(scheme) if f.severity == "error"] == []
    assert scheme_from_data(scheme_to_data(scheme)) == scheme


def as_people_write(scheme: Scheme) -> list[tuple[Any, ...]]:
    """A scheme as the department keeps it: five columns, lines without a number, numbers as text, signs of Word."""
    rows: list[tuple[Any, ...]] = [
        ("Sở Tài nguyên và Môi trường",),
        (scheme.title,),
        ("STT", "Tiêu chuẩn", "Điểm chuẩn", "Thưởng", "Trừ"),
    ]
    for _, node in walk(scheme):
        points = str(sum((c.maximum for c in node.criteria()), D(0)) if isinstance(node, Group) else node.maximum)
        rows.append((node.code, node.label, points.replace(".", ",")))
        if isinstance(node, Criterion) and isinstance(node.formula, Events):
            for line in node.formula.lines:
                points = str(abs(line.points)).replace(".", ",")
                given_ = (f"+{points}", None) if line.points > 0 else (None, f"−{points}" if line.points else None)
                rows.append((None, f"- {line.label}", None, *given_))
    return [*rows, (None, "TỔNG CỘNG", "100")]


def test_the_table_of_tien_giang_has_its_36_leaves(scheme_named: Callable[[str], Scheme]) -> None:
    real = scheme_named("tien_giang_2023")
    found = read(as_people_write(real))
    made = made_of(found)
    leaves = [(c.code, c.label, c.maximum) for c in made.criteria()]
    assert leaves == [(c.code, c.label, c.maximum) for c in real.criteria()]
    assert len(leaves) == len(list(real.criteria())) and found.total == 100
    assert [g.code for g in made.all_groups()] == [g.code for g in real.all_groups()]
    for before in real.criteria():
        after = made.criterion(before.code).formula
        if isinstance(before.formula, Events):
            expected = [line.points for line in before.formula.lines if line.points]
            assert isinstance(after, Events) or not expected
            assert [line.points for line in getattr(after, "lines", ())] == expected, before.code


NUMBERS = {
    "1,5": D("1.5"),
    "−0,5": D("-0.5"),
    "–2": D(-2),
    "+2": D(2),
    "0.5": D("0.5"),
    "1.000": D(1000),
    "3 điểm": D(3),
    "2đ": D(2),
}


@pytest.mark.parametrize("typed", NUMBERS)
def test_numbers_as_people_type_them(typed: str) -> None:
    found = read([("STT", "Nội dung", "Điểm tối đa"), ("1", "Một", typed)])
    assert found.rows[0].maximum == NUMBERS[typed]


HEADERS = [
    ("STT", "Nội dung", "Điểm chuẩn", "Thưởng", "Trừ"),
    ("TT", "Noi dung danh gia", "Diem toi da", "Diem cong", "Diem tru"),
    ("Số TT", "Tiêu chí", "Thang điểm", "Điểm thưởng", "Điểm phạt"),
    ("Mục", "TIÊU CHUẨN THI ĐUA", "ĐIỂM CHUẨN", "ĐIỂM THƯỞNG", "ĐIỂM TRỪ"),
]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("above", [0, 3, 17])
def test_the_header_is_found_anywhere_under_any_usual_name(header: tuple[str, ...], above: int) -> None:
    rows: list[tuple[Any, ...]] = [("ỦY BAN NHÂN DÂN", None)] * above
    found = read([*rows, header, ("1", "Một", 10, 2, None), (None, "Chậm", None, None, -1)])
    assert found.columns == {"number": 0, "label": 1, "maximum": 2, "bonus": 3, "penalty": 4}
    assert [row.kind for row in found.rows] == [RowKind.CRITERION, RowKind.DEDUCT]


@pytest.mark.parametrize(
    "rows", [[], [("a",)], [("Nội dung",), ("x",)], [("Họ tên", "Chức vụ"), ("A", "B")], [(None,) * 300]]
)
def test_a_table_without_header_is_refused_with_a_sentence(rows: list[tuple[Any, ...]]) -> None:
    with pytest.raises(NoHeader, match="Không tìm thấy dòng tiêu đề"):
        read(rows)


def test_criteria_without_a_group_get_one() -> None:
    scheme, told = scheme_of(
        read([("STT", "Nội dung", "Điểm"), (1, "Một", 10), (2, "Hai", 20)]), code="X", version="1", title="B"
    )
    assert [(g.label, len(g.children)) for g in scheme.groups] == [("Các tiêu chí", 2)]
    assert any("đứng ngoài mọi nhóm" in sentence for _, sentence in told)


def test_what_is_not_understood_is_said_and_nothing_is_made_up() -> None:
    found = read([
        ("STT", "Nội dung", "Điểm", "Thưởng", "Trừ"), ("1", "Một", "nhiều"), ("2", "Hai", 10), (None, "thêm", 5),
        (None, "=1+1", None, "a lot", None),
    ])  # fmt: skip
    assert any("«nhiều»" in each for _, each in found.warnings)
    assert any("chưa tính vào đâu" in each for _, each in found.warnings)
    scheme = made_of(found)
    assert [(c.code, c.maximum) for c in scheme.criteria()] == [("1", 0), ("2", 10)]


def test_thousands_of_rows_are_read_to_a_limit() -> None:
    rows: list[tuple[Any, ...]] = [("STT", "Nội dung", "Điểm"), *((n, f"Mục {n}", 1) for n in range(5_000))]
    assert len(read(rows).rows) == 3_000
    lines: list[tuple[Any, ...]] = [
        ("STT", "Nội dung", "Điểm", "Trừ"),
        (1, "Một", 10, None),
        *((None, f"Việc {n}", None, -1) for n in range(500)),
    ]
    scheme, told = scheme_of(read(lines), code="X", version="1", title="B")
    formula = scheme.criterion("1").formula
    assert isinstance(formula, Events) and len(formula.lines) == 60
    assert any("chỉ lấy 60 dòng đầu" in sentence for _, sentence in told)


# the way there and back

WORDS = (
    st.text("abcđêấỗựxyz ABC0123456789.,:;()=<>-+%", min_size=1, max_size=40)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)
POINTS = st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False)
STEP = st.decimals("0.01", 9, places=2, allow_nan=False, allow_infinity=False)


def _some_line(label: str, points: Decimal, sign: int, once: bool, cap: Decimal | None) -> Line:
    return Line(code="d", label=label.lstrip("-+*• ") or "Việc", points=sign * points, once=once, cap=cap)


LINES = st.lists(
    st.builds(_some_line, WORDS, STEP, st.sampled_from([1, -1]), st.booleans(), st.none() | STEP), max_size=4
)


@st.composite
def trees(draw: st.DrawFn) -> Scheme:
    """Any tree of groups with children, codes unlike each other."""
    stems = st.sampled_from(["", "I", "a", "1.", "C3.", "-", "KT", "("])
    numbers = iter(range(1, 1000))

    def code() -> str:
        return f"{draw(stems)}{next(numbers)}"

    def criterion() -> Criterion:
        lines = tuple(draw(LINES))
        numbered_ = tuple(
            Line(code=f"d{i}", label=x.label, points=x.points, once=x.once, cap=x.cap) for i, x in enumerate(lines, 1)
        )
        cap = draw(st.none() | STEP) if any(line.points < 0 for line in lines) else None
        formula = Events(lines=numbered_, deduct_cap=cap) if lines else Direct()
        return Criterion(
            code=code(),
            label=draw(WORDS),
            maximum=draw(POINTS),
            bonus_max=draw(st.none() | POINTS),
            formula=formula,
        )

    def group(depth: int) -> Group:
        count = draw(st.integers(1, 3))
        inside = [group(depth + 1) if depth < 2 and draw(st.integers(0, 3)) == 0 else criterion() for _ in range(count)]
        limits = {name: draw(st.none() | POINTS) for name in ("maximum", "bonus_max", "penalty_max")}
        return Group(code=code(), label=draw(WORDS), children=tuple(inside), **limits)

    return Scheme(code="X", version="1", title="Bảng", groups=tuple(group(1) for _ in range(draw(st.integers(1, 3)))))


def said(scheme: Scheme) -> list[tuple[Any, ...]]:
    """What the table has columns for."""
    found: list[tuple[Any, ...]] = []
    for at, node in walk(scheme):
        if isinstance(node, Group):
            found.append((at, node.code, node.label, node.maximum, node.bonus_max, node.penalty_max))
        else:
            formula = node.formula
            lines = [(x.label, x.points, x.once, x.cap) for x in formula.lines] if isinstance(formula, Events) else []
            cap = formula.deduct_cap if isinstance(formula, Events) else None
            found.append((at, node.code, node.label, node.maximum, node.bonus_max, lines, cap))
    return found


@settings(max_examples=60, deadline=None)
@given(trees())
def test_there_and_back_gives_the_same_tree_maxima_bonus_and_penalties(scheme: Scheme) -> None:
    rows: list[tuple[Any, ...]] = [(scheme.title,), COLUMNS, *(tuple(row) for row in rows_of(scheme))]
    assert said(made_of(read(rows))) == said(scheme)


@pytest.mark.parametrize("name", ["tien_giang_2023", "dien_luc_2026", "moi_loai"])
def test_the_real_tables_come_back(scheme_named: Callable[[str], Scheme], name: str) -> None:
    scheme = scheme_named(name)
    rows: list[tuple[Any, ...]] = [(scheme.title,), COLUMNS, *(tuple(row) for row in rows_of(scheme))]
    made = made_of(read(rows))
    nodes = [(at, n.code, n.label, n.maximum, n.bonus_max) for at, n in walk(scheme)]
    assert [(at, n.code, n.label, n.maximum, n.bonus_max) for at, n in walk(made)] == nodes
