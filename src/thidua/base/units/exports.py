"""Spreadsheets of units and of lineage: exactly what the page shows."""

from collections.abc import Iterable

from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.models import Lineage
from thidua.base.units.queries import codes_of
from thidua.base.units.tree import Node, Tree
from thidua.language.dates import format_date
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_UNITS = (
    SheetColumn(title="Mã đơn vị", width=20),
    SheetColumn(title="Tên đơn vị", width=44),
    SheetColumn(title="Loại"),
    SheetColumn(title="Cấp", width=16),
    SheetColumn(title="Mã đơn vị cấp trên", width=20),
    SheetColumn(title="Trực thuộc", width=44),
)
_LINEAGE = (
    SheetColumn(title="Mã đơn vị cũ", width=20),
    SheetColumn(title="Đơn vị cũ"),
    SheetColumn(title="Mã đơn vị mới", width=20),
    SheetColumn(title="Đơn vị mới"),
    SheetColumn(title="Cách thay đổi", width=24),
    SheetColumn(title="Từ ngày", kind=Kind.DATE),
    SheetColumn(title="Căn cứ", width=44),
    SheetColumn(title="Trạng thái", width=22),
    SheetColumn(title="Nguồn dữ liệu"),
    SheetColumn(title="Ghi chú"),
)


def units_xlsx(tree: Tree, nodes: Iterable[Node]) -> bytes:
    """Units as they were on the day of the tree."""
    codes, levels, kinds = codes_of(tree.nodes), dict(Level.choices), dict(UnitKind.choices)
    rows = [
        (
            codes[n.unit_id],
            n.name,
            kinds[n.kind],
            levels[n.level],
            codes.get(n.parent_id or 0, ""),
            tree.nodes[n.parent_id].name if n.parent_id in tree.nodes else "",
        )
        for n in nodes
    ]
    title = f"Đơn vị tại ngày {format_date(tree.on)}"
    return write_xlsx([Sheet(name="Đơn vị", columns=_UNITS, rows=rows, title_rows=(title,))])


def lineage_xlsx(arrows: Iterable[Lineage], chosen: str) -> bytes:
    """Arrows between units; ``chosen`` says which filter they passed."""
    rows = (
        (
            a.old.code,
            a.old.name,
            a.new.code,
            a.new.name,
            a.get_kind_display(),
            a.on_date,
            a.decision,
            a.get_state_display(),
            a.source,
            a.note,
        )
        for a in arrows
    )
    title = f"Nguồn gốc đơn vị: {chosen}"
    return write_xlsx([Sheet(name="Nguồn gốc", columns=_LINEAGE, rows=rows, title_rows=(title,))])
