"""Quotas: how many may receive something, as a share of a declared base, with the arithmetic shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.engine.scoring.exact import RoundingMode, fraction, round_to
from thidua.engine.scoring.trace import Log, Trace, phrases

phrases(
    {
        "quota.share": "{label}: {base} × {part}/{whole} = {exact}, {mode}: {count}.",
        "quota.rest": "{label}: {base} − {taken} = {count}.",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """`part`/`whole` of the base `of` (a declared base, or an earlier quota: nested), rounded as declared.

    "Not more than" is DOWN, "at least" is UP. `less`: earlier quotas that are taken away (the rest).
    """

    code: str
    label: str
    of: str
    part: Decimal = Decimal(100)
    whole: Decimal = Decimal(100)
    rounding: RoundingMode = RoundingMode.DOWN
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Allotment:
    """How many, and how that was computed."""

    count: int
    trace: Trace


def allot(quotas: Sequence[Quota], bases: Mapping[str, int]) -> dict[str, Allotment]:
    """Each quota in order, by code. Raises KeyError for a base that is neither given nor computed before."""
    known = dict(bases)
    found = {}
    for quota in quotas:
        log, base = Log(), known[quota.of]
        exact = fraction(Decimal(base)) * fraction(quota.part) / fraction(quota.whole)
        count = int(round_to(exact, 0, quota.rounding))
        if exact != base:
            log.add(
                "quota.share",
                label=quota.label,
                base=base,
                part=quota.part,
                whole=quota.whole,
                exact=exact,
                mode=quota.rounding.label,
                count=count,
            )
        if quota.less:
            taken = sum(known[code] for code in quota.less)
            count -= taken
            log.add("quota.rest", label=quota.label, base=count + taken, taken=taken, count=count)
        known[quota.code] = count
        found[quota.code] = Allotment(count, log.trace())
    return found
