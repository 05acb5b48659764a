"""The emulation year, in order.

``STAGES`` is the one place that knows the order: the menu, the contracts, INSTALLED_APPS, the stage windows of a season
and the picture in docs/architecture.md all read it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """One stage of the year: ``code`` names the package, ``label`` the Django app and the URL prefix."""

    number: int
    code: str
    label: str
    name: str
    path: str


STAGES: tuple[Stage, ...] = (
    Stage(1, "s1_launch", "launch", "Phát động", "phat-dong"),
    Stage(2, "s2_register", "register", "Đăng ký", "dang-ky"),
    Stage(3, "s3_covenant", "covenant", "Giao ước", "giao-uoc"),
    Stage(4, "s4_report", "report", "Báo cáo", "bao-cao"),
    Stage(5, "s5_score", "score", "Chấm điểm", "cham-diem"),
    Stage(6, "s6_propose", "propose", "Đề nghị", "de-nghi"),
    Stage(7, "s7_vote", "vote", "Bỏ phiếu", "bo-phieu"),
    Stage(8, "s8_award", "award", "Khen thưởng", "khen-thuong"),
    Stage(9, "s9_honour", "honour", "Tôn vinh", "ton-vinh"),
)
