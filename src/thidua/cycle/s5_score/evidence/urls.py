"""Addresses of this wing. The step that ends a review stands before the steps of the middle, which it asks about."""

from django.urls import path

from thidua.cycle.s5_score.evidence import views

urlpatterns = [
    path("bang/<int:pk>/buoc/review/", views.end_review, name="end_review"),
    path("bang/<int:pk>/buoc/ask/", views.end_review, name="end_review_ask"),
    path("bang/<int:pk>/tep/", views.sheet_list, name="evidence_list"),
    path("bang/<int:pk>/luu-y/<path:code>/", views.flags, name="evidence_flags"),
    path("minh-chung/<int:cluster>/", views.cluster_page, name="evidence_cluster"),
    path("minh-chung/<int:cluster>/rut-tham/", views.announce, name="draw_announce"),
    path("rut-tham/<int:pk>/", views.draw, name="draw"),
    path("rut-tham/<int:pk>/danh-sach.txt", views.pool, name="draw_pool"),
    path("rut-tham/<int:pk>/ket-qua/<path:item>/", views.finding, name="draw_finding"),
    path("rut-tham/<int:pk>/cong-khai/", views.release, name="draw_release"),
]
