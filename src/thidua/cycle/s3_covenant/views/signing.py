"""Signing by a member's representative, and reminding those who have not signed."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.base.access.actor import Refused
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.season.queries import stage_status
from thidua.cycle.s3_covenant import forms, policies, queries
from thidua.cycle.s3_covenant.actions import covenants as actions
from thidua.cycle.s3_covenant.enums import STAGE
from thidua.cycle.s3_covenant.models import Covenant, Signature
from thidua.cycle.s3_covenant.views import parts
from thidua.cycle.s3_covenant.views.covenants import told
from thidua.language.dates import format_date
from thidua.ui.parts import Fact

WORD = "KÝ"


@page(signed_in, methods=GET_POST)
def sign(request: Request, pk: int) -> HttpResponse:
    """Read the text, type the word, say once more who one is, and sign."""
    actor, covenant = request.actor, parts.covenant_or_404(request, pk)
    policies.check_may_sign(actor, covenant, request.today)
    if actor.unit_id not in queries.waiting_units(covenant, request.today):
        return redirect("covenant:covenant", pk=pk)
    if not get_adapter().get_reauthentication_methods(request.user):
        raise Refused("Tài khoản của bạn chưa có mật khẩu nên chưa ký được. Hãy nhờ quản trị đơn vị cấp mật khẩu.")
    start = {"text_hash": covenant.text_hash, "office": actor.role.label if actor.role else ""}
    form = forms.SignForm(request.POST or None, word=WORD, initial=start)
    facts = (
        Fact("Đơn vị", actor.unit_name),
        Fact("Người ký", actor.name),
        Fact("Ngày ký", format_date(request.today)),
        Fact("Mã băm của văn bản (SHA-256)", covenant.shown_hash),
    )
    return parts.form_page(
        request, form, lambda: _sign(request, covenant, form), title="Ký giao ước", cluster=covenant.cluster,
        button="Ký giao ước", said="Đã ký giao ước.", to=parts.url("covenant", covenant), facts=facts,
        template="covenant/sign.html", covenant=covenant, promises=told(queries.promises_of(covenant)),
    )  # fmt: skip


@reauthentication_required  # type: ignore[untyped-decorator]
def _sign(request: Request, covenant: Covenant, form: forms.SignForm) -> Signature:
    """Goes on only when the password was given in the last minutes; else allauth asks for it and comes back here."""
    given = {name: form.cleaned_data[name] for name in ("text_hash", "office")}
    return actions.sign(by=request.actor, covenant=covenant, today=request.today, **given)


@page(signed_in, methods=GET_POST)
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind the members that have not signed."""
    actor, today, covenant = request.actor, request.today, parts.covenant_or_404(request, pk)
    policies.check_may_remind(actor, covenant, today)
    names = list(queries.waiting_units(covenant, today).values())
    closes = stage_status(covenant.cluster.season, STAGE, today).closes
    until = f" trước hết ngày {format_date(closes)}" if closes else ""
    start = {"text": f"Đề nghị đại diện đơn vị đọc và ký «{covenant.title}»{until}."}
    form, to = forms.TextForm(request.POST or None, initial=start, label="Lời nhắc"), parts.url("covenant", covenant)
    link = reverse("covenant:sign", args=[pk])

    def act() -> object:
        text = form.cleaned_data["text"]
        return actions.remind_unsigned(by=actor, covenant=covenant, text=text, url=link, today=today)

    return parts.form_page(
        request, form, act, title="Nhắc ký giao ước", cluster=covenant.cluster, button="Gửi lời nhắc",
        said=f"Đã nhắc {len(names)} đơn vị chưa ký; đơn vị đã được nhắc trong ngày không nhận thêm lời nhắc.",
        to=to, back=to, lead=f"Gửi tới {len(names)} đơn vị chưa ký: {'; '.join(names)}.",
    )  # fmt: skip
