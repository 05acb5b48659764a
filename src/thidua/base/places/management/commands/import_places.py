"""``import_places``: bring in the official provinces and communes with the reform of 1 July 2025."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.base.access.actor import Actor, Problem
from thidua.base.access.enums import Role
from thidua.base.places.catalogue import areas
from thidua.base.places.importing import run_import

OPERATOR = Actor(name="Lệnh import_places", role=Role.SYSTEM_ADMINISTRATOR)


class Command(BaseCommand):
    """All or nothing for each run; units that stand already are left as they are."""

    help = "Nhập tỉnh, thành phố và xã, phường, đặc khu (trước và sau 01/07/2025); nối kết cũ → mới chỉ là đề xuất."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which provinces."""
        parser.add_argument(
            "--province", action="append", default=[], metavar="MÃ|TÊN", help="tỉnh, thành phố cần nhập; lặp lại được"
        )
        parser.add_argument("--all", action="store_true", help="nhập cả 34 tỉnh, thành phố")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and say what was done."""
        wanted = list(areas()) if options["all"] else options["province"]
        if not wanted:
            raise CommandError("Hãy nêu --province «tên hoặc mã» (lặp lại được) hoặc --all.")
        try:
            self.stdout.write(str(run_import(by=OPERATOR, provinces=wanted)))
        except Problem as problem:
            raise CommandError(problem.sentence) from problem
