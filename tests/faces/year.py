"""A whole year of the test district, stage by stage, through the actions that people use."""

from decimal import Decimal

from tests.cycle.s5_score import ground as scoring
from tests.faces.awards import draft, passed, revoke, sign
from tests.faces.conftest import a_conference, a_movement, relaunched
from tests.world import World, day
from thidua.base.people.enums import PersonClass
from thidua.cycle.s2_register.actions import accept_sheet, open_sheet, save_line, send_sheet, set_headcounts
from thidua.cycle.s2_register.models import Registration, RegistrationLine
from thidua.cycle.s3_covenant.actions import covenants
from thidua.cycle.s3_covenant.actions.covenants import CovenantText
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s3_covenant.wording import Promise
from thidua.cycle.s4_report import actions as reports
from thidua.cycle.s4_report.enums import ValueState
from thidua.cycle.s4_report.figures import Entry, Reported
from thidua.cycle.s5_score.actions import sheets

REGISTER, COVENANT, REPORT, SCORE = day("s2_register"), day("s3_covenant"), day("s4_report"), day("s5_score")


def register(world: World, who: str, *, accept: bool = False, people: int = 3) -> Registration:
    """The sheet of a unit: the collective for one title, a group of officers for another."""
    by = world.actor(who, REGISTER)
    sheet = open_sheet(by=by, season=world.season, today=REGISTER)
    group = {"group_class": PersonClass.DIRECT_WORKER, "group_count": people}
    for fields in (
        {"subject_kind": "collective", "award_code": "TTLDTT"},
        {"subject_kind": "group", "award_code": "LDTT", **group},
    ):
        save_line(by=by, line=RegistrationLine(registration=sheet, **fields), today=REGISTER)  # type: ignore[misc]
    send_sheet(by=by, sheet=sheet, today=REGISTER)
    if accept:
        accept_sheet(by=world.actor("chuyen-vien", REGISTER), sheet=sheet, today=REGISTER)
    return sheet


def registered(world: World) -> None:
    """Lục Hồn accepted, Đồng Văn sent, the others not yet; only Lục Hồn said how many people it has."""
    register(world, "lh-can-bo", accept=True)
    register(world, "dv-can-bo", people=2)
    by, counts = world.actor("lh-can-bo", REGISTER), {PersonClass.DIRECT_WORKER: 20}
    set_headcounts(by=by, season=world.season, unit_id=world.id("LH"), counts=counts, today=REGISTER)


def clustered(world: World) -> Cluster:
    """A bloc of three; two of them signed the covenant."""
    cluster = scoring.make_cluster(world)
    head = world.actor("truong-khoi", COVENANT)
    text = CovenantText(
        title="Giao ước thi đua năm 2023",
        place="Lục Hồn",
        preamble="Đoàn kết",
        promises=(Promise(1, "Giữ vững an ninh"),),
    )
    covenant = covenants.draft_covenant(by=head, cluster=cluster, text=text, today=COVENANT)
    covenants.open_covenant(by=head, covenant=covenant, today=COVENANT)
    for who in ("lh-chu-tich", "dv-chu-tich"):
        by = world.actor(who, COVENANT)
        covenants.sign(by=by, covenant=covenant, text_hash=covenant.text_hash, office="Chủ tịch", today=COVENANT)
    return cluster


def reported(world: World) -> None:
    """Figures of the district (one of them a fall, one published as «gần»), of Lục Hồn and of Đồng Văn."""
    desk, head = world.actor("chuyen-vien", REPORT), world.actor("chu-tich", REPORT)
    rows = [
        reports.NewIndicator("THU", "Thu ngân sách", "triệu đồng", "up"),
        reports.NewIndicator("KHACH", "Khách du lịch", "lượt", "up"),
        reports.NewIndicator("NGHEO", "Tỷ lệ hộ nghèo", "%", "down", 2),
    ]
    reports.record_indicators(by=desk, season=world.season, rows=rows)
    made = reports.open_report(by=desk, season=world.season, unit_id=world.id("BL"), period="2023", today=REPORT)
    entries = {
        "THU": Entry(ValueState.VALUE, Decimal(1040), plan=Decimal(1000), last=Decimal(800)),
        "KHACH": Entry(
            ValueState.VALUE, Decimal(66927), percent_of_plan=Reported(Decimal(78), "nearly"),
            ratio_to_last=Reported(Decimal(77), "over"),
        ),
        "NGHEO": Entry(ValueState.NOT_APPLICABLE, note="không điều tra"),
    }  # fmt: skip
    reports.save_results(by=desk, report=made, entries=entries, today=REPORT)
    reports.send_report(by=desk, report=made, today=REPORT)
    reports.accept_report(by=head, report=made, today=REPORT)
    scoring.report_of(world, "LH", "lh-can-bo", "900", "950")
    scoring.report_of(world, "DV", "dv-can-bo", "900", "450", accept=False)


def scored(world: World, cluster: Cluster) -> None:
    """Published: Lục Hồn first, the women's union half a point behind, Đồng Văn last."""
    scheme = scoring.make_scheme(world)
    points = {"LH": Decimal(9), "PNU": Decimal("8.5"), "DV": Decimal(2)}
    opened = scoring.open_all(world, cluster, scheme)
    for code, sheet in opened.items():
        scoring.settle(world, sheet, KT2={"value": Decimal(5)}, TD2={"value": points[code]})
    by = world.actor("chu-tich", SCORE)
    decision = "Quyết định 90/QĐ-UBND"
    sheets.publish(by=by, season=world.season, cluster_id=cluster.pk, decision=decision, today=SCORE)


def whole_year(world: World) -> None:
    """From the launch to the conference; of three commended one is revoked again."""
    relaunched(world, a_movement(world, "Thi đua xây dựng nông thôn mới"))
    registered(world)
    cluster = clustered(world)
    reported(world)
    scored(world, cluster)
    session, rows = passed(world)
    decision = sign(world, draft(world, session, rows))
    revoke(world, decision.items.get(order=3))
    a_conference(world, "Tổng kết năm 2023")
