"""Addresses of stage 5 and of its wings."""

from django.urls import path

from thidua.cycle.s5_score.designer.urls import urlpatterns as designer
from thidua.cycle.s5_score.evidence.urls import urlpatterns as evidence
from thidua.cycle.s5_score.offline.urls import urlpatterns as offline
from thidua.cycle.s5_score.outcome.urls import urlpatterns as outcome
from thidua.cycle.s5_score.rounds.urls import urlpatterns as rounds
from thidua.cycle.s5_score.views import overview, sheet

app_name = "score"

urlpatterns = [
    *evidence,
    *offline,
    *rounds,
    *outcome,
    *designer,
    path("", overview.home, name="home"),
    path("tai-excel/", overview.export, name="export"),
    path("mo/", overview.open_sheets, name="open"),
    path("bang/<int:pk>/", sheet.sheet, name="sheet"),
    path("bang/<int:pk>/luu/", sheet.save, name="save"),
    path("bang/<int:pk>/buoc/<slug:name>/", sheet.step, name="step"),
    path("bang/<int:pk>/o/<path:code>/", sheet.cell, name="cell"),
    path("bang/<int:pk>/minh-chung/<path:code>/", sheet.evidence, name="evidence"),
    path("bang/<int:pk>/vi-sao/", sheet.why, name="why_total"),
    path("bang/<int:pk>/vi-sao/<path:code>/", sheet.why, name="why"),
]
