"""Who asks: a stranger, every role of the season's own authority seen from inside and outside a unit, and people from
elsewhere. ``ours`` are people of the season's authority; the object asked for belongs to Xã Hoành Mô, in Khối các xã.
"""

from dataclasses import dataclass
from enum import StrEnum

UNIT, NEIGHBOUR = "BL.X-HM", "BL.X-HD"


class Origin(StrEnum):
    """Where an asker comes from."""

    NOWHERE = "nowhere"
    OURS = "ours"
    ABOVE = "above"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Asker:
    """One who tries every door. ``short`` stands in the table; ``username`` is empty for the stranger."""

    code: str
    short: str
    label: str
    username: str = ""
    origin: Origin = Origin.OURS


ASKERS = (
    Asker("stranger", "khách", "Người chưa đăng nhập", "", Origin.NOWHERE),
    Asker("no_role", "chưa có vai trò", "Tài khoản chưa được giao vai trò", "khong-vai-tro", Origin.NOWHERE),
    Asker("officer", "cán bộ", "Cán bộ thi đua của chính đơn vị", "cb-bl.x-hm"),
    Asker("officer_neighbour", "cán bộ cùng khối", "Cán bộ thi đua đơn vị khác, cùng khối", "cb-bl.x-hd"),
    Asker("officer_elsewhere", "cán bộ khác khối", "Cán bộ thi đua đơn vị khác khối", "cb-bl.mttq"),
    Asker("head", "thủ trưởng", "Thủ trưởng của chính đơn vị", "tt-bl.x-hm"),
    Asker("head_neighbour", "thủ trưởng cùng khối", "Thủ trưởng đơn vị khác, cùng khối", "tt-bl.x-hd"),
    Asker("cluster_head", "trưởng khối", "Trưởng khối của đơn vị", "bl.truong-k01"),
    Asker("cluster_head_elsewhere", "trưởng khối khác", "Trưởng khối khác", "bl.truong-k07"),
    Asker("reviewer", "thẩm định", "Cơ quan thẩm định", "bl.tham-dinh-nv"),
    Asker("specialist", "chuyên viên", "Chuyên viên của đơn vị tổ chức", "bl.chuyen-vien"),
    Asker("specialist_below", "chuyên viên cấp dưới", "Chuyên viên ghi tại một đơn vị trực thuộc", "chuyen-vien.x-hd"),
    Asker("secretary", "thư ký", "Thư ký hội đồng", "bl.thu-ky"),
    Asker("member", "ủy viên", "Ủy viên hội đồng", "bl.uy-vien-1"),
    Asker("authority", "người có thẩm quyền", "Người có thẩm quyền quyết định", "bl.chu-tich"),
    Asker("unit_admin", "quản trị tổ chức", "Quản trị đơn vị tổ chức", "bl.quan-tri-don-vi"),
    Asker("unit_admin_own", "quản trị đơn vị", "Quản trị của chính đơn vị", "quan-tri.x-hm"),
    Asker("unit_admin_neighbour", "quản trị đơn vị khác", "Quản trị đơn vị khác", "quan-tri.x-hd"),
    Asker("system_admin", "quản trị hệ thống", "Quản trị hệ thống", "bl.quan-tri"),
    Asker("auditor", "kiểm tra", "Kiểm tra, giám sát", "bl.kiem-tra"),
    Asker("above_specialist", "chuyên viên cấp trên", "Chuyên viên đơn vị tổ chức cấp trên", "qn.chuyen-vien",
          Origin.ABOVE),
    Asker("foreign_officer", "cán bộ nơi khác", "Cán bộ thi đua thuộc đơn vị tổ chức khác", "cb-pl.tdp1",
          Origin.FOREIGN),
    Asker("foreign_specialist", "chuyên viên nơi khác", "Chuyên viên đơn vị tổ chức khác", "pl.chuyen-vien",
          Origin.FOREIGN),
    Asker("foreign_secretary", "thư ký nơi khác", "Thư ký hội đồng của đơn vị tổ chức khác", "pl.thu-ky",
          Origin.FOREIGN),
    Asker("foreign_authority", "người có thẩm quyền nơi khác", "Người có thẩm quyền của đơn vị tổ chức khác",
          "pl.chu-tich", Origin.FOREIGN),
    Asker("foreign_unit_admin", "quản trị nơi khác", "Quản trị của đơn vị tổ chức khác", "pl.quan-tri-don-vi",
          Origin.FOREIGN),
)  # fmt: skip
BY_CODE = {asker.code: asker for asker in ASKERS}
