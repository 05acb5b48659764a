"""Addresses of this wing, under those of one sheet."""

from django.urls import path

from thidua.cycle.s5_score.offline import views

urlpatterns = [
    path("bang/<int:pk>/ngoai-tuyen/", views.offline, name="offline"),
    path("bang/<int:pk>/ngoai-tuyen/lay-goi/", views.take, name="package"),
    path("bang/<int:pk>/ngoai-tuyen/<int:upload>/", views.report, name="package_report"),
    path("bang/<int:pk>/ngoai-tuyen/<int:upload>/tai-bao-cao/", views.report_file, name="package_report_file"),
]
