"""Who may decide a title or a form on the day of the decision."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from thidua.language.dates import format_date

from ..lawbook.catalogue import Catalogue, doubt
from ..lawbook.model import AuthorityRule


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Yes, no or unknown, with the reason. `unknown`: the text that would say no was not read."""

    answer: Literal["yes", "no", "unknown"]
    sentence: str
    citation: str
    warnings: tuple[str, ...] = ()


def authority(code: str, on: date, catalogue: Catalogue) -> AuthorityRule:
    """Who decides this award on the day of the decision. Raises LawError for an unknown code."""
    return catalogue.award(code, on).authority


def may_decide(code: str, authority_code: str, on: date, catalogue: Catalogue) -> Answer:
    """Whether this authority may decide this award on the day of the decision (not the day of the dossier).

    Raises LawError for an unknown award code. An authority code that the catalogue does not have is answered with no.
    """
    award = catalogue.award(code, on)
    rule = award.authority
    who = catalogue.authority_name(authority_code)
    day = format_date(on)
    warnings = award.warnings + doubt(rule)
    known = catalogue.law.authorities.get(authority_code)
    if known is None:
        return Answer(answer="no", sentence=f"Danh mục không có chức danh mã “{authority_code}”.", citation="")
    if not known.in_force(on):
        sentence = f"{who} không còn ở ngày {day}, không thể quyết định {award.name_vi}."
        return Answer(answer="no", sentence=sentence, citation=rule.citation)
    if authority_code in rule.who:
        sentence = f"{who} có thẩm quyền quyết định {award.name_vi} ngày {day}."
        return Answer(answer="yes", sentence=sentence, citation=rule.citation, warnings=warnings)
    if rule.seen and award.may_refuse:
        sentence = f"{who} không có thẩm quyền quyết định {award.name_vi} ngày {day}. Thẩm quyền: {rule.text}"
        return Answer(answer="no", sentence=sentence, citation=rule.citation, warnings=warnings)
    sentence = f"Chưa thấy quy định cho {who} quyết định {award.name_vi} ngày {day}. Thẩm quyền đã biết: {rule.text}"
    return Answer(answer="unknown", sentence=sentence, citation=rule.citation, warnings=warnings)
