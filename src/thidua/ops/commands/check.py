"""``./thidua check``: lint, format, types, import contracts, migrations in step with the models."""

import sys
from pathlib import Path

from thidua.ops.commands.speaking import BIN, Parser, call, say

STEPS: tuple[tuple[str, list[str | Path]], ...] = (
    ("quy tắc viết", [BIN / "ruff", "check", "--quiet", "."]),
    ("định dạng", [BIN / "ruff", "format", "--check", "--quiet", "."]),
    ("kiểu dữ liệu", [BIN / "mypy"]),
    ("hợp đồng nhập", [BIN / "lint-imports", "--no-cache"]),
    ("cấu trúc dữ liệu", [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]),
)


def main(arguments: list[str]) -> int:
    """Run every step, also after one has failed; exit code 1 when any failed."""
    Parser(
        "check", "Kiểm tra mã: quy tắc viết, định dạng, kiểu dữ liệu, hợp đồng nhập, cấu trúc dữ liệu khớp với mô hình."
    ).parse_args(arguments)
    failed = []
    for name, command in STEPS:
        if call(command, DJANGO_SETTINGS_MODULE="thidua.site.settings_test"):
            failed.append(name)
    say("kiểm tra mã: " + ("không đạt: " + ", ".join(failed) if failed else "đạt tất cả"))
    return 1 if failed else 0
