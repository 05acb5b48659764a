"""Addresses of the ui: only the reader's own display settings, open to everybody."""

from django.urls import path

from thidua.ui import views

app_name = "ui"

urlpatterns = [path("hien-thi/", views.display_settings, name="display")]
