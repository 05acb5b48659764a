"""The papers of a cluster: written, sent out for comments, commented, answered, adopted, renewed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.workflow.actions import move
from thidua.cycle.s3_covenant import policies
from thidua.cycle.s3_covenant.enums import PAPER_FLOW, PaperKind, PaperState
from thidua.cycle.s3_covenant.models import Cluster, ClusterPaper, PaperAnswer, PaperComment
from thidua.language.text import tidy


@dataclass(frozen=True)
class PaperText:
    """A paper as typed. An empty body means that the text is in the attached file."""

    kind: PaperKind
    title: str
    body: str = ""


def _write(paper: ClusterPaper, text: PaperText) -> None:
    if not text.title.strip():
        raise Problem("Hãy ghi tên văn bản.", "title")
    paper.kind, paper.title, paper.body = text.kind, tidy(text.title), text.body.strip()
    paper.save()


def write_paper(*, by: Actor, cluster: Cluster, text: PaperText, today: date) -> ClusterPaper:
    """Begin a paper of the cluster as a draft."""
    policies.check_leads(by, cluster, today)
    paper = ClusterPaper(cluster=cluster)
    with audited("covenant.paper_written", by=by) as record:
        _write(paper, text)
        record.on = paper
    return paper


def rewrite_paper(*, by: Actor, paper: ClusterPaper, text: PaperText, today: date) -> None:
    """Rewrite a draft."""
    policies.check_leads(by, paper.cluster, today)
    with audited("covenant.paper_rewritten", by=by, on=paper):
        # read again under lock: the page may have been opened before the paper was sent out
        policies.check_is_draft_paper(ClusterPaper.objects.select_for_update().get(pk=paper.pk))
        _write(paper, text)


def renew_paper(*, by: Actor, paper: ClusterPaper, today: date) -> ClusterPaper:
    """Begin the next version of an adopted paper as a draft with the same text; the adopted one holds meanwhile."""
    policies.check_leads(by, paper.cluster, today)
    if paper.state != PaperState.ADOPTED:
        raise Refused("Chỉ soạn bản mới cho văn bản đã thông qua.")
    fresh = ClusterPaper(
        cluster=paper.cluster, kind=paper.kind, title=paper.title, body=paper.body, version=paper.version + 1,
        previous=paper,
    )  # fmt: skip
    try:
        with audited("covenant.paper_written", by=by) as record:
            fresh.save(force_insert=True)
            record.on = fresh
    except IntegrityError:
        raise Problem("Văn bản này đã có bản mới. Hãy mở bản mới để sửa.") from None
    return fresh


def circulate_paper(*, by: Actor, paper: ClusterPaper, today: date) -> None:
    """Send a draft out for comments: the members read this text until it is adopted or taken back."""
    policies.check_leads(by, paper.cluster, today)
    move(PAPER_FLOW, paper, "circulate", by=by, today=today, circulated=paper.body)


def take_back_paper(*, by: Actor, paper: ClusterPaper, today: date, reason: str) -> None:
    """Take a paper back to the draft, with a reason; comments and answers stay."""
    policies.check_leads(by, paper.cluster, today)
    move(PAPER_FLOW, paper, "take_back", by=by, today=today, reason=reason)


def comment(*, by: Actor, paper: ClusterPaper, text: str, today: date) -> PaperComment:
    """A member says what it thinks of the text; it can't be taken back, only added to."""
    policies.check_may_comment(by, paper, today)
    if not text.strip():
        raise Problem("Hãy ghi ý kiến. Nếu đồng ý với dự thảo, ghi «Nhất trí».", "text")
    with audited("covenant.commented", by=by, on=paper):
        return PaperComment.objects.create(
            paper=paper, unit_id=by.unit_id or 0, text=text.strip(), account_id=by.account_id, author_name=by.name,
            on_date=today,
        )  # fmt: skip


def answer(*, by: Actor, comment: PaperComment, text: str, today: date) -> PaperAnswer:
    """The head answers one comment, once: taken up, in part, or not, and why."""
    policies.check_leads(by, comment.paper.cluster, today)
    if not text.strip():
        raise Problem("Hãy ghi trả lời: tiếp thu, tiếp thu một phần hay không tiếp thu, và vì sao.", "text")
    try:
        with audited("covenant.answered", by=by, on=comment.paper, unit=str(comment.unit)):
            return PaperAnswer.objects.create(
                comment=comment, text=text.strip(), account_id=by.account_id, author_name=by.name, on_date=today
            )
    except IntegrityError:
        raise Problem("Ý kiến này đã được trả lời.") from None


def adopt_paper(*, by: Actor, paper: ClusterPaper, on: date, at: str, body: str, today: date) -> None:
    """Record that a meeting adopted the paper, with the text as adopted. Every comment must have its answer.

    Raises Problem for a day that is still to come and for comments without an answer."""
    policies.check_leads(by, paper.cluster, today)
    if on > today:
        raise Problem("Ngày thông qua không thể sau hôm nay.", "on")
    if not at.strip():
        raise Problem("Hãy ghi hội nghị, cuộc họp đã thông qua văn bản.", "at")
    waiting = PaperComment.objects.filter(paper=paper, answer__isnull=True).count()
    if waiting:
        raise Problem(f"Còn {waiting} ý kiến chưa được trả lời. Hãy trả lời từng ý kiến rồi thông qua.")
    fields: dict[str, Any] = {"adopted_on": on, "adopted_at": tidy(at)[:300], "body": body.strip()}
    move(PAPER_FLOW, paper, "adopt", by=by, today=today, **fields)
