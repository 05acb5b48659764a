"""Is this certificate real, and does it still stand?"""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.page import Request, page, public
from thidua.faces.portal.asking import fresh
from thidua.faces.portal.certificates import Standing, check_code, public_key, typed_code
from thidua.ui.parts import Crumb, ObjectHeader


@page(public)
@fresh
def check(request: Request) -> HttpResponse:
    """Ask for a register number or for what the code of a certificate says."""
    if code := typed_code(request.GET.get("ma", "")):
        return redirect("portal:check_one", code=code)
    return render(request, "portal/check.html", {"header": ObjectHeader("Kiểm tra bằng, giấy khen")})


@page(public)
@fresh
def check_one(request: Request, code: str) -> HttpResponse:
    """The answer for one certificate: valid, corrected, revoked, not ours, or not found."""
    found = check_code(typed_code(code))
    context = {
        "header": ObjectHeader("Kiểm tra bằng, giấy khen", state=found.state),
        "crumbs": (Crumb("Kiểm tra bằng, giấy khen", reverse("portal:check")), Crumb("Kết quả")),
        "found": found,
    }
    return render(request, "portal/checked.html", context, status=200 if found.standing != Standing.UNKNOWN else 404)


@page(public)
@fresh
def key(request: Request) -> HttpResponse:
    """The public key, to check certificates without this server."""
    pem = public_key()
    if pem is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="khoa-cong-khai.pem"'}
    return HttpResponse(pem, "application/x-pem-file", headers=headers)
