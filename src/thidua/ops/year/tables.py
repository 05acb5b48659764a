"""The data files: plain CSV that any spreadsheet opens, the same bytes for the same season.

A missing figure is an empty field, never a zero. Numbers carry a dot as decimal sign, days are year-month-day.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from thidua.base.season.models import Season
from thidua.base.units.queries import units_by_id
from thidua.cycle.s4_report.figures import aim_in_words
from thidua.cycle.s4_report.queries import figures_for
from thidua.cycle.s5_score.queries import published_ranking
from thidua.cycle.s6_propose.enums import DossierState, SubjectKind
from thidua.cycle.s6_propose.queries import all_infos, last_checks
from thidua.cycle.s7_vote.queries import outcomes
from thidua.cycle.s8_award.queries import recipients


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel shows Vietnamese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[_said(value) for value in row] for row in rows])
    return ("\ufeff" + out.getvalue()).encode()


def _said(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return ("có" if value else "không") if isinstance(value, bool) else value


def ranking(season: Season) -> bytes:
    """xep-hang.csv: every published place."""
    rows = sorted(published_ranking(season.pk), key=lambda r: (r[1], r[2].rank is None, r[2].rank or 0, r[2].unit_name))
    header = ("cụm, khối", "hạng", "đồng hạng", "đơn vị", "điểm", "điểm tối đa được tính", "tỷ lệ %", "xếp loại")
    return csv_bytes(
        header,
        ((name, r.rank, r.tied, r.unit_name, r.points, r.denominator, r.percent, r.label) for _, name, r in rows),
    )


def eligibility(season: Season) -> bytes:
    """dieu-kien.csv: every dossier with what the rulebook and the appraiser said, and what was missing."""
    header = (
        "mã hồ sơ", "đối tượng", "loại", "đơn vị đề nghị", "mã", "danh hiệu, hình thức", "theo quy định",
        "kết luận", "còn thiếu", "thẩm định", "trạng thái",
    )  # fmt: skip
    found = []
    rows = all_infos(season.pk)
    checks = last_checks(row.id for row in rows)
    for row in rows:
        check = checks.get(row.id)
        missing = "; ".join(check.result["missing"]) if check else ""
        found.append((
            row.code, row.subject_name, SubjectKind(row.subject_kind).label, row.proposing_unit_name, row.award_code,
            row.award_name, row.outcome_label, check.sentence if check else "", missing, row.verdict_label,
            DossierState(row.state).label,
        ))  # fmt: skip
    return csv_bytes(header, found)


def votes(season: Season) -> bytes:
    """bieu-quyet.csv: the outcome of each vote; who voted how is known to nobody."""
    names = {row.id: row for row in all_infos(season.pk)}
    header = ("mã hồ sơ", "đối tượng", "danh hiệu, hình thức", "đồng ý", "tổng số thành viên", "cần", "đạt")
    rows = sorted(outcomes(season.pk), key=lambda o: names[o.dossier_id].code)
    return csv_bytes(
        header,
        (
            (names[o.dossier_id].code, names[o.dossier_id].subject_name, names[o.dossier_id].award_name, o.agree,
             o.total_members, o.needed, o.passed)
            for o in rows
        ),
    )  # fmt: skip


def awards(season: Season) -> bytes:
    """khen-thuong.csv: every award with decision, register number and money."""
    header = ("số quyết định", "ngày", "số vào sổ", "tên", "chức vụ, đơn vị", "đơn vị", "mã", "danh hiệu, hình thức",
              "tiền thưởng (đồng)", "tình trạng")  # fmt: skip
    rows = sorted(recipients(season.pk), key=lambda r: (r.decision_number, r.register_number, r.item_id))
    return csv_bytes(
        header,
        (
            (r.decision_number, r.issued_on.isoformat(), r.register_number, r.recipient, r.position, r.unit_name,
             r.award_code, r.award_name, r.bonus, r.status_label)
            for r in rows
        ),
    )  # fmt: skip


def figures(season: Season, unit_ids: Iterable[int]) -> bytes:
    """chi-tieu.csv: every figure with target, percent of plan and change on the same period."""
    header = ("đơn vị", "mã chỉ tiêu", "chỉ tiêu", "đơn vị tính", "kỳ", "mức giao", "kế hoạch", "kết quả", "cùng kỳ",
              "% kế hoạch", "% so với cùng kỳ", "so với cùng kỳ", "đạt", "ước tính")  # fmt: skip
    found = figures_for(season.pk, unit_ids)
    names = {pk: unit for pk, unit in units_by_id(found).items()}
    rows = [
        (names[pk].name, f.indicator.code, f.indicator.name, f.indicator.unit_of_measure, f.period,
         aim_in_words(f.aim, f.indicator.unit_of_measure), f.entry.plan, f.entry.value, f.entry.last,
         f.percent_of_plan.shown, f.ratio_to_last.shown, f.movement, f.met, f.entry.estimated)
        for pk in sorted(found, key=lambda pk: (names[pk].name_sort, pk))
        for f in found[pk]
    ]  # fmt: skip
    return csv_bytes(header, rows)
