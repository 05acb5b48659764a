"""The papers of a cluster: writing, comments and answers, adoption, new versions."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thidua.base.access.actor import Actor, refusal
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.cycle.s3_covenant import forms, policies, queries
from thidua.cycle.s3_covenant.actions import papers as actions
from thidua.cycle.s3_covenant.enums import PAPER_FLOW, PAPER_TONES, PaperState
from thidua.cycle.s3_covenant.models import ClusterPaper
from thidua.cycle.s3_covenant.views import parts
from thidua.ui.parts import Action, Crumb, ObjectHeader, State


@page(signed_in, methods=GET_POST)
def write(request: Request, pk: int) -> HttpResponse:
    """A new draft of the cluster."""
    actor, today, cluster = request.actor, request.today, parts.cluster_or_404(request, pk)
    policies.check_leads(actor, cluster, today)
    form = forms.PaperForm(request.POST or None)
    return parts.form_page(
        request, form, lambda: actions.write_paper(by=actor, cluster=cluster, text=form.text(), today=today),
        title="Soạn văn bản", cluster=cluster, button="Lưu dự thảo", said="Đã lưu dự thảo.",
        to=lambda made: parts.url("paper", made),
    )  # fmt: skip


@page(signed_in, methods=GET_POST)
def rewrite(request: Request, pk: int) -> HttpResponse:
    """Rewrite a draft."""
    actor, today, paper = request.actor, request.today, parts.paper_or_404(request, pk)
    policies.check_leads(actor, paper.cluster, today)
    policies.check_is_draft_paper(paper)
    form = forms.PaperForm(request.POST or None, initial=forms.initial_paper(paper))
    to = parts.url("paper", paper)
    return parts.form_page(
        request, form, lambda: actions.rewrite_paper(by=actor, paper=paper, text=form.text(), today=today),
        title="Sửa dự thảo", cluster=paper.cluster, button="Lưu dự thảo", said="Đã lưu dự thảo.", to=to, back=to,
    )  # fmt: skip


def _header(actor: Actor, paper: ClusterPaper, leads: bool, unanswered: int) -> ObjectHeader:
    state, kind = PaperState(paper.state), f"{paper.get_kind_display()} · {paper.cluster.name}"
    offered: list[Action] = []
    if leads and state == PaperState.DRAFT:
        circulate = Action("Gửi lấy ý kiến", parts.url("circulate", paper), "send", "post")
        offered = [circulate, Action("Sửa dự thảo", parts.url("rewrite_paper", paper), "pencil")]
    elif leads and state == PaperState.COMMENTS:
        take_back = Action("Thu về sửa", parts.url("take_back_paper", paper), "arrow-return-left")
        offered = [Action("Ghi thông qua", parts.url("adopt", paper), "check2"), take_back]
    elif leads:
        offered = [Action("Soạn bản mới", parts.url("renew", paper), "plus-lg", "post")]
    turn = {PaperState.DRAFT: "trưởng cụm, khối soạn", PaperState.ADOPTED: ""}
    turn[PaperState.COMMENTS] = f"trưởng trả lời {unanswered} ý kiến" if unanswered else "đơn vị thành viên góp ý"
    badge, first = State(state.label, PAPER_TONES[state]), offered[0] if offered else None
    return ObjectHeader(str(paper), badge, kind, turn[state], "", first, tuple(offered[1:]))


@page(signed_in)
def paper(request: Request, pk: int) -> HttpResponse:
    """One paper: text, comments with answers, files, history."""
    actor, today, paper = request.actor, request.today, parts.paper_or_404(request, pk)
    insider = policies.sees_drafts(actor, paper.cluster, today)
    comments = list(queries.comments_of(paper)) if insider else []
    leads = refusal(policies.check_leads, actor, paper.cluster, today) is None
    may_comment = refusal(policies.check_may_comment, actor, paper, today) is None
    unanswered = sum(not hasattr(c, "answer") for c in comments)
    context = {
        "paper": paper,
        "insider": insider,
        "comments": comments,
        "may_answer": leads,
        "comment_form": forms.TextForm(label="Ý kiến của đơn vị bạn") if may_comment else None,
        "crumbs": parts.trail(paper.cluster, Crumb(str(paper))),
        "header": _header(actor, paper, leads, unanswered),
        **parts.evidence(actor, paper, "paper", policies.writes_by_id(ClusterPaper)),
    }
    return render(request, "covenant/paper.html", context)


@page(signed_in, methods=POST)
def circulate(request: Request, pk: int) -> HttpResponse:
    """Send a draft out for comments."""
    paper = parts.paper_or_404(request, pk)
    act = lambda: actions.circulate_paper(by=request.actor, paper=paper, today=request.today)  # noqa: E731
    return parts.done(request, act, "Đã gửi lấy ý kiến các đơn vị thành viên.", parts.url("paper", paper))


@page(signed_in, methods=POST)
def renew(request: Request, pk: int) -> HttpResponse:
    """Begin the next version of an adopted paper."""
    paper = parts.paper_or_404(request, pk)
    act = lambda: actions.renew_paper(by=request.actor, paper=paper, today=request.today)  # noqa: E731
    said = "Đã lập dự thảo bản mới; bản đã thông qua vẫn áp dụng cho đến khi bản mới được thông qua."
    return parts.done(request, act, said, parts.url("cluster", paper.cluster) + "#van-ban")


@page(signed_in, methods=GET_POST)
def take_back(request: Request, pk: int) -> HttpResponse:
    """Take a paper back to the draft, with a reason."""
    actor, today, paper = request.actor, request.today, parts.paper_or_404(request, pk)
    policies.check_leads(actor, paper.cluster, today)
    PAPER_FLOW.check("take_back", paper.state, actor, reason="…")
    form, to = forms.TextForm(request.POST or None, label="Lý do thu về"), parts.url("paper", paper)

    def act() -> None:
        actions.take_back_paper(by=actor, paper=paper, today=today, reason=form.cleaned_data["text"])

    return parts.form_page(
        request, form, act, title="Thu văn bản về sửa", cluster=paper.cluster, button="Thu về sửa",
        said="Đã thu về. Các ý kiến đã góp vẫn còn nguyên.", to=to, back=to,
    )  # fmt: skip


@page(signed_in, methods=GET_POST)
def comment(request: Request, pk: int) -> HttpResponse:
    """A member's comment."""
    actor, today, paper = request.actor, request.today, parts.paper_or_404(request, pk)
    policies.check_may_comment(actor, paper, today)
    form, to = forms.TextForm(request.POST or None, label="Ý kiến của đơn vị bạn"), parts.url("paper", paper)

    def act() -> object:
        return actions.comment(by=actor, paper=paper, text=form.cleaned_data["text"], today=today)

    return parts.form_page(
        request, form, act, title="Góp ý văn bản", cluster=paper.cluster, button="Gửi ý kiến",
        said="Đã gửi ý kiến.", to=to, back=to,
    )  # fmt: skip


