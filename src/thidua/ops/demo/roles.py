"""What each role does in the year, in one line, for those who choose one in the demonstration."""

from typing import Final

from thidua.base.access.enums import Role

DOES: Final[dict[Role, str]] = {
    Role.SPECIALIST: "Soạn phong trào, nhận đăng ký và báo cáo, đôn đốc, công bố điểm, trình hồ sơ, soạn quyết định.",
    Role.AUTHORITY: "Phát động phong trào, ký quyết định khen thưởng, duyệt biên bản hội nghị.",
    Role.UNIT_OFFICER: "Lập đăng ký, báo cáo, bảng tự chấm và hồ sơ của đơn vị.",
    Role.UNIT_HEAD: "Gửi đăng ký và báo cáo, ký giao ước, gửi hồ sơ của đơn vị.",
    Role.CLUSTER_HEAD: "Điều hành cụm, khối: văn bản, giao ước, thẩm định điểm của các thành viên.",
    Role.REVIEWING_DEPARTMENT: "Thẩm định điểm theo lĩnh vực và cho ý kiến về hồ sơ.",
    Role.COUNCIL_SECRETARY: "Lập phiên họp, mở và đóng bỏ phiếu, ghi biên bản.",
    Role.COUNCIL_MEMBER: "Đọc hồ sơ và bỏ phiếu kín.",
    Role.UNIT_ADMINISTRATOR: "Quản lý tài khoản, người và đơn vị trong phạm vi được giao.",
    Role.SYSTEM_ADMINISTRATOR: "Quản lý địa giới, ngày nghỉ, tài khoản của cả hệ thống.",
    Role.AUDITOR: "Xem mọi trang và nhật ký; không ghi được gì.",
}
# the roles that run the year first, then the units, then those who keep the house
ORDER: Final[tuple[Role, ...]] = tuple(DOES)
