"""What the check of a table finds, each finding with the place where it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from thidua.base.units.queries import units_by_codes
from thidua.cycle.s4_report.queries import indicators_of
from thidua.cycle.s5_score.models import Scheme
from thidua.engine.scoring import Finding, Severity, check_scheme
from thidua.engine.scoring import Scheme as Rules
from thidua.engine.scoring.design.tree import Place, places_of

_PARTS = {
    "label_gap": "xep-loai", "label_overlap": "xep-loai", "unknown_fact": "dieu-kien",
    "unknown_criterion": "dieu-kien", "unknown_role": "chung", "total_maximum": "chung",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A finding and the address of the form that mends it; without one for who may not mend."""

    finding: Finding
    url: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it stops the adoption."""
        return self.finding.severity is Severity.ERROR


@dataclass(frozen=True)
class Names:
    """What the codes of a table mean in this house; codes that mean nothing are missing."""

    owners: dict[str, str]
    indicators: dict[str, str]


def names_in(rules: Rules, season_id: int) -> Names:
    """The departments and indicators that a table names."""
    units = units_by_codes({node.owner for node in rules.nodes() if node.owner})
    indicators = {i.code: i.name for i in indicators_of(season_id)}
    return Names({code: unit.name for code, unit in units.items()}, indicators)


def findings_of(rules: Rules, names: Names) -> list[Finding]:
    """What the engine finds, then what only the house can know: departments and indicators that don't exist."""
    found = check_scheme(rules)
    for code, owner in rules.owners().items():
        if owner and owner not in names.owners:
            told = f"cơ quan thẩm định «{owner}» không có trong danh mục đơn vị"
            found.append(Finding(Severity.WARNING, code, "unknown_owner", told))
    for criterion in rules.criteria():
        if criterion.indicator and criterion.indicator not in names.indicators:
            told = f"chỉ tiêu «{criterion.indicator}» không có trong năm thi đua"
            found.append(Finding(Severity.WARNING, criterion.code, "unknown_indicator", told))
    return found


def with_places(scheme: Scheme, rules: Rules, findings: Iterable[Finding], *, mends: bool) -> list[Found]:
    """Findings with the addresses where they are mended, errors first."""
    found = [Found(each, _url(scheme, rules, each) if mends else "") for each in findings]
    return sorted(found, key=lambda f: not f.is_error)


def _url(scheme: Scheme, rules: Rules, finding: Finding) -> str:
    places = places_of(rules, finding.place) if finding.place else []
    if places:
        return reverse("score:node", args=[scheme.pk, slug_of(places[-1])])
    if finding.code in _PARTS:
        return reverse("score:general", args=[scheme.pk, _PARTS[finding.code]])
    return f"{reverse('score:design', args=[scheme.pk])}#cay"


def slug_of(place: Place) -> str:
    """A place in an address: ``0-2-1``; ``goc`` for the scheme itself."""
    return "-".join(str(index) for index in place) or "goc"


def place_of(slug: str) -> Place | None:
    """The place that an address names; none for any other text."""
    steps = slug.split("-")
    if slug == "goc":
        return ()
    good = len(steps) <= 12 and all(step.isascii() and step.isdigit() and len(step) < 5 for step in steps)
    return tuple(int(step) for step in steps) if good else None
