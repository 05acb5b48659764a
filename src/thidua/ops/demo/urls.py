"""Addresses of the demonstration. Only ``thidua.site.urls_demo`` includes them."""

from django.urls import path

from thidua.ops.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.home, name="home"),
    path("trinh-dien/vai/<slug:code>/", views.people, name="people"),
    path("trinh-dien/vao/", views.enter, name="enter"),
    path("trinh-dien/buoc/<int:number>/", views.step, name="step"),
    path("trinh-dien/ngay/", views.day, name="day"),
]
