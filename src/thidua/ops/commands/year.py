"""``./thidua year``: one season from its folder to ranking, eligibility, decision, certificates and report."""

import gc
import time
from pathlib import Path

from thidua.ops.commands.speaking import Parser, Stop, place, say
from thidua.ops.seasonfiles import SeasonFiles, SeasonProblems, read_season
from thidua.ops.year.workshop import workshop


def main(arguments: list[str]) -> int:
    """Exit code 0 when the results lie in --out; 1 when the folder has problems, each named with its place."""
    parser = Parser(
        "year", "Chạy một mùa từ thư mục tệp đến kết quả: xếp hạng, điều kiện, quyết định, giấy khen, báo cáo."
    )
    parser.add_argument("folder", type=place, metavar="THƯ_MỤC", help="thư mục của mùa, ví dụ examples/binh-lieu-2020")
    parser.add_argument("--out", type=place, required=True, metavar="NƠI_GHI", help="thư mục nhận kết quả")
    chosen = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        files = _read(chosen.folder, chosen.out)
        gc.disable()  # a run of seconds gives its memory back by ending
        with workshop():
            names = _run(files, chosen.out.resolve())
    except SeasonProblems as error:
        for problem in error.problems:
            print(problem)
        say(f"có {len(error.problems)} chỗ phải sửa; chưa ghi kết quả nào.")
        return 1
    except Stop as stop:
        say(str(stop))
        return 2
    finally:
        gc.enable()
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    say(f"đã ghi {len(names)} tệp vào {chosen.out} trong {seconds} giây:")
    for name in names:
        print(name)
    return 0


def _read(folder: Path, out: Path) -> SeasonFiles:
    if not folder.is_dir():
        raise Stop(f"không có thư mục {folder}. Hãy chọn một thư mục trong examples/ hoặc thư mục của bạn.")
    if out.exists() and not out.is_dir():
        raise Stop(f"{out} là một tệp; hãy chọn một thư mục khác cho --out.")
    return read_season(folder.resolve())  # every problem is said before anything is set up


def _run(season: SeasonFiles, out: Path) -> list[str]:
    from thidua.base.access.actor import Problem, Refused
    from thidua.ops.loading.run import CannotAct
    from thidua.ops.loading.season import load_season
    from thidua.ops.year.delivery import deliver, strangers
    from thidua.ops.year.results import results_of

    try:
        run = load_season(season, told=say)
    except (Problem, Refused, CannotAct) as error:
        raise Stop(f"số liệu trong thư mục không đi hết được năm thi đua: {error}") from error
    files = results_of(run)
    if others := strangers(files, out):
        raise Stop(
            f"trong {out} còn {len(others)} tệp của lần chạy khác ({others[0]} ...); chưa ghi kết quả nào. "
            "Hãy xóa các tệp đó hoặc chọn một thư mục khác cho --out."
        )
    deliver(files, out)
    return sorted(files)
