"""``./thidua doctor``: look for what is wrong: environment, database, triggers, the audit chain (--audit)."""

import stat
import sys
from collections.abc import Iterator

import django

from thidua.ops.commands.speaking import Parser


def _environment() -> Iterator[tuple[bool, str]]:
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    version = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= (3, 11), f"Python {version}"
    closed = stat.S_IMODE(settings.DATA.stat().st_mode) & 0o077 == 0
    told = (
        "chỉ chủ của hệ thống đọc được"
        if closed
        else f"người khác trên máy vào được; hãy chạy chmod 700 {settings.DATA}"
    )
    yield closed, f"thư mục số liệu {settings.DATA}: {told}"
    try:
        connection.ensure_connection()
    except Exception as error:
        yield False, f"cơ sở dữ liệu không trả lời: {str(error).splitlines()[0]}"
        return
    yield True, f"cơ sở dữ liệu {connection.vendor}: {settings.DATABASES['default']['NAME']}"
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield not waiting, f"cấu trúc dữ liệu: còn {len(waiting)} bước chưa chạy (./thidua manage migrate)"
    if not waiting:
        from thidua.base.audit.triggers import missing

        lacking = missing(connection)
        yield not lacking, "trình kích hoạt nhật ký: " + (", ".join(lacking[:5]) or "đủ")


def _audit(head: str) -> Iterator[tuple[bool, str]]:
    from thidua.base.audit.chain import verify
    from thidua.base.audit.models import AuditRow

    verdict = verify()
    if verdict.intact:
        yield True, f"nhật ký nguyên vẹn: {verdict.rows} dòng, mã băm cuối {verdict.head}"
    else:
        yield False, f"nhật ký bị phá vỡ từ dòng {verdict.broken_number}: {verdict.why}"
    if verdict.unsealed:
        yield False, f"{verdict.unsealed} thay đổi nằm ngoài mọi thao tác của hệ thống"
    if head:
        known = AuditRow.objects.filter(hash=head).exists()
        yield known, "mã băm đã in trên giấy " + ("có trong nhật ký" if known else "KHÔNG có trong nhật ký")


def main(arguments: list[str]) -> int:
    """Exit code 0 when nothing is wrong."""
    parser = Parser("doctor", "Tìm chỗ hỏng: môi trường, cơ sở dữ liệu, trình kích hoạt, chuỗi nhật ký.")
    parser.add_argument("--audit", action="store_true", help="kiểm tra toàn bộ chuỗi nhật ký và nêu dòng hỏng đầu tiên")
    parser.add_argument(
        "--head", default="", help="mã băm đã in trong biên bản hoặc quyết định, để tìm lại trong nhật ký"
    )
    chosen = parser.parse_args(arguments)
    django.setup()
    findings = list(_environment())
    if chosen.audit and all(ok for ok, _ in findings):
        findings += _audit(chosen.head)
    for ok, sentence in findings:
        print(("[tốt] " if ok else "[LỖI] ") + sentence)
    return 0 if all(ok for ok, _ in findings) else 1
