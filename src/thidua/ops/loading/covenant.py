"""Loads stage 3: clusters with their decisions, cluster papers with comments, covenants with their signatures."""

from datetime import date

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.cycle.s3_covenant.actions import clusters, covenants, papers
from thidua.cycle.s3_covenant.enums import ClusterKind, PaperKind
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s3_covenant.wording import Promise
from thidua.ops.loading.run import CannotAct, Run
from thidua.ops.seasonfiles import model_cycle as files

# The files give no answers to comments: the head's answer is made up, as the comments themselves are.
ANSWER = "Ghi nhận, xem xét khi thông qua (minh họa)."


def load(run: Run) -> None:
    """Clusters by the specialist, papers and covenants by the heads, comments and signatures by the members."""
    heads: dict[tuple[int, str], str] = {}
    loaded: dict[tuple[int, str], Cluster] = {}
    for row in run.files.clusters:
        run.at = ("clusters.yaml", row.row)
        key = (row.year, row.code)
        heads[key], loaded[key] = row.head, _load_cluster(run, row)
        for paper in row.papers:
            _load_paper(run, row, loaded[key], paper)
    for covenant in run.files.covenants:
        run.at = ("covenant.yaml", covenant.row)
        key = (covenant.year, covenant.cluster)
        _load_covenant(run, covenant, loaded[key], heads[key])


def _load_cluster(run: Run, row: files.Cluster) -> Cluster:
    document = run.documents.get(row.decision)
    places = clusters.Places(
        starts=row.starts,
        member_ids=tuple(run.units[code].pk for code in row.members),
        head_id=run.units[row.head].pk if row.head else None,
        deputy_id=run.units[row.deputy].pk if row.deputy else None,
        until=row.ends,
        decision="" if document else row.decision or "Theo clusters.yaml",
        document_id=document.pk if document else None,
    )
    cluster = clusters.create_cluster(
        by=run.actor(Role.SPECIALIST, on=row.starts),
        season=run.seasons[row.year],
        code=row.code,
        name=row.name,
        kind=ClusterKind(row.kind),
        places=places,
    )
    run.remember("cluster", row.code, cluster.pk)
    return cluster


def _member(run: Run, unit_code: str, on: date) -> Actor:
    try:
        return run.actor(Role.UNIT_HEAD, unit_code, on=on)
    except CannotAct:
        return run.actor(Role.UNIT_OFFICER, unit_code, on=on)


def _load_paper(run: Run, row: files.Cluster, cluster: Cluster, stated: files.ClusterPaper) -> None:
    days = [c.on for c in stated.comments] + ([stated.adopted_on] if stated.adopted_on else [])
    first = max(row.starts, min(days, default=run.day("s3", row.year)))
    head = run.actor(Role.CLUSTER_HEAD, row.head, on=first)
    text = papers.PaperText(PaperKind(stated.kind), stated.title)
    paper = papers.write_paper(by=head, cluster=cluster, text=text, today=first)
    if stated.state == "draft":
        return
    papers.circulate_paper(by=head, paper=paper, today=first)
    for said in stated.comments:
        comment = papers.comment(by=_member(run, said.unit, said.on), paper=paper, text=said.text, today=said.on)
        papers.answer(by=head, comment=comment, text=ANSWER, today=max(days))
    if stated.state == "adopted":
        on = stated.adopted_on or first
        by = run.actor(Role.CLUSTER_HEAD, row.head, on=on)
        papers.adopt_paper(by=by, paper=paper, on=on, at=f"Hội nghị của {cluster}", body="", today=on)


def _load_covenant(run: Run, stated: files.Covenant, cluster: Cluster, head_unit: str) -> None:
    measures = {i.code: i.measure for i in run.files.indicators}
    promises = tuple(
        Promise(c.number, c.text, c.title, c.indicator, c.comparator, c.value, None, measures.get(c.indicator, ""))
        for c in sorted(stated.commitments, key=lambda c: c.number)
    )
    on = min((s.on for s in stated.signatures), default=run.day("s3", stated.year))
    head = run.actor(Role.CLUSTER_HEAD, head_unit, on=on)
    text = covenants.CovenantText(stated.title, promises)
    covenant = covenants.draft_covenant(by=head, cluster=cluster, text=text, today=on)
    run.remember("covenant", stated.code, covenant.pk)
    if not stated.signatures:
        return
    covenants.open_covenant(by=head, covenant=covenant, today=on)
    for row in sorted(stated.signatures, key=lambda s: (s.on, s.unit)):
        if run.leaves("sign", row.unit):
            continue
        by = _member(run, row.unit, row.on)
        office = row.office or (by.role.label if by.role else "")
        covenants.sign(
            by=by,
            covenant=covenant,
            text_hash=covenant.text_hash,
            office=office,
            today=row.on,
            signer=row.signer,
        )
