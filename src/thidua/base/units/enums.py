"""Kinds and levels of units, lineage, and the verbs of this room."""

from django.db import models


class UnitKind(models.TextChoices):
    """What a unit is."""

    PROVINCE = "province", "Tỉnh, thành phố trực thuộc trung ương"
    DISTRICT = "district", "Huyện, quận, thị xã, thành phố thuộc tỉnh"
    COMMUNE = "commune", "Xã, phường, thị trấn, đặc khu"
    HAMLET = "hamlet", "Thôn, tổ dân phố"
    GOVERNMENT = "government", "Ủy ban nhân dân, Hội đồng nhân dân"
    DEPARTMENT = "department", "Cơ quan chuyên môn, phòng, ban"
    PARTY = "party", "Cơ quan Đảng"
    MASS_ORGANISATION = "mass_organisation", "Mặt trận và đoàn thể"
    SCHOOL = "school", "Trường học, cơ sở giáo dục"
    HEALTH = "health", "Cơ sở y tế"
    ARMED_FORCE = "armed_force", "Quân sự, công an, biên phòng"
    SERVICE = "service", "Đơn vị sự nghiệp khác"
    ENTERPRISE = "enterprise", "Doanh nghiệp, hợp tác xã"
    OTHER = "other", "Tổ chức khác"


class Level(models.IntegerChoices):
    """Level of government that a unit belongs to; the district level ended on 1 July 2025."""

    CENTRAL = 10, "Trung ương"
    PROVINCE = 20, "Cấp tỉnh"
    DISTRICT = 30, "Cấp huyện"
    COMMUNE = 40, "Cấp xã"
    GRASSROOTS = 50, "Cơ sở"


class LineageKind(models.TextChoices):
    """How one unit became another."""

    MERGE = "merge", "Sáp nhập, hợp nhất"
    SPLIT = "split", "Chia, tách"
    RENAME = "rename", "Đổi tên"
    LEVEL_ABOLISHED = "level_abolished", "Kết thúc hoạt động cấp hành chính"
    TRANSFER = "transfer", "Chuyển về đơn vị khác quản lý"


class LineageState(models.IntegerChoices):
    """A mapping from a data set is only a candidate until an officer confirms it."""

    CANDIDATE = 10, "Đề xuất, chờ xác nhận"
    CONFIRMED = 20, "Đã xác nhận"
    REJECTED = 30, "Không đúng"


VERBS = {
    "units.created": "thêm đơn vị {subject}",
    "units.changed": "thay đổi đơn vị {subject} từ ngày {on}: {what}",
    "units.closed": "kết thúc hoạt động đơn vị {subject} từ ngày {on}; căn cứ: {decision}",
    "units.authority_set": "{what}: đơn vị {subject}",
    "units.imported": "nhập {count} đơn vị từ {source}",
    "units.lineage_recorded": "ghi nguồn gốc đơn vị {subject}",
    "units.lineage_confirmed": "xác nhận nguồn gốc đơn vị {subject}",
    "units.lineage_rejected": "bác nguồn gốc đơn vị {subject}; lý do: {reason}",
    "units.lineages_imported": "nhập {count} đề xuất nguồn gốc đơn vị từ {source}",
    "units.lineages_confirmed": "xác nhận {count} nguồn gốc đơn vị cùng lúc ({chosen})",
    "units.appointed": "giao vai trò {role} tại {unit} cho {subject}",
    "units.appointment_ended": "kết thúc vai trò {role} của {subject} từ ngày {on}",
    "units.posted": "ghi nơi công tác của {subject}",
    "units.posting_ended": "ghi {subject} thôi công tác tại {unit} từ sau ngày {on}",
    "units.household_recorded": "ghi hộ gia đình {subject}",
}
