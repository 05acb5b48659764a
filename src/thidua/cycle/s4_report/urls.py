"""Addresses of stage 4."""

from django.urls import path

from thidua.cycle.s4_report.views import overview, sheet

app_name = "report"

urlpatterns = [
    path("", overview.home, name="home"),
    path("so-sanh/", overview.compare, name="compare"),
    path("tai-excel/", overview.export, name="export"),
    path("lap/", sheet.open_report, name="open"),
    path("<int:pk>/", sheet.report, name="report"),
    path("<int:pk>/nhap/", sheet.enter, name="enter"),
    path("<int:pk>/gui/", sheet.send, name="send"),
    path("<int:pk>/chap-nhan/", sheet.accept, name="accept"),
    path("<int:pk>/tra-lai/", sheet.send_back, name="send_back"),
    path("<int:pk>/vi-sao/<int:indicator>/", sheet.why, name="why"),
]
