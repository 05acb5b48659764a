"""What the pages share: finding the object, doing an act from a form or a button, the trail of a page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Actor, Problem, refusal
from thidua.base.access.page import Request
from thidua.base.audit.queries import history_of
from thidua.base.documents.forms import UploadForm, put_problem
from thidua.base.documents.queries import attachments_of
from thidua.base.season.inview import stand_in
from thidua.cycle.s3_covenant import policies, queries
from thidua.cycle.s3_covenant.models import Cluster, ClusterPaper, Covenant
from thidua.ui.forms import Form
from thidua.ui.parts import Crumb, HistoryEntry, ObjectHeader


def cluster_or_404(request: Request, pk: int) -> Cluster:
    """A cluster that the visitor may see."""
    if (cluster := queries.cluster_by_id(pk)) is None:
        raise Http404
    policies.check_sees_cluster(request.actor, cluster)
    stand_in(request, cluster.season_id)
    return cluster


def paper_or_404(request: Request, pk: int) -> ClusterPaper:
    """A paper that the visitor may see."""
    if (paper := queries.paper_by_id(pk)) is None:
        raise Http404
    policies.check_sees_paper(request.actor, paper, request.today)
    stand_in(request, paper.cluster.season_id)
    return paper


def covenant_or_404(request: Request, pk: int) -> Covenant:
    """A covenant that the visitor may see."""
    if (covenant := queries.covenant_by_id(pk)) is None:
        raise Http404
    policies.check_sees_covenant(request.actor, covenant, request.today)
    stand_in(request, covenant.cluster.season_id)
    return covenant


def url(name: str, subject: models.Model) -> str:
    """The address of a page of one object."""
    return reverse(f"covenant:{name}", args=[subject.pk])


def trail(cluster: Cluster | None, *steps: Crumb) -> tuple[Crumb, ...]:
    """The path to a page: the list, the cluster, further steps."""
    start = (Crumb("Giao ước", reverse("covenant:home")),)
    return (*start, Crumb(cluster.name, url("cluster", cluster)), *steps) if cluster else (*start, *steps)


def tried(form: Any, act: Callable[[], Any]) -> Any:
    """What an action on a valid form returns (True for none); what it finds wrong stands beside its field (None)."""
    try:
        return (act() or True) if form.is_valid() else None
    except Problem as problem:
        put_problem(form, problem)
        return None


def form_page(
    request: Request,
    form: Form,
    act: Callable[[], Any],
    *,
    title: str,
    cluster: Cluster | None,
    button: str,
    said: str,
    to: Callable[[Any], str] | str,
    template: str = "covenant/form.html",
    **context: Any,
) -> HttpResponse:
    """A page with one form: shows it, does the act, says so and goes on; or shows what was wrong."""
    if made := tried(form, act):
        messages.success(request, said)
        return redirect(to if isinstance(to, str) else to(made))
    header = ObjectHeader(title, kind=cluster.name if cluster else "")
    back = url("cluster", cluster) if cluster else reverse("covenant:home")
    context = {"header": header, "crumbs": trail(cluster, Crumb(title)), "back": back, "button": button} | context
    return render(request, template, {**context, "form": form}, status=422 if form.errors else 200)


def done(request: Request, act: Callable[[], Any], said: str, to: str) -> HttpResponse:
    """An act behind a button: does it, or says why not, and goes back to the page."""
    try:
        act()
        messages.success(request, said)
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect(to)


def evidence(actor: Actor, subject: models.Model, page: str, writes: Callable[[Actor, int], None]) -> dict[str, Any]:
    """Files, the form for more where the visitor may add some, and the history."""
    may = refusal(writes, actor, subject.pk) is None
    return {
        "attachments": attachments_of(subject),
        "upload": UploadForm.for_owner(subject, next=url(page, subject)) if may else None,
        "may_withdraw": actor.unit_id if may else None,
        "history": [HistoryEntry(line.at, line.text, line.reason) for line in history_of(subject)],
    }
