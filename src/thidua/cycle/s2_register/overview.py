"""How far the registration has come: drawn by kind of unit and kind of person, with why each number is what it is."""

from collections import Counter
from datetime import date
from typing import Any

from thidua.base.people.enums import PersonClass
from thidua.base.season.models import Season
from thidua.base.units.enums import UnitKind
from thidua.cycle.s2_register.enums import REGISTERED
from thidua.cycle.s2_register.queries import PeopleRow, expected_units, people_coverage
from thidua.ui.charts import Coverage, CoverageChart
from thidua.ui.parts import Why, WhyInput


def why_units(season: Season, bar: Coverage) -> Why:
    """Who counts as expected, who as registered."""
    return Why(
        question="Số đơn vị đã đăng ký trên số đơn vị phải đăng ký",
        result=f"{bar.done}/{bar.total}",
        rule="Phải đăng ký: mọi đơn vị trực thuộc trực tiếp đơn vị tổ chức năm thi đua, và đơn vị khác đã lập phiếu. "
        "Đã đăng ký: đơn vị có phiếu «Đã gửi» hoặc «Đã tiếp nhận».",
        inputs=(
            WhyInput("Đơn vị tổ chức", season.authority.name),
            WhyInput("Đơn vị phải đăng ký", str(bar.total), "cây đơn vị, tính đến hết hạn đăng ký"),
            WhyInput("Đơn vị đã đăng ký", str(bar.done), "phiếu đăng ký"),
        ),
    )


WHY_PEOPLE = Why(
    question="Số người đã đăng ký",
    result="ít nhất bằng số ghi trong bảng",
    rule="Nhóm chưa nêu tên có thể gồm cả người đã nêu tên ở danh hiệu khác, nên chỉ tính số chắc chắn: số lớn nhất "
    "giữa số người đã nêu tên và, theo từng danh hiệu, số người nêu tên cộng số người của nhóm.",
    note="Đơn vị chưa ghi số người thì không có tỷ lệ; chưa ghi không phải là 0.",
)


def units_chart(units: list[Any]) -> CoverageChart:
    """Units that have sent their sheet: all of them first, then by kind of unit."""
    total, done = Counter(u.kind for u in units), Counter(u.kind for u in units if u.sheet_state in REGISTERED)
    bars = [Coverage(label, done[code], total[code]) for code, label in UnitKind.choices if total[code]]
    whole = Coverage("Tất cả đơn vị", done.total(), total.total())
    told = f"{whole.done}/{whole.total} đơn vị đã gửi đăng ký."
    return CoverageChart("Đơn vị đã gửi đăng ký", told, "Đã gửi", "Chưa gửi", (whole, *bars))


def people_chart(rows: list[PeopleRow]) -> CoverageChart | None:
    """People registered of those expected, by class; only where a unit said how many it has."""
    total, done = Counter[str](), Counter[str]()
    for row in rows:
        total[row.person_class] += row.expected or 0
        done[row.person_class] += min(row.registered, row.expected or 0)
    bars = [Coverage(label, done[code], total[code]) for code, label in PersonClass.choices if total[code]]
    told = f"{done.total()}/{total.total()} người đã đăng ký, ở các đơn vị đã ghi số người."
    return CoverageChart("Người đã đăng ký", told, "Đã đăng ký", "Chưa đăng ký", tuple(bars)) if bars else None


def coverage_context(season: Season, today: date) -> dict[str, Any]:
    """Everything that the page of the coverage shows."""
    units = list(expected_units(season, today))
    names, chart = {u.pk: u.name for u in units}, units_chart(units)
    place = {pk: number for number, pk in enumerate(names)}
    people = sorted(people_coverage(season.pk, names), key=lambda row: (place[row.unit_id], row.person_class))
    return {
        "units_chart": chart,
        "people_chart": people_chart(people),
        "why_units": why_units(season, chart.bars[0]),
        "why_people": WHY_PEOPLE,
        "rows": [(names[row.unit_id], row) for row in people],
    }
