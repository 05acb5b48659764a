"""Bonus money: coefficient × base salary on the day of the decision, rounded up once at the end."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from thidua.language.dates import format_date
from thidua.language.numbers import format_money, format_number

from ..lawbook.catalogue import Catalogue, doubt
from ..lawbook.files import LawError
from ..lawbook.model import BonusRule, Kind
from ..lawbook.tables import BaseSalary, MoneyRules

_FACTORS = {"collective": "hệ số tập thể", "household": "hệ số hộ gia đình"}


@dataclass(frozen=True, kw_only=True)
class Bonus:
    """The money of one award. `amount` None: the law data has no coefficient for this subject (not known, not zero).

    `period` is the year of achievement, which decides what titles stack. `ceiling`: the most that may be paid.
    """

    code: str
    kind: Kind
    subject: str
    decided_on: date
    period: int | None
    amount: int | None
    coefficient: Decimal | None
    base_salary: int
    arithmetic: str
    citation: str
    ceiling: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stack:
    """What is paid when one subject receives several awards at once. `total` is None when a paid amount is unknown."""

    total: int | None
    paid: tuple[Bonus, ...]
    left_out: tuple[Bonus, ...]
    sentence: str
    citation: str
    warnings: tuple[str, ...] = ()


def base_salary(on: date, catalogue: Catalogue) -> BaseSalary:
    """The base salary in force. Raises LawError for a day that the catalogue does not cover."""
    for salary in catalogue.law.base_salaries:
        if salary.in_force(on):
            return salary
    raise LawError(f"Danh mục chưa có mức lương cơ sở cho ngày {format_date(on)}. Hãy bổ sung vào money.yaml.")


def bonus(
    code: str,
    subject: str,
    on: date,
    catalogue: Catalogue,
    *,
    authority: str | None = None,
    period: int | None = None,
) -> Bonus:
    """The bonus of an award for a kind of subject, by the day of the decision.

    `authority`: who signs (some forms pay differently by signer). Raises LawError for an unknown code, and for a day
    without a base salary. Source: articles on bonus money of the decree in force, named in `citation`.
    """
    award = catalogue.award(code, on)
    salary, rules = base_salary(on, catalogue), catalogue.money_rules(on)
    rule = award.rule.bonus
    if rule and authority:
        rule = rule.by_authority.get(authority, rule)
    blank = Bonus(
        code=code, kind=award.kind, subject=subject, decided_on=on, period=period, amount=None, coefficient=None,
        base_salary=salary.amount, arithmetic="", citation=rule.citation if rule else award.citation,
        warnings=award.warnings,
    )  # fmt: skip
    parts = _coefficient(rule, subject, rules) if rule else None
    if rule is None or parts is None:
        what = f"{award.name_vi} cho {catalogue.label('subject', subject)}"
        sentence = f"Danh mục chưa có hệ số tiền thưởng {what}; chưa tính được."
        return replace(blank, arithmetic=sentence, warnings=(*blank.warnings, sentence))
    coefficient, factors, doubts = parts
    amount, arithmetic = _amount(coefficient, factors, salary.amount, rules.rounding.round_up_to)
    if rule.ceiling:
        arithmetic = f"Mức tối đa: {arithmetic}"
    warnings = (*doubts, *doubt(salary), *doubt(rules.rounding))
    return replace(
        blank,
        amount=amount,
        coefficient=coefficient * factors[0][1] if factors else coefficient,
        arithmetic=arithmetic,
        ceiling=rule.ceiling,
        warnings=(*blank.warnings, *warnings),
    )


def _coefficient(
    rule: BonusRule, subject: str, rules: MoneyRules
) -> tuple[Decimal, list[tuple[str, Decimal]], tuple[str, ...]] | None:
    """The coefficient, the factor applied to it, and the doubts about either; None when the law data has none."""
    own = getattr(rule, subject, None)
    if isinstance(own, Decimal):
        return own, [], doubt(rule, rule.confidence_of.get(subject))
    factor = getattr(rules.factors, subject, None) if own == "by_factor" else None
    if factor is None or not isinstance(rule.individual, Decimal):
        return None
    doubts = doubt(rule, rule.confidence_of.get("individual")) + doubt(rules.factors)
    return rule.individual, [(_FACTORS[subject], factor)], doubts


def _amount(coefficient: Decimal, factors: list[tuple[str, Decimal]], salary: int, step: int) -> tuple[int, str]:
    exact = Fraction(coefficient) * salary
    words = format_number(coefficient)
    for name, factor in factors:
        exact *= Fraction(factor)
        words += f" × {format_number(factor)} ({name})"
    amount = ceil(exact / step) * step
    product = format_number(Decimal(exact.numerator) / exact.denominator)
    sentence = f"{words} × {format_money(salary)} = {product} đồng"
    if amount != exact:
        sentence += f", làm tròn lên thành {format_money(amount)}"
    return amount, sentence


def stack_bonuses(bonuses: Iterable[Bonus], catalogue: Catalogue) -> Stack:
    """What one subject is paid for several awards received at once, by the stacking rule of the latest decision's day.

    Titles must carry their period (year of achievement) when there is more than one; raises LawError otherwise, and for
    an empty list.
    """
    given = list(bonuses)
    if not given:
        raise LawError("Chưa có danh hiệu, hình thức nào để cộng tiền thưởng.")
    rule = catalogue.money_rules(max(b.decided_on for b in given)).stacking
    titles = [b for b in given if b.kind == "title"]
    if len(titles) > 1 and any(b.period is None for b in titles):
        raise LawError("Cần ghi năm thành tích của từng danh hiệu để biết danh hiệu nào cùng thời gian.")
    left_out: list[Bonus] = []
    if rule.same_period_titles == "highest":
        for period in {b.period for b in titles}:
            same = sorted((b for b in titles if b.period == period), key=lambda b: b.amount or 0, reverse=True)
            left_out += same[1:]
    paid = [b for b in given if not any(b is lost for lost in left_out)]
    known = [b.amount for b in paid if b.amount is not None]
    total = sum(known) if len(known) == len(paid) else None
    warnings = tuple(dict.fromkeys([w for b in given for w in b.warnings] + list(doubt(rule))))
    sentence = _stack_sentence(paid, left_out, total, catalogue)
    return Stack(total=total, paid=tuple(paid), left_out=tuple(left_out), sentence=sentence,
                 citation=rule.citation, warnings=warnings)  # fmt: skip


def _stack_sentence(paid: list[Bonus], left_out: list[Bonus], total: int | None, catalogue: Catalogue) -> str:
    def names(items: list[Bonus]) -> str:
        return ", ".join(catalogue.name_of(b.code, b.decided_on) for b in items)

    sentence = f"Được nhận: {names(paid)}; tổng {format_money(total) if total is not None else 'chưa tính được'}."
    if left_out:
        sentence += f" Không nhận thêm vì cùng thời gian tính thành tích, chỉ lấy mức cao nhất: {names(left_out)}."
    return sentence
