"""Addresses of duties, notices, tasks and jobs."""

from django.urls import path

from thidua.base.tasks import views, views_given, views_jobs

app_name = "tasks"

urlpatterns = [
    path("", views.home, name="home"),
    path("don-doc/<str:stage>/", views.remind, name="remind"),
    path("don-doc/<str:stage>/tai-excel/", views.export, name="remind_export"),
    path("thong-bao/", views.notices, name="notices"),
    path("thong-bao/da-doc/", views.read, name="read"),
    path("giao/", views_given.given, name="given"),
    path("giao/them/", views_given.give, name="give"),
    path("giao/<int:pk>/", views.task, name="task"),
    path("giao/<int:pk>/xong/", views.finish, name="finish"),
    path("giao/<int:pk>/huy/", views.cancel, name="cancel"),
    path("tac-vu/", views_jobs.job_list, name="jobs"),
    path("tac-vu/<int:pk>/", views_jobs.job, name="job"),
    path("tac-vu/<int:pk>/dung/", views_jobs.cancel_job, name="cancel_job"),
    path("tac-vu/<int:pk>/lai/", views_jobs.retry_job, name="retry_job"),
]
