"""``./thidua cases scoring FILE``: cases with right answers through the real engine, each difference told."""

from pathlib import Path

from thidua.engine.scoring.cases import CaseError, run_file
from thidua.ops.commands.speaking import Parser, say


def main(arguments: list[str]) -> int:
    """Exit code 0 when every case passes, 1 when one differs, 2 when a file can't be read."""
    parser = Parser("cases", "Chạy các ca có đáp án đúng qua chính động cơ tính điểm và nêu từng chỗ khác.")
    parser.add_argument("subject", choices=["scoring"], metavar="LOẠI", help="scoring: các ca chấm điểm")
    parser.add_argument("files", type=Path, nargs="+", metavar="TỆP", help="tệp YAML của các ca (dạng ở docs/cases.md)")
    parser.add_argument("--all", action="store_true", help="nêu cả những ca đạt")
    chosen = parser.parse_args(arguments)
    try:
        found = [result for path in chosen.files for result in run_file(path)]
    except CaseError as error:
        say(str(error))
        return 2
    for result in found:
        head = f"{result.case.id} [{result.case.source or '-'}] {result.case.kind}"
        for difference in result.differences:
            print(f"{head}: {difference}")
        if chosen.all and result.passed:
            print(f"{head}: đạt")
    passed = sum(result.passed for result in found)
    print(f"{passed} passed, {len(found) - passed} failed")
    return 0 if passed == len(found) else 1
