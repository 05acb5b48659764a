"""Addresses of the scheme designer, joined under those of stage 5."""

from django.urls import path

from thidua.cycle.s5_score.designer.views import design, nodes, schemes, tables, versions

_ONE = "bang-tieu-chi/<int:pk>"

urlpatterns = [
    path("bang-tieu-chi/", schemes.schemes, name="schemes"),
    path("bang-tieu-chi/soan/", schemes.write, name="new"),
    path("bang-tieu-chi/moi/", versions.begin, name="begin"),
    path(f"{_ONE}/", schemes.scheme, name="scheme"),
    path(f"{_ONE}/tai-ve/", schemes.text, name="scheme_text"),
    path(f"{_ONE}/sua/", schemes.write, name="edit"),
    path(f"{_ONE}/ban-hanh/", schemes.step, {"name": "adopt"}, name="adopt"),
    path(f"{_ONE}/thoi-ap-dung/", schemes.step, {"name": "retire"}, name="retire"),
    path("bang-tieu-chi/tu-excel/", tables.upload, name="upload"),
    path("bang-tieu-chi/tu-excel/<int:pk>/", tables.report, name="upload_report"),
    path(f"{_ONE}/tai-excel/", tables.export, name="scheme_excel"),
    path("bang-tieu-chi/sao-chep/", versions.copy, name="copy"),
    path(f"{_ONE}/phien-ban-moi/", versions.next_version, name="next_version"),
    path(f"{_ONE}/khac/", versions.difference, name="difference"),
    path(f"{_ONE}/khac/<int:other>/", versions.difference, name="difference_from"),
    path(f"{_ONE}/thiet-ke/", design.design, name="design"),
    path(f"{_ONE}/thiet-ke/chung/<slug:part>/", design.general, name="general"),
    path(f"{_ONE}/thiet-ke/muc/<slug:at>/", nodes.node, name="node"),
    path(f"{_ONE}/thiet-ke/them/<slug:above>/<slug:what>/", nodes.add, name="add"),
    path(f"{_ONE}/thiet-ke/chuyen/<slug:at>/", nodes.move, name="move"),
    path(f"{_ONE}/thiet-ke/bo/<slug:at>/", nodes.drop, name="drop"),
]
