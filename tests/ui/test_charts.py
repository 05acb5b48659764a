"""Drawings: well-formed, named, without style attributes, inside their frame, and with all their numbers as a table."""

from decimal import Decimal
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest
from gallery_charts import CHARTS
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.ui import charts
from thidua.ui.charts.canvas import spread, text_width, ticks, wrap

SVG = "{http://www.w3.org/2000/svg}"
D = Decimal
BOTH = pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
ALL = pytest.mark.parametrize("chart", CHARTS, ids=[type(chart).__name__ for chart in CHARTS])


def words(svg: str) -> str:
    """All text of a drawing."""
    return " ".join(node.text or "" for node in fromstring(svg).iter(f"{SVG}text"))


def places(svg: str, name: str) -> list[float]:
    """One attribute of every node that has it."""
    return [float(node.attrib[name]) for node in fromstring(svg).iter() if name in node.attrib]


@ALL
@BOTH
def test_drawing_is_named_described_and_has_no_style(chart: charts.Chart, width: int) -> None:
    svg = charts.draw(chart, width)
    root = fromstring(svg)
    assert root.attrib["role"] == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == chart.title
    assert description is not None and description.text == chart.description
    assert root.attrib["aria-labelledby"] == title.attrib["id"]
    assert root.attrib["aria-describedby"] == description.attrib["id"]
    assert all("style" not in node.attrib for node in root.iter())


@ALL
@BOTH
def test_every_mark_has_colour_for_paper_and_class_for_the_page(chart: charts.Chart, width: int) -> None:
    for node in list(fromstring(charts.draw(chart, width)))[2:]:
        assert node.attrib["class"].startswith("ch-")
        assert "fill" in node.attrib or "stroke" in node.attrib


@ALL
@BOTH
def test_nothing_is_drawn_outside_the_frame(chart: charts.Chart, width: int) -> None:
    svg = charts.draw(chart, width)
    _, _, right, bottom = (float(part) for part in fromstring(svg).attrib["viewBox"].split())
    for name in ("x", "x1", "x2", "cx"):
        assert all(0 <= place <= right for place in places(svg, name))
    for name in ("y", "y1", "y2", "cy"):
        assert all(0 <= place <= bottom for place in places(svg, name))


@ALL
def test_table_has_a_full_row_for_each_thing(chart: charts.Chart) -> None:
    data = charts.data_of(chart)
    assert all(data.columns)
    assert data.rows
    assert all(len(row) == len(data.columns) and all(row) for row in data.rows)
    assert data.labelled_rows[0][0] == (data.columns[0], data.rows[0][0])


@ALL
def test_two_widths_have_their_own_ids(chart: charts.Chart) -> None:
    ids = [
        node.attrib["id"]
        for width in (charts.WIDE, charts.NARROW)
        for node in fromstring(charts.draw(chart, width)).iter()
        if "id" in node.attrib
    ]
    assert len(ids) == len(set(ids)) == 4


def test_bullet_tells_missing_from_zero_and_marks_estimates() -> None:
    bars = (
        charts.Bullet("Trồng rừng", D(300), D(0), D(0), "ha"),
        charts.Bullet("Hộ thoát nghèo", D(233), None, None, "hộ"),
        charts.Bullet("Xuất khẩu", D(95), D(98), D("103.2"), "triệu USD", estimated=True),
    )
    chart = charts.BulletChart("T", "D", bars)
    said = words(charts.draw(chart))
    assert "0 ha · 0,0%" in said
    assert "chưa nhập kết quả" in said
    assert "98 triệu USD · 103,2% (ước)" in said
    assert charts.data_of(chart).rows[1] == ("Hộ thoát nghèo (hộ)", "233", "chưa nhập", "không tính")


def test_bullet_says_a_figure_as_it_was_published() -> None:
    bar = charts.Bullet("Dịch vụ", D(890), D(884), D(99), "tỷ đồng", near="trên", percent_near="gần")
    chart = charts.BulletChart("T", "D", (bar,))
    assert "trên 884 tỷ đồng · gần 99,0%" in words(charts.draw(chart))
    assert charts.data_of(chart).rows[0][2:] == ("trên 884", "gần 99,0")
    longest = charts.Bullet("a", D(1), D("1627.5"), D(100), "triệu đồng", near="khoảng", percent_near="khoảng")
    drawn = list(fromstring(charts.draw(charts.BulletChart("T", "D", (longest,)))).iter(f"{SVG}text"))
    assert max(float(n.attrib["x"]) + text_width(n.text) for n in drawn if "khoảng" in (n.text or "")) <= charts.WIDE


