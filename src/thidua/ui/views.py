"""Display settings of the reader, and the pages that say in plain words what went wrong."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template import loader
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from thidua.ui import display
from thidua.ui.answers import way_back


@csrf_exempt  # only the look of the sender's own pages changes; without a token public pages need no session cookie
@require_POST
def display_settings(request: HttpRequest) -> HttpResponse:
    """Remember text size and contrast, then go back to the page the reader came from."""
    answer = HttpResponseRedirect(way_back(request, request.POST.get("next", ""), "/"))
    for cookie, offered, name in (
        (display.SIZE_COOKIE, display.SIZES, "size"),
        (display.THEME_COOKIE, display.THEMES, "theme"),
    ):
        wanted = request.POST.get(name, "")
        if wanted in offered:
            answer.set_cookie(
                cookie, wanted, max_age=display.COOKIE_AGE, samesite="Lax", secure=request.is_secure(), httponly=False
            )
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be read."""
    return _error(request, 400, "Yêu cầu không đọc được", "Máy chủ không hiểu yêu cầu vừa gửi nên chưa làm gì cả.")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: what a policy refused, in the sentence that the policy gave."""
    sentence = _told(exception) or "Tài khoản của bạn không có quyền xem hoặc làm việc này."
    return _error(request, 403, "Bạn không được làm việc này", sentence)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404. Django's own text names code paths, so only a plain sentence is shown."""
    return _error(request, 404, "Không tìm thấy trang", "Địa chỉ này không có trang nào, hoặc trang đã được chuyển đi.")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing of what was typed has been half saved."""
    sentence = "Hệ thống gặp lỗi khi xử lý yêu cầu. Không có gì được lưu nửa chừng."
    return _error(request, 500, "Hệ thống gặp lỗi", sentence)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was opened too long ago or in another session."""
    sentence = (
        "Trang nhập liệu đã quá hạn hoặc bạn đã đăng nhập lại ở cửa sổ khác. "
        "Quay lại trang trước, tải lại rồi gửi lần nữa."
    )
    return _error(request, 403, "Trang đã quá hạn", sentence)


def conflict(request: HttpRequest) -> HttpResponse:
    """409: somebody else, or the same person twice, has just saved what was sent."""
    sentence = "Có người vừa lưu mục này, hoặc nút đã được bấm hai lần. Lần gửi này không lưu thêm gì."
    return _error(request, 409, "Đã được lưu trước đó", sentence)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: more was sent than is allowed."""
    return _error(request, 413, "Tệp quá lớn", _told(exception) or "Tệp gửi lên lớn hơn mức cho phép.")


def _told(exception: Exception | None) -> str:
    if exception is None or not exception.args or not isinstance(exception.args[0], str):
        return ""
    return exception.args[0]


def _error(request: HttpRequest, code: int, title: str, sentence: str) -> HttpResponse:
    """Rendered without context processors: the page must come out also when the database does not answer."""
    at_work = code < 500 and getattr(getattr(request, "actor", None), "signed_in", False)
    home = resolve_url(settings.LOGIN_REDIRECT_URL) if at_work else "/"
    context = {"request": request, "code": code, "title": title, "sentence": sentence, "at_work": at_work, "home": home}
    return HttpResponse(loader.render_to_string("ui/error.html", context), status=code)
