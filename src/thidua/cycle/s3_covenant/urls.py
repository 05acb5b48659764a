"""Addresses of stage 3."""

from django.urls import path

from thidua.cycle.s3_covenant.views import clusters, covenants, papers, signing

app_name = "covenant"

urlpatterns = [
    path("", clusters.home, name="home"),
    path("xuat-excel/", clusters.export, name="export"),
    path("cum-khoi/lap/", clusters.create, name="create"),
    path("cum-khoi/<int:pk>/", clusters.cluster, name="cluster"),
    path("cum-khoi/<int:pk>/quyet-dinh/", clusters.compose, name="compose"),
    path("cum-khoi/<int:pk>/dan-van-ban/", clusters.cite, name="cite"),
    path("cum-khoi/<int:pk>/soan-van-ban/", papers.write, name="write_paper"),
    path("cum-khoi/<int:pk>/soan-giao-uoc/", covenants.draft, name="draft"),
    path("van-ban/<int:pk>/", papers.paper, name="paper"),
    path("van-ban/<int:pk>/sua/", papers.rewrite, name="rewrite_paper"),
    path("van-ban/<int:pk>/lay-y-kien/", papers.circulate, name="circulate"),
    path("van-ban/<int:pk>/thu-ve/", papers.take_back, name="take_back_paper"),
    path("van-ban/<int:pk>/gop-y/", papers.comment, name="comment"),
    path("van-ban/<int:pk>/thong-qua/", papers.adopt, name="adopt"),
    path("van-ban/<int:pk>/ban-moi/", papers.renew, name="renew"),
    path("y-kien/<int:pk>/tra-loi/", papers.answer, name="answer"),
    path("ban/<int:pk>/", covenants.covenant, name="covenant"),
    path("ban/<int:pk>/sua/", covenants.edit, name="edit"),
    path("ban/<int:pk>/mo-ky/", covenants.open_signing, name="open"),
    path("ban/<int:pk>/thu-ve/", covenants.take_back, name="take_back"),
    path("ban/<int:pk>/pdf/", covenants.pdf, name="pdf"),
    path("ban/<int:pk>/van-ban-ky/", covenants.signed_text, name="text"),
    path("ban/<int:pk>/ky/", signing.sign, name="sign"),
    path("ban/<int:pk>/nhac-ky/", signing.remind, name="remind"),
]
