"""Passing a dossier up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.season.queries import seasons_above, stage_status
from thidua.cycle.s6_propose.enums import STAGE
from thidua.cycle.s6_propose.forms import PassForm
from thidua.cycle.s6_propose.passes import twins_of
from thidua.cycle.s6_propose.passing import pass_up_dossier
from thidua.cycle.s6_propose.policies import check_forward
from thidua.cycle.s6_propose.views.dossier import dossier_or_404
from thidua.ui.answers import form_answer


@page(signed_in, methods=GET_POST)
def pass_up(request: Request, pk: int) -> HttpResponse:
    """To an authority above, chosen from those that work here, or to a body outside."""
    found, actor, today = dossier_or_404(request, pk), request.actor, request.today
    check_forward(actor, found)
    above = {str(season.pk): season for season in seasons_above(found.season, today)}
    twins = {twin.season_id for twin in twins_of(found, [season.pk for season in above.values()])}
    offers = [
        (key, _offer(season.authority, stage_status(season, STAGE, today).label)) for key, season in above.items()
    ]
    warned = ", ".join(str(season.authority) for season in above.values() if season.pk in twins)
    form = PassForm(request.POST or None, offers=offers, warned=warned)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            to = above.get(data["to"])
            words = {"body": data["body"], "note": data["note"], "anyway": data.get("anyway", False)}
            pass_up_dossier(by=actor, dossier=found, to=to, today=today, **words)
            messages.success(request, f"Đã chuyển hồ sơ tới {found.passed_to}.")
            return redirect("propose:dossier", pk=pk)
        except Problem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    context = {"dossier": found, "form": form, "title": "Chuyển cấp trên", "button": "Chuyển hồ sơ"}
    return form_answer(request, "propose/form.html", context)


def _offer(authority: object, label: str) -> str:
    return f"{authority}: giai đoạn Đề nghị {label}"
