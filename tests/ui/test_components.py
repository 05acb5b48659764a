"""Template tags: words beside icons, four states told apart, tokens in forms that change something."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import django_tables2
import pytest
from django import forms as django_forms
from django.template import Context, Template
from django.test import RequestFactory

from thidua.ui import forms, parts, tables


def render(source: str, **context: Any) -> str:
    """A template with the ui's tags."""
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ v|number }}", Decimal("1627.5"), "1.627,5"),
        ("{{ v|number:2 }}", Decimal("23.5"), "23,50"),
        ("{{ v|percent:1 }}", Decimal("97.8"), "97,8%"),
        ("{{ v|money }}", 1490000, "1.490.000 đồng"),
        ("{{ v|day }}", date(2023, 9, 5), "05/09/2023"),
        ("{{ v|moment }}", datetime(2023, 7, 1, 7, 2, tzinfo=UTC), "01/07/2023 14:02"),
        ("{{ v|day_in_words }}", date(2023, 1, 5), "ngày 05 tháng 01 năm 2023"),
    ],
)
def test_filters(source: str, value: object, shown: str) -> None:
    assert render(source, v=value) == shown
    assert render(source, v=None) == "chưa có"


def test_four_states_of_a_value_differ_by_words() -> None:
    cells = (None, parts.Cell(applicable=False), Decimal(0), Decimal("23.75"))
    shown = [render("{% value c %}", c=cell) for cell in cells]
    assert "chưa nhập" in shown[0]
    assert "không áp dụng" in shown[1]
    assert ">0<" in shown[2]
    assert ">23,75<" in shown[3]
    assert len(set(shown)) == 4


@pytest.mark.parametrize("tone", parts.TONE_ICONS)
def test_a_state_has_icon_and_word(tone: str) -> None:
    html = render("{% state_badge s %}", s=parts.State("đã khóa", tone))
    assert "đã khóa" in html
    assert f"#{parts.TONE_ICONS[tone]}" in html
    assert html == render('{% state_badge "đã khóa" t %}', t=tone)


def test_action_that_changes_something_posts_with_a_token() -> None:
    item = parts.Action("Gửi", "/gui/", "send", "post", (("year", "2023"),))
    html = render('{% action a "primary" %}', a=item, csrf_token="T0")
    assert 'method="post"' in html
    assert 'name="csrfmiddlewaretoken" value="T0"' in html
    assert 'name="year" value="2023"' in html
    assert render("{% action a %}", a=parts.Action("Xem", "/xem/")).startswith("<a ")


def test_text_from_people_is_escaped_everywhere() -> None:
    evil = "<b>&"
    pieces = (
        ("{% object_header o %}", parts.ObjectHeader(evil, parts.State(evil), evil, evil, evil)),
        ("{% facts o %}", (parts.Fact(evil, evil),)),
        ("{% history o %}", (parts.HistoryEntry(datetime(2023, 1, 1, tzinfo=UTC), evil, evil),)),
        ("{% why o %}", parts.Why(evil, evil, evil, (parts.WhyInput(evil, evil, evil),), (evil,), evil)),
        ("{% progress o %}", parts.Job(evil, "running", "/x/", 1, 2, evil, evil)),
        ("{% empty_state o %}", parts.EmptyState(evil, evil)),
        ("{% tiles o %}", (parts.Tile(evil, evil, evil),)),
    )
    for source, item in pieces:
        html = render(source, o=item)
        assert evil not in html
        assert "&lt;b&gt;&amp;" in html


def test_progress_asks_again_only_while_it_runs() -> None:
    running = render("{% progress j %}", j=parts.Job("In giấy khen", "running", "/viec/1/", 312, 1000, "tờ"))
    assert "312/1.000 tờ" in running
    assert 'hx-get="/viec/1/"' in running
    assert 'href="/viec/1/"' in running
    over = render("{% progress j %}", j=parts.Job("In giấy khen", "done", "/viec/1/", 1000, 1000, "tờ"))
    assert "hx-get" not in over


def test_why_shows_rule_inputs_arithmetic_and_source() -> None:
    item = parts.Why(
        "Điểm thu ngân sách",
        "23,75",
        "Đạt 100% được điểm tối đa.",
        (parts.WhyInput("Kế hoạch", "2.500", "Giao ước", "/gu/"),),
        ("25 × 95% = 23,75",),
        "Điều 6",
    )
    html = render("{% why w %}", w=item)
    for words in ("Điểm thu ngân sách", "23,75", "Đạt 100% được điểm tối đa.", "2.500", "/gu/", "25 × 95%", "Điều 6"):
        assert words in html


