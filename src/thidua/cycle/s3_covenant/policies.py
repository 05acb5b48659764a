"""Who makes clusters, who runs their papers and covenants, who comments and signs, who sees what is still a draft."""

from collections.abc import Callable
from datetime import date
from typing import Any

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season, check_sees_season
from thidua.base.season.queries import check_stage_open
from thidua.cycle.s3_covenant.enums import REPRESENTATIVES, STAGE, STAGE_NAME, CovenantState, PaperState
from thidua.cycle.s3_covenant.membership import is_lasting_member, is_member, leads, leads_lately
from thidua.cycle.s3_covenant.models import Cluster, ClusterPaper, Covenant

_OFFICE = (Role.SPECIALIST, Role.AUTHORITY)
_OVERSEERS = (Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR)
_OF_MEMBERS = (*REPRESENTATIVES, Role.CLUSTER_HEAD)


def _check_running(season: Season) -> None:
    if season.state == SeasonState.CLOSED:
        raise Refused("Năm thi đua này đã kết thúc; cụm, khối và giao ước không sửa được nữa.")


def check_makes_clusters(actor: Actor, season: Season) -> None:
    """Permission and state: the specialist of the authority, until the season is closed."""
    check_runs_season(actor, season)
    _check_running(season)


def check_leads(actor: Actor, cluster: Cluster, today: date) -> None:
    """Permission and state: whoever works as cluster head for the unit that heads this cluster today."""
    check_sees_season(actor, cluster.season)
    if not leads(actor, cluster, today):
        raise Refused(f"Việc này dành cho trưởng của {cluster.name} theo quyết định đang áp dụng.")
    _check_running(cluster.season)


def check_speaks_for_member(actor: Actor, cluster: Cluster, today: date) -> None:
    """Permission and state: the head or the officer of a unit that belongs to the cluster today."""
    check_sees_season(actor, cluster.season)
    if not actor.is_any(*REPRESENTATIVES):
        raise Refused("Việc này dành cho thủ trưởng hoặc cán bộ thi đua của đơn vị thành viên.")
    if not is_member(actor.unit_id, cluster, today):
        raise Refused(f"{actor.unit_name or 'Đơn vị của bạn'} không phải thành viên của {cluster.name}.")
    _check_running(cluster.season)


def check_is_draft_paper(paper: ClusterPaper) -> None:
    """State: only a draft is rewritten; what was sent out for comments stays as the members read it."""
    if paper.state != PaperState.DRAFT:
        raise Refused(f"Văn bản đang ở trạng thái «{paper.get_state_display()}» nên không sửa trực tiếp được.")


def check_may_comment(actor: Actor, paper: ClusterPaper, today: date) -> None:
    """Permission and state: a member speaks while the paper is out for comments."""
    check_speaks_for_member(actor, paper.cluster, today)
    if paper.state != PaperState.COMMENTS:
        raise Refused("Văn bản này không ở thời gian lấy ý kiến.")


def check_is_draft_covenant(covenant: Covenant) -> None:
    """State: the text that is being signed is not rewritten."""
    if covenant.state != CovenantState.DRAFT:
        raise Refused(f"Giao ước đang ở trạng thái «{covenant.get_state_display()}» nên không sửa được nội dung.")


def check_signing_time(season: Season, today: date) -> None:
    """State of the season: covenants are opened and signed inside the window of the stage."""
    check_stage_open(season, STAGE, STAGE_NAME, today)


def check_may_sign(actor: Actor, covenant: Covenant, today: date) -> None:
    """Permission and state: a member signs while the covenant is open; one that joined later also signs afterwards."""
    check_speaks_for_member(actor, covenant.cluster, today)
    if covenant.state == CovenantState.DRAFT:
        raise Refused("Giao ước này chưa mở ký.")
    check_signing_time(covenant.cluster.season, today)


