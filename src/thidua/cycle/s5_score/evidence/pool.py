"""The list from which items are drawn, the draw itself, and how anybody repeats it with a shell and sha256sum."""

import shlex
from collections.abc import Mapping, Sequence
from hashlib import sha256

from thidua.cycle.s5_score.evidence.models import VerificationDraw
from thidua.cycle.s5_score.facts import score_together, standings
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.engine.scoring.draw import drawn


def item(sheet: ScoreSheet, code: str) -> str:
    """The name of an item: the unit's code, a stroke, the code of the criterion."""
    return f"{sheet.unit.code.replace('/', '-')}/{code}"


def pool_of(sheets: Sequence[ScoreSheet]) -> dict[str, str]:
    """Every criterion on which a unit has points, as the sheets stand: item and what it is in words, by item."""
    if not sheets:
        return {}
    found = standings(sheets)
    result, names = score_together(found)
    labels = {c.code: c.label for c in found[0].rules.criteria()}
    pool = {
        item(names[unit], code): f"{unit}: {code} {labels[code]}"
        for unit, told in result.sheets.items()
        for code, scored in told.criteria.items()
        if scored.points is not None and scored.points > 0
    }
    return dict(sorted(pool.items()))


def digest_of(names: Sequence[str]) -> str:
    """The SHA-256 of the list as a file: one item a line."""
    return sha256("".join(f"{name}\n" for name in names).encode()).hexdigest()


def unit_of(name: str) -> str:
    """The unit part of an item."""
    return name.partition("/")[0]


def how_many(draw: VerificationDraw, of: int) -> int:
    """How many are drawn of a list of this length: the number, or the share rounded up."""
    wanted = -(-of * draw.size // 100) if draw.by_share else draw.size
    return min(wanted, of)


def draw_from(draw: VerificationDraw, seed: str) -> list[str]:
    """What a seed draws from the announced list, in the order of the draw."""
    if not draw.per_unit:
        return drawn(seed, draw.pool)[: how_many(draw, len(draw.pool))]
    chosen: list[str] = []
    for names in grouped(draw.pool).values():
        chosen += drawn(seed, names)[: how_many(draw, len(names))]
    return chosen


def grouped(names: Sequence[str]) -> Mapping[str, list[str]]:
    """The items of each unit, units in the order of their codes."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(unit_of(name), []).append(name)
    return dict(sorted(found.items()))


_ONE = """while IFS= read -r muc; do
  printf '%s %s\\n' "$(printf '%s|%s' {seed} "$muc" | sha256sum | cut -c1-64)" "$muc"
done < {file} | LC_ALL=C sort | head -n {count} | cut -c66-"""
_EACH = """cut -d/ -f1 danh-sach.txt | LC_ALL=C sort -u | while IFS= read -r dv; do
  awk -F/ -v dv="$dv" '$1==dv' danh-sach.txt > mot-don-vi.txt
  {one}
done"""


def command(draw: VerificationDraw, seed: str) -> str:
    """A command that prints what was drawn, from the file of the list and nothing else."""
    quoted = shlex.quote(seed)
    if not draw.per_unit:
        return _ONE.format(seed=quoted, file="danh-sach.txt", count=how_many(draw, len(draw.pool)))
    count = f'"$(( ($(wc -l < mot-don-vi.txt) * {draw.size} + 99) / 100 ))"' if draw.by_share else str(draw.size)
    one = _ONE.format(seed=quoted, file="mot-don-vi.txt", count=count)
    return _EACH.format(one=one.replace("\n", "\n  "))
