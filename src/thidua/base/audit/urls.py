"""Addresses of the log."""

from django.urls import path

from thidua.base.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.log, name="list"),
    path("tai-ve/", views.export, name="export"),
    path("kiem-tra/", views.verify, name="verify"),
    path("<int:number>/", views.row, name="row"),
]
