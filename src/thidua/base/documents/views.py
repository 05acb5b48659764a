"""Pages of documents, and the one door through which every file of the house is handed out."""

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.base.access.actor import Actor, Problem, refusal
from thidua.base.access.page import GET_POST, POST, page, public, signed_in
from thidua.base.audit.queries import history_of
from thidua.base.documents import actions, policies, queries
from thidua.base.documents.exports import documents_xlsx
from thidua.base.documents.forms import DocumentForm, EndForm, UploadForm, WithdrawForm, put_problem
from thidua.base.documents.models import Attachment, Document
from thidua.base.documents.tables import DocumentTable, document_filter, force_state
from thidua.base.files.blobs import open_blob
from thidua.base.units.queries import units_by_id
from thidua.language.dates import format_date
from thidua.language.numbers import digits_only
from thidua.paper.recognise import kind_of
from thidua.ui.answers import form_answer, way_back
from thidua.ui.parts import Action, Crumb, Fact, HistoryEntry, ObjectHeader
from thidua.ui.tables import paged

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# nothing inside a file that is shown may run or load anything
_FILE_POLICY = (
    "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)


class Request(HttpRequest):
    """What the site's middleware puts on every request."""

    actor: Actor
    today: date


@page(signed_in)
def document_list(request: Request) -> HttpResponse:
    """Documents that the actor may read, by kind, year, issuer, day and text."""
    found = document_filter(request)
    may_add = refusal(policies.check_keeps_documents, request.actor) is None
    table = DocumentTable(found.qs, found.day or request.today, may_add=may_add)
    paged(request, table, 25)
    add = Action("Thêm văn bản", reverse("documents:new"), "plus-lg") if may_add else None
    context = {"header": ObjectHeader("Văn bản", action=add), "filter": found, "table": table}
    return render(request, "documents/list.html", context)


@page(signed_in)
def export(request: Request) -> HttpResponse:
    """The filtered list as a spreadsheet."""
    found = document_filter(request)
    data = documents_xlsx(found.qs, found.day or request.today)
    headers = {"Content-Disposition": 'attachment; filename="van-ban.xlsx"'}
    return HttpResponse(data, content_type=_XLSX, headers=headers)


@page(public)
def document(request: Request, pk: int) -> HttpResponse:
    """One document: what it says of itself, its files, where it is cited, what replaces it, its history."""
    shown = _document(request, pk)
    writes = refusal(policies.check_writes_documents, request.actor, shown.kept_by_id) is None
    here, known = reverse("documents:document", args=[pk]), request.actor.role is not None
    context = {
        "crumbs": (Crumb("Văn bản", reverse("documents:list")), Crumb(str(shown))) if known else (),
        "header": _header(shown, request, writes),
        "document": shown,
        "facts": _facts(shown),
        "flag": queries.force_sentence(shown, request.today),
        "replaces": queries.visible_documents(request.actor).filter(replaced_by=shown),
        "replacement": queries.visible_documents(request.actor).filter(replaces=shown).first(),
        "attachments": [a for a in queries.attachments_of(shown) if known or not a.withdrawn],
        "anonymous": not known,
        "layout": "ui/frame.html" if known else "ui/public.html",
        "upload": UploadForm.for_owner(shown, next=here) if writes else None,
        "may_withdraw": request.actor.unit_id if writes else None,
        "places": policies.visible_places(request.actor, queries.citations_to(shown)),
        "entries": [HistoryEntry(e.at, e.text) for e in history_of(shown)] if known else [],
    }
    return render(request, "documents/document.html", context)


@page(policies.check_keeps_documents, methods=GET_POST)
def new(request: Request) -> HttpResponse:
    """Record a document of the actor's own unit."""
    form = DocumentForm(request.actor, request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            unit_id = request.actor.unit_id or 0
            made = actions.record_document(
                by=request.actor, kept_by=units_by_id([unit_id])[unit_id], **form.cleaned_data
            )
            messages.success(request, f"Đã ghi {made}.")
            return redirect("documents:document", pk=made.pk)
        except Problem as problem:
            put_problem(form, problem)
    crumbs = (Crumb("Văn bản", reverse("documents:list")), Crumb("Thêm văn bản"))
    context = {"crumbs": crumbs, "form": form, "title": "Thêm văn bản", "back": reverse("documents:list")}
    return form_answer(request, "documents/form.html", context)


@page(signed_in, methods=GET_POST)
def edit(request: Request, pk: int) -> HttpResponse:
    """Correct what was recorded, with a reason."""
    shown = _document(request, pk)
    policies.check_writes_documents(request.actor, shown.kept_by_id)
    form = DocumentForm(request.actor, request.POST or None, document=shown)
    if form.is_valid():
        try:
            actions.correct_document(by=request.actor, document=shown, **form.cleaned_data)
            return redirect("documents:document", pk=pk)
        except Problem as problem:
            put_problem(form, problem)
    return _form_page(request, shown, form, "Sửa thông tin văn bản")


@page(signed_in, methods=GET_POST)
def end(request: Request, pk: int) -> HttpResponse:
    """Mark a document replaced or no longer in force."""
    shown = _document(request, pk)
    policies.check_writes_documents(request.actor, shown.kept_by_id)
    form = EndForm(request.actor, shown, request.POST or None)
    if form.is_valid():
        try:
            _end(request.actor, shown, form.cleaned_data)
            return redirect("documents:document", pk=pk)
        except Problem as problem:
            put_problem(form, problem)
    return _form_page(request, shown, form, f"Hết hiệu lực: {shown}", "Ghi hết hiệu lực")


@page(signed_in, methods=POST)
def attach(request: Request) -> HttpResponse:
    """Files from the upload form of any page; what is refused is said on a page that still knows where to go back."""
    form = UploadForm(request.POST, request.FILES, auto_id="tep_%s")
    if "dated_on" not in request.POST:
        del form.fields["dated_on"]
    owner_type, owner_id = request.POST.get("owner_type", ""), _number(request, "owner_id")
    policies.check_writes_owner(request.actor, owner_type, owner_id)
    back = _back(request, policies.page_of(owner_type, owner_id))
    if form.is_valid():
        data = form.cleaned_data
        try:
            owner = get_object_or_404(apps.get_model(owner_type), pk=owner_id)
            what = {"files": data["files"], "label": data["label"], "dated_on": data.get("dated_on")}
            made = actions.attach_all(by=request.actor, owner=owner, **what)
            messages.success(request, f"Đã đính kèm {', '.join(str(m) for m in made)}.")
            return redirect(back)
        except Problem as problem:
            put_problem(form, problem)
    return form_answer(request, "documents/attach.html", {"upload": form, "back": back})


@page(signed_in, methods=GET_POST)
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a file back, with a reason."""
    attachment = _attachment(pk)
    policies.check_withdraws(request.actor, attachment)
    back = _back(request, policies.page_of(attachment.owner_type, attachment.owner_id))
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw(by=request.actor, attachment=attachment, reason=form.cleaned_data["reason"])
            return redirect(back)
        except Problem as problem:
            put_problem(form, problem)
    title = f"Rút tệp «{attachment.name}»"
    return form_answer(request, "documents/form.html", {"form": form, "title": title, "back": back})


@page(public)  # type: ignore[arg-type]
def file(request: Request, pk: int) -> FileResponse:
    """One file, to whoever may see what it hangs on. Opening it is kept in the log (a sensitive read)."""
    attachment = _attachment(pk)
    policies.check_opens_attachment(request.actor, attachment)
    if request.method == "GET":
        actions.record_opening(by=request.actor, attachment=attachment, today=request.today)
    kind = kind_of(attachment.name)
    inline = kind is not None and kind.inline and "tai" not in request.GET
    answer = FileResponse(open_blob(attachment.sha256), as_attachment=not inline, filename=attachment.name)
    answer["Content-Type"] = attachment.media_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = _FILE_POLICY
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _document(request: Request, pk: int) -> Document:
    shown = queries.document_by_id(pk)
    if shown is None:
        raise Http404
    policies.check_sees_document(request.actor, shown)
    return shown


def _attachment(pk: int) -> Attachment:
    attachment = queries.attachment_by_id(pk)
    if attachment is None:
        raise Http404
    return attachment


def _header(shown: Document, request: Request, writes: bool) -> ObjectHeader:
    state, kind = force_state(shown, request.today), shown.get_kind_display()
    if not writes:
        return ObjectHeader(str(shown), state=state, kind=kind)
    others = (Action("Ghi hết hiệu lực", reverse("documents:end", args=[shown.pk]), "slash-circle"),)
    edit = Action("Sửa thông tin", reverse("documents:edit", args=[shown.pk]), "pencil")
    return ObjectHeader(str(shown), state=state, kind=kind, action=edit, others=others)


def _facts(shown: Document) -> list[Fact]:
    first, last = shown.in_force_from, shown.in_force_to
    return [
        Fact("Trích yếu", shown.summary),
        Fact("Cơ quan ban hành", shown.issuer),
        Fact("Hiệu lực từ ngày", format_date(first) if first else "chưa rõ"),
        Fact("Hiệu lực đến hết ngày", format_date(last) if last else "chưa định"),
        Fact("Đơn vị lưu giữ", shown.kept_by.name),
        Fact("Công khai", "có" if shown.is_public else "không"),
        *([Fact("Ghi chú", "Văn bản minh họa, không phải văn bản thật")] if shown.is_illustration else []),
    ]


def _end(actor: Actor, shown: Document, data: dict[str, Any]) -> None:
    if data["replaced_by"]:
        new_text = data["replaced_by"]
        actions.replace_document(by=actor, document=shown, replacement=new_text, reason=data["reason"])
    else:
        actions.end_document(by=actor, document=shown, last_day=data["last_day"], reason=data["reason"])


def _form_page(request: Request, shown: Document, form: Any, title: str, last: str = "") -> HttpResponse:
    back = reverse("documents:document", args=[shown.pk])
    crumbs = (Crumb("Văn bản", reverse("documents:list")), Crumb(str(shown), back), Crumb(last or title))
    return form_answer(request, "documents/form.html", {"form": form, "title": title, "back": back, "crumbs": crumbs})


def _back(request: Request, page_of_owner: str) -> str:
    target = request.POST.get("next", "") or request.GET.get("next", "")
    return way_back(request, target, page_of_owner or reverse("documents:list"))


def _number(request: Request, name: str) -> int:
    text = (request.POST if request.method == "POST" else request.GET).get(name, "")
    return digits_only(text) or 0
