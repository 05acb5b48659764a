"""A bloc of three units scored by one table: criteria with and without owner, one fed by a report, one relative."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tests.world import START, World, build, day
from thidua.base.access.enums import Role, Scope
from thidua.base.people.actions import create_account
from thidua.base.units.actions import appoint
from thidua.cycle.s3_covenant.actions.clusters import Places, create_cluster
from thidua.cycle.s3_covenant.enums import ClusterKind
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s4_report import actions as reports
from thidua.cycle.s4_report.enums import ValueState as FigureState
from thidua.cycle.s4_report.figures import Entry
from thidua.cycle.s5_score.actions import cells, sheets
from thidua.cycle.s5_score.actions.cells import Given
from thidua.cycle.s5_score.designer.actions import schemes
from thidua.cycle.s5_score.enums import STAGE, Round, ValueState
from thidua.cycle.s5_score.facts import standing_of
from thidua.cycle.s5_score.models import CellEntry, Scheme, ScoreSheet

OPEN = day(STAGE)
REPORTED = day("s4_report")
MEMBERS = ("LH", "DV", "PNU")
DECISION = "Quyết định 12/QĐ-UBND ngày 20/01/2023"
SCHEME = """
code: BL-2023
version: "1"
title: Bảng chấm điểm khối xã năm 2023
total: {maximum: 100, mode: open}
facts:
  - {code: KL, label: Có cán bộ bị kỷ luật từ cảnh cáo trở lên}
gates:
  - {code: KL, label: có cán bộ bị kỷ luật, when: KL}
labels:
  bands:
    - {gte: 90, label: Xuất sắc}
    - {gte: 70, lt: 90, label: Tốt}
    - {lt: 70, label: Khá}
groups:
  - code: KT
    label: Kinh tế
    maximum: 50
    owner: PN
    children:
      - code: KT1
        label: Thu ngân sách
        maximum: 40
        bonus_max: 2
        indicator: THU
        evidence: true
        formula: {kind: percent_of_target, loss: 1, gain: 0.1, unit: triệu đồng}
      - code: KT2
        label: Tăng thu, xếp hạng trong khối
        maximum: 10
        formula: {kind: rank_points, table: [10, 8, 6], ties: average, measure: {label: Mức tăng thu, unit: "%"}}
  - code: XH
    label: Xã hội
    maximum: 30
    children:
      - code: XH1
        label: Giữ gìn trật tự
        maximum: 20
        owner: PN
        formula:
          kind: events
          lines:
            - {code: vu, label: Vụ vi phạm, unit: vụ, points: -2, cap: 10}
            - {code: don, label: Đơn thư quá hạn, unit: đơn, points: -1, cap: 5}
      - {code: XH2, label: Có nhà văn hóa đạt chuẩn, maximum: 10, formula: {kind: yes_no, question: Đạt chuẩn}}
  - code: TD
    label: Thi đua
    maximum: 20
    children:
      - code: TD1
        label: Xếp loại tổ chức đảng
        maximum: 10
        formula:
          kind: choice
          label: Mức
          levels:
            - {code: tot, label: Tốt, points: 10}
            - {code: kha, label: Khá, points: 7}
      - {code: TD2, label: Tổ chức phong trào, maximum: 10, formula: {kind: direct, step: 0.5}}
