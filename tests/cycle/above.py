"""A province above the district of the tests, with a year, a council and people of its own."""

from datetime import date

from tests.world import LOADER, START, World
from thidua.base.access.enums import Role, Scope
from thidua.base.people.actions import create_account
from thidua.base.season.actions import create_season, set_season_state, set_window
from thidua.base.season.enums import SeasonState
from thidua.base.units.actions import appoint, change_unit, create_unit
from thidua.base.units.enums import Level, UnitKind
from thidua.cycle import STAGES

FIRST, LAST = date(2023, 5, 1), date(2023, 12, 31)
PEOPLE = (
    ("qn-chuyen-vien", Role.SPECIALIST, "QN", Scope.SUBTREE),
    ("qn-chu-tich", Role.AUTHORITY, "QN", Scope.SUBTREE),
    ("qn-thu-ky", Role.COUNCIL_SECRETARY, "QN", Scope.UNIT),
    ("qn-uy-vien", Role.COUNCIL_MEMBER, "QN", Scope.UNIT),
    ("bl-can-bo", Role.UNIT_OFFICER, "BL", Scope.SUBTREE),
    ("bl-thu-truong", Role.UNIT_HEAD, "BL", Scope.UNIT),
)


def add_province(world: World) -> World:
    """Quảng Ninh above Bình Liêu; its stages are open from May to the end of the year."""
    world.units["QN"] = create_unit(
        by=LOADER, code="QN", name="Tỉnh Quảng Ninh", kind=UnitKind.PROVINCE, level=Level.PROVINCE, parent=None,
        valid_from=START, is_authority=True,
    )  # fmt: skip
    change_unit(by=LOADER, unit=world.units["BL"], on=date(2020, 2, 1), decision="01/NQ", parent=world.units["QN"])
    for username, role, code, scope in PEOPLE:
        account = create_account(
            by=LOADER, username=username, full_name=f"{role.label} {code}", email=f"{username}@vi.du"
        )
        world.desks[username] = appoint(
            by=LOADER, account_id=account.pk, role=role, unit=world.units[code], scope=scope, valid_from=START
        )
    by = world.actor("qn-chuyen-vien")
    season = create_season(by=by, code="qn-2023", authority_id=world.id("QN"), year=2023, theme="")
    for stage in STAGES:
        set_window(by=by, season=season, stage=stage.code, opens=FIRST, closes=LAST)
    set_season_state(by=by, season=season, state=SeasonState.OPEN)
    world.seasons["QN"] = season
    return world
