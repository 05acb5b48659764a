"""The catalogue: which law is in force on a day, and what it says about a title or a form of commendation.

Three dates never mix: standards go by the day of the dossier, authority and money by the day of the decision.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from thidua.language.dates import format_date

from .build import Law
from .files import LawError
from .model import AuthorityRule, AwardRule, Kind, Publicity, Remark, Sourced
from .overlay import conflicts, narrow
from .tables import Dossier, MoneyRules, Narrowing, Overlay, PrincipleValue, Procedures, Regime, VoteRules
from .typed import Problem

T = TypeVar("T")

_DOUBT = {
    "inferred": "suy từ văn bản khác, chưa đọc được nguyên văn",
    "memory": "theo hiểu biết chung, chưa đọc được văn bản",
}


def doubt(value: Sourced, confidence: str | None = None) -> tuple[str, ...]:
    """The warning that a value carries when it was not seen in its text; nothing when it was."""
    reason = _DOUBT.get(confidence or value.confidence)
    return (f"{value.citation}: giá trị này {reason}; cần đối chiếu trước khi dùng.",) if reason else ()


@dataclass(frozen=True, kw_only=True)
class Award:
    """A title or a form as it stands on a day, with the local rules in force that day."""

    code: str
    rule: AwardRule
    regime_code: str
    regime: Regime
    warnings: tuple[str, ...]
    may_refuse: bool
    overlay: str = ""
    narrowings: tuple[tuple[Overlay, Narrowing], ...] = ()

    @property
    def name_vi(self) -> str:
        return self.rule.name

    @property
    def kind(self) -> Kind:
        """`title` (danh hiệu thi đua) or `form` (hình thức khen thưởng); never both."""
        return self.rule.kind

    @property
    def subjects(self) -> tuple[str, ...]:
        return self.rule.subjects

    @property
    def level(self) -> str:
        return self.rule.level

    @property
    def authority(self) -> AuthorityRule:
        return self.rule.authority

    @property
    def publicity(self) -> Publicity | None:
        return self.rule.publicity

    @property
    def notes(self) -> tuple[Remark, ...]:
        return self.rule.notes

    @property
    def citation(self) -> str:
        return self.rule.citation


@dataclass(frozen=True, kw_only=True)
class StandardsChoice:
    """Which regime's standards judge a dossier, and the transitional rule behind it."""

    regime_code: str
    regime: Regime
    sentence: str
    warnings: tuple[str, ...]


