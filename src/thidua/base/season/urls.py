"""Addresses of the room of the year."""

from django.urls import path

from thidua.base.season import views

app_name = "season"

urlpatterns = [
    path("", views.seasons, name="list"),
    path("lap/", views.create, name="create"),
    path("<int:season_id>/", views.season, name="season"),
    path("<int:season_id>/chu-de/", views.theme, name="theme"),
    path("<int:season_id>/mo/", views.open_season, name="open"),
    path("<int:season_id>/ket-thuc/", views.close_season, name="close"),
    path("<int:season_id>/<slug:stage>/lich/", views.window, name="window"),
    path("<int:season_id>/<slug:stage>/khoa/", views.lock, name="lock"),
    path("ngay-nghi/", views.holidays, name="holidays"),
    path("ngay-nghi/ghi/", views.holiday_add, name="holiday_add"),
    path("ngay-nghi/<int:holiday_id>/bo/", views.holiday_remove, name="holiday_remove"),
]
