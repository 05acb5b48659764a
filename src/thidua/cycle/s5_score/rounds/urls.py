"""Addresses of the rounds."""

from django.urls import path

from thidua.cycle.s5_score.rounds import views

urlpatterns = [
    path("nhac/<int:cluster>/", views.remind, name="remind"),
    path("lich/<int:cluster>/", views.plan, name="plan"),
    path("lich/<int:cluster>/dat/", views.set_plan, name="set_plan"),
    path("lich/<int:cluster>/gia-han/", views.extend, name="extend"),
    path("lich/<int:cluster>/phan-cong/", views.assign, name="assign"),
    path("lich/<int:cluster>/con-thieu/", views.board, name="board"),
    path("xep-hang/<int:cluster>/dong-hang/", views.tie, name="tie"),
    path("bang/<int:pk>/giai-trinh/", views.replies, name="replies"),
    path("bang/<int:pk>/giai-trinh/<path:code>/", views.reply, name="reply"),
    path("bang/<int:pk>/tra-loi/<path:code>/", views.answer, name="answer"),
    path("bang/<int:pk>/bien-ban/", views.minutes, name="minutes"),
    path("bang/<int:pk>/hoi-dong/", views.decide, name="decide"),
]
