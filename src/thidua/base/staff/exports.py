"""Spreadsheets of accounts and persons: exactly what the page shows."""

from collections.abc import Sequence
from datetime import date

from thidua.base.people.models import Account, Person
from thidua.base.staff.queries import postings_by_person, roles_by_account
from thidua.language.dates import format_date
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_ACCOUNTS = (
    SheetColumn(title="Họ và tên"),
    SheetColumn(title="Tên đăng nhập", width=20),
    SheetColumn(title="Thư điện tử"),
    SheetColumn(title="Vai trò", width=60),
    SheetColumn(title="Trạng thái", width=18),
)
_PERSONS = (
    SheetColumn(title="Mã", width=18),
    SheetColumn(title="Họ và tên"),
    SheetColumn(title="Giới tính", width=12),
    SheetColumn(title="Năm sinh", width=12),
    SheetColumn(title="Ngày sinh", kind=Kind.DATE),
    SheetColumn(title="Đối tượng thống kê"),
    SheetColumn(title="Thuộc doanh nghiệp", width=14),
    SheetColumn(title="Nơi công tác", width=60),
)


def accounts_xlsx(accounts: Sequence[Account], on: date) -> bytes:
    """Accounts with the roles they hold on a day."""
    held = roles_by_account([a.pk for a in accounts], on)
    rows = (
        (
            a.full_name,
            a.username,
            a.email,
            "; ".join(map(str, held.get(a.pk, ()))),
            "đang mở" if a.is_active else "đang khóa",
        )
        for a in accounts
    )
    title = f"Tài khoản và vai trò tại ngày {format_date(on)}"
    return write_xlsx([Sheet(name="Tài khoản", columns=_ACCOUNTS, rows=rows, title_rows=(title,))])


def persons_xlsx(persons: Sequence[Person], on: date) -> bytes:
    """Persons with the places where they work on a day."""
    postings = postings_by_person([p.pk for p in persons], on)
    rows = (
        (
            p.code,
            p.full_name,
            p.get_sex_display(),
            str(p.birth_year or ""),
            p.birth_date,
            p.get_person_class_display(),
            "có" if p.in_enterprise else "không",
            "; ".join(f"{x.position}, {x.unit}" if x.position else str(x.unit) for x in postings.get(p.pk, ())),
        )
        for p in persons
    )
    title = f"Con người tại ngày {format_date(on)}"
    return write_xlsx([Sheet(name="Con người", columns=_PERSONS, rows=rows, title_rows=(title,))])
