"""Who checks whom in a cross-check: nobody checks itself, everybody is checked as often as everybody else."""

from collections import Counter
from collections.abc import Sequence


def faults(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """What is wrong with an assignment given as (who checks, who is checked), in sentences; empty when nothing is."""
    found = [f"{by} không được tự kiểm tra chính mình." for by, on in pairs if by == on]
    doubled = sorted(pair for pair, count in Counter(pairs).items() if count > 1)
    found += [f"{by} được giao kiểm tra {on} hai lần." for by, on in doubled]
    checked = Counter(on for _, on in pairs)
    most = max(checked.values(), default=0)
    units = sorted({unit for pair in pairs for unit in pair})
    found += [f"{unit} chưa có đủ đơn vị kiểm tra." for unit in units if checked[unit] < most]
    return found
