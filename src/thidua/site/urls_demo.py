"""The address table of the demonstration: its own pages first; the portal's first page moves to /cong/."""

from django.urls import URLResolver, include, path

from thidua.faces.portal import urls as portal
from thidua.site import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def _portal() -> URLResolver:
    first = next(p for p in portal.urlpatterns if p.name == "home")
    rest = [p for p in portal.urlpatterns if p is not first]
    return path("", include(([path("cong/", first.callback, name="home"), *rest], portal.app_name)))


urlpatterns = [
    path("", include("thidua.ops.demo.urls")),
    _portal(),
    *(p for p in urls.urlpatterns if getattr(p, "app_name", None) != portal.app_name),
]