class SampleForm(forms.Form):
    """Two fields, one of them a group of choices."""

    title = django_forms.CharField(label="Tên", help_text="Không quá 100 chữ.")
    kind = django_forms.ChoiceField(label="Loại", choices=(("1", "Một"),), widget=django_forms.RadioSelect)


def test_form_links_errors_help_and_fields() -> None:
    html = render("{% form_body f %}", f=SampleForm({}))
    assert "Chưa gửi được: 2 chỗ cần sửa" in html
    assert 'href="#id_title"' in html and 'id="id_title"' in html
    assert 'href="#id_kind_group"' in html and 'id="id_kind_group"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert html.index("Không quá 100 chữ.") < html.index('name="title"')


def test_form_keeps_what_was_typed() -> None:
    html = render("{% form_body f %}", f=SampleForm({"title": "Phong trào “Dân vận khéo”"}))
    assert 'value="Phong trào “Dân vận khéo”"' in html
    assert "1 chỗ cần sửa" in html


class SampleTable(tables.Table):
    """Three kinds of columns and a total."""

    caption = "Kết quả theo đơn vị"
    unit = django_tables2.Column(verbose_name="Đơn vị", attrs=tables.TITLE, footer="Cộng")
    plan = tables.NumberColumn(verbose_name="Kế hoạch (tỷ đồng)", footer=tables.sum_footer("plan"))
    sent = tables.DateColumn(verbose_name="Ngày gửi", default="chưa gửi")


class Row:
    """A row with attributes, as querysets give."""

    def __init__(self, unit: str, plan: Decimal | None, sent: date | None) -> None:
        self.unit, self.plan, self.sent = unit, plan, sent


ROWS = [
    Row("Xã A", Decimal("1627.5"), date(2023, 7, 1)),
    Row("Xã B", None, None),
    Row("Xã C", Decimal("0.1"), date(2023, 6, 1)),
]


def _table(address: str, rows: list[Row], per_page: int = 2) -> str:
    request = RequestFactory().get(address)
    table = SampleTable(rows)
    django_tables2.RequestConfig(request, paginate={"per_page": per_page}).configure(table)
    return str(table.as_html(request))


def test_table_names_its_cells_and_says_its_totals() -> None:
    html = _table("/?khoi=xa", ROWS)
    assert "<caption>Kết quả theo đơn vị" in html
    assert "3 dòng, trang 1/2" in html
    assert '<th role="rowheader" scope="row" class="title">Xã A</th>' in html
    assert 'data-label="Kế hoạch (tỷ đồng)" class="num"' in html
    assert "1.627,5" in html and "chưa nhập" in html and "chưa gửi" in html and "01/07/2023" in html
    assert "1.627,6" in html  # the whole list is added, not the page
    assert "khoi=xa" in html.split('aria-label="Các trang của bảng"')[1]


def test_table_says_which_way_it_is_sorted() -> None:
    html = _table("/?sort=-plan", ROWS)
    assert html.count("aria-sort=") == 1
    assert 'aria-sort="descending"' in html


def test_empty_table_says_what_to_do_next() -> None:
    table = SampleTable([])
    table.empty_state = parts.EmptyState("Chưa có báo cáo", "Mở đợt báo cáo.", parts.Action("Mở đợt", "/mo/"))
    html = str(table.as_html(RequestFactory().get("/")))
    assert "<table" not in html
    assert "Chưa có báo cáo" in html and 'href="/mo/"' in html


def test_an_empty_list_says_when_its_filter_is_why() -> None:
    table = SampleTable([])
    table.empty_state = parts.EmptyState("Chưa có báo cáo", "Mở đợt báo cáo.")
    narrowed = str(table.as_html(RequestFactory().get("/?q=abc&page=1")))
    assert "Không tìm thấy dòng nào khớp điều kiện lọc" in narrowed and "Bỏ lọc" in narrowed
    assert "Chưa có báo cáo" in str(table.as_html(RequestFactory().get("/?q=&sort=unit&page=1")))


def test_number_column_exports_the_number() -> None:
    table = SampleTable(ROWS)
    assert [list(row)[1] for row in table.as_values()][1:] == [Decimal("1627.5"), None, Decimal("0.1")]
