"""The list of clusters, its Excel, one cluster, and the decisions about it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.documents.queries import citations_of, visible_documents
from thidua.base.season.inview import season_of
from thidua.base.season.queries import stage_status
from thidua.cycle.s3_covenant import forms, policies, queries
from thidua.cycle.s3_covenant.actions import clusters as actions
from thidua.cycle.s3_covenant.enums import PAPER_TONES, SIGNING_TONES, STAGE, ClusterKind, PaperState, SigningState
from thidua.cycle.s3_covenant.exports import clusters_xlsx
from thidua.cycle.s3_covenant.membership import Composition, composition_of, leads
from thidua.cycle.s3_covenant.models import Cluster, ClusterPaper
from thidua.cycle.s3_covenant.overview import ClusterRow, cluster_rows, coverage_chart
from thidua.cycle.s3_covenant.tables import ClusterTable
from thidua.cycle.s3_covenant.views import parts
from thidua.language.dates import format_date
from thidua.ui.charts import Coverage, CoverageChart
from thidua.ui.parts import Action, Crumb, ObjectHeader, State
from thidua.ui.tables import paged

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _filtered(request: Request) -> tuple[forms.ClusterFilter, list[ClusterRow]]:
    season = season_of(request)
    found = forms.ClusterFilter(request.GET, queries.clusters_in(season.pk), request=request)
    return found, cluster_rows(season.pk, found.qs, request.today)


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """Clusters of the season, as filtered, with how far the signing has come."""
    season, (found, rows) = season_of(request), _filtered(request)
    table = ClusterTable(rows)
    paged(request, table, 40)
    may_make = refusal(policies.check_makes_clusters, request.actor, season) is None
    make = Action("Lập cụm, khối", reverse("covenant:create"), "plus-lg") if may_make else None
    header = ObjectHeader("Cụm, khối thi đua và giao ước", kind=str(season), action=make)
    context = {"header": header, "filter": found, "table": table, "drawing": coverage_chart(rows)}
    return render(request, "covenant/home.html", context)


@page(signed_in)
def export(request: Request) -> HttpResponse:
    """Excel of exactly what is filtered."""
    season, (_, rows) = season_of(request), _filtered(request)
    data = clusters_xlsx(rows, f"Cụm, khối thi đua – {season}")
    headers = {"Content-Disposition": f'attachment; filename="cum-khoi-{season.year}.xlsx"'}
    return HttpResponse(data, content_type=_XLSX, headers=headers)


def _choices(request: Request) -> dict[str, forms.Choices]:
    documents = [(d.pk, f"{d}: {d.summary[:120]}") for d in visible_documents(request.actor)]
    return {"units": queries.placeable(request.season, request.today), "documents": documents}


@page(signed_in, methods=GET_POST)
def create(request: Request) -> HttpResponse:
    """A new cluster with its first decision."""
    actor, season = request.actor, season_of(request)
    policies.check_makes_clusters(actor, season)
    form = forms.ClusterForm(request.POST or None, **_choices(request))

    def act() -> Cluster:
        given = {name: form.cleaned_data[name] for name in ("name", "code", "note")}
        kind = ClusterKind(form.cleaned_data["kind"])
        return actions.create_cluster(by=actor, season=season, kind=kind, places=form.places(), **given)

    return parts.form_page(
        request, form, act, title="Lập cụm, khối thi đua", cluster=None, button="Lập cụm, khối",
        said="Đã lập cụm, khối.", to=lambda made: parts.url("cluster", made),
    )  # fmt: skip


@page(signed_in, methods=GET_POST)
def compose(request: Request, pk: int) -> HttpResponse:
    """A decision about members, head and deputy."""
    actor, cluster = request.actor, parts.cluster_or_404(request, pk)
    policies.check_makes_clusters(actor, cluster.season)
    initial = forms.initial_places(composition_of(cluster, request.today))
    form = forms.PlacesForm(request.POST or None, initial=initial, **_choices(request))
    return parts.form_page(
        request, form, lambda: actions.set_places(by=actor, cluster=cluster, places=form.places()),
        title="Ghi quyết định về thành phần", cluster=cluster, button="Ghi quyết định",
        said="Đã ghi quyết định. Thành phần trước đó được giữ nguyên ngày bắt đầu và kết thúc.",
        to=parts.url("cluster", cluster),
        lead="Ghi thành phần đầy đủ kể từ ngày áp dụng; thành phần cũ kết thúc vào ngày hôm trước và vẫn xem lại được.",
    )  # fmt: skip


@page(signed_in, methods=GET_POST)
def cite(request: Request, pk: int) -> HttpResponse:
    """Put a document into the cluster's library."""
    actor, cluster = request.actor, parts.cluster_or_404(request, pk)
    policies.check_keeps_library(actor, cluster)
    form = forms.CiteForm(request.POST or None, documents=_choices(request)["documents"])

    def act() -> None:
        given = form.cleaned_data
        actions.cite_in_library(by=actor, cluster=cluster, document_id=given["document"], label=given["label"])

    return parts.form_page(
        request, form, act, title="Thêm văn bản vào tủ tài liệu", cluster=cluster, button="Thêm văn bản",
        said="Đã thêm văn bản vào tủ tài liệu.", to=parts.url("cluster", cluster) + "#tai-lieu",
    )  # fmt: skip


