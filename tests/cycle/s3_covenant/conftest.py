"""A bloc of four units: the commune Lục Hồn heads it, Đồng Văn is its deputy; its paper and its covenant."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine

from tests.prepared import prepared
from tests.world import World, day
from thidua.cycle.s3_covenant.actions import clusters, covenants, papers
from thidua.cycle.s3_covenant.actions.clusters import Places
from thidua.cycle.s3_covenant.actions.covenants import CovenantText
from thidua.cycle.s3_covenant.enums import ClusterKind, PaperKind
from thidua.cycle.s3_covenant.models import Cluster, ClusterPaper, Covenant
from thidua.cycle.s3_covenant.wording import Promise

FIRST = date(2023, 1, 12)
TODAY = day("s3_covenant")
LATE = day("s5_score")
MEMBERS = ("LH", "DV", "PN", "PNU")
SIGNERS = ("lh-chu-tich", "dv-can-bo", "pn-can-bo", "pnu-chu-tich")
TEXT = CovenantText(
    title="Giao ước thi đua năm 2023",
    place="Lục Hồn",
    preamble="Đoàn kết, sáng tạo",
    promises=(
        Promise(1, "Công nhận thêm xã nông thôn mới nâng cao", "Kinh tế", "XA_NTM", "at_least", Decimal(9), None, "xã"),
        Promise(2, "Giữ vững an ninh, trật tự"),
    ),
)


def places(world: World, **changes: object) -> Places:
    """The first decision, or another one."""
    given = Places(
        starts=FIRST,
        member_ids=tuple(world.id(code) for code in MEMBERS),
        head_id=world.id("LH"),
        deputy_id=world.id("DV"),
        until=date(2023, 12, 31),
        decision="Quyết định 42/QĐ-UBND",
    )
    return replace(given, **changes)


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open on a day on which covenants are signed."""
    with time_machine.travel(f"{TODAY:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


def a_cluster(world: World, **changes: object) -> Cluster:
    """The bloc, made by the specialist."""
    given: dict[str, object] = {"code": "K01", "name": "Khối thi đua số 1", "kind": ClusterKind.KHOI}
    by = world.actor("chuyen-vien", FIRST)
    return clusters.create_cluster(by=by, season=world.season, **{"places": places(world), **given, **changes})


@prepared
def cluster(world: World) -> Cluster:
    """The bloc."""
    return a_cluster(world)


@prepared
def paper(world: World, cluster: Cluster) -> ClusterPaper:
    """Its regulation, still a draft."""
    text = papers.PaperText(PaperKind.REGULATION, "Quy chế hoạt động", "Điều 1. Luân phiên trưởng khối.")
    return papers.write_paper(by=world.actor("truong-khoi"), cluster=cluster, text=text, today=TODAY)


@prepared
def draft(world: World, cluster: Cluster) -> Covenant:
    """Its covenant, still a draft."""
    return covenants.draft_covenant(by=world.actor("truong-khoi"), cluster=cluster, text=TEXT, today=TODAY)


@prepared
def opened(world: World, draft: Covenant) -> Covenant:
    """The same, open for signing."""
    covenants.open_covenant(by=world.actor("truong-khoi"), covenant=draft, today=TODAY)
    return draft


def sign(world: World, covenant: Covenant, username: str, **changes: object) -> object:
    """One member signs what it has read."""
    given: dict[str, object] = {"text_hash": covenant.text_hash, "office": "Chủ tịch", "today": TODAY}
    return covenants.sign(by=world.actor(username), covenant=covenant, **{**given, **changes})


@prepared
def signed(world: World, opened: Covenant) -> Covenant:
    """The same, signed by all."""
    for username in SIGNERS:
        sign(world, opened, username)
    return opened
