"""Addresses of stage 5."""

from django.urls import path

from thidua.cycle.s5_score.outcome.urls import urlpatterns as outcome
from thidua.cycle.s5_score.views import overview, schemes, sheet

app_name = "score"

urlpatterns = [
    path("", overview.home, name="home"),
    path("tai-excel/", overview.export, name="export"),
    path("mo/", overview.open_sheets, name="open"),
    path("nhac/<int:cluster>/", overview.remind, name="remind"),
    path("bang/<int:pk>/", sheet.sheet, name="sheet"),
    path("bang/<int:pk>/luu/", sheet.save, name="save"),
    path("bang/<int:pk>/buoc/<slug:name>/", sheet.step, name="step"),
    path("bang/<int:pk>/o/<path:code>/", sheet.cell, name="cell"),
    path("bang/<int:pk>/minh-chung/<path:code>/", sheet.evidence, name="evidence"),
    path("bang/<int:pk>/vi-sao/", sheet.why, name="why_total"),
    path("bang/<int:pk>/vi-sao/<path:code>/", sheet.why, name="why"),
    *outcome,
    path("bang-tieu-chi/", schemes.schemes, name="schemes"),
    path("bang-tieu-chi/soan/", schemes.write, name="new"),
    path("bang-tieu-chi/<int:pk>/", schemes.scheme, name="scheme"),
    path("bang-tieu-chi/<int:pk>/tai-ve/", schemes.text, name="scheme_text"),
    path("bang-tieu-chi/<int:pk>/sua/", schemes.write, name="edit"),
    path("bang-tieu-chi/<int:pk>/ban-hanh/", schemes.step, {"name": "adopt"}, name="adopt"),
    path("bang-tieu-chi/<int:pk>/thoi-ap-dung/", schemes.step, {"name": "retire"}, name="retire"),
]
