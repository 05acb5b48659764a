"""Addresses of the room of units."""

from django.urls import path

from thidua.base.units.views import lineage, tree, unit

app_name = "units"

urlpatterns = [
    path("", tree.tree, name="list"),
    path("tai-ve/", tree.export, name="export"),
    path("them/", unit.create, name="create"),
    path("<int:unit_id>/", unit.unit, name="unit"),
    path("<int:unit_id>/thay-doi/", unit.change, name="change"),
    path("<int:unit_id>/ket-thuc/", unit.close, name="close"),
    path("<int:unit_id>/nam-thi-dua-rieng/", unit.authority, name="authority"),
    path("nguon-goc/", lineage.lineages, name="lineages"),
    path("nguon-goc/tai-ve/", lineage.export, name="lineages_export"),
    path("nguon-goc/xac-nhan/", lineage.confirm_all, name="lineages_confirm"),
    path("nguon-goc/<int:arrow_id>/", lineage.lineage, name="lineage"),
]
