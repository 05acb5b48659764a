"""Addresses of the public pages."""

from django.urls import path

from thidua.faces.portal.views import awards, checking, front, movements, results, stories

app_name = "portal"

urlpatterns = [
    path("", front.home, name="home"),
    path("cong/tin/", stories.news, name="news"),
    path("cong/tin/<int:pk>/", stories.story, name="story"),
    path("cong/phong-trao/", movements.movements, name="movements"),
    path("cong/phong-trao/<int:pk>/", movements.movement, name="movement"),
    path("cong/quyet-dinh/", awards.decisions, name="decisions"),
    path("cong/quyet-dinh/<int:pk>/", awards.decision, name="decision"),
    path("cong/ket-qua/", results.results, name="results"),
    path("cong/ket-qua/<int:pk>/", results.result, name="result"),
    path("cong/ket-qua/<int:pk>/du-lieu.<slug:ending>", results.result_file, name="result_file"),
    path("cong/khen-thuong/", awards.awards, name="awards"),
    path("cong/khen-thuong/du-lieu.<slug:ending>", awards.awards_file, name="awards_file"),
    path("cong/kiem-tra/", checking.check, name="check"),
    path("cong/kiem-tra/<path:code>/", checking.check_one, name="check_one"),
    path("cong/khoa-cong-khai.pem", checking.key, name="key"),
    path("cong/hoi-nghi/", front.conferences, name="conferences"),
    path("cong/tim/", front.search, name="search"),
    path("cong/gioi-thieu/", front.about, name="about"),
]
