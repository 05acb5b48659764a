"""Loads stage 1: movements with their legal bases, their launch, who launched them anew, and their summing up."""

from datetime import date

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.cycle.s1_launch import actions
from thidua.cycle.s1_launch.actions import Draft
from thidua.cycle.s1_launch.enums import MovementKind, MovementScope
from thidua.cycle.s1_launch.models import Movement
from thidua.language.dates import format_date
from thidua.ops.loading.run import CannotAct, Run
from thidua.ops.seasonfiles import model_cycle


def load(run: Run) -> None:
    """Every movement of the folder; one that stands already under its code is only remembered."""
    for row in run.files.movements:
        run.at = ("movements.yaml", row.row)
        season = run.seasons[row.year]
        standing = Movement.objects.filter(season=season, code=row.code).first()
        run.remember("movement", row.code, (standing or _load(run, row)).pk)


def _load(run: Run, row: model_cycle.Movement) -> Movement:
    on = row.launched_on
    movement = actions.draft_movement(
        by=_writer(run, row.unit, on), season=run.seasons[row.year], draft=_draft(run, row), today=on
    )
    actions.launch_movement(by=_head(run, row.unit, on), movement=movement, today=on)
    for again in row.relaunches:
        if not run.leaves("relaunch", again.unit):
            _relaunch(run, movement, again)
    if row.summed_up_on and not run.leaves("sum_up", row.code):
        by, day = _writer(run, row.unit, row.summed_up_on), row.summed_up_on
        told = f"Phong trào được tổng kết ngày {format_date(day)}; kết quả từng chỉ tiêu nằm ở giai đoạn Báo cáo."
        actions.sum_up_movement(by=by, movement=movement, summary=told, today=day)
    return movement


def _draft(run: Run, row: model_cycle.Movement) -> Draft:
    units, clusters, member_of = _addressed(run, row)
    return Draft(
        title=row.name,
        code=row.code,
        kind=MovementKind(row.kind),
        scope=MovementScope(row.scope),
        theme=row.theme,
        objectives="\n".join(row.objectives),
        contents="\n".join(row.contents),
        period_from=row.starts,
        period_to=row.ends,
        unit_ids=units,
        clusters=clusters,
        base_ids=tuple(run.documents[code].pk for code in row.legal_bases),
        member_of=member_of,
    )


def _addressed(run: Run, row: model_cycle.Movement) -> tuple[tuple[int, ...], tuple[str, ...], dict[int, str]]:
    """Units, names of clusters, and which unit is addressed under which name; the launching unit addresses others."""
    known = {cluster.code: cluster for cluster in run.files.clusters}
    clusters = [known[code] for code in row.targets if code in known]
    member_of = {run.units[u].pk: c.name for c in clusters for u in c.members if u != row.unit}
    direct = [run.units[code].pk for code in row.targets if code not in known]
    return tuple({**dict.fromkeys(direct), **member_of}), tuple(c.name for c in clusters), member_of


def _relaunch(run: Run, parent: Movement, again: model_cycle.Relaunch) -> None:
    by, day = _head(run, again.unit, again.launched_on), again.launched_on
    draft = Draft(
        title=again.name,
        kind=MovementKind(parent.kind),
        scope=MovementScope.UNIT,
        theme=parent.theme,
        contents=parent.contents or parent.theme or parent.title,
        period_from=max(parent.period_from, day),
        period_to=parent.period_to,
    )
    child = actions.draft_relaunch(by=by, parent=parent, draft=draft, today=day)
    actions.launch_movement(by=by, movement=child, today=day)


def _head(run: Run, unit: str, on: date) -> Actor:
    """Who launches: the authority itself, or the head of a unit below."""
    if unit == run.files.info.authority:
        return run.actor(Role.AUTHORITY, on=on)
    return run.actor(Role.UNIT_HEAD, unit, on=on)


def _writer(run: Run, unit: str, on: date) -> Actor:
    """Who drafts and sums up: the authority's specialist, or the officer of a unit, else its head."""
    if unit == run.files.info.authority:
        return run.actor(Role.SPECIALIST, on=on)
    try:
        return run.actor(Role.UNIT_OFFICER, unit, on=on)
    except CannotAct:
        return run.actor(Role.UNIT_HEAD, unit, on=on)
