"""Tests on the subject itself: initiatives, figures, members, confirmations."""

from fractions import Fraction

from ..lawbook.shares import percent
from ..lawbook.vocabulary import (
    Attested,
    ClusterRank,
    Figure,
    InExistence,
    Initiatives,
    MemberCount,
    MemberShare,
    MonthsWorked,
    Unenforceable,
)
from .context import Context
from .facts import Initiative
from .logic import Tri, all3, at_least3, status_of
from .outcome import UNKNOWN, Finding


def initiatives(test: Initiatives, ctx: Context) -> Finding:
    kinds = " hoặc ".join(ctx.label("work", kind) for kind in test.kinds)
    required = f"{test.count:02d} {kinds}, phạm vi {ctx.label('scope', test.scope)}"
    if ctx.facts.initiatives is None:
        return Finding(status="unknown", observed=UNKNOWN, required=required)
    listed = [item for item in ctx.facts.initiatives if item.kind in test.kinds]
    sure, possible = _window(test, ctx)
    warnings: list[str] = []
    fits = {item: _fits(item, test, ctx, warnings) for item in listed}
    answer = at_least3(
        lambda item: fits[item],
        [i for i in listed if i.year in sure],
        [i for i in listed if possible is None or i.year in possible],
        test.count,
    )
    if answer is False and not ctx.facts.initiatives_complete:
        answer = None
    good = [i for i in listed if fits[i] is True and i.year in sure]
    observed = f"{len(good)} trong {len(listed)} được tính" if listed else "không có"
    reasons = [why for i in listed if (why := _why_not(i, test, ctx))]
    return Finding(
        status=status_of(answer),
        observed="; ".join([observed, *reasons]),
        required=required,
        records=tuple(f"{i.year}: {i.name}{f' ({i.source})' if i.source else ''}" for i in good),
        warnings=tuple(warnings),
    )


def attested(test: Attested, ctx: Context) -> Finding:
    found = ctx.facts.attestations.get(test.what)
    if found is None:
        return Finding(status="unknown", observed="chưa có xác nhận", required="có người hoặc cơ quan xác nhận")
    by = f" bởi {found.by}" if found.by else ""
    return Finding(
        status=status_of(found.holds),
        observed=f"được xác nhận{by}" if found.holds else f"xác nhận là không đạt{by}",
        required="có người hoặc cơ quan xác nhận",
        records=(found.source,) if found.source else (),
    )


def months_worked(test: MonthsWorked, ctx: Context) -> Finding:
    months = ctx.facts.months_worked
    return Finding(
        status=status_of(None if months is None else months >= test.at_least),
        observed=UNKNOWN if months is None else f"{months} tháng",
        required=f"từ {test.at_least} tháng trở lên",
    )


def member_share(test: MemberShare, ctx: Context) -> Finding:
    total, part = ctx.facts.members.total, getattr(ctx.facts.members, test.of)
    name = ctx.label("member", test.of)
    strict = test.at_least is None
    limit = (test.more_than if strict else test.at_least) or Fraction(0)
    required = f"{'trên' if strict else 'ít nhất'} {percent(limit)} {name}"
    if not total or part is None:
        return Finding(status="unknown", observed=UNKNOWN, required=required)
    share = Fraction(part, total)
    return Finding(
        status=status_of(share > limit if strict else share >= limit),
        observed=f"{part}/{total} ({percent(share)})",
        required=required,
    )


def member_count(test: MemberCount, ctx: Context) -> Finding:
    count, name = getattr(ctx.facts.members, test.of), ctx.label("member", test.of)
    least = f"ít nhất {test.at_least}" if test.at_least is not None else ""
    most = "" if test.at_most is None else f"không quá {test.at_most}" if test.at_most else "không có"
    low, high = test.at_least or 0, test.at_most
    return Finding(
        status=status_of(None if count is None else count >= low and (high is None or count <= high)),
        observed=UNKNOWN if count is None else f"{count} {name}",
        required=f"{', '.join(filter(None, (least, most)))} {name}",
    )


