"""What a local overlay may change, and what it may not: it adds awards of its own and only ever narrows the law's."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .build import Law
from .model import AwardRule, Condition, QuotaRule
from .tables import Narrowing, Overlay, Regime
from .typed import Problem


def narrow(rule: AwardRule, wanted: Narrowing) -> tuple[Narrowing, list[tuple[str, str]]]:
    """The part of a narrowing that the law allows for this award, and (part, sentence) for what it does not."""
    conflicts: list[tuple[str, str]] = []
    conditions = tuple(c for c in wanted.conditions if not _refuse_condition(rule, c, conflicts))
    quota = wanted.quota
    if quota and _not_left_to_local(rule, "quota", conflicts):
        quota = None
    elif quota and rule.quota and _wider(quota, rule.quota):
        conflicts.append(("quota", f"tỷ lệ rộng hơn mức của luật ({rule.quota.citation}); vẫn dùng mức của luật."))
        quota = None
    papers = wanted.papers
    if papers and _not_left_to_local(rule, "papers", conflicts):
        papers = ()
    return replace(wanted, conditions=conditions, quota=quota, papers=papers), conflicts


def _wider(local: QuotaRule, law: QuotaRule) -> bool:
    return law.max_share is not None and (local.max_share is None or local.max_share > law.max_share)


def _refuse_condition(rule: AwardRule, added: Condition, conflicts: list[tuple[str, str]]) -> bool:
    existing = {c.code: c for standard in rule.standards for c in standard.all_of}
    path = f"conditions[{added.code}]"
    if added.replaces:
        target = existing.get(added.replaces)
        if target is None or not target.may_be_replaced:
            conflicts.append((path, f"không được thay điều kiện “{added.replaces}” của luật; phần này không áp dụng."))
            return True
        return False
    if added.code in existing:
        conflicts.append((path, "trùng mã với một điều kiện của luật; hãy đặt mã khác. Phần này không áp dụng."))
        return True
    return _not_left_to_local(rule, "conditions", conflicts)


def _not_left_to_local(rule: AwardRule, part: str, conflicts: list[tuple[str, str]]) -> bool:
    if part in rule.local_may:
        return False
    conflicts.append((part, f"luật không giao địa phương quy định phần này cho “{rule.name}”; phần này không áp dụng."))
    return True


def conflicts(law: Law) -> Iterator[Problem]:
    """Every place where an overlay contradicts the law or another overlay."""
    for number, (file, overlay) in enumerate(law.overlays):
        earlier = law.overlays[:number]
        yield from (Problem(file, f"awards.{code}", s) for code, s in _local_awards(law, overlay, earlier))
        for code, wanted in overlay.narrows.items():
            rules = list(_rules_during(law, code, overlay))
            if not rules:
                yield Problem(file, f"narrows.{code}", "không có mã này trong luật ở thời gian của tệp.")
            for regime, rule in rules:
                for part, sentence in narrow(rule, wanted)[1]:
                    yield Problem(file, f"narrows.{code}.{part}", f"thời kỳ {regime.name}: {sentence}")


def _local_awards(law: Law, overlay: Overlay, earlier: Iterable[tuple[str, Overlay]]) -> Iterator[tuple[str, str]]:
    for code in overlay.awards:
        if any(code in awards for awards in law.awards.values()):
            yield code, "trùng mã của luật; quy định riêng không được đặt lại danh hiệu, hình thức của luật."
        for file, other in earlier:
            if code in other.awards and _overlap(overlay, other):
                yield code, f"đã có trong {file} cho cùng thời gian."


def _rules_during(law: Law, code: str, overlay: Overlay) -> Iterator[tuple[Regime, AwardRule]]:
    for key, regime in law.regimes.items():
        rule = law.awards[key].get(code) or law.awards.get(regime.falls_back_on, {}).get(code)
        if rule and _overlap(regime, overlay):
            yield regime, rule


def _overlap(one: Regime | Overlay, other: Regime | Overlay) -> bool:
    starts_in_time = one.start is None or other.end is None or one.start <= other.end
    return starts_in_time and (other.start is None or one.end is None or other.start <= one.end)
