"""Drawings of the gallery, with facts as awkward as real ones: a result far over plan, a missing one, ties."""

from decimal import Decimal

from thidua.ui import charts as c

D = Decimal
SENT, LATE = c.Mark("✓", "đã gửi", "bar"), c.Mark("!", "chậm", "bar-main")
AHEAD, NONE = c.Mark("…", "chưa gửi, còn hạn", "hollow"), c.Mark("–", "không phải báo cáo", "track")
CHARTS = (
    c.BulletChart(
        "Kết quả so với kế hoạch năm 2020",
        "Sáu chỉ tiêu: bốn đạt hoặc vượt kế hoạch, khách du lịch đạt 77,6%, một chỉ tiêu chưa nhập kết quả.",
        (
            c.Bullet("Tổng giá trị sản xuất", D(1589), D("1627.5"), D("102.4"), "tỷ đồng"),
            c.Bullet("Lao động được giải quyết việc làm mới trong năm", D(650), D(620), D(95), "người"),
            c.Bullet("Kim ngạch xuất nhập khẩu qua cửa khẩu", D(95), D(98), D("103.2"), "triệu USD", estimated=True),
            c.Bullet("Khách du lịch", D(86250), D(66927), D("77.6"), "lượt"),
            c.Bullet("Trồng rừng", D(300), D(884), D("294.7"), "ha"),
            c.Bullet("Hộ thoát nghèo", D(233), None, None, "hộ"),
        ),
    ),
    c.CoverageChart(
        "Đăng ký, ký giao ước, báo cáo",
        "126 trên 126 đơn vị đã đăng ký, 118 đã ký giao ước, 40 đã báo cáo.",
        "đã làm",
        "chưa làm",
        (
            c.Coverage("Đăng ký thi đua", 126, 126),
            c.Coverage("Ký giao ước", 118, 126),
            c.Coverage("Báo cáo 6 tháng", 40, 126),
        ),
    ),
    c.SlopeChart(
        "Điểm thi đua năm 2022 và 2023",
        "Xã Lục Hồn tăng từ 82,5 lên 91,25 điểm; xã Đồng Văn giảm.",
        "2022",
        "2023",
        "điểm",
        (
            c.SlopeLine("Xã Lục Hồn", D("82.5"), D("91.25"), True),
            c.SlopeLine("Thị trấn Bình Liêu", D(90), D("90.5")),
            c.SlopeLine("Xã Đồng Văn", D("89.75"), D(84)),
            c.SlopeLine("Xã Hoành Mô", D(86), D("90.25")),
            c.SlopeLine("Xã Vô Ngại", None, D(79)),
            c.SlopeLine("Xã Húc Động", D("81.5"), D("81.5")),
        ),
    ),
    c.BumpChart(
        "Thứ hạng trong khối qua các năm",
        "Xã Lục Hồn lên từ hạng 5 năm 2020 tới hạng 1 năm 2023.",
        ("2020", "2021", "2022", "2023"),
        (
            c.BumpLine("Xã Lục Hồn", (5, 4, 2, 1), True),
            c.BumpLine("Thị trấn Bình Liêu", (1, 1, 1, 2)),
            c.BumpLine("Xã Hoành Mô", (2, 2, 3, 2)),
            c.BumpLine("Xã Đồng Văn", (3, 3, 4, 4)),
            c.BumpLine("Trường Phổ thông Dân tộc nội trú THCS và THPT Bình Liêu", (4, None, 5, 5)),
        ),
    ),
    c.MultiplesChart(
        "Thu ngân sách từng quý",
        "Bốn trên sáu đơn vị đạt kế hoạch 2.500 triệu đồng sau bốn quý.",
        "triệu đồng",
        ("Quý I", "Quý II", "Quý III", "Quý IV"),
        tuple(
            c.Panel(name, tuple(None if v is None else D(v) for v in values), name == "Xã Lục Hồn")
            for name, values in (
                ("Thị trấn Bình Liêu", (700, 1400, 2100, 3100)),
                ("Xã Lục Hồn", (600, 1300, 2000, 2600)),
                ("Xã Hoành Mô", (500, None, 1900, 2500)),
                ("Xã Đồng Văn", (450, 900, 1200, 1650)),
                ("Xã Vô Ngại", (300, 800, 1500, 2550)),
                ("Trường Phổ thông Dân tộc nội trú Bình Liêu", (None, None, None, None)),
            )
        ),
        plan=D(2500),
    ),
    c.CompositionChart(
        "Điểm theo nhóm tiêu chí",
        "Xã Lục Hồn 91,25 điểm: kinh tế 38, văn hóa – xã hội 27,25, xây dựng Đảng 20, điểm thưởng 8, trừ 2.",
        "điểm",
        ("Kinh tế", "Văn hóa – xã hội", "Xây dựng Đảng, chính quyền", "Điểm thưởng"),
        (
            c.CompositionBar("Xã Lục Hồn", (D(38), D("27.25"), D(20), D(8)), D(2)),
            c.CompositionBar("Thị trấn Bình Liêu", (D(39), D(30), D(20), D("1.5"))),
            c.CompositionBar("Xã Đồng Văn", (D(34), D(30), D(20), None)),
        ),
    ),
    c.TiesChart(
        "Những thứ hạng sát nhau",
        "Hạng 1 và hạng 2 cách nhau 0,75 điểm và có thể đổi chỗ nếu điểm lệch 1.",
        "điểm",
        "nếu điểm lệch ±1",
        (
            c.TieRow(1, "Xã Lục Hồn", D("91.25"), D("90.25"), D("92.25"), True),
            c.TieRow(2, "Thị trấn Bình Liêu", D("90.5"), D("89.5"), D("91.5"), True),
            c.TieRow(3, "Trường Phổ thông Dân tộc nội trú THCS và THPT Bình Liêu", D(84), D(83), D(85)),
        ),
    ),
    c.GridChart(
        "Lịch báo cáo năm 2023",
        "Ba đơn vị, ba kỳ: một kỳ gửi muộn, một kỳ chậm; hội không phải báo cáo quý.",
        "Đơn vị",
        ("Q1", "6T", "2023"),
        (
            c.GridRow("Xã Lục Hồn", (SENT, LATE, AHEAD), ("đã gửi", "chậm 3 ngày", "chưa gửi, hạn 25/11/2023")),
            c.GridRow("Hội Liên hiệp Phụ nữ huyện", (NONE, SENT, AHEAD), ("không phải báo cáo", "đã gửi", "chưa gửi")),
            c.GridRow(
                "Trường Phổ thông Dân tộc nội trú THCS và THPT Bình Liêu",
                (c.Mark("✓+", "gửi muộn", "rest"), SENT, AHEAD),
                ("gửi muộn 6 ngày", "đã gửi", "chưa gửi"),
            ),
        ),
    ),
)
