"""Taking a sheet along and bringing it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.base.access.actor import Problem, refusal
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.documents.queries import attachments_of
from thidua.base.season.inview import stand_in_that_of
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.offline import actions
from thidua.cycle.s5_score.offline.enums import TONES, Choice, Outcome
from thidua.cycle.s5_score.offline.exports import report_xlsx
from thidua.cycle.s5_score.offline.forms import PackageForm
from thidua.cycle.s5_score.offline.merging import Line, Plan
from thidua.cycle.s5_score.offline.models import PackageUpload
from thidua.cycle.s5_score.offline.policies import check_sees_packages
from thidua.cycle.s5_score.offline.queries import packages_of, upload_by_id, uploads_of
from thidua.cycle.s5_score.policies import check_self_scores
from thidua.cycle.s5_score.queries import sheets_of
from thidua.cycle.s5_score.views.parts import xlsx
from thidua.ui.answers import form_answer
from thidua.ui.parts import Crumb, ObjectHeader, State


def _sheet(request: Request, pk: int) -> ScoreSheet:
    found = sheets_of(stand_in_that_of(request, ScoreSheet, pk).pk).filter(pk=pk).first()
    if found is None:
        raise Http404
    check_sees_packages(request.actor, found)
    return found


def _upload(request: Request, pk: int, upload: int) -> PackageUpload:
    _sheet(request, pk)
    found = upload_by_id(pk, upload)
    if found is None:
        raise Http404
    return found


def _crumbs(sheet: ScoreSheet, last: str = "") -> tuple[Crumb, ...]:
    path = [Crumb("Chấm điểm", reverse("score:home")), Crumb(str(sheet), reverse("score:sheet", args=[sheet.pk]))]
    path.append(Crumb("Làm ngoại tuyến", reverse("score:offline", args=[sheet.pk]) if last else ""))
    return (*path, *((Crumb(last),) if last else ()))


@page(signed_in, methods=GET_POST)
def offline(request: Request, pk: int) -> HttpResponse:
    """Where a package is taken, and where it is brought back (POST: the file)."""
    sheet, actor = _sheet(request, pk), request.actor
    closed = refusal(check_self_scores, actor, sheet, request.today)
    sent = request.method == "POST"
    form = PackageForm(request.POST if sent else None, request.FILES if sent else None)
    if sent:
        check_self_scores(actor, sheet, request.today)
        if form.is_valid() and (answer := _received(request, sheet, form)):
            return answer
    context: dict[str, Any] = {
        "sheet": sheet, "crumbs": _crumbs(sheet), "closed": closed, "form": form,
        "header": ObjectHeader("Làm ngoại tuyến", kind=str(sheet)),
        "packages": packages_of(pk), "uploads": uploads_of(pk),
    }  # fmt: skip
    return form_answer(request, "score/offline.html", context)


def _received(request: Request, sheet: ScoreSheet, form: PackageForm) -> HttpResponse | None:
    """Where a file leads; None, with the sentence in the form, for one that isn't taken in."""
    file = form.cleaned_data["file"]
    try:
        made = actions.receive(by=request.actor, sheet=sheet, name=str(file.name), data=file, today=request.today)
    except actions.Repeated as repeated:
        messages.warning(request, repeated.sentence)
        made = repeated.upload
    except Problem as problem:
        form.add_error("file", problem.sentence)
        return None
    return redirect("score:package_report", pk=sheet.pk, upload=made.pk)


@page(signed_in, methods=POST)
def take(request: Request, pk: int) -> HttpResponse:
    """A package to take along."""
    sheet = _sheet(request, pk)
    package, data = actions.issue(by=request.actor, sheet=sheet, today=request.today)
    return xlsx(data, f"bang-cham-{sheet.unit.code}-{package.number}")


@page(signed_in, methods=GET_POST)
def report(request: Request, pk: int, upload: int) -> HttpResponse:
    """What a file would change, or has changed. POST writes it."""
    found, actor, problem = _upload(request, pk, upload), request.actor, ""
    if request.method == "POST":
        choices = {
            name.removeprefix("chon:"): value for name, value in request.POST.items() if name.startswith("chon:")
        }
        what: dict[str, Any] = {"upload": found, "choices": choices, "seen": request.POST.get("seen", "")}
        try:
            made = actions.merge(by=actor, today=request.today, **what)
            messages.success(request, f"Đã ghi {made.count} mục vào bảng chấm.")
            return redirect("score:package_report", pk=pk, upload=upload)
        except Problem as said:
            problem = said.sentence
    return form_answer(request, "score/package.html", _report_context(request, found, problem))


def _report_context(request: Request, upload: PackageUpload, problem: str) -> dict[str, Any]:
    done = hasattr(upload, "merge")
    plan = _plan(request, upload)
    lines = list(plan.lines) if plan else _kept(upload)
    state = State("không nhận", "danger") if upload.refusal else State("đã ghi", "success")
    return {
        "sheet": upload.sheet, "upload": upload, "crumbs": _crumbs(upload.sheet, upload.name),
        "header": ObjectHeader(f"Báo cáo nạp tệp {upload.name}", kind=str(upload.sheet),
                               state=state if done or upload.refusal else State("chưa ghi", "waiting")),
        "lines": [(line, TONES[Outcome(line.outcome)], request.POST.get(f"chon:{line.code}", "")) for line in lines],
        "counts": [(o.label, sum(line.outcome == o for line in lines)) for o in Outcome],
        "plan": plan, "problem": problem, "choices": Choice.choices, "files": attachments_of(upload),
        "closed": refusal(check_self_scores, request.actor, upload.sheet, request.today),
    }  # fmt: skip


def _plan(request: Request, upload: PackageUpload) -> Plan | None:
    """The report as it stands now, for somebody who may still write it; else what was kept counts."""
    if upload.refusal or hasattr(upload, "merge"):
        return None
    if refusal(check_self_scores, request.actor, upload.sheet, request.today):
        return None
    try:
        return actions.plan_again(by=request.actor, upload=upload, today=request.today)
    except Problem:
        return None


def _kept(upload: PackageUpload) -> list[Line]:
    return [Line(**line) for line in (upload.merge.report if hasattr(upload, "merge") else upload.report)]


@page(signed_in)
def report_file(request: Request, pk: int, upload: int) -> HttpResponse:
    """The kept report as a spreadsheet."""
    found = _upload(request, pk, upload)
    return xlsx(report_xlsx(found, _kept(found)), f"bao-cao-nap-goi-{found.pk}")
