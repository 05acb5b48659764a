"""``./thidua worker``: run the background jobs."""

import django

from thidua.ops.commands.speaking import Parser


def main(arguments: list[str]) -> int:
    """Runs until stopped (Ctrl-C), or until nothing is left with --until-idle."""
    parser = Parser("worker", "Chạy các tác vụ nền cho tới khi dừng (Ctrl-C).")
    parser.add_argument("--until-idle", action="store_true", help="dừng khi không còn tác vụ")
    chosen = parser.parse_args(arguments)
    django.setup()
    from thidua.base.jobs.worker import run_worker

    run_worker(stop_when_idle=chosen.until_idle)
    return 0
