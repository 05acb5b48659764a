"""Council arithmetic: thresholds on the total membership, exact and inclusive."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from ..lawbook.catalogue import Catalogue, doubt
from ..lawbook.files import LawError
from ..lawbook.shares import percent


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """The share of all members that must agree. `strict`: more than the share, not just the share itself."""

    code: str
    share: Fraction
    strict: bool
    secret: bool
    text: str
    citation: str
    binding: bool
    warnings: tuple[str, ...] = ()

    def needed(self, total_members: int) -> int:
        """How many members must agree."""
        exact = self.share * total_members
        return floor(exact) + 1 if self.strict else ceil(exact)


@dataclass(frozen=True, kw_only=True)
class VoteOutcome:
    """The result of one ballot. `blocks`: it failed under a threshold that was read in its text."""

    passed: bool
    needed: int
    ratio: Fraction
    sentence: str
    blocks: bool
    warnings: tuple[str, ...] = ()


def threshold(code: str, on: date, catalogue: Catalogue, *, simplified: bool = False) -> Threshold | None:
    """The threshold for an award; None when the simplified procedure needs no council vote.

    Where the law data has none for this code, the stated default of votes.yaml (with its warning).
    Raises LawError for an unknown code.
    """
    award, rules = catalogue.award(code, on), catalogue.vote_rules(on)
    if simplified and rules.exempt.simplified:
        return None
    rule = next((r for r in rules.thresholds if code in r.codes), rules.otherwise)
    strict = rule.at_least is None
    share = rule.more_than if strict else rule.at_least
    if share is None:
        raise LawError(f"Ngưỡng phiếu của “{award.name_vi}” trong votes.yaml chưa có tỷ lệ.")
    text = f"{'Trên' if strict else 'Từ'} {percent(share)} {rules.counted_of}{'' if strict else ' trở lên'}"
    extra = (rule.text,) if rule.text else ()
    return Threshold(
        code=code, share=share, strict=strict, secret=rule.secret, text=text, citation=rule.citation,
        binding=rule.seen and award.may_refuse, warnings=(*award.warnings, *extra, *doubt(rule)),
    )  # fmt: skip


def vote_outcome(
    threshold: Threshold, total_members: int, agree: int, disagree: int = 0, blank: int = 0, written: int = 0
) -> VoteOutcome:
    """Whether a ballot reaches the threshold on the TOTAL membership (not on those present).

    `agree`, `disagree`, `blank` count every opinion, ballots and written ones alike; `written` says how many of them
    came in writing from absent members. Raises LawError when the counts cannot be right.
    """
    given = agree + disagree + blank
    if min(total_members, agree, disagree, blank, written) < 0 or total_members == 0:
        raise LawError("Số thành viên và số phiếu phải là số không âm, hội đồng phải có thành viên.")
    if given > total_members:
        raise LawError(f"Có {given} phiếu nhưng hội đồng chỉ có {total_members} thành viên. Hãy kiểm lại phiếu.")
    if written > given:
        raise LawError(f"Có {written} ý kiến bằng văn bản nhưng chỉ có {given} ý kiến được đếm. Hãy kiểm lại.")
    needed = threshold.needed(total_members)
    passed, ratio = agree >= needed, Fraction(agree, total_members)
    letters = f", trong đó {written} ý kiến bằng văn bản" if written else ""
    sentence = (
        f"{agree}/{total_members} thành viên đồng ý ({percent(ratio)}){letters}; cần ít nhất {needed} "
        f"({threshold.text.lower()}): {'đạt' if passed else 'không đạt'}."
    )
    blocks = not passed and threshold.binding
    return VoteOutcome(
        passed=passed, needed=needed, ratio=ratio, sentence=sentence, blocks=blocks, warnings=threshold.warnings
    )
