"""What the page of a scoring table is made of: the tree with maxima, every rule in words, what the check finds."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.audit.queries import history_of
from thidua.cycle.s5_score.designer.findings import findings_of, names_in, with_places
from thidua.cycle.s5_score.enums import SCHEME_FLOW, SCHEME_TONES, SchemeState
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme, ScoreSheet
from thidua.cycle.s5_score.policies import check_decides, check_writes_schemes, oversees
from thidua.engine.scoring.outline import outline
from thidua.ui.parts import Action, Crumb, HistoryEntry, ObjectHeader, State

_ICONS = {"adopt": "check2", "retire": "slash-circle"}


def scheme_crumbs() -> tuple[Crumb, ...]:
    """The path to the schemes."""
    return Crumb("Chấm điểm", reverse("score:home")), Crumb("Bảng tiêu chí", reverse("score:schemes"))


def scheme_context(actor: Actor, scheme: Scheme) -> dict[str, Any]:
    """Everything the page of a scheme shows."""
    rules = rules_of(scheme)
    names = names_in(rules, scheme.season_id)
    mends = scheme.state == SchemeState.DRAFT and refusal(check_writes_schemes, actor, scheme.season) is None
    versions = Scheme.objects.filter(season=scheme.season, code=scheme.code)
    if not oversees(actor, scheme.season):
        versions = versions.exclude(state=SchemeState.DRAFT)
    return {
        "scheme": scheme,
        "crumbs": (*scheme_crumbs(), Crumb(str(scheme))),
        "header": _header(actor, scheme),
        "rules": rules,
        "lines": [
            (each, names.owners.get(each.owner, each.owner), names.indicators.get(each.indicator, each.indicator))
            for each in outline(rules)
        ],
        "total": sum((c.maximum for c in rules.criteria()), Decimal(0)),
        "findings": with_places(scheme, rules, findings_of(rules, names), mends=mends),
        "versions": versions,
        "bound": ScoreSheet.objects.filter(scheme=scheme).count(),
        "history": [HistoryEntry(line.at, line.text, line.reason) for line in history_of(scheme)],
    }


def _header(actor: Actor, scheme: Scheme) -> ObjectHeader:
    state = SchemeState(scheme.state)
    writes = refusal(check_writes_schemes, actor, scheme.season) is None
    steps = []
    if refusal(check_decides, actor, scheme.season) is None:
        offered = SCHEME_FLOW.offers(state, actor)
        steps = [Action(t.label, reverse(f"score:{t.name}", args=[scheme.pk]), _ICONS[t.name]) for t in offered]
    if writes and state == SchemeState.DRAFT:
        steps.insert(0, Action("Thiết kế bảng", reverse("score:design", args=[scheme.pk]), "pencil"))
        steps.append(Action("Sửa bằng YAML", reverse("score:edit", args=[scheme.pk]), "file-earmark-text"))
    elif writes:
        steps.append(Action("Lập phiên bản mới", reverse("score:next_version", args=[scheme.pk]), "plus-lg"))
    excel = Action("Tải Excel", reverse("score:scheme_excel", args=[scheme.pk]), "file-earmark-spreadsheet")
    others = [*steps, excel, Action("Tải nội dung (YAML)", reverse("score:scheme_text", args=[scheme.pk]), "download")]
    action = others.pop(0) if steps and state == SchemeState.DRAFT else None
    badge = State(state.label, SCHEME_TONES[state])
    return ObjectHeader(scheme.title, badge, f"Phiên bản {scheme.version}", action=action, others=tuple(others))
