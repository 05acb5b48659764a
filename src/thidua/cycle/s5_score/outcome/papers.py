"""Papers of scoring, as PDF and as DOCX: the agreed minutes of a unit, and the score table of a cluster."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from django.utils.timezone import get_current_timezone

from thidua.base.units.writing import organ_of, place_of
from thidua.cycle.s3_covenant.queries import ClusterInfo
from thidua.cycle.s5_score.enums import ROUNDS, Round, Side
from thidua.cycle.s5_score.facts import Standing, score_alone
from thidua.cycle.s5_score.minutes import hash_of, minutes_text, signatures_of
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.outcome.results import Results
from thidua.cycle.s5_score.queries import RankRow, replies_of
from thidua.language.numbers import format_number, format_percent
from thidua.paper.flow import Block, Heading, Text
from thidua.paper.parts import Column, Letterhead, Signer, Table
from thidua.paper.report import Report, report_docx, report_pdf

MAKERS = {"pdf": report_pdf, "docx": report_docx}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_MOST_GROUPS = 6  # the most columns of groups that a page holds beside the totals


def noon(day: date) -> datetime:
    """The moment that a paper made on a day carries: the same day gives the same bytes."""
    return datetime.combine(day, time(12), get_current_timezone())


def _points(value: Decimal | None, word: str = "chưa ghi") -> str:
    return word if value is None else format_number(value)


def minutes_paper(standing: Standing, today: date) -> Report:
    """The agreed minutes: each criterion in three rounds, reasons, replies with answers, and who has signed what."""
    sheet, signed = standing.sheet, signatures_of(standing)
    day = max((row.on_date for row in signed.values()), default=None) if len(signed) == len(Side) else None
    text = minutes_text(standing)
    unit, office = signed.get(Side.UNIT), signed.get(Side.OFFICE)
    return Report(
        letterhead=_head(sheet, day, today),
        kind="Biên bản",
        subject=f"Thống nhất điểm thi đua năm {sheet.season.year} của {sheet.unit.name}",
        blocks=tuple(_minutes_blocks(standing)),
        signers=(
            Signer(office=f"Đại diện {sheet.unit.name}", name=unit.actor_name if unit else "", mark=_mark(unit)),
            Signer(office="Đại diện đơn vị tổ chức", name=office.actor_name if office else "", mark=_mark(office)),
        ),
        note=f"Mã băm SHA-256 của nội dung được ký: {hash_of(text)}",
    )


def _mark(signature: object | None) -> str:
    return "(Đã ký trên hệ thống)" if signature else ""


def _head(sheet: ScoreSheet, day: date | None, today: date) -> Letterhead:
    authority = sheet.season.authority
    return Letterhead(issuer=organ_of(authority), place=place_of(authority), day=day, year=today.year)


def _minutes_blocks(standing: Standing) -> list[Block]:
    sheet, shown = standing.sheet, ROUNDS[: ROUNDS.index(Round.AGREED) + 1]
    columns = (Column(title="Tiêu chí", width=6), *(Column(title=r.label, align="right", width=2) for r in shown))
    rows = tuple(
        (
            f"{code} {criterion.label}",
            *(_points(entry.points if (entry := standing.current(code, r)) else None, "–") for r in shown),
        )
        for code, criterion in standing.criteria.items()
    )
    totals = [score_alone(standing, r).total for r in shown]
    total = ("Tổng điểm", *(_points(each, "–") for each in totals))
    intro = f"{sheet.cluster.name}. Bảng tiêu chí: {sheet.scheme}. Hai bên đối chiếu từng tiêu chí và thống nhất:"
    blocks: list[Block] = [Text(intro), Table(columns=columns, rows=rows, total=total)]
    reasons = [
        f"{standing.named([code])}: {entry.reason}"
        for code in standing.labels
        if (entry := standing.current(code, Round.AGREED)) and entry.reason
    ]
    if reasons:
        blocks += [Heading("Lý do thống nhất khác với tự chấm hoặc thẩm định"), *(Text(line) for line in reasons)]
    if replies := replies_of(sheet):
        blocks.append(Heading("Giải trình của đơn vị và trả lời"))
        for code, reply in replies.items():
            answer = getattr(reply, "answer", None)
            told = f"{answer.get_outcome_display()}. {answer.text}" if answer else "chưa trả lời"
            blocks.append(Text(f"{standing.named([code])}. Giải trình: {reply.text} Trả lời: {told}"))
    return blocks


def _row(row: RankRow, found: Results, groups: Sequence[str]) -> tuple[str, ...]:
    """One unit of the score table."""
    told = found.told[row.unit_id].groups
    place = f"{row.rank}{' (đồng hạng)' if row.tied else ''}" if row.rank else "không xếp"
    percent = format_percent(row.percent) if row.percent is not None else "–"
    parts = (_points(told[code].points if code in told else None, "–") for code in groups)
    totals = (_points(row.points), format_number(row.denominator), percent)
    return (row.unit_name, *parts, *totals, place, row.label or row.reason or "–")


def table_paper(cluster: ClusterInfo, sheet: ScoreSheet, found: Results, today: date) -> Report:
    """The score table of a cluster: points of each group, total, denominator, percent, place and label of each unit."""
    published = found.publication
    groups = [(g.code, g.label) for g in found.rules.groups] if found.rules else []
    groups = groups if len(groups) <= _MOST_GROUPS else []
    number = [Column(title=title, align="right", width=2) for title in ("Tổng điểm", "Trên tổng", "Tỷ lệ", "Hạng")]
    columns = (
        Column(title="TT", align="center"), Column(title="Đơn vị", width=5),
        *(Column(title=label, align="right", width=2) for _, label in groups), *number,
        Column(title="Xếp loại", width=3),
    )  # fmt: skip
    codes = [code for code, _ in groups]
    rows = tuple((str(place), *_row(row, found, codes)) for place, row in enumerate(found.rows, 1))
    state = f"Công bố theo {published.decision}." if published else "Kết quả tạm tính, chưa công bố."
    return Report(
        letterhead=_head(sheet, published.published_on if published else None, today),
        kind="Bảng tổng hợp điểm thi đua",
        subject=f"{cluster.name}, năm {sheet.season.year}",
        blocks=(Text(f"Bảng tiêu chí: {sheet.scheme}. {state}"), Table(columns=columns, rows=rows)),
        signers=(Signer(office="Người tổng hợp"), Signer(office="Trưởng cụm, khối")),
        note="Điểm từng tiêu chí và cách tính: xem tệp Excel kèm theo.",
    )
