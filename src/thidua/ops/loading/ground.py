"""Loads what exists before the year begins: units, lineage, accounts, persons, the season itself."""

import shutil
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from thidua.base.access.enums import Role, Scope
from thidua.base.people.actions import create_account, record_person
from thidua.base.people.enums import PersonClass, Sex
from thidua.base.people.models import Account, Person
from thidua.base.season.actions import create_season, set_holiday, set_season_state, set_window
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season
from thidua.base.season.queries import season_by_code
from thidua.base.units.actions import appoint, close_unit, create_unit, post_person, record_household
from thidua.base.units.enums import Level, LineageKind, UnitKind
from thidua.base.units.lineage import record_lineage
from thidua.base.units.models import Appointment, Household, Unit
from thidua.cycle import STAGES
from thidua.ops.loading.run import LOADER, Run, above_first
from thidua.ops.seasonfiles import model

BEGINNING = date(2000, 1, 1)
_STAGE = {f"s{stage.number}": stage.code for stage in STAGES}


def load_units(run: Run) -> None:
    """Units with their parents; a unit that another season has loaded already is used as it stands."""
    standing = {unit.code: unit for unit in Unit.objects.filter(code__in=[row.code for row in run.files.units])}
    for row in above_first(run.files.units, lambda unit: unit.code, lambda unit: unit.parent):
        run.at = ("units.csv", row.row)
        run.units[row.code] = standing.get(row.code) or create_unit(
            by=LOADER,
            code=row.code,
            name=row.name,
            kind=UnitKind(row.kind),
            level=Level[row.level.upper()],
            parent=run.units.get(row.parent),
            valid_from=row.starts or BEGINNING,
            is_authority=row.code == run.files.info.authority,
        )
    authority = run.authority
    if not authority.is_authority:
        authority.is_authority = True
        authority.save()
    for row in run.files.units:
        run.at = ("units.csv", row.row)
        unit = run.units[row.code]
        if row.ends and unit.versions.filter(valid_to__isnull=True).exists():
            close_unit(by=LOADER, unit=unit, on=row.ends + timedelta(days=1), decision=_ending(run, row.code))


def _ending(run: Run, code: str) -> str:
    steps = [s for s in run.files.lineage if code in (s.before, s.unit)]
    return steps[-1].document if steps and steps[-1].document else "Theo units.csv"


def load_lineage(run: Run) -> None:
    """Arrows between units, confirmed: the files name the decision."""
    from thidua.base.units.models import Lineage

    for step in run.files.lineage:
        run.at = ("lineage.csv", step.row)
        old = run.units.get(step.before) if step.before else run.units[step.unit]
        new = run.units[step.unit]
        if old is None or Lineage.objects.filter(old=old, new=new, on_date=step.on).exists():
            continue
        kind = LineageKind.RENAME if old == new else LineageKind(step.kind)
        record_lineage(
            by=LOADER,
            old=old,
            new=new,
            kind=kind,
            on=step.on,
            decision=step.document or step.name_before,
            confirmed=True,
        )


def load_accounts(run: Run, password: str | None) -> None:
    """Sign-ins and their roles. ``password`` is the demonstration's; without one nobody can sign in yet."""
    names = [row.username for row in run.files.accounts]
    run.accounts = {account.username: account for account in Account.objects.filter(username__in=names)}
    held = Appointment.objects.filter(account__in=run.accounts.values())
    standing = set(held.values_list("account", "role", "unit", "scope", "valid_from"))
    for row in run.files.accounts:
        run.at = ("accounts.csv", row.row)
        if row.username not in run.accounts:
            run.accounts[row.username] = create_account(
                by=LOADER, username=row.username, full_name=row.name, password=password
            )
        account, role, unit, scope = run.accounts[row.username], Role(row.role), run.units[row.unit], Scope(row.scope)
        if (account.pk, role, unit.pk, scope, row.starts) not in standing:
            standing.add((account.pk, role, unit.pk, scope, row.starts))
            appoint(
                by=LOADER,
                account_id=account.pk,
                role=role,
                unit=unit,
                scope=scope,
                valid_from=row.starts,
                valid_to=row.ends,
            )


def load_persons(run: Run) -> None:
    """Award subjects: persons at work in a unit, and households."""
    for row in run.files.persons:
        run.at = ("persons.csv", row.row)
        if row.kind == "household":
            run.households[row.code] = Household.objects.filter(code=row.code).first() or record_household(
                by=LOADER, code=row.code, head_name=row.name, unit=run.units[row.unit], is_illustration=True
            )
        else:
            run.persons[row.code] = Person.objects.filter(code=row.code).first() or _new_person(run, row)


def _new_person(run: Run, row: model.Person) -> Person:
    person = record_person(
        by=LOADER,
        code=row.code,
        full_name=row.name,
        sex=Sex(row.sex),
        birth_year=row.birth_year,
        person_class=PersonClass(row.person_class),
        in_enterprise=run.units[row.unit].kind == UnitKind.ENTERPRISE,
        is_illustration=row.source == "illustration",
    )
    post_person(by=LOADER, person_id=person.pk, unit=run.units[row.unit], position=row.office, valid_from=BEGINNING)
    return person


def load_seasons(run: Run) -> None:
    """The season, its windows and holidays; and the next year where the files launch it."""
    info = run.files.info
    run.at = ("season.yaml", info.row)
    years = [(info.year, info.code, info.theme, info.windows)]
    if info.next_year:
        following = info.next_year
        code = info.code.replace(str(info.year), str(following.year))
        years.append((following.year, code, following.theme, following.windows))
    for year, code, theme, windows in years:
        run.seasons[year] = season_by_code(code) or _new_season(run, year, code, theme, windows)
        _keep_local_rules(run, code)
    for holiday in info.holidays:
        for offset in range((holiday.last - holiday.first).days + 1):
            set_holiday(by=LOADER, day=holiday.first + timedelta(days=offset), name=holiday.name)


def _keep_local_rules(run: Run, season_code: str) -> None:
    """The overlay of the law that the folder brings, kept beside the data under the season's code."""
    if run.files.overlay:
        folder = Path(settings.THIDUA_LOCAL_LAW)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(run.files.overlay, folder / f"{season_code}.yaml")


def _new_season(run: Run, year: int, code: str, theme: str, windows: tuple[model.StageWindow, ...]) -> Season:
    on = min((w.opens for w in windows), default=date(year, 1, 1))
    by = run.actor(Role.SPECIALIST, on=on)
    seed = run.files.info.seed
    note = f"{seed.title} ({seed.publisher})" if seed else ""
    season = create_season(
        by=by,
        code=code,
        authority_id=run.authority.pk,
        year=year,
        theme=theme,
        is_illustration=True,
        source_note=note,
    )
    for window in windows:
        set_window(by=by, season=season, stage=_STAGE[window.code], opens=window.opens, closes=window.closes)
    set_season_state(by=by, season=season, state=SeasonState.OPEN)
    return season


def load(run: Run, *, password: str | None = None) -> None:
    """Everything before stage 1."""
    load_units(run)
    load_lineage(run)
    load_accounts(run, password)
    load_persons(run)
    load_seasons(run)
