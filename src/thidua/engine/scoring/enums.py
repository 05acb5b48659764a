"""The choices that a scheme declares."""

from enum import StrEnum


class NaMode(StrEnum):
    """What "not applicable" does: the maximum leaves the denominator, the maximum is given, or it is not accepted."""

    DROP = "drop"
    FULL = "full"
    REFUSE = "refuse"


class TotalMode(StrEnum):
    """Whether a total may exceed the sum of maxima: yes; yes, but the label looks at the capped total; no."""

    OPEN = "open"
    CAP_FOR_LABEL = "cap_for_label"
    CAPPED = "capped"


class RankBy(StrEnum):
    """What units are ranked by, and labels read."""

    POINTS = "points"
    PERCENT = "percent"


class Combine(StrEnum):
    """How a group uses its children: adds all, or counts only the best (non-stacking)."""

    SUM = "sum"
    HIGHEST = "highest"


class GateEffect(StrEnum):
    """What a gate does to a sheet: leaves it unranked, or lowers its label by steps."""

    UNRANKED = "unranked"
    DEMOTE = "demote"
