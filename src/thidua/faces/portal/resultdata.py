"""Published results as open data: what was scored and how it was placed. Reasons and names of people stay inside."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

from thidua.cycle.s5_score.outcome.queries import PublishedResult
from thidua.faces.portal.exports import safe_cell

_TOTALS = ("don_vi", "hang", "dong_hang", "tong_diem", "tren_tong", "ty_le", "xep_loai")
SCHEMA = (
    "thidua.ket-qua/1; don_vi: string (đơn vị); hang: integer (hạng, trống: không xếp); dong_hang: boolean; "
    "tong_diem, tren_tong, ty_le: decimal (dấu chấm thập phân, trống: chưa có); xep_loai: string; "
    "các cột sau: điểm từng tiêu chí theo mã, decimal"
)


def _text(value: Decimal | None) -> str:
    """A decimal as machines read it, without an exponent; empty for one that is unknown."""
    return "" if value is None else format(value, "f")


def result_csv(found: PublishedResult) -> bytes:
    """UTF-8 with its mark; the first line, after #, is the schema. Cells that look like formulas are made text."""
    out = io.StringIO()
    out.write(f"# {SCHEMA}\r\n")
    lines = csv.writer(out)
    lines.writerow([*_TOTALS, *(safe_cell(code) for code in found.criteria)])
    for row in found.rows:
        points = found.points.get(row.unit_id, {})
        totals = (row.points, row.denominator, row.percent)
        head = [safe_cell(row.unit_name), row.rank or "", str(row.tied).lower(), *(_text(each) for each in totals)]
        lines.writerow([*head, safe_cell(row.label), *(_text(points.get(code)) for code in found.criteria)])
    return out.getvalue().encode("utf-8-sig")


def result_json(found: PublishedResult) -> bytes:
    """The same as JSON; decimals are text, so that no reader rounds them."""
    data: dict[str, Any] = {
        "schema": "thidua.ket-qua/1",
        "cum_khoi": found.cluster_name,
        "nam_thi_dua": found.season_name,
        "ngay_cong_bo": found.published_on.isoformat(),
        "van_ban": found.decision,
        "bang_tieu_chi": found.scheme_title,
        "tieu_chi": [{"ma": code, "ten": label} for code, label in found.criteria.items()],
        "don_vi": [
            {
                "ten": row.unit_name,
                "hang": row.rank,
                "dong_hang": row.tied,
                "tong_diem": _text(row.points) or None,
                "tren_tong": _text(row.denominator),
                "ty_le": _text(row.percent) or None,
                "xep_loai": row.label,
                "diem": {code: _text(value) or None for code, value in found.points.get(row.unit_id, {}).items()},
            }
            for row in found.rows
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