@page(signed_in, methods=GET_POST)
def answer(request: Request, pk: int) -> HttpResponse:
    """The head's answer to one comment."""
    actor, today, found = request.actor, request.today, queries.comment_by_id(pk)
    if found is None:
        raise Http404
    policies.check_leads(actor, found.paper.cluster, today)
    form, to = forms.TextForm(request.POST or None, label="Trả lời"), parts.url("paper", found.paper)

    def act() -> object:
        return actions.answer(by=actor, comment=found, text=form.cleaned_data["text"], today=today)

    return parts.form_page(
        request, form, act, title="Trả lời ý kiến", cluster=found.paper.cluster, button="Gửi trả lời",
        said="Đã trả lời.", to=to, back=to, lead=f"{found.unit}: «{found.text}»",
    )  # fmt: skip


@page(signed_in, methods=GET_POST)
def adopt(request: Request, pk: int) -> HttpResponse:
    """Record the adoption by a meeting."""
    actor, today, paper = request.actor, request.today, parts.paper_or_404(request, pk)
    policies.check_leads(actor, paper.cluster, today)
    PAPER_FLOW.check("adopt", paper.state, actor)
    form = forms.AdoptForm(request.POST or None, initial={"on": today, "body": paper.body})
    to = parts.url("paper", paper)
    return parts.form_page(
        request, form, lambda: actions.adopt_paper(by=actor, paper=paper, today=today, **form.cleaned_data),
        title="Ghi thông qua", cluster=paper.cluster, button="Ghi thông qua", said="Đã ghi thông qua.", to=to, back=to,
        lead="Sau khi thông qua, nội dung chỉ thay đổi bằng bản mới.",
    )  # fmt: skip
