"""Tests on a subject's years: ratings, earlier awards, chains, and what stands in the way of any award."""

from datetime import date

from thidua.language.dates import format_date

from ..lawbook.vocabulary import (
    Held,
    Meets,
    NoDiscipline,
    NoOpenMatters,
    OneFormOfLevelAYear,
    RatingAtLeast,
    RatingCount,
    RatingRun,
    ReceivedBy,
    TitleCount,
    TitleRun,
)
from .context import Context
from .history import long_enough, run
from .logic import Tri, all3, at_least3, status_of
from .outcome import UNKNOWN, Finding


def rating_at_least(test: RatingAtLeast, ctx: Context) -> Finding:
    year = ctx.facts.year
    return Finding(
        status=status_of(ctx.history.rated(year, test.rating)),
        observed=f"năm {year}: {_rating(ctx, year)}",
        required=f"từ {ctx.label('rating', test.rating)} trở lên",
        records=_sources(ctx, [year]),
    )


def rating_run(test: RatingRun, ctx: Context) -> Finding:
    year = ctx.facts.year
    years = range(year - test.years + 1, year + 1)
    start = ctx.restart()
    answers: list[Tri] = [run(ctx.history, test.rating, test.years), long_enough(start, test.years, ctx.dossier_on)]
    required = f"{test.years} năm liên tục tới năm {year} từ {ctx.label('rating', test.rating)} trở lên"
    if test.since:
        answers.append(ctx.history.held_by(test.since, year - test.years))
        required += f", tính sau {ctx.award_name(test.since)}"
    observed = "; ".join(f"{y}: {_rating(ctx, y)}" for y in years)
    if start.sentence:
        observed += f". {start.sentence}"
    return Finding(
        status=status_of(all3(answers)), observed=observed, required=required, records=_sources(ctx, list(years))
    )


def rating_count(test: RatingCount, ctx: Context) -> Finding:
    sure, possible = ctx.history.since(test.since)
    years = [y for y in sure if ctx.history.rated(y, test.rating) is True]
    return Finding(
        status=status_of(at_least3(lambda y: ctx.history.rated(y, test.rating), sure, possible, test.times)),
        observed=f"{len(years)} năm{_listed(years)}",
        required=f"ít nhất {test.times} năm {ctx.label('rating', test.rating)} sau {ctx.award_name(test.since)}",
        records=_sources(ctx, years),
    )


def title_run(test: TitleRun, ctx: Context) -> Finding:
    year = ctx.facts.year
    years = range(year - test.years + 1, year + 1)
    words = {True: "có", False: "không", None: UNKNOWN}
    return Finding(
        status=status_of(all3(ctx.history.has(test.award, y) for y in years)),
        observed="; ".join(f"{y}: {words[ctx.history.has(test.award, y)]}" for y in years),
        required=f"{ctx.award_name(test.award)} {test.years} năm liên tục tới năm {year}",
        records=_award_sources(ctx, test.award, list(years)),
    )


def title_count(test: TitleCount, ctx: Context) -> Finding:
    sure, possible = ctx.history.since(test.since)
    years = [y for y in sure if ctx.history.has(test.award, y) is True]
    return Finding(
        status=status_of(at_least3(lambda y: ctx.history.has(test.award, y), sure, possible, test.times)),
        observed=f"{len(years)} lần{_listed(years)}",
        required=f"ít nhất {test.times} lần {ctx.award_name(test.award)} sau {ctx.award_name(test.since)}",
        records=_award_sources(ctx, test.award, years),
    )


def held(test: Held, ctx: Context) -> Finding:
    answer = ctx.history.held_by(test.award, ctx.facts.year)
    years = [y for y, _ in ctx.history.records(test.award) if y <= ctx.facts.year]
    shown = "đã được tặng" + _listed(years) if years else "chưa thấy ghi nhận được tính"
    return Finding(
        status=status_of(answer),
        observed=shown if years or answer is False else f"{shown}, lịch sử khen thưởng chưa đầy đủ",
        required=f"đã được tặng {ctx.award_name(test.award)}",
        records=_award_sources(ctx, test.award, years),
    )


def meets(test: Meets, ctx: Context) -> Finding:
    """Recorded for the year, or meeting the standard itself: both are usually proposed together."""
    name, year = ctx.award_name(test.award), ctx.facts.year
    recorded = ctx.history.has(test.award, year)
    if recorded:
        return Finding(status="met", observed=f"năm {year} đã đạt {name}", required=name,
                       records=_award_sources(ctx, test.award, [year]))  # fmt: skip
    status, parts = ctx.standard(test.award)
    if status == "not_met" and recorded is None:
        status = "unknown"
    if status != "not_met":
        parts = tuple(part.softened() for part in parts)
    words = {"met": "đạt", "not_met": "chưa đạt", "unknown": "chưa rõ có đạt"}
    return Finding(status=status, observed=f"{words[status]} tiêu chuẩn {name}", required=name, parts=parts)


