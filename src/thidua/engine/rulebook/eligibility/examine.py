"""Runs the conditions of a standard over one subject and combines the answers.

How answers combine: a condition that was read in its text (`firm`) decides; one that was only inferred or remembered
warns. Where nothing in a group was read, its conditions decide among themselves but can never refuse.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from ..lawbook.condition import NAMES
from ..lawbook.files import LawError
from ..lawbook.model import Condition
from . import examine_history, examine_subject
from .context import Context
from .logic import Status
from .outcome import ConditionResult, Finding

_EXAMINERS: dict[type[Any], Callable[[Any, Context], Finding]] = {
    kind: getattr(examine_history, name, None) or getattr(examine_subject, name) for name, kind in NAMES.items()
}


def applicable(conditions: Iterable[Condition], ctx: Context) -> list[Condition]:
    """The conditions in force on the day of the dossier that concern this subject and its situation."""
    facts = ctx.facts
    return [
        c
        for c in conditions
        if c.in_force(ctx.dossier_on)
        and (not c.applies_to or facts.group in c.applies_to)
        and (not c.when or c.when in facts.situations)
        and (not c.unless or c.unless not in facts.situations)
    ]


def examine(condition: Condition, ctx: Context, overlay: str = "") -> ConditionResult:
    """The result of one condition. Raises LawError when the chosen route is not among the ways of the standard."""
    ctx = replace(ctx, mode=condition.mode) if condition.mode and condition.mode != ctx.mode else ctx
    if condition.test:
        finding = _EXAMINERS[type(condition.test.params)](condition.test.params, ctx)
        blocks = finding.status == "not_met" and condition.seen
        return _result(condition, finding, blocks, condition.seen, "", overlay)
    parts = tuple(examine(part, ctx, overlay) for part in _chosen(condition, ctx))
    status, blocks = all_of(parts) if condition.all_of else any_of(parts)
    if not blocks:  # one way that fails refuses nobody while another way is open
        parts = tuple(part.softened() for part in parts)
    finding = Finding(status=status, observed=_observed(parts), parts=parts)
    firm = any(part.firm for part in parts)
    return _result(condition, finding, blocks, firm, "all" if condition.all_of else "any", overlay)


def all_of(parts: Iterable[ConditionResult]) -> tuple[Status, bool]:
    """Status of conditions that must all be met, and whether it refuses."""
    every = list(parts)
    if any(part.blocks for part in every):
        return "not_met", True
    deciding = [part for part in every if part.firm] or every
    if any(part.status == "not_met" for part in deciding):
        return "not_met", False
    return ("unknown" if any(part.status == "unknown" for part in deciding) else "met"), False


def any_of(parts: Iterable[ConditionResult]) -> tuple[Status, bool]:
    """Status of conditions of which one is enough, and whether it refuses."""
    every = list(parts)
    if any(part.status == "met" for part in every):
        return "met", False
    if not every or any(part.status == "unknown" for part in every):
        return "unknown", False
    return "not_met", any(part.blocks for part in every)


def _chosen(condition: Condition, ctx: Context) -> list[Condition]:
    """The parts to examine: where the proposal chose a route and this group has it, only that one."""
    parts = applicable(condition.parts, ctx)
    if not condition.any_of or not ctx.facts.route:
        return parts
    return [part for part in parts if part.code == ctx.facts.route] or parts


def check_route(conditions: Iterable[Condition], route: str, award_name: str) -> None:
    """Raises LawError when the route that the proposal names is not a way of this standard."""
    codes = [c.code for top in conditions for c in walk(top)]
    if route and route not in codes:
        ways = ", ".join(c.code for top in conditions for part in walk(top) for c in part.any_of) or "không có"
        raise LawError(f"{award_name} không có hướng xét “{route}”. Các hướng xét: {ways}.")


def walk(condition: Condition) -> Iterable[Condition]:
    """The condition and everything under it."""
    yield condition
    for part in condition.parts:
        yield from walk(part)


def _observed(parts: tuple[ConditionResult, ...]) -> str:
    met = [part.text_vi for part in parts if part.status == "met"]
    return " ".join(met) if met else ""


def _result(
    condition: Condition, finding: Finding, blocks: bool, firm: bool, combine: Any, overlay: str
) -> ConditionResult:
    return ConditionResult(
        code=condition.code,
        text_vi=condition.text,
        status=finding.status,
        observed=finding.observed,
        required=finding.required,
        records=finding.records,
        clause=condition.citation,
        confidence=condition.confidence,
        blocks=blocks,
        firm=firm,
        combine=combine,
        parts=finding.parts,
        warnings=finding.warnings,
        source=condition.source,
        overlay=overlay,
        fact=condition.test.fact if condition.test else "",
    )