@page(signed_in)
def cluster(request: Request, pk: int) -> HttpResponse:
    """One cluster: places with their decisions, covenant, papers, library, history."""
    actor, today, cluster = request.actor, request.today, parts.cluster_or_404(request, pk)
    found, insider = composition_of(cluster, today), policies.sees_drafts(actor, cluster, today)
    papers = [p for p in queries.papers_of(cluster) if insider or p.state == PaperState.ADOPTED]
    context = {
        "cluster": cluster,
        "found": found,
        "crumbs": (*parts.trail(None), Crumb(cluster.name)),
        "papers": [(p, _paper_state(p)) for p in papers],
        "may_write": refusal(policies.check_leads, actor, cluster, today) is None,
        "may_compose": refusal(policies.check_makes_clusters, actor, cluster.season) is None,
        "may_cite": refusal(policies.check_keeps_library, actor, cluster) is None,
        "citations": citations_of(cluster, today),
        **_signing(actor, cluster, found, insider, request),
        **parts.evidence(actor, cluster, "cluster", policies.writes_by_id(Cluster)),
    }
    return render(request, "covenant/cluster.html", context)


def _paper_state(paper: ClusterPaper) -> State:
    state = PaperState(paper.state)
    return State(state.label, PAPER_TONES[state])


def _signing(actor: Actor, cluster: Cluster, found: Composition, insider: bool, request: Request) -> dict[str, Any]:
    """The covenant of the cluster, who has signed, whose turn it is, and the one thing to do now."""
    covenant, today = queries.covenant_of(cluster), request.today
    state = queries.signing_states(cluster.season_id).get(cluster.pk, SigningState.NOT_OPEN)
    parties = queries.parties_of(covenant, today) if covenant else []
    waiting = [p for p in parties if p.signature is None]
    drawing = None
    if state != SigningState.NOT_OPEN:
        bar = Coverage("Đơn vị thành viên", len(parties) - len(waiting), len(parties))
        about = f"{bar.done}/{bar.total} đơn vị thành viên đã ký."
        drawing = CoverageChart("Ký giao ước", about, "Đã ký", "Chưa ký", (bar,))
    turn = {SigningState.NOT_OPEN: str(found.head.unit) if found.head else "chuyên viên ghi quyết định cử trưởng"}
    turn |= {SigningState.OPEN: f"{len(waiting)} đơn vị chưa ký", SigningState.SIGNED: ""}
    closes = stage_status(cluster.season, STAGE, today).closes
    header = ObjectHeader(
        cluster.name, State(state.label, SIGNING_TONES[state]), f"{cluster.get_kind_display()} · {cluster.code}",
        turn[state], format_date(closes) if closes and turn[state] else "",
        _next(actor, cluster, covenant, waiting, request, found),
    )  # fmt: skip
    shown = covenant if covenant and (insider or state == SigningState.SIGNED) else None
    return {"header": header, "covenant": shown, "drawing": drawing}


def _next(actor: Actor, cluster: Cluster, covenant: Any, waiting: Any, request: Request, found: Composition) -> Any:
    if found.head is None and refusal(policies.check_makes_clusters, actor, cluster.season) is None:
        return Action("Ghi quyết định cử trưởng", parts.url("compose", cluster), "pencil")
    if covenant is None:
        may = leads(actor, cluster, request.today)
        return Action("Soạn giao ước", parts.url("draft", cluster), "pencil") if may else None
    signs = refusal(policies.check_may_sign, actor, covenant, request.today) is None
    if signs and actor.unit_id in [p.unit_id for p in waiting]:
        return Action("Đọc và ký giao ước", parts.url("sign", covenant), "pen")
    return None