def no_discipline(test: NoDiscipline, ctx: Context) -> Finding:
    year, level = ctx.facts.year, ctx.label("discipline", test.level)
    if ctx.facts.disciplines is None:
        return Finding(status="unknown", observed=UNKNOWN, required=f"năm {year} không bị {level} trở lên")
    heavy = [
        d for d in ctx.facts.disciplines if d.decided_on.year == year and _rank(ctx, d.level) >= _rank(ctx, test.level)
    ]
    found = "; ".join(f"{ctx.label('discipline', d.level)} ngày {format_date(d.decided_on)}" for d in heavy)
    return Finding(
        status=status_of(not heavy),
        observed=found or "không bị kỷ luật trong năm",
        required=f"năm {year} không bị {level} trở lên",
        records=tuple(d.source for d in heavy if d.source),
    )


def received_by(test: ReceivedBy, ctx: Context) -> Finding:
    base = _last_decision_year(test.year_after, ctx) if test.year_after else ctx.facts.year
    if base is None:
        return Finding(status="unknown", observed=f"chưa rõ ngày quyết định {ctx.award_name(test.year_after)} gần nhất")
    last = date(base + 1, test.month, test.day)
    return Finding(
        status=status_of(ctx.dossier_on <= last),
        observed=f"hồ sơ ngày {format_date(ctx.dossier_on)}",
        required=f"chậm nhất {format_date(last)}",
    )


def no_open_matters(test: NoOpenMatters, ctx: Context) -> Finding:
    matters = ctx.facts.open_matters
    shown = UNKNOWN if matters is None else "; ".join(matters) or "không có"
    return Finding(
        status=status_of(None if matters is None else not matters),
        observed=f"việc đang xem xét, xác minh: {shown}",
        required="không có việc đang xem xét, xác minh",
    )


def one_form_of_level_a_year(test: OneFormOfLevelAYear, ctx: Context) -> Finding:
    year, level = ctx.facts.year, ctx.label("level", test.level)
    awards, complete = ctx.history.awards(year)
    required = f"năm {year} không có hình thức khác thuộc {level}"
    if ctx.mode in test.except_modes:
        shown = f"loại khen {ctx.label('mode', ctx.mode)} được loại trừ"
        return Finding(status="met", observed=shown, required=required)
    if awards is None:
        return Finding(status="unknown", observed=UNKNOWN, required=required)
    others = [
        h
        for h in awards
        if h.award != ctx.award.code
        and ctx.catalogue.kind_of(h.award) == "form"
        and ctx.catalogue.level_of(h.award, ctx.dossier_on) == test.level
    ]
    barred = [h for h in others if h.mode not in test.except_modes]
    names = ", ".join(f"{ctx.award_name(h.award)} ({ctx.label('mode', h.mode or '')})" for h in others)
    doubtful = all(h.mode is None for h in barred) if barred else not complete
    status = status_of(None if doubtful else not barred)
    return Finding(status=status, observed=names or "không có", required=required)


def _last_decision_year(award: str, ctx: Context) -> int | None:
    """The year in which this award was last decided; None while a later one is possible or the day is not recorded."""
    for year in range(ctx.facts.year, ctx.facts.year - 100, -1):
        has = ctx.history.has(award, year)
        if has is not False:
            decided = [h.decided_on for y, h in ctx.history.records(award) if y == year and h.decided_on]
            return max(decided).year if has and decided else None
    return None


def _rating(ctx: Context, year: int) -> str:
    rating = ctx.history.rating(year)
    return ctx.label("rating", rating) if rating else UNKNOWN


def _rank(ctx: Context, level: str) -> int:
    return ctx.catalogue.rank("discipline", level) or 0


def _listed(years: list[int]) -> str:
    return f" ({', '.join(map(str, years))})" if years else ""


def _sources(ctx: Context, years: list[int]) -> tuple[str, ...]:
    return tuple(f"{r.year}: {r.source}" for r in ctx.facts.years if r.year in years and r.source)


def _award_sources(ctx: Context, award: str, years: list[int]) -> tuple[str, ...]:
    return tuple(f"{y}: {h.source}" for y, h in ctx.history.records(award) if y in years and h.source)
