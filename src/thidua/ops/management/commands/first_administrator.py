"""``./thidua manage first_administrator``: the way in on a fresh system; refused once somebody administers it."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from thidua.base.access.actor import Actor, Problem
from thidua.base.access.enums import Role, Scope
from thidua.base.people.actions import create_account
from thidua.base.units.actions import appoint, create_unit
from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.models import Appointment, Unit

SETUP = Actor(name="Thiết lập ban đầu", role=Role.SYSTEM_ADMINISTRATOR)


class Command(BaseCommand):
    """Creates the first account with the role of system administrator, at the unit that runs the system."""

    help = "Tạo tài khoản quản trị hệ thống đầu tiên."

    def add_arguments(self, parser: CommandParser) -> None:
        """Everything but the password may stand on the line; what is missing is asked."""
        parser.add_argument("--username", help="tên đăng nhập")
        parser.add_argument("--name", help="họ và tên")
        parser.add_argument("--unit-code", help="mã đơn vị quản trị hệ thống, ví dụ SNV")
        parser.add_argument("--unit-name", help="tên đơn vị, ví dụ Sở Nội vụ")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, create, appoint; all or nothing."""
        today = timezone.localdate()
        if Appointment.objects.filter(role=Role.SYSTEM_ADMINISTRATOR, valid_to__isnull=True).exists():
            raise CommandError("Đã có quản trị hệ thống; hãy nhờ người đó tạo tài khoản trên trang quản trị.")
        answers = {
            "username": options["username"] or input("Tên đăng nhập: "),
            "name": options["name"] or input("Họ và tên: "),
            "code": options["unit_code"] or input("Mã đơn vị: "),
            "unit": options["unit_name"] or input("Tên đơn vị: "),
        }
        password = getpass.getpass("Mật khẩu (từ 10 ký tự): ")
        try:
            with transaction.atomic():
                self._create(answers, password, today)
        except Problem as problem:
            raise CommandError(problem.sentence) from problem
        self.stdout.write(f"Đã tạo quản trị hệ thống «{answers['username']}». Đăng nhập rồi bật xác thực hai lớp.")

    def _create(self, answers: dict[str, str], password: str, today: Any) -> None:
        unit = Unit.objects.filter(code=answers["code"]).first() or create_unit(
            by=SETUP,
            code=answers["code"],
            name=answers["unit"],
            kind=UnitKind.GOVERNMENT,
            level=Level.PROVINCE,
            parent=None,
            valid_from=today,
        )
        account = create_account(by=SETUP, username=answers["username"], full_name=answers["name"], password=password)
        appoint(
            by=SETUP,
            account_id=account.pk,
            role=Role.SYSTEM_ADMINISTRATOR,
            unit=unit,
            scope=Scope.UNIT,
            valid_from=today,
        )