def test_bullet_longer_than_the_scale_is_cut_but_says_its_number() -> None:
    chart = charts.BulletChart("T", "D", (charts.Bullet("Trồng rừng", D(1), D(9), D(900)),))
    svg = charts.draw(chart)
    assert "»" in words(svg) and "900,0%" in words(svg)
    assert max(places(svg, "width")) <= charts.WIDE


@settings(deadline=None)
@given(percent=st.decimals(min_value=0, max_value=200, places=2))
def test_bullet_length_is_in_proportion(percent: Decimal) -> None:
    bars = (charts.Bullet("a", D(1), D(1), D(200)), charts.Bullet("b", D(1), D(1), percent))
    svg = charts.draw(charts.BulletChart("T", "D", bars))
    lengths = [float(n.attrib["width"]) for n in fromstring(svg) if n.attrib.get("class") == "ch-bar-main"]
    expected = lengths[0] * float(percent) / 200
    assert (lengths[1] if len(lengths) > 1 else 0) == pytest.approx(expected, abs=0.06)


def test_coverage_says_both_numbers_and_survives_an_empty_whole() -> None:
    chart = charts.CoverageChart(
        "T", "D", "đã ký", "chưa ký", (charts.Coverage("Ký", 118, 126), charts.Coverage("Không có ai", 0, 0))
    )
    assert "118/126 · 93,7%" in words(charts.draw(chart))
    assert charts.data_of(chart).rows == (
        ("Ký", "118", "8", "126", "93,7%"),
        ("Không có ai", "0", "0", "0", "không tính"),
    )


def test_a_fall_is_dashed_and_a_rise_is_not() -> None:
    lines = (charts.SlopeLine("lên", D(1), D(2)), charts.SlopeLine("xuống", D(2), D(1)))
    chart = charts.SlopeChart("T", "D", "2022", "2023", "điểm", lines)
    drawn = [node.attrib["class"] for node in fromstring(charts.draw(chart)).iter(f"{SVG}line")]
    assert drawn.count("ch-line") == 1 and drawn.count("ch-line-fall") == 1
    assert [row[3] for row in charts.data_of(chart).rows] == ["tăng 1", "giảm 1"]


def test_a_start_that_all_lines_share_is_said_once() -> None:
    lines = tuple(charts.SlopeLine(f"chỉ tiêu {n}", D(100), D(110 + n)) for n in range(3))
    said = words(charts.draw(charts.SlopeChart("T", "D", "2022", "2023", "%", lines)))
    assert "100" in said and "chỉ tiêu 0 100" not in said and "110 chỉ tiêu 0" in said


def test_slope_with_one_value_is_a_dot_only() -> None:
    chart = charts.SlopeChart("T", "D", "2022", "2023", "", (charts.SlopeLine("mới", None, D(5)),))
    svg = charts.draw(chart)
    assert len(list(fromstring(svg).iter(f"{SVG}circle"))) == 1
    assert charts.data_of(chart).rows == (("mới", "chưa nhập", "5", "không tính"),)


def test_equal_ranks_stand_apart_and_keep_their_number() -> None:
    lines = (charts.BumpLine("A", (1, 1)), charts.BumpLine("B", (2, 1)), charts.BumpLine("C", (3, None)))
    svg = charts.draw(charts.BumpChart("T", "D", ("2022", "2023"), lines))
    dots = [(n.attrib["cx"], n.attrib["cy"]) for n in fromstring(svg).iter(f"{SVG}circle")]
    assert len(dots) == len(set(dots)) == 5
    assert words(svg).split().count("1") == 3


