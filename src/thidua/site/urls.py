"""The address table. Every view carries its policy (``thidua.base.access.page``); tests/house walks this table."""

from django.urls import include, path

from thidua.cycle import STAGES
from thidua.site import views

handler400 = "thidua.ui.views.bad_request"
handler403 = "thidua.ui.views.forbidden"
handler404 = "thidua.ui.views.not_found"
handler500 = "thidua.ui.views.server_error"


urlpatterns = [
    path("", include("thidua.ui.urls")),
    path("tai-khoan/", include("thidua.base.people.account_urls")),
    path("lam-viec/chon-vai-tro/", views.choose_desk, name="choose_desk"),
    path("lam-viec/chon-nam/", views.choose_season, name="choose_season"),
    path("tim/", views.search, name="search"),
    path("", include("thidua.faces.portal.urls")),
    path("viec/", include("thidua.base.tasks.urls")),
    path("van-ban/", include("thidua.base.documents.urls")),
    path("con-nguoi/", include("thidua.base.staff.urls")),
    path("don-vi/", include("thidua.base.units.urls")),
    path("dia-gioi/", include("thidua.base.places.urls")),
    path("nam-thi-dua/", include("thidua.base.season.urls")),
    path("nhat-ky/", include("thidua.base.audit.urls")),
    path("tong-hop/", include("thidua.faces.reports.urls")),
    *(path(f"{stage.path}/", include(f"thidua.cycle.{stage.code}.urls")) for stage in STAGES),
]
