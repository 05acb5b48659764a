"""``./thidua bench``: measure the figures that the docs quote."""

import importlib
import os
import sys
import tempfile

from thidua.ops.commands.speaking import ROOT, Parser, say

NAMES = ("audit", "certificates", "rulebook", "scoring", "scorepage", "lists")


def main(arguments: list[str]) -> int:
    """Run all benches, or those that are named."""
    parser = Parser("bench", "Đo lại các con số mà tài liệu nêu; mỗi bảng so sánh trong cùng một lần chạy.")
    parser.add_argument("names", nargs="*", metavar="TÊN", help=f"chỉ các phép đo này: {', '.join(NAMES)}")
    chosen = parser.parse_args(arguments).names or NAMES
    unknown = sorted(set(chosen) - set(NAMES))
    if unknown:
        say(f"không có phép đo «{unknown[0]}». Các phép đo: {', '.join(NAMES)}.")
        return 2
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder:
        os.environ["THIDUA_DATA"] = folder
        os.environ.pop("THIDUA_DATABASE_URL", None)
        import django

        django.setup()
        sys.path.insert(0, str(ROOT))
        for name in chosen:
            importlib.import_module(f"bench.{name}").main()
    return 0