class Catalogue:
    """The law of all regimes with its overlays; every look-up takes its own date."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.conflicts: tuple[Problem, ...] = tuple(conflicts(law))
        self._local = {code for _, overlay in law.overlays for code in overlay.awards}

    @property
    def version(self) -> str:
        """A fingerprint of all files read; stored beside a result it tells which rulebook gave it."""
        return self.law.version

    @property
    def regimes(self) -> Mapping[str, Regime]:
        return self.law.regimes

    def regime_code_on(self, on: date) -> str:
        """The code of the regime in force. Raises LawError for a day before the first one."""
        for code, regime in self.law.regimes.items():
            if regime.in_force(on):
                return code
        first = min((r.start for r in self.law.regimes.values() if r.start), default=None)
        start = f" Danh mục bắt đầu từ ngày {format_date(first)}." if first else ""
        raise LawError(f"Danh mục chưa có quy định thi đua, khen thưởng cho ngày {format_date(on)}.{start}")

    def regime_on(self, on: date) -> Regime:
        """The regime in force. Raises LawError for a day before the first one."""
        return self.law.regimes[self.regime_code_on(on)]

    def standards_on(self, dossier_on: date, decision_on: date | None = None) -> StandardsChoice:
        """The regime whose standards apply to a dossier handed in on a day, even if decided under a later one."""
        code = self.regime_code_on(dossier_on)
        regime = self.law.regimes[code]
        sentence = f"Hồ sơ nộp ngày {format_date(dossier_on)} xét tiêu chuẩn theo {regime.name}."
        warnings: tuple[str, ...] = (regime.warning,) if regime.warning else ()
        later = self.regime_on(decision_on) if decision_on else regime
        if later is not regime and later.transition:
            sentence += f" {later.transition.text} ({later.transition.citation})."
            warnings += doubt(later.transition)
        return StandardsChoice(regime_code=code, regime=regime, sentence=sentence, warnings=warnings)

    def award(self, code: str, on: date) -> Award:
        """A title or form as it stands on a day. Raises LawError when there is none of that code then."""
        regime_code = self.regime_code_on(on)
        regime = self.law.regimes[regime_code]
        own = self.law.awards[regime_code].get(code)
        rule = own or self.law.awards.get(regime.falls_back_on, {}).get(code)
        if rule:
            return Award(
                code=code,
                rule=rule,
                regime_code=regime_code,
                regime=regime,
                warnings=() if own or not regime.warning else (regime.warning,),
                may_refuse=bool(own) or regime.may_refuse,
                narrowings=tuple(self._narrowings(code, rule, on)),
            )
        for overlay in self._overlays_on(on):
            if code in overlay.awards and code not in self._law_codes():
                return Award(code=code, rule=overlay.awards[code], regime_code=regime_code, regime=regime,
                             warnings=(), may_refuse=True, overlay=overlay.name)  # fmt: skip
        raise LawError(self._unknown(code, on))

    def awards(self, on: date, kind: Kind | None = None, subject: str | None = None) -> tuple[Award, ...]:
        """All titles and forms of a day, the law's first, in the order of the files."""
        regime_code = self.regime_code_on(on)
        fallback = self.law.regimes[regime_code].falls_back_on
        codes = [*self.law.awards[regime_code], *self.law.awards.get(fallback, {})]
        codes += [code for overlay in self._overlays_on(on) for code in overlay.awards]
        found = (self.award(code, on) for code in dict.fromkeys(codes))
        return tuple(a for a in found if kind in (None, a.kind) and (subject is None or subject in a.subjects))

    def kind_of(self, code: str) -> Kind | None:
        """Whether a code is a title or a form in any regime; None for an unknown code."""
        tables = [*self.law.awards.values(), *(overlay.awards for _, overlay in self.law.overlays)]
        return next((table[code].kind for table in tables if code in table), None)

    def name_of(self, code: str, on: date) -> str:
        """The Vietnamese name of a title or form; in another time's wording when that day has none."""
        tables = [*self.law.awards.values(), *(overlay.awards for _, overlay in self.law.overlays)]
        try:
            return self.award(code, on).name_vi
        except LawError:
            return next((table[code].name for table in reversed(tables) if code in table), code)

    def level_of(self, code: str, on: date) -> str:
        try:
            return self.award(code, on).level
        except LawError:
            return ""

    def label(self, scale: str, code: str) -> str:
        """The Vietnamese name of a code of scales.yaml, e.g. ("rating", "HTT") -> hoàn thành tốt nhiệm vụ."""
        for _, overlay in self.law.overlays:
            if code in overlay.scales.get(scale, {}):
                return overlay.scales[scale][code]
        return self.law.scales.get(scale, {}).get(code, code)

    def rank(self, scale: str, code: str) -> int | None:
        """The place of a code in a graded scale, low to high; None for an unknown code."""
        codes = list(self.law.scales.get(scale, {}))
        return codes.index(code) if code in codes else None

    def authority_name(self, code: str) -> str:
        authority = self.law.authorities.get(code)
        return authority.name if authority else code

    def principles(self, on: date) -> dict[str, PrincipleValue]:
        """The cross-cutting principles in force, by code (P1, P2, ...)."""
        code = self.regime_code_on(on)
        wanted = {code, self.law.regimes[code].falls_back_on}
        found = {}
        for name, principle in self.law.principles.items():
            for value in principle.values:
                if wanted & set(value.regimes) and value.in_force(on):
                    found[name] = value
        return found

    def money_rules(self, on: date) -> MoneyRules:
        return self._of_regime(self.law.money, on)

    def vote_rules(self, on: date) -> VoteRules:
        return self._of_regime(self.law.votes, on)

    def procedures(self, on: date) -> Procedures:
        return self._of_regime(self.law.procedures, on)

    def dossier(self, code: str, on: date) -> Dossier | None:
        """The papers a dossier for this award needs, before local additions."""
        kind = self.kind_of(code)
        dossiers = self._of_regime(self.law.dossiers, on)
        own = next((d for d in dossiers if code in d.codes), None)
        return own or next((d for d in dossiers if d.kind == kind), None)

    def regime_warnings(self, on: date) -> tuple[str, ...]:
        """What must be said under every result of this day (the law's text is missing)."""
        warning = self.regime_on(on).warning
        return (warning,) if warning else ()

    def _of_regime(self, table: Mapping[str, T], on: date) -> T:
        code = self.regime_code_on(on)
        return table[code] if code in table else table[self.law.regimes[code].falls_back_on]

    def _overlays_on(self, on: date) -> Iterable[Overlay]:
        return (overlay for _, overlay in self.law.overlays if overlay.in_force(on))

    def _narrowings(self, code: str, rule: AwardRule, on: date) -> Iterable[tuple[Overlay, Narrowing]]:
        for overlay in self._overlays_on(on):
            if code in overlay.narrows:
                yield overlay, narrow(rule, overlay.narrows[code])[0]

    def _law_codes(self) -> set[str]:
        return {code for awards in self.law.awards.values() for code in awards}

    def _unknown(self, code: str, on: date) -> str:
        if self.kind_of(code):
            return f"Ngày {format_date(on)} không có danh hiệu, hình thức mã “{code}” ({self.regime_on(on).name})."
        return f"Không có danh hiệu, hình thức khen thưởng nào mã “{code}” trong danh mục. Hãy kiểm tra lại mã."
