"""Addresses of stage 6."""

from django.urls import path

from thidua.cycle.s6_propose.views import dossier, lists, passing, subject

app_name = "propose"

urlpatterns = [
    path("", lists.home, name="home"),
    path("tai-excel/", lists.export, name="export"),
    path("lap/", dossier.choose, name="choose"),
    path("lap/<str:kind>/<int:subject_pk>/", dossier.draft, name="draft"),
    path("<int:pk>/", dossier.dossier, name="dossier"),
    path("<int:pk>/sua/", dossier.edit, name="edit"),
    path("<int:pk>/tra-dieu-kien/", dossier.check, name="check"),
    path("<int:pk>/gui/", dossier.send, name="send"),
    path("<int:pk>/tham-dinh/", dossier.appraise, name="appraise"),
    path("<int:pk>/trinh/", dossier.forward, name="forward"),
    path("<int:pk>/rut-lai/", dossier.with_reason, {"step": "recall"}, name="recall"),
    path("<int:pk>/tra-lai/", dossier.with_reason, {"step": "send_back"}, name="send_back"),
    path("<int:pk>/chuyen-cap-tren/", passing.pass_up, name="pass_up"),
    path("<int:pk>/nhan-lai/", dossier.with_reason, {"step": "take_back"}, name="take_back"),
    path("<int:pk>/tra-cap-duoi/", dossier.with_reason, {"step": "give_back"}, name="give_back"),
    path("<int:pk>/khong-trinh/", dossier.with_reason, {"step": "set_aside"}, name="set_aside"),
    path("doi-tuong/<str:kind>/<int:pk>/", subject.subject, name="subject"),
    path("du-kien/<int:pk>/rut/", subject.withdraw, name="withdraw"),
]