def cluster_rank(test: ClusterRank, ctx: Context) -> Finding:
    rank = ctx.facts.cluster_rank
    return Finding(
        status=status_of(None if rank is None else rank <= test.rank),
        observed=UNKNOWN if rank is None else f"hạng {rank}",
        required=f"hạng {test.rank}",
    )


def figure(test: Figure, ctx: Context) -> Finding:
    value, name = ctx.facts.figures.get(test.name), ctx.label("figure", test.name)
    return Finding(
        status=status_of(None if value is None else value >= test.at_least),
        observed=UNKNOWN if value is None else f"{name}: {value}",
        required=f"{name}: ít nhất {test.at_least}",
    )


def in_existence(test: InExistence, ctx: Context) -> Finding:
    words = {True: "đang hoạt động", False: "đã kết thúc hoạt động", None: UNKNOWN}
    exists = ctx.facts.in_existence
    return Finding(status=status_of(exists), observed=words[exists], required="đang hoạt động")


def unenforceable(test: Unenforceable, ctx: Context) -> Finding:
    return Finding(status="unknown", observed=test.reason)


def _window(test: Initiatives, ctx: Context) -> tuple[range | set[int], range | set[int] | None]:
    """The years whose initiatives surely count, and those that might."""
    if not test.since:
        years = range(ctx.facts.year - test.within + 1, ctx.facts.year + 1)
        return years, years
    sure, possible = ctx.history.since(test.since)
    return set(sure), None if possible is None else set(possible)


def _fits(item: Initiative, test: Initiatives, ctx: Context, warnings: list[str]) -> Tri:
    scope = None if item.scope is None else _rank(ctx, item.scope) >= _rank(ctx, test.scope)
    by: Tri = True
    if test.recognised_by:
        by = item.recognised_by in test.recognised_by if item.recognised_by in ctx.catalogue.law.authorities else None
    return all3([scope, by, _unused(item, ctx, warnings)])


def _unused(item: Initiative, ctx: Context, warnings: list[str]) -> Tri:
    """Whether the initiative may still be evidence for this award (P7)."""
    rule = ctx.rule("reuse_barred")
    if rule is None or rule.counting is None or item.used_for == ():
        return True
    if item.used_for is None:
        return None
    for use in item.used_for:
        if (use.award, use.year) == (ctx.award.code, ctx.facts.year):
            continue
        pair = f"{ctx.catalogue.kind_of(use.award)}-{ctx.award.kind}"
        where = f"“{item.name}” đã dùng để xét {ctx.award_name(use.award)} năm {use.year}"
        if pair in rule.counting.reuse_barred and rule.seen:
            return False
        if pair in (*rule.counting.reuse_barred, *rule.counting.reuse_doubtful):
            warnings.append(f"{where}; cần xem lại có được dùng lần nữa không ({rule.citation}).")
    return True


def _why_not(item: Initiative, test: Initiatives, ctx: Context) -> str:
    """In words, why an initiative is not counted."""
    reasons = []
    if item.scope is not None and _rank(ctx, item.scope) < _rank(ctx, test.scope):
        reasons.append(f"phạm vi {ctx.label('scope', item.scope)}")
    if test.recognised_by and item.recognised_by and item.recognised_by not in test.recognised_by:
        reasons.append(f"do {ctx.catalogue.authority_name(item.recognised_by)} công nhận")
    if _unused(item, ctx, []) is False:
        used = ", ".join(f"{ctx.award_name(u.award)} năm {u.year}" for u in item.used_for or ())
        reasons.append(f"đã dùng để xét {used}")
    return f"“{item.name}”: {', '.join(reasons)}" if reasons else ""


def _rank(ctx: Context, scope: str) -> int:
    return ctx.catalogue.rank("scope", scope) or 0
