"""Addresses of the room of places."""

from django.urls import path

from thidua.base.places import views

app_name = "places"

urlpatterns = [path("", views.places, name="import")]
