"""Addresses of stage 4."""

from django.urls import path

from thidua.cycle.s4_report.views import calendar, overview, sheet

app_name = "report"

urlpatterns = [
    path("", overview.home, name="home"),
    path("so-sanh/", overview.compare, name="compare"),
    path("tai-excel/", overview.export, name="export"),
    path("lich/", calendar.calendar, name="calendar"),
    path("lich/them/", calendar.add, name="calendar_add"),
    path("lich/<int:pk>/", calendar.period, name="period"),
    path("lich/<int:pk>/han/", calendar.change_due, name="change_due"),
    path("lich/<int:pk>/them-don-vi/", calendar.add_units, name="add_units"),
    path("lich/<int:pk>/bo-don-vi/", calendar.remove_units, name="remove_units"),
    path("lich/<int:pk>/gia-han/", calendar.extend, name="extend"),
    path("lap/", sheet.open_report, name="open"),
    path("<int:pk>/", sheet.report, name="report"),
    path("<int:pk>/nhap/", sheet.enter, name="enter"),
    path("<int:pk>/gui/", sheet.send, name="send"),
    path("<int:pk>/chap-nhan/", sheet.accept, name="accept"),
    path("<int:pk>/tra-lai/", sheet.send_back, name="send_back"),
    path("<int:pk>/vi-sao/<int:indicator>/", sheet.why, name="why"),
]
