"""A small district with its communes, offices and people, and a strange district beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role, Scope
from thidua.base.people.actions import create_account
from thidua.base.season.actions import create_season, set_season_state, set_window
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season
from thidua.base.units.actions import appoint, create_unit
from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.models import Appointment, Unit
from thidua.base.units.queries import actor_for
from thidua.cycle import STAGES as CYCLE

START = date(2020, 1, 1)
TODAY = date(2023, 1, 16)
LOADER = Actor(name="Nạp số liệu thử", role=Role.SYSTEM_ADMINISTRATOR)

UNITS = (
    ("BL", "Huyện Bình Liêu", UnitKind.DISTRICT, Level.DISTRICT, None),
    ("LH", "Xã Lục Hồn", UnitKind.COMMUNE, Level.COMMUNE, "BL"),
    ("DV", "Xã Đồng Văn", UnitKind.COMMUNE, Level.COMMUNE, "BL"),
    ("PN", "Phòng Nội vụ", UnitKind.DEPARTMENT, Level.DISTRICT, "BL"),
    ("PNU", "Hội Liên hiệp Phụ nữ huyện", UnitKind.MASS_ORGANISATION, Level.DISTRICT, "BL"),
    ("BC", "Thôn Bản Cáu", UnitKind.HAMLET, Level.GRASSROOTS, "LH"),
    ("QP", "Huyện Quỳnh Phụ", UnitKind.DISTRICT, Level.DISTRICT, None),
    ("AK", "Xã An Khê", UnitKind.COMMUNE, Level.COMMUNE, "QP"),
)
PEOPLE = (
    ("chuyen-vien", Role.SPECIALIST, "BL", Scope.SUBTREE),
    ("chu-tich", Role.AUTHORITY, "BL", Scope.SUBTREE),
    ("kiem-tra", Role.AUDITOR, "BL", Scope.SUBTREE),
    ("thu-ky", Role.COUNCIL_SECRETARY, "BL", Scope.UNIT),
    *((f"uy-vien-{n}", Role.COUNCIL_MEMBER, "BL", Scope.UNIT) for n in range(1, 6)),
    ("tham-dinh", Role.REVIEWING_DEPARTMENT, "PN", Scope.UNIT),
    ("truong-khoi", Role.CLUSTER_HEAD, "LH", Scope.CLUSTER),
    ("quan-tri", Role.SYSTEM_ADMINISTRATOR, "BL", Scope.UNIT),
    ("bl-quan-tri", Role.UNIT_ADMINISTRATOR, "BL", Scope.SUBTREE),
    ("lh-can-bo", Role.UNIT_OFFICER, "LH", Scope.UNIT),
    ("lh-chu-tich", Role.UNIT_HEAD, "LH", Scope.UNIT),
    ("dv-can-bo", Role.UNIT_OFFICER, "DV", Scope.UNIT),
    ("dv-chu-tich", Role.UNIT_HEAD, "DV", Scope.UNIT),
    ("pn-can-bo", Role.UNIT_OFFICER, "PN", Scope.UNIT),
    ("pnu-chu-tich", Role.UNIT_HEAD, "PNU", Scope.UNIT),
    ("qp-chuyen-vien", Role.SPECIALIST, "QP", Scope.SUBTREE),
    ("ak-can-bo", Role.UNIT_OFFICER, "AK", Scope.UNIT),
)
# one window a stage, in the order of the year; the days overlap nowhere, so that «open» and «locked» can be told apart
STAGES = {stage.code: (date(2023, stage.number, 3), date(2023, stage.number + 1, 2)) for stage in CYCLE}


def day(stage: str) -> date:
    """A day on which the stage is open."""
    return STAGES[stage][0]


@dataclass
class World:
    """Everything by its short name."""

    units: dict[str, Unit] = field(default_factory=dict)
    desks: dict[str, Appointment] = field(default_factory=dict)
    seasons: dict[str, Season] = field(default_factory=dict)
    today: date = TODAY

    @property
    def season(self) -> Season:
        """The season of Bình Liêu."""
        return self.seasons["BL"]

    def actor(self, username: str, on: date | None = None) -> Actor:
        """Somebody at work on a day, else on the day of these tests."""
        return actor_for(self.desks[username], on or self.today)

    def client(self, username: str) -> Client:
        """A signed-in browser."""
        client = Client()
        client.force_login(self.desks[username].account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def id(self, code: str) -> int:
        """The id of a unit."""
        return self.units[code].pk


Rows = Sequence[tuple[Any, ...]]
Windows = Mapping[str, tuple[date, date]]


def build(world: World | None = None, *, units: Rows = UNITS, people: Rows = PEOPLE, stages: Windows = STAGES) -> World:
    """The district, its people and its year, made through the same actions that people use."""
    world = world or World()
    for code, name, kind, level, parent in units:
        world.units[code] = create_unit(
            by=LOADER,
            code=code,
            name=name,
            kind=kind,
            level=level,
            parent=world.units.get(parent or ""),
            valid_from=START,
            is_authority=parent is None,
        )
    for username, role, code, scope in people:
        account = create_account(
            by=LOADER, username=username, full_name=f"{role.label} {code}", email=f"{username}@vi.du"
        )
        world.desks[username] = appoint(
            by=LOADER, account_id=account.pk, role=role, unit=world.units[code], scope=scope, valid_from=START
        )
    for code, username in (("BL", "chuyen-vien"), ("QP", "qp-chuyen-vien")):
        by = world.actor(username)
        season = create_season(
            by=by, code=f"{code.lower()}-2023", authority_id=world.id(code), year=2023, theme="Đoàn kết, sáng tạo"
        )
        for stage, (opens, closes) in stages.items():
            set_window(by=by, season=season, stage=stage, opens=opens, closes=closes)
        set_season_state(by=by, season=season, state=SeasonState.OPEN)
        world.seasons[code] = season
    return world
