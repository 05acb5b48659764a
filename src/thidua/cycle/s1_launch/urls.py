"""Addresses of stage 1."""

from django.urls import path

from thidua.cycle.s1_launch.views import reading, writing

app_name = "launch"

urlpatterns = [
    path("", reading.home, name="home"),
    path("xuat-excel/", reading.export, name="export"),
    path("soan/", writing.create, name="create"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/don-vi/xuat-excel/", reading.cascade_export, name="cascade_export"),
    path("<int:pk>/sua/", writing.edit, name="edit"),
    path("<int:pk>/phat-dong-lai/", writing.relaunch, name="relaunch"),
    path("<int:pk>/phat-dong/", writing.launch, name="launch"),
    path("<int:pk>/tiep-nhan/", writing.receive, name="receive"),
    path("<int:pk>/tong-ket/", writing.sum_up, name="sum_up"),
    path("<int:pk>/ket-thuc/", writing.close, name="close"),
    path("<int:pk>/don-doc/", writing.remind, name="remind"),
]
