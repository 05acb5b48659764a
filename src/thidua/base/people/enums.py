"""Kinds of persons, as the statistical forms 0602 and 0603 (Thông tư 02/2023/TT-BNV) count them."""

from django.db import models


class Sex(models.TextChoices):
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"
    UNKNOWN = "unknown", "Chưa rõ"


class PersonClass(models.TextChoices):
    """The rows of the statistical forms: leaders by level, entrepreneurs, direct workers."""

    PROVINCE_LEADER = "province_leader", "Lãnh đạo cấp bộ, tỉnh trở lên"
    DEPARTMENT_LEADER = "department_leader", "Lãnh đạo cấp vụ, sở và tương đương"
    OTHER_LEADER = "other_leader", "Lãnh đạo khác, từ phó phòng trở lên"
    ENTREPRENEUR = "entrepreneur", "Doanh nhân"
    DIRECT_WORKER = "direct_worker", "Người trực tiếp công tác, lao động, học tập"
    UNKNOWN = "unknown", "Chưa phân loại"


VERBS = {
    "people.account_created": "tạo tài khoản {subject}",
    "people.password_reset": "cấp lại mật khẩu cho tài khoản {subject}",
    "people.password_renewed": "nhập đúng mật khẩu; hệ thống mã hóa lại mật khẩu theo cách mới",
    "people.password_changed": "đổi mật khẩu của mình",
    "people.signed_in": "đăng nhập",
    "people.second_factor_on": "bật xác thực hai lớp",
    "people.second_factor_off": "tắt xác thực hai lớp",
    "people.second_factor_removed": "gỡ xác thực hai lớp của {subject}; lý do: {reason}",
    "people.recovery_codes_made": "tạo bộ mã dự phòng mới",
    "people.sessions_ended": "kết thúc {count} phiên đăng nhập khác của mình",
    "people.account_closed": "khóa tài khoản {subject}; lý do: {reason}",
    "people.account_opened": "mở lại tài khoản {subject}",
    "people.person_recorded": "ghi hồ sơ người {subject}",
    "people.persons_recorded": "ghi {count} hồ sơ người",
    "people.person_corrected": "sửa hồ sơ người {subject}",
}
