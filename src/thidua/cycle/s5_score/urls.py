"""Addresses of stage 5 and of its wings."""

from django.urls import path

from thidua.cycle.s5_score.designer import urls as designer
from thidua.cycle.s5_score.views import overview, results, sheet

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
    path("xep-hang/<int:cluster>/", results.ranking, name="ranking"),
    path("xep-hang/<int:cluster>/tai-excel/", results.export, name="ranking_export"),
    path("xep-hang/<int:cluster>/phan-tich/", results.analysis, name="analysis"),
    path("xep-hang/<int:cluster>/cong-bo/", results.publish, name="publish"),
    *designer.urlpatterns,
]
