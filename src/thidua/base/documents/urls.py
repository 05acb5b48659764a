"""Addresses of documents and files."""

from django.urls import path

from thidua.base.documents import views

app_name = "documents"

urlpatterns = [
    path("", views.document_list, name="list"),
    path("tai-excel/", views.export, name="export"),
    path("them/", views.new, name="new"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/het-hieu-luc/", views.end, name="end"),
    path("dinh-kem/", views.attach, name="attach"),
    path("tep/<int:pk>/", views.file, name="file"),
    path("tep/<int:pk>/rut/", views.withdraw, name="withdraw"),
]
