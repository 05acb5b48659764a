"""The page that brings official places into the register of units."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.base.access.page import GET_POST, Request, page
from thidua.base.places.catalogue import reform
from thidua.base.places.forms import PlacesForm
from thidua.base.places.importing import imported_provinces, run_import
from thidua.base.places.policies import check_import_places
from thidua.ui.answers import form_answer
from thidua.ui.parts import Crumb


@page(check_import_places, methods=GET_POST)
def places(request: Request) -> HttpResponse:
    """Choose provinces and bring them in; the whole country takes a few seconds."""
    standing = imported_provinces()
    form = PlacesForm(request.POST or None, standing=standing)
    if form.is_valid():
        report = run_import(by=request.actor, provinces=form.cleaned_data["provinces"])
        messages.success(request, str(report))
        return redirect("places:import")
    context = {
        "crumbs": (Crumb("Đơn vị", reverse("units:list")), Crumb("Nhập danh mục địa giới")),
        "form": form,
        "standing": len(standing),
        "source": reform()["source"],
    }
    return form_answer(request, "places/import.html", context)
