"""Addresses of stage 8."""

from django.urls import path

from thidua.cycle.s8_award.views import decisions, drafts, register

app_name = "award"

urlpatterns = [
    path("", decisions.home, name="home"),
    path("du-thao/", drafts.choose, name="choose"),
    path("du-thao/<int:session_pk>/", drafts.draft, name="draft"),
    path("du-thao/<int:session_pk>/theo-danh-hieu/", drafts.draft_by_award, name="draft_by_award"),
    path("<int:pk>/", decisions.decision, name="decision"),
    path("<int:pk>/sua/", drafts.edit, name="edit"),
    path("dong/<int:pk>/sua/", drafts.edit_line, name="edit_line"),
    path("dong/<int:pk>/bo/", drafts.drop_line, name="drop_line"),
    path("<int:pk>/trinh/", decisions.submit, name="submit"),
    path("<int:pk>/tra-lai/", decisions.send_back, name="send_back"),
    path("<int:pk>/ky/", decisions.issue, name="issue"),
    path("<int:pk>/pdf/", decisions.pdf, name="pdf"),
    path("<int:pk>/word/", decisions.docx, name="docx"),
    path("<int:pk>/tai-excel/", decisions.export, name="export"),
    path("<int:pk>/in/", decisions.print_all, name="print"),
    path("so/", register.register, name="register"),
    path("so/tai-excel/", register.export, name="export_register"),
    path("so/<int:pk>/", register.award, name="award"),
    path("so/<int:pk>/dinh-chinh-thu-hoi/", register.amend, name="amend"),
]