"""
ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "KT1": {"plan": Decimal(900), "actual": Decimal(900)},
    "KT2": {"value": Decimal(5)},
    "XH1": {"vu": Decimal(0), "don": Decimal(0)},
    "XH2": {"value": True},
    "TD1": {"value": "tot"},
    "TD2": {"value": Decimal(9)},
    "fact:KL": {"value": False},
}


def make_world() -> World:
    """The district of the tests, with a second officer in Lục Hồn for conflicts."""
    world = build()
    from tests.world import LOADER

    account = create_account(by=LOADER, username="lh-can-bo-2", full_name="Lý Thị Hai")
    world.desks["lh-can-bo-2"] = appoint(
        by=LOADER, account_id=account.pk, role=Role.UNIT_OFFICER, unit=world.units["LH"], scope=Scope.UNIT,
        valid_from=START,
    )  # fmt: skip
    return world


def make_cluster(world: World, code: str = "K01", members: tuple[str, ...] = MEMBERS, head: str = "LH") -> Cluster:
    """A bloc; Lục Hồn heads the first one."""
    first = date(2023, 1, 12)
    places = Places(first, tuple(world.id(m) for m in members), world.id(head), None, date(2023, 12, 31), DECISION)
    by = world.actor("chuyen-vien", first)
    return create_cluster(
        by=by, season=world.season, name=f"Khối thi đua {code}", kind=ClusterKind.KHOI, places=places, code=code
    )


def make_scheme(world: World, text: str = SCHEME) -> Scheme:
    """The table, adopted."""
    by = world.actor("chuyen-vien", OPEN)
    made = schemes.draft_scheme(by=by, season=world.season, text=text)
    schemes.adopt_scheme(by=by, scheme=made, today=OPEN, document=DECISION)
    return made


def open_all(world: World, cluster: Cluster, scheme: Scheme) -> dict[str, ScoreSheet]:
    """A sheet for each member, by the unit's short name."""
    by = world.actor("chuyen-vien", OPEN)
    made = sheets.open_sheets(by=by, season=world.season, cluster_id=cluster.pk, scheme=scheme, today=OPEN)
    rows = ScoreSheet.objects.select_related("unit", "cluster", "scheme", "season").in_bulk([s.pk for s in made])
    return {row.unit.code: row for row in rows.values()}


OFFICERS = {"LH": "lh-can-bo", "DV": "dv-can-bo", "PNU": "pnu-chu-tich"}


def score(
    world: World, sheet: ScoreSheet, code: str, who: str = "", round_: str = Round.SELF, after: int | None = None,
    reason: str = "", override: str = "", state: str = ValueState.VALUE, on: date = OPEN, **figures: Any,
) -> CellEntry:  # fmt: skip
    """Write one cell, on top of what stands unless ``after`` says otherwise."""
    by = world.actor(who or OFFICERS[sheet.unit.code], on)
    given = Given(state, figures, {}, Decimal(override) if override else None, reason)
    standing = standing_of(sheet)
    before = standing.cells.get((code, round_))
    return cells.save_cell(
        by=by, standing=standing, round_=round_, code=code, given=given, today=on,
        after=(before.pk if before else 0) if after is None else after,
    )  # fmt: skip


def fill(world: World, sheet: ScoreSheet, **changes: Mapping[str, Any]) -> None:
    """The unit answers everything."""
    for code, figures in {**ANSWERS, **changes}.items():
        score(world, sheet, code, **figures)


def submit(world: World, sheet: ScoreSheet, **changes: Mapping[str, Any]) -> None:
    """Everything answered, and sent."""
    fill(world, sheet, **changes)
    sheets.submit(by=world.actor(OFFICERS[sheet.unit.code], OPEN), sheet=sheet, today=OPEN)


def review(world: World, sheet: ScoreSheet) -> None:
    """The specialist agrees with everything and ends the review."""
    by = world.actor("chuyen-vien", OPEN)
    cells.confirm(by=by, standing=standing_of(sheet), round_=Round.REVIEW, today=OPEN)
    sheets.end_review(by=by, sheet=sheet, today=OPEN)


def settle(world: World, sheet: ScoreSheet, **changes: Mapping[str, Any]) -> None:
    """From an empty sheet to agreed points."""
    submit(world, sheet, **changes)
    review(world, sheet)
    by = world.actor("chuyen-vien", OPEN)
    cells.confirm(by=by, standing=standing_of(sheet), round_=Round.AGREED, today=OPEN)
    sheets.agree(by=by, sheet=sheet, today=OPEN)


def report_of(world: World, unit: str, who: str, plan: str, actual: str, *, accept: bool = True) -> None:
    """The unit reports what it took in; the district accepts it."""
    by = world.actor(who, REPORTED)
    made = reports.open_report(by=by, season=world.season, unit_id=world.id(unit), period="2023", today=REPORTED)
    entry = Entry(state=FigureState.VALUE, value=Decimal(actual), plan=Decimal(plan))
    reports.save_results(by=by, report=made, entries={"THU": entry}, today=REPORTED)
    reports.send_report(by=by, report=made, today=REPORTED)
    if accept:
        reports.accept_report(by=world.actor("chuyen-vien", REPORTED), report=made, today=REPORTED)


def make_indicator(world: World) -> None:
    """The indicator that feeds KT1."""
    by = world.actor("chuyen-vien", REPORTED)
    row = reports.NewIndicator("THU", "Thu ngân sách", "triệu đồng", "up")
    reports.record_indicators(by=by, season=world.season, rows=[row])
