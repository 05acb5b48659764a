"""Addresses of the results of scoring."""

from django.urls import path

from thidua.cycle.s5_score.outcome import views

urlpatterns = [
    path("xep-hang/<int:cluster>/", views.ranking, name="ranking"),
    path("xep-hang/<int:cluster>/tai-excel/", views.export, name="ranking_export"),
    path("xep-hang/<int:cluster>/phan-tich/", views.analysis, name="analysis"),
    path("xep-hang/<int:cluster>/cong-bo/", views.publish, name="publish"),
    path("xep-hang/<int:cluster>/bang-diem.<slug:ending>", views.table_paper, name="table_paper"),
    path("bang/<int:pk>/bien-ban.<slug:ending>", views.minutes_paper, name="minutes_paper"),
]
