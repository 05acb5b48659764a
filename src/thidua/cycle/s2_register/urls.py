"""Addresses of stage 2."""

from django.urls import path

from thidua.cycle.s2_register.views import reading, writing

app_name = "register"

urlpatterns = [
    path("", reading.home, name="home"),
    path("xuat-excel/", reading.export, name="export"),
    path("do-phu/", reading.coverage, name="coverage"),
    path("tong-hop/", reading.summary, name="summary"),
    path("tong-hop/xuat-excel/", reading.summary_export, name="summary_export"),
    path("tiep-nhan-nhieu/", writing.accept_many, name="accept_many"),
    path("don-doc/", writing.remind, name="remind"),
    path("lap-phieu/", writing.open_sheet, name="open"),
    path("so-nguoi/<int:unit>/", writing.headcount, name="headcount"),
    path("<int:pk>/", reading.sheet, name="sheet"),
    path("<int:pk>/xuat-excel/", reading.sheet_export, name="sheet_export"),
    path("<int:pk>/them/<slug:kind>/", writing.line, name="add_line"),
    path("<int:pk>/dong/<int:row>/", writing.line, name="line"),
    path("<int:pk>/them-chi-tieu/", writing.target, name="add_target"),
    path("<int:pk>/chi-tieu/<int:row>/", writing.target, name="target"),
    path("<int:pk>/gui/", writing.send, name="send"),
    path("<int:pk>/tiep-nhan/", writing.accept, name="accept"),
    path("<int:pk>/tra-lai/", writing.send_back, name="send_back"),
]
