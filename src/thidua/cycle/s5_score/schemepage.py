"""What the page of a scoring table is made of: the tree with maxima, every rule in words, what the check finds."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.audit.queries import history_of
from thidua.base.units.queries import unit_by_code
from thidua.cycle.s4_report.queries import indicators_of
from thidua.cycle.s5_score.enums import SCHEME_FLOW, SCHEME_TONES, SchemeState
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme, ScoreSheet
from thidua.cycle.s5_score.policies import check_decides, check_writes_schemes, oversees
from thidua.engine.scoring import Finding, Severity, check_scheme
from thidua.engine.scoring import Scheme as Rules
from thidua.engine.scoring.outline import outline
from thidua.ui.parts import Action, Crumb, HistoryEntry, ObjectHeader, State

_ICONS = {"adopt": "check2", "retire": "slash-circle"}


def scheme_crumbs() -> tuple[Crumb, ...]:
    """The path to the schemes."""
    return Crumb("Chấm điểm", reverse("score:home")), Crumb("Bảng tiêu chí", reverse("score:schemes"))


def scheme_context(actor: Actor, scheme: Scheme) -> dict[str, Any]:
    """Everything the page of a scheme shows."""
    rules = rules_of(scheme)
    units = {code: unit_by_code(code) for code in set(rules.owners().values()) if code}
    names = {code: unit.name for code, unit in units.items() if unit}
    indicators = {i.code: i.name for i in indicators_of(scheme.season_id)}
    versions = Scheme.objects.filter(season=scheme.season, code=scheme.code)
    if not oversees(actor, scheme.season):
        versions = versions.exclude(state=SchemeState.DRAFT)
    return {
        "scheme": scheme,
        "crumbs": (*scheme_crumbs(), Crumb(str(scheme))),
        "header": _header(actor, scheme),
        "rules": rules,
        "lines": [
            (each, names.get(each.owner, each.owner), indicators.get(each.indicator, each.indicator))
            for each in outline(rules)
        ],
        "total": sum((c.maximum for c in rules.criteria()), Decimal(0)),
        "findings": [*check_scheme(rules), *_strangers(rules, names, indicators)],
        "versions": versions,
        "bound": ScoreSheet.objects.filter(scheme=scheme).count(),
        "history": [HistoryEntry(line.at, line.text, line.reason) for line in history_of(scheme)],
    }


def _strangers(rules: Rules, units: dict[str, str], indicators: dict[str, str]) -> list[Finding]:
    """What only the house can know: departments and indicators that don't exist."""
    owners = [
        Finding(Severity.WARNING, code, "unknown_owner", f"cơ quan thẩm định «{owner}» không có trong danh mục đơn vị")
        for code, owner in rules.owners().items()
        if owner and owner not in units
    ]
    return owners + [
        Finding(Severity.WARNING, c.code, "unknown_indicator", f"chỉ tiêu «{c.indicator}» không có trong năm thi đua")
        for c in rules.criteria()
        if c.indicator and c.indicator not in indicators
    ]


def _header(actor: Actor, scheme: Scheme) -> ObjectHeader:
    state = SchemeState(scheme.state)
    writes = refusal(check_writes_schemes, actor, scheme.season) is None
    steps = []
    if refusal(check_decides, actor, scheme.season) is None:
        offered = SCHEME_FLOW.offers(state, actor)
        steps = [Action(t.label, reverse(f"score:{t.name}", args=[scheme.pk]), _ICONS[t.name]) for t in offered]
    if writes and state == SchemeState.DRAFT:
        steps.append(Action("Sửa dự thảo", reverse("score:edit", args=[scheme.pk]), "pencil"))
    elif writes:
        steps.append(Action("Lập phiên bản mới", f"{reverse('score:new')}?tu={scheme.pk}", "plus-lg"))
    others = [*steps, Action("Tải nội dung (YAML)", reverse("score:scheme_text", args=[scheme.pk]), "download")]
    action = others.pop(0) if steps and state == SchemeState.DRAFT else None
    badge = State(state.label, SCHEME_TONES[state])
    return ObjectHeader(scheme.title, badge, f"Phiên bản {scheme.version}", action=action, others=tuple(others))
