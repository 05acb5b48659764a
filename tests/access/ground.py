"""Loads Bình Liêu's year 2020, a second authority beside it and a third above it, and signs everybody in."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore

from tests.access.askers import ASKERS, NEIGHBOUR, UNIT, Origin
from tests.access.secrets import Secret, closed_to, plant
from thidua.base.access.enums import Role, Scope
from thidua.base.access.session import SEASON_KEY
from thidua.base.people.actions import create_account
from thidua.base.people.models import Account
from thidua.base.season.actions import create_season, set_season_state
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season, StageWindow
from thidua.base.units.actions import appoint
from thidua.base.units.models import Appointment, Unit
from thidua.base.units.queries import actor_for
from thidua.cycle import STAGES
from thidua.ops.loading.run import LOADER, Run
from thidua.ops.loading.season import load_stage, prepare

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
START = date(2020, 1, 1)
PASSWORD = "mat-khau-thu-2026"
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Ground:
    """What was loaded. ``run`` is the season asked about, ``foreign`` another authority's; ``keys``: session cookies;
    ``closed``: for each asker the words that stand behind doors closed to him."""

    run: Run
    foreign: Run
    keys: dict[str, str] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    closed: dict[str, set[str]] = field(default_factory=dict)

    @property
    def unit(self) -> Unit:
        """The unit that owns the objects asked for."""
        return self.run.units[UNIT]

    def day(self, stage: str) -> date:
        """A day on which a stage is open."""
        return self.run.day(stage)


def lay_ground() -> Ground:
    """Everything; about as long as a season takes to load."""
    foreign = prepare(EXAMPLES / "pho-lu-2023", password=PASSWORD)
    # the other authority's people are at work on the same days, or nobody would be there to be refused
    Appointment.objects.filter(unit__in=foreign.units.values()).update(valid_from=START)
    run = prepare(EXAMPLES / "binh-lieu-2020", password=PASSWORD)
    for stage in STAGES:
        load_stage(run, stage.label)
    _add_people(run)
    ground = Ground(run, foreign)
    _same_days(run.season, foreign.season)
    seasons = {Origin.OURS: run.season.pk, Origin.ABOVE: _season_above(run), Origin.FOREIGN: foreign.season.pk}
    ground.keys = {a.code: sign_in(a.username, seasons.get(a.origin)) for a in ASKERS if a.username}
    ground.secrets = plant(run)
    ground.closed = closed_to(ground)
    return ground


def _add_people(run: Run) -> None:
    """Those whom the files don't have: nobody's account, people of single units, the province's specialist."""
    create_account(by=LOADER, username="khong-vai-tro", full_name="Chưa có vai trò", password=PASSWORD)
    for username, role, unit in (
        ("quan-tri.x-hm", Role.UNIT_ADMINISTRATOR, UNIT),
        ("quan-tri.x-hd", Role.UNIT_ADMINISTRATOR, NEIGHBOUR),
        # only an administrator of the whole year gives this role below the authority, and it opens no door there
        ("chuyen-vien.x-hd", Role.SPECIALIST, NEIGHBOUR),
        ("qn.chuyen-vien", Role.SPECIALIST, "QN"),
    ):
        account = create_account(by=LOADER, username=username, full_name=f"{role.label} {unit}", password=PASSWORD)
        appoint(
            by=LOADER, account_id=account.pk, role=role, unit=run.units[unit], scope=Scope.SUBTREE, valid_from=START
        )


def _season_above(run: Run) -> int:
    province = run.units["QN"]
    province.is_authority = True
    province.save()
    # the run knows only whom its files name
    specialist = actor_for(Appointment.objects.get(account__username="qn.chuyen-vien"), START)
    season = create_season(by=specialist, code="quang-ninh-2020", authority_id=province.pk, year=2020, theme="")
    set_season_state(by=specialist, season=season, state=SeasonState.OPEN)
    _same_days(run.season, season)
    return int(season.pk)


def _same_days(season: Season, other: Season) -> None:
    """Another season's stages are open on the same days: a refusal is for what was asked, not for when."""
    StageWindow.objects.filter(season=other).delete()
    for window in season.windows.all():
        StageWindow.objects.create(season=other, stage=window.stage, opens=window.opens, closes=window.closes)


def sign_in(username: str, season: int | None) -> str:
    """The key of a new session, in which a season was chosen."""
    account: Account = get_user_model()._default_manager.get(username=username)
    session = SessionStore()
    session.update({
        SESSION_KEY: str(account.pk),
        "_auth_user_backend": _BACKEND,
        HASH_SESSION_KEY: account.get_session_auth_hash(),
        SEASON_KEY: season,
    })  # fmt: skip
    session.create()
    return str(session.session_key)
