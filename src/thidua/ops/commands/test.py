"""``./thidua test``: all tests, on SQLite and on PostgreSQL, then the journeys in a browser."""

import os
import shutil

from thidua.ops.commands import postgres
from thidua.ops.commands.speaking import BIN, Parser, Stop, call, need, say

# one file stays with one worker: its tests take turns with one database
_CRASH = ("-n", "2", "--dist", "loadfile")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str:
    """Path of a Chromium; Debian's root installs one."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    return need("chromium", "chromium", "các hành trình cần một trình duyệt thật")


def _pytest(title: str, arguments: list[str], **environment: str) -> int:
    say(f"kiểm thử: {title}")
    return call([BIN / "pytest", *arguments], **environment)


def _unit(extra: list[str], database: str) -> int:
    failed = 0
    both_cores = ["-n", "2", "--dist", "worksteal", "-m", "not journey and not crash"]
    # everybody at every address takes more than half as long as all the rest: shown, and timed, apart
    fast, access = [*both_cores, *(extra or ["--ignore=tests/access"])], [*both_cores, "tests/access"]
    if database in {"both", "sqlite"}:
        failed |= _pytest("động cơ và các phòng trên SQLite", fast)
        failed |= 0 if extra else _pytest("ai được vào đâu, trên SQLite", access)
    if database in {"both", "postgresql"}:
        with postgres.server() as url:
            address = url.rsplit("/", 1)[0] + "/thidua"
            failed |= _pytest("động cơ và các phòng trên PostgreSQL", fast, THIDUA_DATABASE_URL=address)
            if not extra:
                failed |= _pytest("ai được vào đâu, trên PostgreSQL", access, THIDUA_DATABASE_URL=address)
                crash = [*_CRASH, "-m", "crash and not sqlite_only"]
                failed |= _pytest("ngắt giữa chừng (kill -9) trên PostgreSQL", crash, THIDUA_DATABASE_URL=address)
    return failed


def main(arguments: list[str]) -> int:
    """Exit code 0 when everything passed."""
    parser = Parser("test", "Chạy mọi kiểm thử, trên SQLite và PostgreSQL, rồi các hành trình trong trình duyệt.")
    parser.add_argument(
        "--fast", action="store_true", help="bỏ hành trình trong trình duyệt và kiểm thử ngắt giữa chừng"
    )
    parser.add_argument("--db", choices=("both", "sqlite", "postgresql"), default="both", help="cơ sở dữ liệu nào")
    parser.add_argument("paths", nargs="*", help="chỉ các thư mục, tệp này")
    chosen = parser.parse_args(arguments)
    # the settings of the site, which this command's own process has; pyproject.toml names those of the tests
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    try:
        failed = _unit(chosen.paths, chosen.db)
        if not chosen.fast and not chosen.paths:
            failed |= _pytest("ngắt giữa chừng (kill -9) trên SQLite", [*_CRASH, "-m", "crash"])
            journeys = ["-n", "2", "--dist", "worksteal", "-m", "journey"]
            failed |= _pytest("hành trình trong trình duyệt", journeys, THIDUA_BROWSER=browser())
    except Stop as stop:
        say(str(stop))
        return 2
    say("kiểm thử: " + ("KHÔNG ĐẠT" if failed else "đạt tất cả"))
    return 1 if failed else 0
