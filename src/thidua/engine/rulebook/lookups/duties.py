"""What follows when a decision is revoked, and how much may go to the emulation and commendation fund."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..lawbook.catalogue import Catalogue, doubt
from ..lawbook.shares import percent
from ..lawbook.tables import Revocation


@dataclass(frozen=True, kw_only=True)
class FundCap:
    """The largest share of recurrent spending; `cap` None: the law data has none for this day or area."""

    cap: Fraction | None
    sentence: str
    citation: str
    warnings: tuple[str, ...] = ()


def revocation(on: date, catalogue: Catalogue) -> Revocation | None:
    """Grounds and effects of revoking a decision, by the law of the day; None where the law data has none."""
    return catalogue.procedures(on).revocation


def fund_cap(area: str, on: date, catalogue: Catalogue) -> FundCap:
    """The most that a local budget may put into the fund (code of scale area), by the law of the day."""
    rule, warnings = catalogue.procedures(on).fund, catalogue.regime_warnings(on)
    if rule is None or area not in rule.caps:
        return FundCap(
            cap=None, sentence="Danh mục chưa có trần trích quỹ cho trường hợp này.", citation="", warnings=warnings
        )
    cap = rule.caps[area]
    sentence = f"Tối đa {percent(cap)} ({catalogue.label('area', area)}). {rule.text}"
    return FundCap(cap=cap, sentence=sentence, citation=rule.citation, warnings=warnings + doubt(rule))
