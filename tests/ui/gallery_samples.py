"""Sample data of the gallery: made up, but as long and as awkward as real names and numbers are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import django_filters
import django_tables2
from django import forms as django_forms
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from gallery_charts import CHARTS

from thidua.ui import forms, parts, tables
from thidua.ui.frame import DeskChoice, Frame, MenuLink, SeasonChoice, StageItem

STAGES = tuple(
    StageItem(number, name, f"/giai-doan-{number}/", label, code, waiting, number == 4)
    for number, name, label, code, waiting in (
        (1, "Phát động", "đã khóa", "locked", 0),
        (2, "Đăng ký", "đã khóa", "locked", 0),
        (3, "Giao ước", "quá hạn 28/02", "overdue", 1),
        (4, "Báo cáo", "đang mở đến 05/07", "open", 12),
        (5, "Chấm điểm", "mở từ 15/11", "upcoming", 0),
        (6, "Đề nghị", "chưa mở", "upcoming", 0),
        (7, "Hội đồng", "chưa mở", "upcoming", 0),
        (8, "Quyết định", "chưa mở", "upcoming", 0),
        (9, "Tôn vinh", "chưa mở", "upcoming", 0),
    )
)
FRAME = Frame(
    product="Thi đua, khen thưởng",
    home_url="/work/",
    display_url="/hien-thi/",
    unit_name="Ủy ban nhân dân huyện Bình Liêu",
    desks=(
        DeskChoice("1", "Thường trực Hội đồng · Huyện Bình Liêu", True),
        DeskChoice("2", "Trưởng cụm · Cụm thi đua các huyện, thành phố"),
    ),
    desk_url="/doi-don-vi/",
    season_label="2023",
    seasons=(SeasonChoice("2023", "Năm 2023", True), SeasonChoice("2022", "Năm 2022")),
    season_url="/doi-nam/",
    stages=STAGES,
    search_url="/table/",
    tasks_url="/work/",
    tasks_count=13,
    account_name="Hoàng Thị Mai",
    account_role="Thường trực Hội đồng",
    account_links=(MenuLink("Tài khoản và mật khẩu", "/form/", "key"), MenuLink("Phiên đăng nhập", "/form/", "clock")),
    sign_out_url="/ra/",
    footer_links=(MenuLink("Hướng dẫn", "/work/"), MenuLink("Giúp đỡ tiếp cận", "/work/")),
    is_demo=True,
    demo_date_label="30/06/2023",
)
PUBLIC = Frame(
    product="Thi đua, khen thưởng",
    home_url="/public/",
    display_url="/hien-thi/",
    owner="Huyện Bình Liêu, tỉnh Quảng Ninh",
    contact="Thường trực Hội đồng Thi đua, Khen thưởng · 0203 000 0000",
    menu=(
        MenuLink("Tin và gương điển hình", "/public/", current=True),
        MenuLink("Phong trào", "/public/"),
        MenuLink("Quyết định", "/public/"),
        MenuLink("Tra cứu khen thưởng", "/public/"),
        MenuLink("Kiểm tra bằng, giấy khen", "/public/", "qr-code"),
        MenuLink("Lấy ý kiến", "/public/"),
        MenuLink("Số liệu", "/public/"),
    ),
    search_url="/public/",
    sign_in_url="/work/",
    footer_links=(MenuLink("Dữ liệu mở", "/public/"), MenuLink("Góp ý", "/public/")),
)
CRUMBS = (parts.Crumb("Báo cáo", "/work/"), parts.Crumb("Chỉ tiêu năm 2023", "/work/"), parts.Crumb("Xã Lục Hồn"))
HEADER = parts.ObjectHeader(
    title="Báo cáo 6 tháng của xã Lục Hồn",
    kind="Kết quả thực hiện chỉ tiêu",
    state=parts.State("đã gửi, chờ kiểm tra", "sent"),
    turn="Phòng Tài chính – Kế hoạch",
    until="05/07/2023, còn 3 ngày làm việc",
    action=parts.Action("Chấp nhận báo cáo", "/nhan/", "check2", "post"),
    others=(parts.Action("Trả lại", "/tra/", "arrow-return-left"),),
)
WHY = parts.Why(
    question="Điểm thu ngân sách của xã Lục Hồn",
    result="23,75 điểm",
    rule="Đạt từ 100% kế hoạch được điểm tối đa; dưới 100% thì tính theo tỷ lệ; vượt kế hoạch được cộng tới 2 điểm.",
    inputs=(
        parts.WhyInput("Kế hoạch năm", "2.500 triệu đồng", "Giao ước thi đua, mục 1", "/work/"),
        parts.WhyInput("Kết quả", "2.375 triệu đồng", "Báo cáo 6 tháng, dòng 4", "/work/"),
        parts.WhyInput("Điểm tối đa", "25 điểm", "Bảng chấm điểm 2023, phiên bản 2"),
    ),
    steps=("2.375 : 2.500 × 100 = 95%", "25 × 95% = 23,75 điểm"),
    source="Quy chế chấm điểm của Cụm, Điều 6 khoản 2",
    source_url="/work/",
    note="Số liệu là ước thực hiện; điểm sẽ tính lại khi có số chính thức.",
)
JOBS = (
    parts.Job("In giấy khen", "running", "/work/", 312, 1000, "tờ", cancel_url="/dung/"),
    parts.Job(
        "Nhập danh sách đề nghị",
        "failed",
        "/work/",
        40,
        126,
        "dòng",
        "Dừng ở dòng 41: chưa có tên đơn vị. Không có dòng nào được lưu.",
        retry_url="/lai/",
    ),
    parts.Job(
        "Lập báo cáo tổng kết",
        "done",
        "/work/",
        12,
        12,
        "phần",
        results=(parts.Action("Tải báo cáo (DOCX)", "/tai/", "download"),),
    ),
)
HISTORY = (
    parts.HistoryEntry(datetime(2023, 7, 1, 7, 2, tzinfo=UTC), "Bà Hoàng Thị Mai (xã Lục Hồn) đã gửi báo cáo 6 tháng."),
    parts.HistoryEntry(
        datetime(2023, 6, 29, 9, 41, tzinfo=UTC),
        "Ông La Văn Nam (Phòng Tài chính – Kế hoạch) đã trả lại báo cáo.",
        "Lý do: thiếu minh chứng cho chỉ tiêu giải quyết việc làm.",
    ),
)
TILES = (
    parts.Tile("Đơn vị đã gửi báo cáo", "118", "trên 126 đơn vị, còn 8 đơn vị", "/table/"),
    parts.Tile("Thu ngân sách", "1.627,5 tỷ đồng", "102,4% kế hoạch năm"),
    parts.Tile("Khách du lịch", "66.927 lượt", "77,6% kế hoạch năm"),
)
TABS = (
    parts.Tab("Chỉ tiêu", "/work/", True, 10),
    parts.Tab("Minh chứng", "/work/", count=4),
    parts.Tab("Trao đổi", "/work/"),
)
FACTS = (
    parts.Fact("Đơn vị", "Xã Lục Hồn", "/work/"),
    parts.Fact("Khối thi đua", "Khối các xã, thị trấn"),
    parts.Fact("Kỳ báo cáo", "6 tháng đầu năm 2023"),
    parts.Fact("Tổng điểm tự chấm", "87,25 / 100", number=True),
)
CELLS = (
    parts.Cell(),
    parts.Cell(applicable=False),
    parts.Cell(Decimal(0), unit="điểm"),
    parts.Cell(Decimal("23.75"), unit="điểm", note="ước thực hiện"),
)
CONFIRM = parts.Confirmation(
    title="Công bố kết quả xếp hạng năm 2023",
    sentence="Bạn sắp công bố điểm và thứ hạng của 9 đơn vị trong Khối các xã, thị trấn.",
    consequences=(
        "Điểm đã công bố không sửa được; muốn sửa phải lập bản điều chỉnh và công bố lại.",
        "Thông báo được gửi ngay tới 9 đơn vị.",
    ),
    confirm_label="Công bố kết quả",
    back_url="/table/",
    facts=(parts.Fact("Khối", "Các xã, thị trấn"), parts.Fact("Số đơn vị", "9", number=True)),
)


@dataclass(frozen=True)
class Row:
    """One line of the sample list."""

    place: int
    unit: str
    plan: Decimal | None
    result: Decimal | parts.Cell | None
    share: Decimal | parts.Cell | None
    sent: date | None
    state: parts.State


ROWS = (
    Row(
        1,
        "Thị trấn Bình Liêu",
        Decimal("1250.5"),
        Decimal("1627.5"),
        Decimal("130.1"),
        date(2023, 6, 28),
        parts.State("đã nhận", "success"),
    ),
    Row(
        2,
        "Xã Lục Hồn",
        Decimal(2500),
        Decimal(2375),
        Decimal(95),
        date(2023, 7, 1),
        parts.State("chờ kiểm tra", "sent"),
    ),
    Row(3, "Xã Hoành Mô", Decimal(884), Decimal(0), Decimal(0), date(2023, 6, 30), parts.State("trả lại", "returned")),
    Row(4, "Xã Đồng Văn", Decimal(339), None, None, None, parts.State("chưa gửi", "warning")),
    Row(
        5,
        "Ban Chỉ huy Quân sự huyện",
        None,
        parts.Cell(applicable=False),
        parts.Cell(applicable=False),
        None,
        parts.State("đã khóa", "locked"),
    ),
    Row(
        6,
        "Trường Phổ thông Dân tộc nội trú THCS và THPT Bình Liêu",
        Decimal(111),
        Decimal("1111.1"),
        Decimal("1001"),
        date(2023, 6, 11),
        parts.State("dẫn đầu khối", "honour"),
    ),
)


class ReportTable(tables.Table):
    """A list with every kind of column."""

    caption = "Kết quả thu ngân sách 6 tháng theo đơn vị"
    place = tables.NumberColumn(verbose_name="Thứ hạng")
    unit = django_tables2.Column(
        verbose_name="Đơn vị", linkify=lambda record: "/work/", footer="Cộng", attrs=tables.TITLE
    )
    plan = tables.NumberColumn(verbose_name="Kế hoạch (triệu đồng)", footer=tables.sum_footer("plan"))
    result = tables.NumberColumn(verbose_name="Kết quả (triệu đồng)")
    share = tables.NumberColumn(verbose_name="% kế hoạch", places=1)
    sent = tables.DateColumn(verbose_name="Ngày gửi", default="chưa gửi")
    state = tables.StateColumn(verbose_name="Trạng thái", orderable=False)


class EmptyTable(ReportTable):
    """The same with nothing in it."""

    empty_state = parts.EmptyState(
        "Chưa có báo cáo nào khớp với bộ lọc",
        "Bỏ bớt điều kiện lọc, hoặc nhắc các đơn vị gửi báo cáo trước ngày 05/07/2023.",
        parts.Action("Nhắc 8 đơn vị chưa gửi", "/nhac/", "bell", "post"),
    )


BOTH = (("1", "Đã gửi"), ("2", "Chưa gửi"))


class ReportFilter(django_filters.FilterSet):
    """A filter as lists have it."""

    q = django_filters.CharFilter(label="Tên đơn vị")
    block = django_filters.ChoiceFilter(
        label="Khối thi đua", choices=(("x", "Xã, thị trấn"), ("p", "Phòng, ban")), empty_label="Mọi khối"
    )
    state = django_filters.ChoiceFilter(label="Trạng thái", choices=BOTH, empty_label="Mọi trạng thái")


class ReportForm(forms.Form):
    """Every kind of field."""

    unit = django_forms.ChoiceField(
        label="Đơn vị",
        choices=[("", "Chọn đơn vị"), *((str(row.place), row.unit) for row in ROWS)],
        widget=forms.FilterSelect("đơn vị"),
    )
    title = django_forms.CharField(label="Tên sáng kiến", max_length=200)
    amount = forms.VietnameseDecimalField(label="Kết quả (triệu đồng)")
    day = forms.VietnameseDateField(label="Ngày hoàn thành")
    kind = django_forms.ChoiceField(
        label="Hình thức", choices=(("1", "Thường xuyên"), ("2", "Theo chuyên đề")), widget=django_forms.RadioSelect
    )
    targets = django_forms.MultipleChoiceField(
        label="Đối tượng tham gia",
        choices=(("a", "Cơ quan, đơn vị"), ("b", "Xã, thị trấn"), ("c", "Doanh nghiệp")),
        widget=django_forms.CheckboxSelectMultiple,
        required=False,
        help_text="Có thể chọn nhiều.",
    )
    note = django_forms.CharField(label="Giải trình", widget=django_forms.Textarea, required=False)
    paper = django_forms.FileField(
        label="Minh chứng", help_text="PDF, ảnh hoặc Word, tối đa 20 MB.", widget=django_forms.FileInput
    )
    mail = django_forms.EmailField(label="Thư điện tử", required=False)
    sure = django_forms.BooleanField(label="Tôi chịu trách nhiệm về số liệu này")


class SignForm(forms.Form):
    """One typed word."""

    word = forms.TypedWordField("CÔNG BỐ")


@dataclass(frozen=True)
class Page:
    """A page of the gallery."""

    template: str
    context: Callable[[HttpRequest], dict[str, Any]]


def _filled(request: HttpRequest, form: type[forms.Form]) -> forms.Form:
    """Empty, or with `?loi` filled in wrongly and checked."""
    if "loi" not in request.GET:
        return form()
    shown = form({"title": "Sáng kiến", "amount": "1,2,3", "day": "31/02/2023", "mail": "mai@", "word": "cong bo"}, {})
    shown.is_valid()
    return shown


def _table(request: HttpRequest, kind: type[tables.Table], rows: tuple[Row, ...]) -> tables.Table:
    table = kind(rows)
    django_tables2.RequestConfig(request, paginate={"per_page": 5}).configure(table)
    return table


def _work(request: HttpRequest) -> dict[str, Any]:
    return {
        "frame": FRAME,
        "crumbs": CRUMBS,
        "header": HEADER,
        "why": WHY,
        "jobs": JOBS,
        "entries": HISTORY,
        "tiles": TILES,
        "tabs": TABS,
        "facts": FACTS,
        "tones": list(parts.TONE_ICONS),
        "cells": CELLS,
        "notes": _notes(),
    }


def _tables(request: HttpRequest) -> dict[str, Any]:
    return {
        "frame": FRAME,
        "header": parts.ObjectHeader("Báo cáo 6 tháng năm 2023"),
        "filter": ReportFilter(request.GET, queryset=ContentType.objects.none()),
        "table": _table(request, ReportTable, ROWS),
        "nothing": _table(request, EmptyTable, ()),
    }


def _forms(request: HttpRequest) -> dict[str, Any]:
    return {"frame": FRAME, "header": parts.ObjectHeader("Nhập kết quả"), "form": _filled(request, ReportForm)}


def _confirm(request: HttpRequest) -> dict[str, Any]:
    return {"frame": FRAME, "confirmation": CONFIRM, "form": _filled(request, SignForm)}


def _charts(request: HttpRequest) -> dict[str, Any]:
    return {"frame": FRAME, "header": parts.ObjectHeader("Hình vẽ"), "drawings": CHARTS}


def _public(request: HttpRequest) -> dict[str, Any]:
    return {"frame": PUBLIC, "table": _table(request, ReportTable, ROWS), "drawings": CHARTS[1:2]}


PAGES = {
    "work": Page("gallery/work.html", _work),
    "table": Page("gallery/table.html", _tables),
    "form": Page("gallery/form.html", _forms),
    "confirm": Page("ui/confirm.html", _confirm),
    "charts": Page("gallery/charts.html", _charts),
    "public": Page("gallery/public.html", _public),
}


def _notes() -> list[Any]:
    from django.contrib.messages.storage.base import Message

    return [
        Message(25, "Đã lưu kết quả của 12 chỉ tiêu."),
        Message(30, "Một minh chứng đã dùng ở năm 2022. Hãy kiểm tra lại."),
        Message(40, "Không gửi được: chỉ tiêu 4 chưa có số thực hiện. Nhập số ở dòng 4 rồi gửi lại."),
        Message(20, "Hạn gửi báo cáo là ngày 05/07/2023."),
    ]
