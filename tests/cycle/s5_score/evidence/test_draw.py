"""The draw of what is verified: announced before its seed, drawn once, repeated by anybody, told when released."""

import subprocess
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from tests.cycle.s5_score.ground import OPEN, submit
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s3_covenant.queries import ClusterInfo, cluster_info
from thidua.cycle.s5_score.enums import ValueState
from thidua.cycle.s5_score.evidence import actions
from thidua.cycle.s5_score.evidence.models import DrawFinding, DrawResult, VerificationDraw
from thidua.cycle.s5_score.evidence.pool import command
from thidua.cycle.s5_score.evidence.queries import findings_of
from thidua.cycle.s5_score.models import ScoreSheet

LATER = OPEN + timedelta(days=2)
SEED = "XSMB 05/05/2023: 48'210"


@pytest.fixture
def sent(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> ClusterInfo:
    """Two of three units have sent their sheet."""
    for code in ("DV", "PNU"):
        submit(world, sheets[code], XH2={"value": False}, TD1={"state": ValueState.NOT_APPLICABLE, "reason": "Không"})
    found = cluster_info(cluster.pk, OPEN)
    assert found is not None
    return found


def announced(world: World, cluster: ClusterInfo, who: str = "chuyen-vien", **given: object) -> VerificationDraw:
    """A list, with its terms."""
    terms = {"size": 3, "by_share": False, "per_unit": False, "seed_source": "Xổ số", "seed_on": LATER, **given}
    by = world.actor(who, OPEN)
    made = actions.Terms(**terms)  # type: ignore[arg-type]
    return actions.announce(by=by, season=world.season, cluster=cluster, terms=made, today=OPEN)


def draw(world: World, made: VerificationDraw, cluster: ClusterInfo, seed: str = SEED, on: date = LATER) -> DrawResult:
    """The seed is known."""
    return actions.make_draw(by=world.actor("chuyen-vien", on), draw=made, cluster=cluster, seed=seed, today=on)


def test_the_list_is_every_criterion_with_points_and_its_hash_is_that_of_the_file(
    world: World, sent: ClusterInfo
) -> None:
    made = announced(world, sent)
    assert made.pool == sorted(made.pool) and "DV/XH1" in made.pool
    assert "DV/XH2" not in made.pool and "DV/TD1" not in made.pool  # no points, not applicable
    assert not any(name.startswith("LH/") for name in made.pool)  # not sent
    assert sha256(made.text.encode()).hexdigest() == made.digest
    assert made.labels["DV/XH1"] == "Xã Đồng Văn: XH1 Giữ gìn trật tự"


def test_the_seed_comes_later_and_is_used_once(world: World, sent: ClusterInfo) -> None:
    for wrong, said in (
        ({"seed_on": OPEN}, "sau ngày công bố"),
        ({"size": 0}, "từ 1 đến"),
        ({"size": 101, "by_share": True}, "từ 1 đến"),
        ({"seed_source": " "}, "lấy từ đâu"),
    ):
        with pytest.raises(Problem, match=said):
            announced(world, sent, **wrong)
    made = announced(world, sent)
    with pytest.raises(Problem, match="chưa rút được"):
        draw(world, made, sent, on=OPEN)
    with pytest.raises(Problem, match="đúng như đã công bố"):
        draw(world, made, sent, seed=" \n ")
    result = draw(world, made, sent)
    assert len(result.drawn) == 3 and set(result.drawn) <= set(made.pool)
    with pytest.raises(Problem, match="chỉ rút một lần"):
        draw(world, made, sent, seed="một số khác")
    assert DrawResult.objects.get().seed == SEED
    with pytest.raises(DatabaseError), transaction.atomic():
        VerificationDraw.objects.update(digest="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        DrawResult.objects.all().delete()


@pytest.mark.parametrize("per_unit", [False, True])
@pytest.mark.parametrize(("size", "by_share"), [(2, False), (40, True), (500, False)])
def test_anybody_repeats_it_with_a_shell(
    world: World, sent: ClusterInfo, tmp_path: Path, per_unit: bool, size: int, by_share: bool
) -> None:
    made = announced(world, sent, per_unit=per_unit, size=size, by_share=by_share)
    result = draw(world, made, sent)
    (tmp_path / "danh-sach.txt").write_text(made.text, encoding="utf-8")
    checked = subprocess.run(["sha256sum", "danh-sach.txt"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert checked.stdout.split()[0] == made.digest
    told = subprocess.run(["bash", "-c", command(made, SEED)], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout.split("\n")[:-1] == result.drawn and told.stderr == ""
    units = [name.partition("/")[0] for name in result.drawn]
    if per_unit:
        each = {unit: sum(name.startswith(unit + "/") for name in made.pool) for unit in ("DV", "PNU")}
        want = {unit: min(-(-n * 40 // 100) if by_share else size, n) for unit, n in each.items()}
        assert {unit: units.count(unit) for unit in want} == want


def test_findings_stand_beside_each_other_and_are_released_together(world: World, sent: ClusterInfo) -> None:
    made = announced(world, sent, size=2)
    result, by = draw(world, made, sent), world.actor("chuyen-vien", LATER)
    first, second = result.drawn

    def found(name: str, finding: str, reason: str = "") -> None:
        what = {"name": name, "finding": finding, "reason": reason}
        fresh = VerificationDraw.objects.get(pk=made.pk)
        actions.record_finding(by=by, draw=fresh, cluster=sent, today=LATER, **what)

    with pytest.raises(Problem, match="lý do"):
        found(first, "wrong")
    with pytest.raises(Problem, match="không nằm trong"):
        found(next(name for name in made.pool if name not in result.drawn), "right")
    found(first, "wrong", "Biên bản không có chữ ký")
    found(first, "right")
    with pytest.raises(Problem, match="Còn 1 mục"):
        actions.release(by=by, draw=made, cluster=sent, today=LATER)
    found(second, "none", "Không xuất trình được")
    actions.release(by=by, draw=VerificationDraw.objects.get(pk=made.pk), cluster=sent, today=LATER)
    assert {n: f.finding for n, f in findings_of(made.pk).items()} == {first: "right", second: "none"}
    assert DrawFinding.objects.count() == 3
    with pytest.raises(Problem, match="không sửa được nữa"):
        found(second, "right")


def test_who_draws_and_nobody_verifies_the_own_unit(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet], sent: ClusterInfo
) -> None:
    for who in ("dv-can-bo", "tham-dinh", "chu-tich", "kiem-tra", "qp-chuyen-vien", "lh-can-bo"):
        with pytest.raises(Refused):
            announced(world, sent, who=who)
    submit(world, sheets["LH"])
    made = announced(world, sent, who="truong-khoi", size=500)
    draw(world, made, sent)
    head = world.actor("truong-khoi", LATER)
    own = {"name": "LH/XH1", "finding": "right", "reason": ""}
    with pytest.raises(Refused, match="chính đơn vị mình"):
        actions.record_finding(by=head, draw=made, cluster=sent, today=LATER, **own)
    assert actions.record_finding(by=head, draw=made, cluster=sent, today=LATER, **{**own, "name": "DV/XH1"})


def page(client: Client, name: str, *args: object, status: int = 200) -> str:
    """A page with its status."""
    answer = client.get(reverse(f"score:{name}", args=args))
    assert answer.status_code == status, (name, answer.status_code)
    return answer.content.decode()


def test_the_pages_from_the_list_to_the_release(world: World, cluster: Cluster, sent: ClusterInfo) -> None:
    office, member = world.client("chuyen-vien"), world.client("dv-can-bo")
    with time_machine.travel(f"{OPEN:%Y-%m-%d} 09:00+07:00"):
        form = {
            "reach": "chung",
            "size": "2",
            "measure": "so",
            "seed_source": "Xổ số miền Bắc",
            "seed_on": f"{LATER:%d/%m/%Y}",
        }
        bad = office.post(reverse("score:draw_announce", args=[cluster.pk]), {**form, "seed_on": f"{OPEN:%d/%m/%Y}"})
        assert bad.status_code == 422 and "sau ngày công bố danh sách" in bad.content.decode()
        assert office.post(reverse("score:draw_announce", args=[cluster.pk]), form).status_code == 302
        made = VerificationDraw.objects.get()
        assert made.digest in page(member, "draw", made.pk) and "DV/XH1" not in page(member, "draw", made.pk)
        page(member, "draw_pool", made.pk, status=403)
        assert page(office, "draw_pool", made.pk) == made.text
        early = office.post(reverse("score:draw", args=[made.pk]), {"seed": SEED})
        assert early.status_code == 422 and "chưa rút được" in early.content.decode()
    with time_machine.travel(f"{LATER:%Y-%m-%d} 09:00+07:00"):
        assert member.post(reverse("score:draw", args=[made.pk]), {"seed": SEED}).status_code == 403
        assert office.post(reverse("score:draw", args=[made.pk]), {"seed": SEED}).status_code == 302
        assert page(member, "draw_pool", made.pk) == made.text
        drawn = DrawResult.objects.get().drawn
        for name in drawn:
            data = {"finding": "none", "reason": "Không xuất trình được"}
            assert office.get(reverse("score:draw_finding", args=[made.pk, name])).status_code == 200
            assert office.post(reverse("score:draw_finding", args=[made.pk, name]), data).status_code == 302
        shown = page(member, "draw", made.pk)
        assert "chưa công khai" in shown and "Không xuất trình được" not in shown and drawn[0] in shown
        assert "sha256sum" in shown and "Ghi kết quả" not in shown
        assert member.post(reverse("score:draw_release", args=[made.pk])).status_code == 403
        assert office.post(reverse("score:draw_release", args=[made.pk])).status_code == 302
        assert "Không xuất trình được" in page(member, "draw", made.pk)
        for who in ("qp-chuyen-vien", "ak-can-bo", "pn-can-bo"):
            for name, *rest in (("draw",), ("draw_pool",), ("draw_finding", drawn[0])):
                answer = world.client(who).get(reverse(f"score:{name}", args=[made.pk, *rest]))
                assert answer.status_code in (403, 404)
