"""Stages 4 and 5: what was reached, and who is placed where."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from thidua.cycle.s4_report.enums import Approx, ValueState
from thidua.cycle.s4_report.queries import Figure, figures_for, periods_reported
from thidua.cycle.s5_score.queries import RankRow, published_ranking
from thidua.faces.reports.gathering.ground import Ground
from thidua.faces.reports.shapes import RankLine, ResultRow, Stat, UnitRow
from thidua.language.text import sort_key

REPORTED_FROM = "Báo cáo kết quả, giai đoạn Báo cáo"
PUBLISHED_FROM = "Kết quả xếp hạng đã công bố, giai đoạn Chấm điểm"
NEAR = Decimal(1)  # points, or percentage points where clusters are ranked by percent


def figures(ground: Ground) -> dict[int, list[Figure]]:
    """For each unit the figure of every indicator that counts: one with a value before one without, then the latest
    and longest period."""
    everyone = sorted(ground.units | {ground.subject})
    order = {code: place for place, code in enumerate(periods_reported(ground.season.pk))}
    return {
        unit: _newest(found, order)
        for unit, found in figures_for(ground.season.pk, everyone).items()
        if ground.speaks_of(unit) or unit == ground.subject
    }


def _newest(found: Iterable[Figure], order: dict[str, int]) -> list[Figure]:
    best: dict[str, Figure] = {}

    def key(figure: Figure) -> tuple[bool, int]:
        return figure.entry.state == ValueState.MISSING, order.get(figure.period, len(order))

    for figure in found:
        held = best.get(figure.indicator.code)
        if held is None or key(figure) < key(held):
            best[figure.indicator.code] = figure
    return list(best.values())


def results(ground: Ground, found: dict[int, list[Figure]]) -> tuple[ResultRow, ...]:
    """The authority's own indicators; of a unit's part its own."""
    return tuple(_result(ground.name(ground.subject), f) for f in found.get(ground.subject, ()))


def _result(unit_name: str, figure: Figure) -> ResultRow:
    entry, info = figure.entry, figure.indicator
    return ResultRow(
        unit_name=unit_name,
        code=info.code,
        indicator=info.name,
        measure=info.unit_of_measure,
        period=figure.period,
        aim=figure.aim_words,
        plan=entry.plan,
        value=entry.value,
        value_word=Approx(entry.value_approx).label,
        applies=entry.state != ValueState.NOT_APPLICABLE,
        last=entry.last,
        percent=figure.percent_of_plan.shown,
        percent_word=Approx(figure.percent_of_plan.approx).label,
        ratio=figure.ratio_to_last.shown,
        movement=figure.movement,
        met=figure.met,
        estimated=entry.estimated,
        accepted=figure.accepted,
        note=_note(figure),
    )


def _note(figure: Figure) -> str:
    """What must be known to read the row: estimates, percentages that were reported and not computed, no acceptance."""
    percents = (("% kế hoạch", figure.percent_of_plan), ("so với cùng kỳ", figure.ratio_to_last))
    reported = [words for words, percent in percents if percent.exact is not None and not percent.computed]
    said = (
        "số ước" if figure.entry.estimated else "",
        f"{' và '.join(reported)} theo số đơn vị báo cáo" if reported else "",
        "báo cáo chưa được chấp nhận" if figure.report_id is not None and not figure.accepted else "",
    )
    return "; ".join(words for words in said if words)


def result_stat(rows: tuple[ResultRow, ...]) -> Stat:
    """Indicators reached, of those that can be judged; what does not apply is no gap."""
    judged = [row.met for row in rows if row.met is not None]
    aside = len([row for row in rows if not row.applies])
    unknown = len(rows) - len(judged) - aside
    told = (f"{unknown} chỉ tiêu chưa đủ căn cứ" if unknown else "", f"{aside} không áp dụng" if aside else "")
    note = "; ".join(words for words in told if words)
    done = sum(judged) if judged else None
    return Stat("met", "Chỉ tiêu đạt", done, REPORTED_FROM, of=len(judged) or None, unit="chỉ tiêu", note=note)


def unit_rows(ground: Ground, found: dict[int, list[Figure]]) -> tuple[UnitRow, ...]:
    """How many indicators each unit below reached; units without figures are left out."""
    rows = []
    for unit, mine in found.items():
        answers = [f.met for f in mine if f.entry.state != ValueState.NOT_APPLICABLE]
        if unit != ground.subject and answers:
            rows.append(UnitRow(ground.name(unit), answers.count(True), answers.count(False), answers.count(None)))
    return tuple(sorted(rows, key=lambda r: sort_key(r.unit_name)))


def ranking(ground: Ground) -> tuple[RankLine, ...]:
    """Published places, cluster by cluster; of a unit's part its own lines."""
    clusters: dict[int, tuple[str, list[RankRow]]] = {}
    for cluster_id, name, row in published_ranking(ground.season.pk):
        clusters.setdefault(cluster_id, (name, []))[1].append(row)
    return tuple(
        line
        for name, rows in clusters.values()
        for row, line in zip(rows, _lines(name, rows), strict=True)
        if ground.speaks_of(row.unit_id)
    )


def _lines(cluster: str, rows: Sequence[RankRow]) -> list[RankLine]:
    by_points = len({row.denominator for row in rows if row.rank is not None}) <= 1
    scores = [row.points if by_points else row.percent for row in rows]
    return [
        RankLine(
            cluster=cluster,
            unit_id=row.unit_id,
            unit_name=row.unit_name,
            rank=row.rank,
            tied=row.tied,
            points=row.points,
            denominator=row.denominator,
            percent=row.percent,
            score=score,
            by_points=by_points,
            close=row.rank is not None and _close(row.rank, score, rows, scores),
            label=row.label,
            reason=row.reason or "; ".join(row.pending),
            members=len(rows),
        )
        for row, score in zip(rows, scores, strict=True)
    ]


def _close(rank: int, score: Decimal | None, rows: Sequence[RankRow], scores: Sequence[Decimal | None]) -> bool:
    """Whether another place is so near that one point more or less would change the order."""
    others = ((r.rank, s) for r, s in zip(rows, scores, strict=True) if r.rank not in (None, rank))
    return score is not None and any(s is not None and abs(s - score) <= NEAR for _, s in others)


def ranking_stat(ground: Ground, rows: tuple[RankLine, ...]) -> Stat:
    """Clusters whose ranking was published, of all; for a unit its own place."""
    if ground.part is None:
        done = len({row.cluster for row in rows}) or None
        clusters = len(ground.clusters) or None
        return Stat("ranked", "Cụm, khối đã công bố xếp hạng", done, PUBLISHED_FROM, of=clusters, unit="cụm, khối")
    own = next((row for row in rows if row.unit_id == ground.part.unit_id), None)
    place, members = (own.rank, own.members) if own else (None, None)
    return Stat("ranked", "Xếp thứ trong cụm, khối", place, PUBLISHED_FROM, of=members if place else None)
