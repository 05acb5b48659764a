"""A gallery of every component with sample data, served on a port of its own: for the tests and for the eye.

python tests/ui/gallery.py 8899
"""

import sys
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

HERE = Path(__file__).parent


def configure() -> None:
    """The smallest settings that the ui needs."""
    settings.configure(
        DEBUG=False,
        SECRET_KEY="gallery",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.staticfiles",
            "django.forms",
            "django_htmx",
            "django_filters",
            "django_tables2",
            "thidua.ui",
        ],
        MIDDLEWARE=["csp.middleware.CSPMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "string_if_invalid": "!!KHÔNG CÓ BIẾN %s!!",
                },
            }
        ],
        FORM_RENDERER="thidua.ui.renderers.UiRenderer",
        CONTENT_SECURITY_POLICY={"DIRECTIVES": {"default-src": ["'self'"], "frame-ancestors": ["'none'"]}},
        STATIC_URL="/static/",
        LANGUAGE_CODE="vi",
        TIME_ZONE="Asia/Ho_Chi_Minh",
        USE_TZ=True,
        DJANGO_TABLES2_TEMPLATE="ui/table.html",
    )
    django.setup()


def page(request: HttpRequest, name: str = "work") -> HttpResponse:
    """One page of the gallery; POST shows the forms with their errors."""
    import gallery_samples
    from django.shortcuts import render

    sample = gallery_samples.PAGES[name]
    return render(request, sample.template, sample.context(request))


def fault(request: HttpRequest, code: int) -> HttpResponse:
    """The error pages."""
    from thidua.ui import views

    if code == 403:
        return views.forbidden(
            request, PermissionError("Báo cáo tháng 6 đã khóa ngày 05/07/2023. Hãy gửi bản điều chỉnh.")
        )
    pages: dict[int, Any] = {400: views.bad_request, 404: views.not_found, 413: views.too_large}
    return views.server_error(request) if code == 500 else pages[code](request)


urlpatterns = [
    path("", include("thidua.ui.urls")),
    path("loi/<int:code>/", fault),
    path("", page),
    path("<slug:name>/", page),
]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def serve(port: int) -> None:
    """Serve until stopped; prints the port that was taken."""
    with make_server("127.0.0.1", port, StaticFilesHandler(get_wsgi_application()), handler_class=_Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    sys.modules["gallery"] = sys.modules["__main__"]
    configure()
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
