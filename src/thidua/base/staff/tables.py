"""Tables of accounts and persons; roles and postings are fetched once for the page that is shown."""

from datetime import date
from typing import Any

import django_tables2
from django.http import HttpRequest
from django_tables2.utils import A

from thidua.base.people.models import Account, Person
from thidua.base.staff.queries import postings_by_person, roles_by_account
from thidua.ui import tables
from thidua.ui.parts import EmptyState


class AccountTable(tables.Table):
    """Who may sign in, and as what."""

    caption = "Tài khoản"
    empty_state = EmptyState("Không có tài khoản nào khớp bộ lọc", "Bỏ bớt điều kiện lọc, hoặc tạo tài khoản.")

    full_name = django_tables2.Column(
        verbose_name="Họ và tên", linkify=("people:account", {"account_id": A("pk")}), attrs=tables.TITLE
    )
    username = django_tables2.Column(verbose_name="Tên đăng nhập")
    roles = django_tables2.Column(verbose_name="Vai trò hôm nay", accessor="pk", orderable=False)
    state = django_tables2.Column(verbose_name="Trạng thái", accessor="is_active")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.held: dict[int, list[Any]] = {}

    def before_render(self, request: HttpRequest) -> None:
        """One query for the roles of all rows."""
        self.held = roles_by_account((row.record.pk for row in self.paginated_rows), self.today)

    def render_roles(self, value: int) -> str:
        return "; ".join(map(str, self.held.get(value, ()))) or "chưa giữ vai trò nào"

    def render_state(self, record: Account) -> str:
        if not record.is_active:
            return tables.state_html("đang khóa", "locked")
        if record.must_change_password:
            return tables.state_html("chờ đổi mật khẩu", "waiting")
        return tables.state_html("đang mở", "open")


class PersonTable(tables.Table):
    """Who may be commended."""

    caption = "Con người"
    empty_state = EmptyState("Không có ai khớp bộ lọc", "Bỏ bớt điều kiện lọc, hoặc ghi hồ sơ người mới.")

    full_name = django_tables2.Column(
        verbose_name="Họ và tên",
        order_by="name_sort",
        linkify=("people:person", {"person_id": A("pk")}),
        attrs=tables.TITLE,
    )
    sex = django_tables2.Column(verbose_name="Giới tính")
    birth_year = django_tables2.Column(verbose_name="Năm sinh", default="chưa rõ")
    person_class = django_tables2.Column(verbose_name="Đối tượng thống kê")
    work = django_tables2.Column(verbose_name="Nơi công tác hôm nay", accessor="pk", orderable=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.postings: dict[int, list[Any]] = {}

    def before_render(self, request: HttpRequest) -> None:
        """One query for the postings of all rows."""
        self.postings = postings_by_person((row.record.pk for row in self.paginated_rows), self.today)

    def render_work(self, value: int, record: Person) -> str:
        found = (f"{p.position}, {p.unit}" if p.position else str(p.unit) for p in self.postings.get(value, ()))
        return "; ".join(found) or "hôm nay không công tác ở đâu"
