"""Who checks whom in a cross-check: nobody checks itself, everybody is checked as often as everybody else."""

from collections import Counter
from collections.abc import Sequence

from thidua.engine.scoring.draw import drawn


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


def ring(units: Sequence[str], each: int = 1) -> list[tuple[str, str]]:
    """Every unit checks the ``each`` units that follow it in a ring, as (who checks, who is checked).

    Raises ValueError, with a sentence, when there are not enough units for that.
    """
    if not 1 <= each < len(units):
        raise ValueError(f"Có {len(units)} đơn vị nên mỗi đơn vị kiểm tra được nhiều nhất {max(len(units) - 1, 0)}.")
    return [(by, units[(place + step) % len(units)]) for place, by in enumerate(units) for step in range(1, each + 1)]


def by_lot(units: Sequence[str], seed: str, each: int = 1) -> list[tuple[str, str]]:
    """The same ring, its order drawn with a published seed (see ``draw``)."""
    return ring(drawn(seed, units), each)
