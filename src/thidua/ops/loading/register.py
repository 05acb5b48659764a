"""Loads stage 2: one sheet a unit with its registered lines, sent, and judged as the files say."""

from collections import defaultdict
from datetime import date

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.people.models import Person
from thidua.base.season.models import Season
from thidua.base.units.models import Household
from thidua.cycle.s2_register import actions
from thidua.cycle.s2_register.enums import SubjectKind
from thidua.cycle.s2_register.models import Registration, RegistrationLine, RegistrationTarget
from thidua.ops.loading.run import CannotAct, Run
from thidua.ops.seasonfiles.model_cycle import Registration as Row


def load(run: Run) -> None:
    """A sheet for every unit of which somebody registers; one that stands already is left as it is."""
    sheets: dict[tuple[int, str], list[Row]] = defaultdict(list)
    works_at = {person.code: person.unit for person in run.files.persons}
    for row in run.files.registrations:
        sheets[row.year, _fills_for(run, works_at.get(row.subject, row.subject))].append(row)
    for (year, unit), rows in sheets.items():
        season = run.seasons[year]
        run.at = ("registrations.csv", rows[0].row)
        standing = Registration.objects.filter(season=season, unit=run.units[unit]).exists()
        if not standing and not run.leaves("register", unit):
            _load(run, season, unit, rows)


def _fills_for(run: Run, unit: str) -> str:
    """The unit on whose sheet a unit stands: itself, or the nearest above it that has an officer or a head."""
    above = {row.code: row.parent for row in run.files.units}
    staffed = {row.unit for row in run.files.accounts if row.role in (Role.UNIT_OFFICER, Role.UNIT_HEAD)}
    found = unit
    while found and found not in staffed:
        found = above.get(found, "")
    return found or unit


def _load(run: Run, season: Season, unit: str, rows: list[Row]) -> None:
    """Everything is sent together on the last of the days; what came back is taken off before the rest is accepted."""
    sent_on = max(row.sent_on for row in rows)
    by = _filler(run, unit, sent_on)
    sheet = actions.open_sheet(by=by, season=season, today=sent_on)
    run.remember("registration", f"{unit}|{season.year}", sheet.pk)
    lines = {id(row): _line(run, by, sheet, row, sent_on) for row in rows}
    actions.send_sheet(by=by, sheet=sheet, today=sent_on)
    returned = [row for row in rows if row.outcome == "returned"]
    if returned:
        _send_back(run, sheet, returned)
    if len(returned) == len(rows):
        return
    for row in returned:
        on = row.decided_on or sent_on
        actions.remove_line(by=_filler(run, unit, on), line=lines[id(row)], today=on)
    if returned:
        on = max(row.decided_on or sent_on for row in returned)
        actions.send_sheet(by=_filler(run, unit, on), sheet=sheet, today=on)
    decided = [row.decided_on for row in rows if row.decided_on]
    if decided and all(row.outcome != "waiting" for row in rows) and not run.leaves("accept", unit):
        actions.accept_sheet(by=run.actor(Role.SPECIALIST, on=max(decided)), sheet=sheet, today=max(decided))


def _send_back(run: Run, sheet: Registration, rows: list[Row]) -> None:
    on = max(row.decided_on or row.sent_on for row in rows)
    reason = " ".join(dict.fromkeys(row.reason for row in rows))
    actions.send_back_sheet(by=run.actor(Role.SPECIALIST, on=on), sheet=sheet, reason=reason, today=on)


def _line(run: Run, by: Actor, sheet: Registration, row: Row, on: date) -> RegistrationLine:
    kind, subject = _subject(run, sheet, row.subject)
    line = RegistrationLine(registration=sheet, subject_kind=kind, award_code=row.award, note=row.target, **subject)
    actions.save_line(by=by, line=line, today=on)
    if kind == SubjectKind.COLLECTIVE and row.target:
        target = RegistrationTarget(registration=sheet, text=row.target)
        actions.save_target(by=by, target=target, today=on)
    return line


def _subject(run: Run, sheet: Registration, code: str) -> tuple[SubjectKind, dict[str, Person | Household | str]]:
    if code in run.persons:
        return SubjectKind.PERSON, {"person": run.persons[code]}
    if code in run.households:
        return SubjectKind.HOUSEHOLD, {"household": run.households[code]}
    own = run.units[code].pk == sheet.unit_id
    return SubjectKind.COLLECTIVE, {} if own else {"team_name": run.units[code].name}


def _filler(run: Run, unit: str, on: date) -> Actor:
    """Who fills and sends: the officer of the unit, else its head."""
    try:
        return run.actor(Role.UNIT_OFFICER, unit, on=on)
    except CannotAct:
        return run.actor(Role.UNIT_HEAD, unit, on=on)
