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
    """One column of the matrix. ``username`` is empty for the stranger."""

    code: str
    label: str
    username: str = ""
    origin: Origin = Origin.OURS


ASKERS = (
    Asker("stranger", "Người chưa đăng nhập", "", Origin.NOWHERE),
    Asker("no_role", "Tài khoản chưa được giao vai trò", "khong-vai-tro", Origin.NOWHERE),
    Asker("officer", "Cán bộ thi đua của chính đơn vị", "cb-bl.x-hm"),
    Asker("officer_neighbour", "Cán bộ thi đua đơn vị khác, cùng khối", "cb-bl.x-hd"),
    Asker("officer_elsewhere", "Cán bộ thi đua đơn vị khác khối", "cb-bl.mttq"),
    Asker("head", "Thủ trưởng của chính đơn vị", "tt-bl.x-hm"),
    Asker("head_neighbour", "Thủ trưởng đơn vị khác, cùng khối", "tt-bl.x-hd"),
    Asker("cluster_head", "Trưởng khối của đơn vị", "bl.truong-k01"),
    Asker("cluster_head_elsewhere", "Trưởng khối khác", "bl.truong-k07"),
    Asker("reviewer", "Cơ quan thẩm định", "bl.tham-dinh-nv"),
    Asker("specialist", "Chuyên viên của đơn vị tổ chức", "bl.chuyen-vien"),
    Asker("secretary", "Thư ký hội đồng", "bl.thu-ky"),
    Asker("member", "Ủy viên hội đồng", "bl.uy-vien-1"),
    Asker("authority", "Người có thẩm quyền quyết định", "bl.chu-tich"),
    Asker("unit_admin", "Quản trị đơn vị tổ chức", "bl.quan-tri-don-vi"),
    Asker("unit_admin_own", "Quản trị của chính đơn vị", "quan-tri.x-hm"),
    Asker("unit_admin_neighbour", "Quản trị đơn vị khác", "quan-tri.x-hd"),
    Asker("system_admin", "Quản trị hệ thống", "bl.quan-tri"),
    Asker("auditor", "Kiểm tra, giám sát", "bl.kiem-tra"),
    Asker("above_specialist", "Chuyên viên đơn vị tổ chức cấp trên", "qn.chuyen-vien", Origin.ABOVE),
    Asker("foreign_officer", "Cán bộ thi đua thuộc đơn vị tổ chức khác", "cb-pl.tdp1", Origin.FOREIGN),
    Asker("foreign_specialist", "Chuyên viên đơn vị tổ chức khác", "pl.chuyen-vien", Origin.FOREIGN),
    Asker("foreign_secretary", "Thư ký hội đồng của đơn vị tổ chức khác", "pl.thu-ky", Origin.FOREIGN),
    Asker("foreign_authority", "Người có thẩm quyền của đơn vị tổ chức khác", "pl.chu-tich", Origin.FOREIGN),
    Asker("foreign_unit_admin", "Quản trị của đơn vị tổ chức khác", "pl.quan-tri-don-vi", Origin.FOREIGN),
)
BY_CODE = {asker.code: asker for asker in ASKERS}
