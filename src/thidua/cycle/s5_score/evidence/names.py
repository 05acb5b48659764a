"""Days that the name of a file speaks of."""

import re
from dataclasses import dataclass
from datetime import date

_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-._ ](\d{1,2})[-._ ]((?:19|20)\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-._ ]?(\d{2})[-._ ]?(\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True)
class Said:
    """A day in words; ``day`` is the first of January where only a year is named."""

    day: date
    words: str


def days_in(name: str) -> list[Said]:
    """The days and years in a file name, in their order; what the calendar does not have is left out."""
    found: list[tuple[int, Said]] = []
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_YEAR_FIRST, (1, 2, 3))):
        for match in pattern.finditer(name):
            try:
                day = date(*(int(match[group]) for group in order))
            except ValueError:
                continue
            found.append((match.start(), Said(day, f"{day:%d/%m/%Y}")))
            name = name[: match.start()] + "#" * len(match[0]) + name[match.end() :]
    for match in _YEAR.finditer(name):
        found.append((match.start(), Said(date(int(match[1]), 1, 1), f"năm {match[1]}")))
    return [said for _, said in sorted(found, key=lambda each: each[0])]
