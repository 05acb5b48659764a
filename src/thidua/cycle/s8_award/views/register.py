"""The register of what was given: look-up, one award, beginning a correction or a revocation."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.cycle.s8_award import forms, policies, queries
from thidua.cycle.s8_award.actions import drafts as actions
from thidua.cycle.s8_award.enums import AwardStatus
from thidua.cycle.s8_award.exports import awards_xlsx
from thidua.cycle.s8_award.models import DecisionItem
from thidua.cycle.s8_award.pages import award_context, trail, url
from thidua.cycle.s8_award.tables import RegisterTable
from thidua.cycle.s8_award.views import parts
from thidua.ui.parts import Crumb, ObjectHeader
from thidua.ui.tables import paged


def _asked(request: Request) -> dict[str, Any]:
    """The filter as it stands in the address."""
    given = {name: request.GET.get(name, "").strip() for name in ("q", "nam", "loai", "tinh-trang")}
    year = int(given["nam"]) if given["nam"].isdecimal() else None
    status = given["tinh-trang"] if given["tinh-trang"] in AwardStatus.values else ""
    return {"text": given["q"], "year": year, "award_code": given["loai"], "status": status}


def _found(request: Request, *, money: bool) -> queries.AwardList:
    season = season_of(request)
    policies.check_reads_register(request.actor, season)
    rows = queries.award_rows(**_asked(request), authority_id=season.authority_id)
    return queries.AwardList(rows, money=money)


@page(signed_in)
def register(request: Request) -> HttpResponse:
    """The register of the authority, found with or without diacritics."""
    season, wanted = season_of(request), _asked(request)
    table = RegisterTable(_found(request, money=False))
    paged(request, table, 50)
    years, awards = queries.years_and_awards(season.authority_id)
    context = {
        "header": ObjectHeader("Sổ khen thưởng", kind=str(season.authority)),
        "crumbs": trail(Crumb("Sổ khen thưởng")),
        "table": table,
        "wanted": wanted,
        "years": years,
        "award_choices": awards,
        "statuses": AwardStatus.choices,
    }
    return render(request, "award/register.html", context)


@page(signed_in)
def export(request: Request) -> HttpResponse:
    """Exactly what the register shows under the same filter."""
    season = season_of(request)
    money = policies.at_desk(request.actor, season.authority_id)
    data = awards_xlsx(f"Sổ khen thưởng – {season.authority}", _found(request, money=money), money=money)
    return parts.file(data, "so-khen-thuong.xlsx", parts.XLSX)


def _item(request: Request, pk: int) -> DecisionItem:
    item = queries.item_by_id(pk)
    if item is None or item.decision.authority_id != season_of(request).authority_id:
        raise Http404
    policies.check_sees_decision(request.actor, item.decision)
    return item


@page(signed_in)
def award(request: Request, pk: int) -> HttpResponse:
    """One award: status, certificates, money, what became of it."""
    return render(request, "award/award.html", award_context(request.actor, _item(request, pk), parts.site_of(request)))


@page(signed_in, methods=GET_POST)
def amend(request: Request, pk: int) -> HttpResponse:
    """Draft the decision that corrects or revokes one award."""
    item, actor = _item(request, pk), request.actor
    policies.check_amends(actor, item.decision.season)
    start = {"title": f"Về việc đính chính, thu hồi khen thưởng tại {item.decision}"}
    form = forms.AmendForm(request.POST or None, initial=start)

    def act() -> HttpResponse:
        data = form.cleaned_data
        fields = {name: data[name] for name in ("reason", "new_text", "new_recipient", "new_position")}
        made = actions.draft_amendment(
            by=actor,
            original=item.decision,
            kind=data["kind"],
            changes=[actions.Change(item, **fields)],
            heading=actions.Heading(data["title"]),
        )
        return redirect("award:decision", pk=made.pk)

    lead = "Quyết định gốc và bằng, giấy khen đã cấp không bị xóa; việc này được ghi thêm và hiện khi tra cứu."
    words = {"title": f"Đính chính, thu hồi: {item.recipient}", "button": "Lập dự thảo", "said": "Đã lập dự thảo."}
    return parts.form_page(request, form, act, to=url("award", pk), of=item.recipient, lead=lead, **words)
