"""Addresses of stage 7."""

from django.urls import path

from thidua.cycle.s7_vote.views import councils, lists, sessions, votes

app_name = "vote"

urlpatterns = [
    path("", lists.home, name="home"),
    path("tai-excel/", lists.export, name="export"),
    path("hoi-dong/", councils.councils, name="councils"),
    path("hoi-dong/lap/", councils.new_council, name="new_council"),
    path("hoi-dong/<int:pk>/", councils.council, name="council"),
    path("hoi-dong/thanh-vien/<int:pk>/thoi/", councils.end_seat, name="end_seat"),
    path("lap/", sessions.plan, name="plan"),
    path("<int:pk>/", lists.session, name="session"),
    path("<int:pk>/sua/", sessions.change, name="change"),
    path("<int:pk>/chuong-trinh/", sessions.agenda, name="agenda"),
    path("<int:pk>/chuong-trinh/<int:item_pk>/bo/", sessions.drop, name="drop"),
    path("<int:pk>/diem-danh/", sessions.roll, name="roll"),
    path("<int:pk>/rut/", sessions.recuse, name="recuse"),
    path("<int:pk>/mo/", sessions.open_vote, name="open"),
    path("<int:pk>/huy/", sessions.cancel, name="cancel"),
    path("<int:pk>/phieu/", votes.ballot, name="ballot"),
    path("<int:pk>/kiem-phieu/", votes.count, name="count"),
    path("<int:pk>/kiem-phieu/ky/", votes.confirm, name="confirm"),
    path("<int:pk>/ket-thuc/", votes.close, name="close"),
    path("<int:pk>/bien-ban/", votes.write, name="write"),
    path("<int:pk>/bien-ban/ky/", votes.sign, name="sign"),
    path("<int:pk>/bien-ban/xem/", votes.preview, name="preview"),
]
