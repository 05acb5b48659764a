"""The words people write in the files, and the stable codes they stand for; examples/README.md lists the same words."""

from collections.abc import Mapping
from enum import StrEnum


class Source(StrEnum):
    """Where an entry comes from."""

    POSTED = "posted"
    PUBLIC = "public"
    ILLUSTRATION = "illustration"


class Approx(StrEnum):
    """How a published figure was given: exactly, or as "trên", "gần", "dưới", "khoảng"."""

    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    UNDER = "under"
    ABOUT = "about"


Words = Mapping[str, str]

SOURCES: Mapping[str, Source] = {
    "bài đăng": Source.POSTED,
    "công khai": Source.PUBLIC,
    "minh họa": Source.ILLUSTRATION,
}
APPROXIMATIONS: Mapping[str, Approx] = {
    "trên": Approx.OVER,
    "gần": Approx.NEARLY,
    "dưới": Approx.UNDER,
    "khoảng": Approx.ABOUT,
}
ROLES: Words = {
    code: code
    for code in (
        "unit_officer",
        "unit_head",
        "cluster_head",
        "reviewing_department",
        "specialist",
        "council_secretary",
        "council_member",
        "authority",
        "unit_administrator",
        "system_administrator",
        "auditor",
    )
}
SCOPES: Words = {"đơn vị": "unit", "cây đơn vị": "subtree", "cụm": "cluster"}
UNIT_KINDS: Words = {
    "tỉnh": "province",
    "huyện": "district",
    "xã": "commune",
    "thôn, tổ dân phố": "hamlet",
    "ủy ban, hội đồng": "government",
    "phòng, ban": "department",
    "cơ quan đảng": "party",
    "mặt trận, đoàn thể": "mass_organisation",
    "trường học": "school",
    "y tế": "health",
    "quân sự, công an, biên phòng": "armed_force",
    "sự nghiệp": "service",
    "doanh nghiệp": "enterprise",
    "khác": "other",
}
LEVELS: Words = {
    "trung ương": "central",
    "tỉnh": "province",
    "huyện": "district",
    "xã": "commune",
    "cơ sở": "grassroots",
}
SUBJECT_KINDS: Words = {"cá nhân": "person", "hộ gia đình": "household"}
SEXES: Words = {"nữ": "female", "nam": "male", "": "unknown"}
PERSON_CLASSES: Words = {
    "lãnh đạo cấp tỉnh": "province_leader",
    "lãnh đạo cấp sở": "department_leader",
    "lãnh đạo": "other_leader",
    "doanh nhân": "entrepreneur",
    "trực tiếp": "direct_worker",
    "": "unknown",
}
MOVEMENT_KINDS: Words = {"thường xuyên": "regular", "chuyên đề": "themed"}
MOVEMENT_SCOPES: Words = {
    "toàn quốc": "nation",
    "địa phương": "locality",
    "cụm, khối": "cluster",
    "cơ quan, đơn vị": "unit",
}
REGISTRATION_OUTCOMES: Words = {"đã nhận": "accepted", "trả lại": "returned", "chờ xem xét": "waiting"}
CLUSTER_KINDS: Words = {"cụm": "cum", "khối": "khoi"}
PAPER_KINDS: Words = {
    "quy chế": "regulation",
    "tiêu chí": "criteria",
    "bảng điểm": "scoring_table",
    "kế hoạch": "plan",
}
PAPER_STATES: Words = {"dự thảo": "draft", "lấy ý kiến": "comments", "đã thông qua": "adopted"}
DIRECTIONS: Words = {"tăng": "up", "giảm": "down", "không": "none"}
COMPARATORS: Words = {
    "≥": "at_least",
    ">": "more_than",
    "≤": "at_most",
    "<": "less_than",
    "=": "equal",
    "khoảng": "range",
    "duy trì": "maintain",
    "thay đổi": "change",
}
CHANGE_UNITS: Words = {"": "", "%": "percent", "điểm %": "percentage_point"}
REPORT_OUTCOMES: Words = {"đã duyệt": "accepted", "trả lại": "returned", "đã gửi": "sent", "chưa gửi": "missing"}
HISTORY_KINDS: Words = {
    "xếp loại": "rating",
    "danh hiệu": "title",
    "khen thưởng": "form",
    "sáng kiến": "initiative",
    "đề tài": "research",
    "mưu trí chiến đấu": "combat",
    "kỷ luật": "discipline",
    "việc đang xem xét": "open_matter",
    "tuyển dụng": "recruited",
    "diện": "group",
    "tình huống": "situation",
    "xác nhận": "attested",
    "thành viên": "member",
    "số liệu": "figure",
    "đầy đủ": "complete",
}
MODES: Words = {
    "công trạng": "merit",
    "đột xuất": "sudden",
    "phong trào": "movement",
    "cống hiến": "contribution",
    "niên hạn": "tenure",
    "đối ngoại": "foreign",
}
DOSSIER_STATES: Words = {
    "trình hội đồng": "to_council",
    "trả lại": "returned",
    "rút lại": "recalled",
    "chuyển cấp trên": "forwarded",
}
OPINIONS: Words = {
    "đủ điều kiện": "qualified",
    "không đủ điều kiện": "not_qualified",
    "chưa đủ căn cứ": "unknown",
}
COUNCIL_ROLES: Words = {
    "chủ tịch": "chair",
    "phó chủ tịch": "vice_chair",
    "thư ký": "secretary",
    "ủy viên": "member",
}
BALLOT_RESULTS: Words = {"đạt": "passed", "không đạt": "failed"}
AMENDMENT_KINDS: Words = {"đính chính": "correction", "thu hồi": "revocation"}
CONFERENCE_KINDS: Words = {"phát động": "launch", "sơ kết": "mid_year", "tổng kết": "summing_up"}
EXEMPLAR_STATES: Words = {"bản thảo": "draft", "đã kiểm tra": "checked", "đã đăng": "published"}
LINEAGE_KINDS: Words = {"đổi tên": "rename", "sáp nhập": "merge", "chia tách": "split", "chuyển": "transfer"}
YES_NO: Mapping[str, bool] = {"có": True, "không": False, "": False}
