"""How many may be proposed: a share of a base number, in exact integer arithmetic."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from ..lawbook.catalogue import Award, Catalogue, doubt
from ..lawbook.files import LawError
from ..lawbook.model import QuotaRule
from ..lawbook.shares import percent


@dataclass(frozen=True, kw_only=True)
class Quota:
    """`max_count` None: there is no limit to apply (the sentence says why)."""

    code: str
    max_count: int | None
    sentence: str
    citation: str
    binding: bool
    warnings: tuple[str, ...] = ()

    def allows(self, count: int) -> bool:
        """Whether this many fit; `binding` tells whether the limit was read in its text."""
        return self.max_count is None or count <= self.max_count


_ROUND = {"down": floor, "up": ceil, "half_up": lambda exact: floor(exact + Fraction(1, 2))}


def quota(code: str, base_count: int, on: date, catalogue: Catalogue) -> Quota:
    """The most that may be proposed for a base number (e.g. holders of LĐTT), by the law and local rules of that day.

    Raises LawError for an unknown code or a negative base.
    """
    if base_count < 0:
        raise LawError(f"Số lượng làm gốc tính tỷ lệ không thể âm ({base_count}).")
    award = catalogue.award(code, on)
    rule, local = _rule(award)
    if rule is None or rule.max_share is None:
        text = rule.text if rule else f"Chưa thấy quy định giới hạn số lượng {award.name_vi}."
        return Quota(code=code, max_count=None, sentence=text, citation=rule.citation if rule else award.citation,
                     binding=False, warnings=award.warnings + (doubt(rule) if rule else ()))  # fmt: skip
    count = _ROUND[rule.rounding](rule.max_share * base_count)
    base = f"{base_count} {catalogue.label('quota_base', rule.of)}" if rule.of else str(base_count)
    sentence = f"{percent(rule.max_share)} của {base}: tối đa {count}."
    notes = (rule.rounding_note,) if rule.rounding_note and rule.max_share * base_count != count else ()
    return Quota(
        code=code, max_count=count, sentence=f"{sentence} {rule.text}{f' ({local})' if local else ''}",
        citation=rule.citation, binding=rule.seen and award.may_refuse,
        warnings=(*award.warnings, *notes, *doubt(rule)),
    )  # fmt: skip


def _rule(award: Award) -> tuple[QuotaRule | None, str]:
    """The tightest rule in force: a local one where it was allowed, else the law's."""
    local = [(n.quota, overlay.name) for overlay, n in award.narrowings if n.quota and n.quota.max_share is not None]
    if local:
        return min(local, key=lambda pair: pair[0].max_share or Fraction(1))
    return award.rule.quota, ""