def check_may_remind(actor: Actor, covenant: Covenant, today: date) -> None:
    """Permission and state: the head of the cluster or the specialist of the authority, while it can be signed."""
    if actor.is_any(Role.SPECIALIST):
        check_makes_clusters(actor, covenant.cluster.season)
    else:
        check_leads(actor, covenant.cluster, today)
    if covenant.state == CovenantState.DRAFT:
        raise Refused("Giao ước này chưa mở ký nên chưa có ai để nhắc.")
    check_signing_time(covenant.cluster.season, today)


def check_sees_cluster(actor: Actor, cluster: Cluster) -> None:
    """Visibility: clusters and their members are known to everybody in the season."""
    check_sees_season(actor, cluster.season)


def sees_drafts(actor: Actor, cluster: Cluster, today: date) -> bool:
    """Visibility of what is not adopted or signed yet: the members, the office of the authority, those who oversee."""
    if _oversees(actor, cluster.season):
        return True
    return actor.is_any(*_OF_MEMBERS) and is_member(actor.unit_id, cluster, today)


def _oversees(actor: Actor, season: Season) -> bool:
    office = actor.is_any(*_OFFICE) and actor.unit_id == season.authority_id
    return office or actor.is_any(*_OVERSEERS)


def check_sees_paper(actor: Actor, paper: ClusterPaper, today: date) -> None:
    """Visibility: an adopted paper for the season, any other for members and authority."""
    check_sees_cluster(actor, paper.cluster)
    if paper.state != PaperState.ADOPTED and not sees_drafts(actor, paper.cluster, today):
        raise Refused("Văn bản này chưa được thông qua; chỉ đơn vị thành viên và đơn vị tổ chức được xem.")


def check_sees_covenant(actor: Actor, covenant: Covenant, today: date) -> None:
    """Visibility: a signed covenant for the season, any other for members and authority."""
    check_sees_cluster(actor, covenant.cluster)
    if covenant.state != CovenantState.SIGNED and not sees_drafts(actor, covenant.cluster, today):
        raise Refused("Giao ước này chưa đủ chữ ký; chỉ đơn vị thành viên và đơn vị tổ chức được xem.")


def check_keeps_library(actor: Actor, cluster: Cluster) -> None:
    """Permission and state: the specialist of the authority and the head keep the papers of a cluster together."""
    runs = actor.is_any(Role.SPECIALIST) and actor.unit_id == cluster.season.authority_id
    if not runs and not leads_lately(actor, cluster.pk):
        raise Refused(f"Việc này dành cho trưởng của {cluster.name} và chuyên viên của đơn vị tổ chức.")
    _check_running(cluster.season)


# What hangs on an object (files, citations) is asked by the object's id and without a day.

_Owner = type[Cluster] | type[ClusterPaper] | type[Covenant]


def _owner(model: _Owner, pk: int) -> tuple[Cluster, bool]:
    """The cluster of an object, and whether the object is still a draft to those outside the cluster."""
    path = "season" if model is Cluster else "cluster__season"
    row: Any = model._default_manager.select_related(path).filter(pk=pk).first()
    if row is None:
        raise Refused("Không có mục này.")
    if isinstance(row, Cluster):
        return row, False
    return row.cluster, row.state not in (PaperState.ADOPTED, CovenantState.SIGNED)


def sees_by_id(model: _Owner) -> Callable[[Actor, int], None]:
    """The rule of visibility for the files of one kind of object."""

    def check(actor: Actor, pk: int) -> None:
        cluster, is_draft = _owner(model, pk)
        check_sees_cluster(actor, cluster)
        inside = actor.is_any(*_OF_MEMBERS) and is_lasting_member(actor.unit_id, cluster.pk)
        if is_draft and not inside and not _oversees(actor, cluster.season):
            raise Refused("Tệp của bản chưa thông qua, chưa đủ chữ ký chỉ dành cho đơn vị thành viên, đơn vị tổ chức.")

    return check


def writes_by_id(model: _Owner) -> Callable[[Actor, int], None]:
    """The rule of permission for the files of one kind of object."""

    def check(actor: Actor, pk: int) -> None:
        check_keeps_library(actor, _owner(model, pk)[0])

    return check
