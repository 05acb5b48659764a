"""Loads stage 5: the scheme, the sheets of every cluster, three rounds of points, and what could be published.

Left on demand (``Run.skip``): ``score:`` with the code of a unit leaves its sheet empty; ``submit:``, ``review:``,
``agree:`` leave it there; ``publish:`` with the code of a cluster leaves its ranking unpublished.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.cycle.s3_covenant.queries import ClusterInfo, clusters_of
from thidua.cycle.s5_score.actions import sheets
from thidua.cycle.s5_score.actions.cells import Given, confirm, save_cells
from thidua.cycle.s5_score.designer.actions import schemes
from thidua.cycle.s5_score.enums import Round, ValueState
from thidua.cycle.s5_score.facts import Standing, standing_of
from thidua.cycle.s5_score.models import Scheme, ScoreSheet
from thidua.ops.loading.run import CannotAct, Run
from thidua.ops.seasonfiles.fields import Quantity
from thidua.ops.seasonfiles.model_report import ScoreLine


def load(run: Run) -> None:
    """Everything on the first day of the stage: by the units, the departments that own criteria, and the office."""
    on = run.day("s5")
    office = run.actor(Role.SPECIALIST, on=on)
    text = (run.files.folder / "scheme.yaml").read_text(encoding="utf-8-sig")
    scheme = schemes.draft_scheme(by=office, season=run.season, text=text)
    run.remember("scheme", scheme.code, scheme.pk)
    basis = run.files.scheme.scheme.basis or f"Bảng chấm điểm năm {run.files.info.year}"
    schemes.adopt_scheme(by=office, scheme=scheme, today=on, document=basis)
    lines: dict[str, dict[str, list[ScoreLine]]] = defaultdict(lambda: defaultdict(list))
    for line in run.files.scores:
        lines[line.cluster][line.unit].append(line)
    clusters = {c.code: c for c in clusters_of(run.season.pk, on)}
    for code, units in lines.items():
        _load_cluster(run, clusters[code], units, scheme, office, on)


def _load_cluster(
    run: Run, cluster: ClusterInfo, units: dict[str, list[ScoreLine]], scheme: Scheme, office: Actor, on: date
) -> None:
    made = sheets.open_sheets(by=office, season=run.season, cluster_id=cluster.id, scheme=scheme, today=on)
    rows = ScoreSheet.objects.select_related("season", "unit", "cluster", "scheme").in_bulk([s.pk for s in made])
    for sheet in rows.values():
        sheet.season = run.season  # with its windows at hand
        run.remember("sheet", sheet.unit.code, sheet.pk)
    settled = [_load_sheet(run, sheet, units.get(sheet.unit.code, []), office, on) for sheet in rows.values()]
    if all(settled) and not run.leaves("publish", cluster.code):
        decision = f"Kết quả chấm điểm thi đua năm {run.files.info.year} của {cluster.name} (minh họa)"
        sheets.publish(by=office, season=run.season, cluster_id=cluster.id, decision=decision, today=on)


def _load_sheet(run: Run, sheet: ScoreSheet, lines: Sequence[ScoreLine], office: Actor, on: date) -> bool:
    """One sheet as far as the file goes. True when its points are agreed."""
    if run.leaves("score", sheet.unit.code):
        return False
    run.at = ("scores.csv", lines[0].row) if lines else None
    unit = _speaker(run, sheet.unit.code, on)
    own = {x.criterion: _given(x, x.self_points, x.self_note) for x in lines if not x.self_points.is_missing}
    standing = standing_of(sheet)
    save_cells(by=unit, standing=standing, round_=Round.SELF, given=own, today=on)
    if run.leaves("submit", sheet.unit.code) or standing.unanswered():
        return False
    sheets.submit(by=unit, sheet=sheet, today=on)
    standing = standing_of(sheet)
    _review(run, standing, lines, office, on)
    if run.leaves("review", sheet.unit.code) or standing.without(Round.REVIEW):
        return False
    sheets.end_review(by=office, sheet=sheet, today=on)
    apart = {x.criterion: _given(x, x.agreed, x.reason) for x in lines if not x.self_points == x.reviewed == x.agreed}
    confirm(by=office, standing=standing, round_=Round.AGREED, today=on, codes=standing.labels.keys() - apart.keys())
    save_cells(by=office, standing=standing, round_=Round.AGREED, given=apart, today=on)
    if run.leaves("agree", sheet.unit.code) or standing.without(Round.AGREED):
        return False
    sheets.agree(by=office, sheet=sheet, today=on)
    return True


def _review(run: Run, standing: Standing, lines: Iterable[ScoreLine], office: Actor, on: date) -> None:
    """Each department what it owns; where nobody works for it, or it is the unit itself, the office."""
    by_reviewer: dict[Actor, list[ScoreLine]] = defaultdict(list)
    for line in lines:
        if not line.reviewed.is_missing:
            by_reviewer[_reviewer(run, standing.owners[line.criterion], standing.sheet, office, on)].append(line)
    for by, own in by_reviewer.items():
        same = [x.criterion for x in own if x.reviewed == x.self_points]
        other = {x.criterion: _given(x, x.reviewed, x.reason) for x in own if x.reviewed != x.self_points}
        confirm(by=by, standing=standing, round_=Round.REVIEW, today=on, codes=same)
        save_cells(by=by, standing=standing, round_=Round.REVIEW, given=other, today=on)


def _reviewer(run: Run, owner: str, sheet: ScoreSheet, office: Actor, on: date) -> Actor:
    if not owner or owner == sheet.unit.code:
        return office
    try:
        return run.actor(Role.REVIEWING_DEPARTMENT, owner, on=on)
    except CannotAct:
        return office


def _speaker(run: Run, unit_code: str, on: date) -> Actor:
    try:
        return run.actor(Role.UNIT_OFFICER, unit_code, on=on)
    except CannotAct:
        return run.actor(Role.UNIT_HEAD, unit_code, on=on)


def _given(line: ScoreLine, points: Quantity, reason: str) -> Given:
    """The figures of the file; points that they don't give (the file's figures are the unit's) are written by hand."""
    if points.not_applicable:
        return Given(ValueState.NOT_APPLICABLE, reason=reason or line.reason or line.self_note)
    by_hand = None if points == line.self_points else points.value
    return Given(ValueState.VALUE, line.inputs, {}, by_hand, reason)
