"""Excel of what is filtered: the clusters, and every place in them."""

from collections.abc import Iterator
from typing import Any

from thidua.cycle.s3_covenant.overview import ClusterRow
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_KINDS = {"Từ ngày": Kind.DATE, "Đến hết ngày": Kind.DATE}
_KINDS |= dict.fromkeys(("Số thành viên", "Văn bản đã thông qua", "Đã ký"), Kind.NUMBER)
_CLUSTERS = (
    "Mã", "Cụm, khối", "Loại", "Trưởng", "Phó trưởng", "Số thành viên", "Văn bản đã thông qua", "Giao ước", "Đã ký",
)  # fmt: skip
_PLACES = ("Cụm, khối", "Đơn vị", "Vị trí", "Từ ngày", "Đến hết ngày", "Theo quyết định")


def _columns(titles: tuple[str, ...]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(title=t, kind=_KINDS.get(t, Kind.TEXT)) for t in titles)


def clusters_xlsx(rows: list[ClusterRow], title: str) -> bytes:
    """Two sheets: one row a cluster, one row a place that holds on the day of the list."""
    clusters = (
        (r.code, r.name, r.kind, r.head, str(r.found.deputy.unit) if r.found.deputy else "", r.expected, r.papers,
         r.signing.label, r.signed)
        for r in rows
    )  # fmt: skip
    return write_xlsx([
        Sheet(name="Cụm, khối", columns=_columns(_CLUSTERS), rows=clusters, title_rows=(title,)),
        Sheet(name="Thành phần", columns=_columns(_PLACES), rows=_places(rows), title_rows=(title,)),
    ])  # fmt: skip


def _places(rows: list[ClusterRow]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        for p in (row.found.head, row.found.deputy, *row.found.members):
            if p:
                yield row.name, p.unit.name, p.get_position_display(), p.valid_from, p.valid_to, p.decision
