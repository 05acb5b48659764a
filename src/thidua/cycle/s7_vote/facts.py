"""The bridge to the rulebook: the threshold of an award on the day of the session, and what a count comes to."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.base.access.actor import Problem
from thidua.base.season.models import Season
from thidua.base.season.queries import local_rules
from thidua.engine.rulebook import Catalogue, LawError, Threshold, VoteOutcome, load_catalogue, threshold, vote_outcome


@dataclass(frozen=True)
class Tally:
    """A count: papers in the box, and the written opinions of absent members."""

    issued: int = 0
    agree: int = 0
    disagree: int = 0
    blank: int = 0
    written_agree: int = 0
    written_disagree: int = 0

    @property
    def collected(self) -> int:
        """Papers found in the box."""
        return self.agree + self.disagree + self.blank

    @property
    def written(self) -> int:
        """Opinions that came as letters."""
        return self.written_agree + self.written_disagree


def catalogue(season: Season) -> Catalogue:
    """The law with the season's local rules on top."""
    return load_catalogue(overlays=local_rules(season))


def thresholds(codes: set[str], on: date, law: Catalogue) -> dict[str, Threshold]:
    """The threshold of each award on a day. Raises Problem when the law data knows no such award then."""
    try:
        found = {code: threshold(code, on, law) for code in codes}
    except LawError as error:
        raise Problem(str(error)) from error
    return {code: rule for code, rule in found.items() if rule is not None}


def result_of(rule: Threshold, members: int, tally: Tally) -> VoteOutcome:
    """What a tally comes to on the total membership. Raises Problem when the counts cannot be right."""
    agree, disagree = tally.agree + tally.written_agree, tally.disagree + tally.written_disagree
    try:
        return vote_outcome(rule, members, agree, disagree, tally.blank, tally.written)
    except LawError as error:
        raise Problem(str(error)) from error


def quorum_met(share: str, present: int, members: int) -> bool:
    """Whether enough members are there under the council's own regulation; always, where it sets no share."""
    return not share or present >= quorum_share(share) * members


def quorum_share(text: str) -> Fraction:
    """A share as people write it: 2/3 or 80%. Raises Problem for anything else."""
    written = text.strip()
    try:
        share = Fraction(written[:-1]) / 100 if written.endswith("%") else Fraction(written)
    except (ValueError, ZeroDivisionError):
        raise Problem("Tỷ lệ dự họp ghi dạng 2/3 hoặc 80%.", "quorum") from None
    if not 0 < share <= 1:
        raise Problem("Tỷ lệ dự họp phải lớn hơn 0 và không quá 100%.", "quorum")
    return share