def test_a_gap_in_a_small_multiple_is_not_bridged() -> None:
    panel = charts.Panel("A", (D(1), D(2), None, D(3), D(4)))
    svg = charts.draw(charts.MultiplesChart("T", "D", "", ("1", "2", "3", "4", "5"), (panel,)))
    assert len(list(fromstring(svg).iter(f"{SVG}polyline"))) == 2


def test_composition_total_takes_off_what_was_deducted() -> None:
    bar = charts.CompositionBar("A", (D(38), None, D(20)), D(2))
    chart = charts.CompositionChart("T", "D", "điểm", ("x", "y", "z"), (bar,))
    assert bar.total == 56
    assert "56 (trừ 2)" in words(charts.draw(chart))
    assert charts.data_of(chart).rows == (("A", "38", "chưa nhập", "20", "2", "56"),)
    with pytest.raises(ValueError, match="tối đa sáu phần"):
        charts.CompositionChart("T", "D", "", tuple("abcdefg"), ())


def test_near_ties_are_told_by_a_sign_and_in_the_table() -> None:
    rows = (charts.TieRow(1, "A", D(90), D(89), D(91), True), charts.TieRow(2, "B", D(80), D(79), D(81)))
    chart = charts.TiesChart("T", "D", "điểm", "±1", rows)
    assert words(charts.draw(chart)).count("⇅") == 2  # beside A, and in the legend
    assert [row[5] for row in charts.data_of(chart).rows] == ["có", "không"]


@BOTH
def test_the_states_of_a_grid_differ_by_sign_and_the_legend_names_each_once(width: int) -> None:
    late, none = charts.Mark("!", "chậm", "bar-main"), charts.Mark("–", "không phải báo cáo", "track")
    months = tuple(f"T{n:02}" for n in range(1, 13))
    rows = tuple(charts.GridRow(name, (late, none) * 6, ("chậm 3 ngày", "không") * 6) for name in ("A", "B"))
    chart = charts.GridChart("T", "D", "Đơn vị", months, rows)
    said = words(charts.draw(chart, width))
    assert said.count("!") == 13 and said.count("chậm") == 1 and said.count("T12") == 1
    assert charts.data_of(chart).rows[1] == ("B", *("chậm 3 ngày", "không") * 6)


@BOTH
def test_a_drawing_of_nothing_is_still_a_drawing(width: int) -> None:
    empty = (
        charts.BulletChart("T", "D", ()),
        charts.CoverageChart("T", "D", "có", "không", ()),
        charts.SlopeChart("T", "D", "1", "2", "", ()),
        charts.BumpChart("T", "D", (), ()),
        charts.MultiplesChart("T", "D", "", (), ()),
        charts.CompositionChart("T", "D", "", (), ()),
        charts.TiesChart("T", "D", "", "", ()),
        charts.GridChart("T", "D", "Đơn vị", (), ()),
    )
    for chart in empty:
        assert fromstring(charts.draw(chart, width)).attrib["role"] == "img"


def test_text_is_escaped() -> None:
    svg = charts.draw(charts.CoverageChart("<b>", "&", "a", "b", (charts.Coverage("<script>", 1, 2),)))
    assert "<script>" not in svg and "<b>" not in svg


NUMBERS = st.decimals(min_value=-10_000, max_value=10_000, places=3)


@settings(deadline=None)
@given(a=NUMBERS, b=NUMBERS, most=st.integers(2, 10))
def test_ticks_cover_the_range_in_equal_round_steps(a: Decimal, b: Decimal, most: int) -> None:
    low, high = min(a, b), max(a, b)
    marks = ticks(low, high, most)
    assert marks[0] <= low and marks[-1] >= high
    assert len({second - first for first, second in pairwise(marks)}) <= 1
    assert len(marks) <= most + 2


@settings(deadline=None)
@given(st.lists(st.floats(0, 300), max_size=12))
def test_labels_are_spread_in_their_order(heights: list[float]) -> None:
    moved = spread(heights, 18, 0, 300)
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    assert all(moved[second] - moved[first] >= 17.99 for first, second in pairwise(order))


@settings(deadline=None)
@given(st.text(max_size=200), st.integers(40, 400))
def test_wrapping_never_makes_more_lines_than_asked(text: str, width: int) -> None:
    assert 1 <= len(wrap(text, width, 2)) <= 2
