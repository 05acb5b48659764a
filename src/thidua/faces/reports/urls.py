"""Addresses of the season's summary."""

from django.urls import path

from thidua.faces.reports import views

app_name = "reports"

urlpatterns = [
    path("", views.home, name="home"),
    path("bao-cao.docx", views.document, name="document"),
    path("so-lieu.xlsx", views.workbook, name="workbook"),
]
