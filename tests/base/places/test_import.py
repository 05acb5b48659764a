"""Bringing places in: quick, all or nothing, twice the same, and candidates never count."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.base.desks import desk, signed_in
from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.access.enums import Role
from thidua.base.audit.chain import verify
from thidua.base.audit.models import AuditRow
from thidua.base.places.catalogue import areas
from thidua.base.places.importing import run_import
from thidua.base.units.enums import Level, LineageKind, LineageState
from thidua.base.units.lineage import judge_lineage
from thidua.base.units.models import Lineage, Unit, UnitVersion
from thidua.base.units.queries import children_of, predecessors, successors, version_on
from thidua.base.units.tree import tree_as_of

pytestmark = pytest.mark.django_db
BY = Actor(name="Quản trị", role=Role.SYSTEM_ADMINISTRATOR)
TOKEN = {"csrfmiddlewaretoken": "x"}  # what a browser always sends, even with nothing ticked
BEFORE, DAY = date(2025, 6, 30), date(2025, 7, 1)


def _unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


@pytest.fixture
def quang_ninh() -> None:
    run_import(by=BY, provinces=["Quảng Ninh"])


@pytest.fixture
def bac_ninh() -> None:
    run_import(by=BY, provinces=["24"])


def test_a_province_that_stayed_is_one_unit(quang_ninh: None) -> None:
    province = _unit("DVHC-22")
    assert [v.valid_from for v in province.versions.all()] == [date(2025, 1, 1)]
    assert children_of(province.pk, BEFORE).count() == 13
    assert {u.level for u in children_of(province.pk, BEFORE)} == {Level.DISTRICT}
    assert children_of(province.pk, DAY).count() == 54
    assert {u.level for u in children_of(province.pk, DAY)} == {Level.COMMUNE}


def test_the_tree_around_the_first_of_july(bac_ninh: None) -> None:
    before, after = tree_as_of(BEFORE), tree_as_of(DAY)
    assert sorted(n.name for n in before.roots()) == ["Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"]
    assert [n.name for n in after.roots()] == ["Tỉnh Bắc Ninh"]
    assert {n.level for n in before.nodes.values()} == {Level.PROVINCE, Level.DISTRICT, Level.COMMUNE}
    assert {n.level for n in after.nodes.values()} == {Level.PROVINCE, Level.COMMUNE}
    assert len(after.nodes) == 1 + 99
    assert set(before.nodes) & set(after.nodes) == set(), "no unit of these provinces lived through the reform"
    assert tree_as_of(date(2024, 12, 31)).nodes == {}


def test_an_ended_unit_is_gone_on_the_day_itself(quang_ninh: None) -> None:
    district = Unit.objects.get(name="Huyện Bình Liêu")
    last = version_on(district, BEFORE)
    assert last is not None and last.parent == _unit("DVHC-22")
    assert version_on(district, DAY) is None


def test_candidates_never_count(bac_ninh: None) -> None:
    arrow = Lineage.objects.filter(old__code="DVHC-27-cu", new__code="DVHC-24").get()
    assert (arrow.kind, arrow.decision) == (LineageKind.MERGE, "Nghị quyết 202/2025/QH15")
    assert set(Lineage.objects.values_list("state", flat=True)) == {LineageState.CANDIDATE}
    assert successors(arrow.old) == [] and predecessors(arrow.new) == []
    judge_lineage(by=BY, arrow=arrow, confirm=True)
    assert [a.new.code for a in successors(arrow.old)] == ["DVHC-24"]
    assert [a.old.code for a in predecessors(arrow.new)] == ["DVHC-27-cu"]


def test_a_rejected_arrow_never_counts(bac_ninh: None) -> None:
    arrow = Lineage.objects.filter(old__code="DVHC-27-cu").get()
    judge_lineage(by=BY, arrow=arrow, confirm=False, reason="Nhầm tỉnh")
    assert successors(arrow.old) == []
    with pytest.raises(Refused, match="đã được xử lý"):
        judge_lineage(by=BY, arrow=arrow, confirm=True)


def test_a_commune_is_followed_through_two_changes(quang_ninh: None) -> None:
    arrow = Lineage.objects.filter(new__kind="commune", kind=LineageKind.MERGE).select_related("old", "new").first()
    assert arrow is not None
    judge_lineage(by=BY, arrow=arrow, confirm=True)
    later = Unit.objects.create(code="X-2030", name="Xã Mới", kind="commune", level=Level.COMMUNE)
    Lineage.objects.create(
        old=arrow.new, new=later, kind="rename", on_date=date(2030, 1, 1), decision="NQ", state=LineageState.CONFIRMED
    )
    assert [a.new_id for a in successors(arrow.old)] == [arrow.new_id, later.pk]
    assert arrow.old_id in {a.old_id for a in predecessors(later)}


def test_a_second_run_changes_nothing(quang_ninh: None) -> None:
    rows = AuditRow.objects.count()
    counts = (Unit.objects.count(), UnitVersion.objects.count(), Lineage.objects.count())
    report = run_import(by=BY, provinces=["22"])
    assert (report.units, report.arrows) == (0, 0) and "Không có gì mới" in str(report)
    assert (Unit.objects.count(), UnitVersion.objects.count(), Lineage.objects.count()) == counts
    assert AuditRow.objects.count() == rows


def test_what_an_officer_changed_stays_through_a_second_run(quang_ninh: None) -> None:
    arrow = Lineage.objects.filter(kind=LineageKind.MERGE).first()
    assert arrow is not None
    judge_lineage(by=BY, arrow=arrow, confirm=False, reason="Đã đối chiếu: không đúng")
    Unit.objects.filter(code="DVHC-22").update(name="Tỉnh Quảng Ninh (đã sửa)")
    run_import(by=BY, provinces=["22", "24"])
    arrow.refresh_from_db()
    assert arrow.state == LineageState.REJECTED
    assert _unit("DVHC-22").name.endswith("(đã sửa)")
    assert Unit.objects.filter(code="DVHC-24").exists()


def test_the_import_is_one_sealed_act(quang_ninh: None) -> None:
    assert list(AuditRow.objects.order_by("number").values_list("verb", flat=True)) == [
        "units.lineages_imported",
        "units.imported",
    ]
    verdict = verify()
    assert verdict.intact and verdict.unsealed == 0


def test_a_broken_run_leaves_nothing() -> None:
    def stop(done: int, total: int, sentence: str) -> None:
        if done > 200:
            raise RuntimeError("dừng giữa chừng")

    with pytest.raises(RuntimeError, match="giữa chừng"):
        run_import(by=BY, provinces=["22"], progress=stop)
    assert not Unit.objects.exists() and not Lineage.objects.exists() and not AuditRow.objects.exists()


def test_progress_ends_at_the_whole() -> None:
    told: list[tuple[int, int]] = []
    run_import(by=BY, provinces=["22"], progress=lambda done, total, sentence: told.append((done, total)))
    assert told[-1][0] == told[-1][1] and [d for d, _ in told] == sorted(d for d, _ in told)


def test_the_whole_country_is_imported_at_once() -> None:
    report = run_import(by=BY, provinces=list(areas()))
    assert (report.provinces, report.units, report.arrows, report.splits) == (34, 14132, 10785, 16)
    tree = tree_as_of(DAY)
    assert len(tree.roots()) == 34 and len(tree.nodes) == 34 + 3321
    assert len(tree_as_of(BEFORE).roots()) == 63


@pytest.mark.parametrize("role", [r for r in Role if r != Role.SYSTEM_ADMINISTRATOR])
def test_only_the_system_administrator_imports(role: Role) -> None:
    with pytest.raises(Refused, match="quản trị hệ thống"):
        run_import(by=Actor(account_id=1, role=role), provinces=["22"])


def test_an_empty_or_unknown_choice_is_told() -> None:
    with pytest.raises(Problem, match="ít nhất một tỉnh"):
        run_import(by=BY, provinces=[])
    with pytest.raises(Problem, match="«Atlantis»"):
        run_import(by=BY, provinces=["22", "Atlantis"])
    assert not Unit.objects.exists()


def test_the_command_says_what_it_did() -> None:
    out = StringIO()
    call_command("import_places", "--province", "Cao Bằng", "--province", "11", stdout=out)
    assert out.getvalue().startswith("Đã nhập ") and "(2 tỉnh, thành phố)" in out.getvalue()
    with pytest.raises(CommandError, match="--province"):
        call_command("import_places")
    with pytest.raises(CommandError, match="«Sao Hỏa»"):
        call_command("import_places", "--province", "Sao Hỏa")


def test_the_page_imports_and_then_says_so(client: Client) -> None:
    signed_in(client, desk(Role.SYSTEM_ADMINISTRATOR))
    assert "Đã nhập 0/34" in client.get(reverse("places:import")).content.decode()
    refused = client.post(reverse("places:import"), {"provinces": []} | TOKEN)
    assert refused.status_code == 422 and "ít nhất một" in refused.content.decode()
    kept = client.post(reverse("places:import"), {"provinces": ["22", "xx"]})
    assert kept.status_code == 422 and kept.content.decode().count(" checked") == 1
    answer = client.post(reverse("places:import"), {"provinces": ["22", "04"]}, follow=True).content.decode()
    assert "Đã nhập 2/34" in answer and "đề xuất nguồn gốc" in answer
    assert "54 xã, phường, đặc khu; đã nhập" in answer


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.UNIT_ADMINISTRATOR, Role.AUDITOR, Role.UNIT_OFFICER])
def test_the_page_is_closed_to_others(client: Client, role: Role) -> None:
    signed_in(client, desk(role))
    assert client.get(reverse("places:import")).status_code == 403
    assert client.post(reverse("places:import"), {"provinces": ["22"]}).status_code == 403
    assert not Unit.objects.filter(code="DVHC-22").exists()
