"""Announcing a list, drawing from it, recording what was found, releasing it; ending a review with papers unread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.season.models import Season
from thidua.cycle.s3_covenant.queries import ClusterInfo
from thidua.cycle.s5_score.actions import sheets
from thidua.cycle.s5_score.enums import SheetState
from thidua.cycle.s5_score.evidence import policies, pool
from thidua.cycle.s5_score.evidence.enums import Finding
from thidua.cycle.s5_score.evidence.models import DrawFinding, DrawRelease, DrawResult, VerificationDraw
from thidua.cycle.s5_score.evidence.queries import findings_of, unread_files
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.policies import check_runs_scoring
from thidua.cycle.s5_score.queries import sheets_in

MOST = 500


@dataclass(frozen=True)
class Terms:
    """How many are drawn, and where the seed will come from, on which day."""

    size: int
    by_share: bool
    per_unit: bool
    seed_source: str
    seed_on: date


def announce(*, by: Actor, season: Season, cluster: ClusterInfo, terms: Terms, today: date) -> VerificationDraw:
    """Fix the list of all criteria on which units that have sent their sheet have points, before the seed is known."""
    policies.check_draws(by, season, cluster, today)
    _check_terms(terms, today)
    sent = [sheet for sheet in sheets_in(cluster.id) if sheet.state > SheetState.SELF_SCORING]
    items = pool.pool_of(sent)
    if not items:
        raise Problem("Chưa có đơn vị nào gửi bảng chấm có điểm nên chưa có gì để rút thăm.")
    digest = pool.digest_of(list(items))
    with audited("score.draw_announced", by=by, cluster=cluster.name, count=len(items), digest=digest) as record:
        record.on = made = VerificationDraw.objects.create(
            season=season, cluster_id=cluster.id, per_unit=terms.per_unit, by_share=terms.by_share, size=terms.size,
            pool=list(items), labels=items, digest=digest, seed_source=terms.seed_source.strip(),
            seed_on=terms.seed_on, announced_on=today, account_id=by.account_id, actor_name=by.name,
        )  # fmt: skip
    return made


def _check_terms(terms: Terms, today: date) -> None:
    if not terms.seed_source.strip():
        raise Problem("Hãy ghi số rút thăm sẽ lấy từ đâu.", "seed_source")
    if terms.seed_on <= today:
        raise Problem("Số rút thăm phải có sau ngày công bố danh sách: hãy chọn ngày sau hôm nay.", "seed_on")
    if not 1 <= terms.size <= (100 if terms.by_share else MOST):
        raise Problem("Hãy ghi từ 1 đến 100 phần trăm, hoặc từ 1 đến 500 mục.", "size")


def make_draw(*, by: Actor, draw: VerificationDraw, cluster: ClusterInfo, seed: str, today: date) -> DrawResult:
    """Draw with the seed, once, not before its day."""
    policies.check_draws(by, draw.season, cluster, today)
    seed = " ".join(seed.split())
    if today < draw.seed_on:
        raise Problem(f"Số rút thăm chỉ có từ ngày {draw.seed_on:%d/%m/%Y}; chưa rút được.", "seed")
    if not seed or not seed.isprintable() or len(seed) > 200:
        raise Problem("Hãy ghi số rút thăm đúng như đã công bố, không quá 200 ký tự.", "seed")
    chosen = pool.draw_from(draw, seed)
    try:
        with audited("score.draw_made", by=by, on=draw, cluster=str(draw.cluster), seed=seed, count=len(chosen)):
            return DrawResult.objects.create(
                draw=draw, seed=seed, drawn=chosen, drawn_on=today, account_id=by.account_id, actor_name=by.name
            )
    except IntegrityError:
        raise Problem("Lần này đã rút rồi; một danh sách chỉ rút một lần.", "seed") from None


def record_finding(
    *, by: Actor, draw: VerificationDraw, cluster: ClusterInfo, name: str, finding: str, reason: str, today: date
) -> DrawFinding:
    """Keep what was found of one drawn item; a later finding stands beside the earlier one and counts."""
    sheet = _sheet_of(draw, name)
    policies.check_records(by, draw.season, cluster, sheet.unit_id, today)
    if hasattr(draw, "release"):
        raise Problem("Kết quả xác minh đã công khai, không sửa được nữa.")
    reason = reason.strip()
    if finding not in Finding.values:
        raise Problem("Hãy chọn kết quả xác minh.", "finding")
    if finding != Finding.RIGHT and not reason:
        raise Problem("Hãy ghi lý do khi kết quả không phải là «Đúng».", "reason")
    before = findings_of(draw.pk).get(name)
    said = {"item": draw.labels[name], "finding": Finding(finding).label.lower()}
    try:
        with audited("score.draw_finding", by=by, on=draw, **said):
            return DrawFinding.objects.create(
                draw=draw, item=name, finding=finding, reason=reason[:1000], after=before.pk if before else 0,
                on_date=today, account_id=by.account_id, actor_name=by.name, unit_name=by.unit_name,
            )  # fmt: skip
    except IntegrityError:
        raise Problem("Có người vừa ghi kết quả của mục này. Hãy tải lại trang để xem.") from None


def _sheet_of(draw: VerificationDraw, name: str) -> ScoreSheet:
    if not hasattr(draw, "result") or name not in draw.result.drawn:
        raise Problem("Mục này không nằm trong các mục đã rút.")
    found = next((s for s in sheets_in(draw.cluster_id) if pool.unit_of(pool.item(s, "")) == pool.unit_of(name)), None)
    if found is None:
        raise Problem("Không còn bảng chấm của đơn vị này.")
    return found


def release(*, by: Actor, draw: VerificationDraw, cluster: ClusterInfo, today: date) -> DrawRelease:
    """Let every member of the cluster read what was found. Raises Problem until every drawn item has a finding."""
    policies.check_draws(by, draw.season, cluster, today)
    if left := missing(draw):
        raise Problem(f"Còn {len(left)} mục chưa ghi kết quả xác minh nên chưa công khai được.")
    try:
        with audited("score.draw_released", by=by, on=draw, cluster=str(draw.cluster)):
            return DrawRelease.objects.create(
                draw=draw, released_on=today, account_id=by.account_id, actor_name=by.name
            )
    except IntegrityError:
        raise Problem("Kết quả xác minh này đã được công khai.") from None


def missing(draw: VerificationDraw) -> Sequence[str]:
    """Drawn items without a finding; before the draw, the whole list."""
    if not hasattr(draw, "result"):
        return list(draw.pool)
    found = findings_of(draw.pk)
    return [name for name in draw.result.drawn if name not in found]


class Unread(Problem):
    """Files are left that no reviewer has opened; ``count`` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"Còn {count} tệp minh chứng chưa người thẩm định nào mở.")
        self.count = count


def end_review(*, by: Actor, sheet: ScoreSheet, today: date, knowing: bool = False) -> int:
    """End the review. With files that nobody has opened only ``knowing`` it, and then their number goes into the log.

    Returns that number. Raises whatever ending a review raises, and then Unread, with nothing done."""
    check_runs_scoring(by, sheet.season, today)
    count = len(unread_files(sheet))
    with transaction.atomic():
        sheets.end_review(by=by, sheet=sheet, today=today)
        if count and not knowing:
            raise Unread(count)
        if count:
            with audited("score.review_unread", by=by, on=sheet, count=count):
                pass
    return count
