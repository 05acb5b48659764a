"""The tests that a condition of the law can make, as data: name in the YAML file -> its parameters.

A condition holds exactly one of them (`test: {rating_at_least: HTT}`). Whoever runs the rules, for one person with
explanation or for a whole country, runs these same records.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class RatingAtLeast:
    """The rating of the year under review."""

    rating: str


@dataclass(frozen=True)
class RatingRun:
    """A rating in each of the last `years` years up to the year under review, and after an earlier award (`since`)."""

    rating: str
    years: int
    since: str = ""


@dataclass(frozen=True)
class RatingCount:
    """At least `times` years with a rating, counted after an earlier award."""

    rating: str
    times: int
    since: str


@dataclass(frozen=True)
class TitleRun:
    """An award in each of the last `years` years up to the year under review."""

    award: str
    years: int


@dataclass(frozen=True)
class TitleCount:
    """At least `times` years with an award, counted after an earlier award."""

    award: str
    times: int
    since: str


@dataclass(frozen=True)
class Held:
    """The award was received in an earlier year."""

    award: str


@dataclass(frozen=True)
class Meets:
    """Holds the award of this year, or meets its standard on the same facts."""

    award: str


@dataclass(frozen=True)
class Initiatives:
    """Initiatives (scale work) recognised at a scope and not used up, in the last `within` years or since an award."""

    kinds: tuple[str, ...]
    scope: str
    count: int = 1
    within: int = 1
    since: str = ""
    recognised_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attested:
    """Something that no figure shows; a named person or body confirms it with a source."""

    what: str


@dataclass(frozen=True)
class MonthsWorked:
    """Months since recruitment."""

    at_least: int


@dataclass(frozen=True)
class NoDiscipline:
    """No discipline of this level or a heavier one was decided in the year under review."""

    level: str


@dataclass(frozen=True)
class MemberShare:
    """Share of a collective's members."""

    of: str
    at_least: Fraction | None = None
    more_than: Fraction | None = None


@dataclass(frozen=True)
class MemberCount:
    """Number of a collective's members."""

    of: str
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class ClusterRank:
    """Rank in the cluster or better."""

    rank: int


@dataclass(frozen=True)
class Figure:
    """A recorded number."""

    name: str
    at_least: int


@dataclass(frozen=True)
class ReceivedBy:
    """The dossier arrived by a day of the year after the review, or after the last decision on another award."""

    day: int
    month: int
    year_after: str = ""


@dataclass(frozen=True)
class NoOpenMatters:
    """No discipline, inspection, investigation, complaint or denunciation is being looked into."""


@dataclass(frozen=True)
class OneFormOfLevelAYear:
    """No other form of this level in the year under review, some modes excepted."""

    level: str
    except_modes: tuple[str, ...] = ()


@dataclass(frozen=True)
class InExistence:
    """The collective still exists."""


@dataclass(frozen=True)
class Unenforceable:
    """The text of the law can no longer be applied as written: always unknown, with the reason."""

    reason: str


Params = (
    RatingAtLeast | RatingRun | RatingCount | TitleRun | TitleCount | Held | Meets | Initiatives | Attested
    | MonthsWorked | NoDiscipline | MemberShare | MemberCount | ClusterRank | Figure | ReceivedBy | NoOpenMatters
    | OneFormOfLevelAYear | InExistence | Unenforceable
)  # fmt: skip
