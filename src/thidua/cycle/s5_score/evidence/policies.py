"""Who looks at evidence across sheets, who draws what is verified, who records what was found."""

from datetime import date

from thidua.base.access.actor import Actor, Refused, refusal
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season, check_sees_season
from thidua.cycle.s3_covenant.queries import ClusterInfo, heads
from thidua.cycle.s5_score.enums import UNIT_ROLES
from thidua.cycle.s5_score.evidence.models import VerificationDraw
from thidua.cycle.s5_score.policies import check_running, oversees


def reviews(actor: Actor, season: Season, cluster: ClusterInfo, today: date) -> bool:
    """Visibility: reads papers of other units of a cluster: overseers, reviewing departments, the head."""
    reviewing = actor.is_any(Role.REVIEWING_DEPARTMENT) and actor.authority_id == season.authority_id
    return reviewing or oversees(actor, season) or heads(actor, cluster.id, today)


def check_sees_cluster(actor: Actor, season: Season, cluster: ClusterInfo, today: date) -> None:
    """Visibility: who reviews, and the members; what of it is shown depends on the sheets that each may read."""
    check_sees_season(actor, season)
    member = actor.is_any(*UNIT_ROLES, Role.CLUSTER_HEAD) and actor.unit_id in cluster.member_ids
    if not (member or reviews(actor, season, cluster, today)):
        raise Refused("Trang này dành cho các thành viên của cụm, khối và người thẩm định.")


def check_draws(actor: Actor, season: Season, cluster: ClusterInfo, today: date) -> None:
    """Permission and state: the specialist of the authority or whoever heads the cluster, while scoring runs."""
    check_sees_season(actor, season)
    if not heads(actor, cluster.id, today):
        check_runs_season(actor, season)
    check_running(season, today)


def check_records(actor: Actor, season: Season, cluster: ClusterInfo, unit_id: int, today: date) -> None:
    """Permission and state: who draws also verifies, but nobody the own unit."""
    check_draws(actor, season, cluster, today)
    if actor.unit_id == unit_id:
        raise Refused("Không ai xác minh minh chứng của chính đơn vị mình.")


def sees_pool(actor: Actor, draw: VerificationDraw, cluster: ClusterInfo, today: date) -> bool:
    """Visibility of the list: at once for those who review, for members from the moment when it was drawn from."""
    return hasattr(draw, "result") or reviews(actor, draw.season, cluster, today)


def sees_findings(actor: Actor, draw: VerificationDraw, cluster: ClusterInfo, today: date) -> bool:
    """Visibility of what was found: at once for those who review, for members once it is released."""
    return hasattr(draw, "release") or reviews(actor, draw.season, cluster, today)


def may_draw(actor: Actor, season: Season, cluster: ClusterInfo, today: date) -> bool:
    """For pages: ``check_draws`` as yes or no."""
    return refusal(check_draws, actor, season, cluster, today) is None
