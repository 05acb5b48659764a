"""What a line of a table says about points: «mỗi vụ trừ 0,5 điểm, tối đa 2 điểm»."""

import re
from dataclasses import dataclass
from decimal import Decimal

from thidua.language.numbers import parse_number

_N = r"(\d+(?:[.,]\d+)?)"
_EACH = re.compile(
    r"(?<![\w,.])(?:mỗi|một|01|cứ)\s+((?:(?!trừ|cộng|thưởng|được|bị|thì|không|,|:)\S+\s*){0,3})", re.IGNORECASE
)
_MINUS = re.compile(rf"(?:bị\s+)?trừ\s+{_N}\s*(?:điểm|đ\b)", re.IGNORECASE)
_PLUS = re.compile(rf"(?:được\s+)?(?:cộng(?:\s+thêm)?|thưởng)\s+{_N}\s*(?:điểm|đ\b)", re.IGNORECASE)
_CAP = re.compile(rf"(?:không\s+quá|tối\s+đa|nhiều\s+nhất)\s+(?:là\s+)?{_N}", re.IGNORECASE)
_ALL = re.compile(r"tổng\s+(?:số\s+)?điểm\s+(?:bị\s+)?trừ\s+(?:không\s+quá|tối\s+đa)", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:một lần|có thì|chỉ hỏi có|nếu có|nếu không)\b", re.IGNORECASE)
_LETTER = re.compile(r"[a-zA-ZÀ-ỹ]")


@dataclass(frozen=True, slots=True)
class Said:
    """What the words say: points each time with their sign, for what, the most, whether it is asked once.

    `whole_cap`: the most that is taken in all lines of the criterion together.
    """

    points: Decimal | None = None
    unit: str = ""
    cap: Decimal | None = None
    once: bool = False
    whole_cap: Decimal | None = None


def said_in(text: str) -> Said:
    """The points that a text speaks of. Nothing is made up: what isn't said stays empty."""
    minus, plus = _MINUS.search(text), _PLUS.search(text)
    points = -parse_number(minus[1]) if minus else parse_number(plus[1]) if plus else None
    if minus and plus and plus.start() < minus.start():
        points = parse_number(plus[1])
    cap = _CAP.search(text)
    most = parse_number(cap[1]) if cap else None
    whole = _ALL.search(text) is not None
    each = _EACH.search(text)
    unit = each[1].strip().lower() if each else ""
    good_unit = unit if len(unit) <= 40 and _LETTER.match(unit or "1") else ""
    once = not unit and _ONCE.search(text) is not None
    return Said(points, good_unit, None if whole else most, once, most if whole else None)
