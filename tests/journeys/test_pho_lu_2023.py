"""Phố Lu 2023: a town, its residential groups, villages and organisations; who is behind is urged, again and again."""

from collections.abc import Callable

import pytest

from tests.journeys import hand
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

SPECIALIST, CHAIRMAN, SECRETARY = "pl.chuyen-vien", "pl.chu-tich", "pl.thu-ky"
GROUP_3, GROUP_3_OFFICER, GROUP_5, GROUP_8 = "tt-pl.tdp3", "cb-pl.tdp3", "tt-pl.tdp5", "tt-pl.tdp8"
FALSE = "Kết luận kiểm tra: kê khai không đúng"


def test_from_launch_to_certificate(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("pho-lu-2023")
    launch(visitor)
    register(visitor)
    covenant(visitor)
    report(visitor)
    score(visitor)
    propose(visitor)
    vote(visitor)
    award(visitor)
    honour(visitor)
    visitor.done()


def launch(visitor: Visitor) -> None:
    """1: ten of eleven groups and villages have launched the movement anew; the rest is reminded; one follows."""
    visitor.season.load("launch", skip=("relaunch:PL.TDP3",))
    visitor.click_in(SPECIALIST)
    visitor.enter(SPECIALIST, "31/01/2023")
    visitor.open(f"/phat-dong/{visitor.season.id('movement', 'PT-2023')}/")
    visitor.sees("Thường xuyên đôn đốc, hướng dẫn ban ngành, đoàn thể, tổ dân phố, thôn, doanh nghiệp", "chưa nhận")
    visitor.link("đơn vị chưa nhận")
    visitor.write("Lời nhắc", "Đề nghị tổ dân phố, đoàn thể nhận và phát động lại phong trào trong tuần này.")
    visitor.press("Nhắc")
    visitor.enter(GROUP_3_OFFICER, "31/01/2023")
    visitor.open("/viec/thong-bao/")
    visitor.sees("phát động lại phong trào trong tuần này")
    hand.relaunch(visitor, "PT-2023", GROUP_3, "31/01/2023")


def register(visitor: Visitor) -> None:
    """2: a group registers its household and itself, is sent back with a reason, puts it right, and is taken in."""
    visitor.season.load("register", skip=("register:PL.TDP8",))
    visitor.enter(GROUP_8, "16/02/2023")
    visitor.open("/dang-ky/")
    visitor.press("Lập phiếu đăng ký")
    visitor.link("Tập thể", exact=True)
    sheet = visitor.here.partition("them/")[0]
    visitor.choose("Danh hiệu, hình thức khen thưởng", "Thôn, làng, ấp, bản, tổ dân phố văn hóa")
    visitor.press("Ghi", exact=True)
    visitor.press("Gửi đăng ký")
    visitor.enter(SPECIALIST, "20/02/2023")
    visitor.open(sheet)
    visitor.link("Trả lại")
    with visitor.refused(422):
        visitor.press("Trả lại")
    visitor.write("Lý do trả lại, đơn vị sẽ đọc", "Chưa ghi hộ gia đình đăng ký gia đình văn hóa")
    visitor.press("Trả lại")
    visitor.enter(GROUP_8, "21/02/2023")
    visitor.open(sheet)
    visitor.sees("Phiếu bị trả lại", "Chưa ghi hộ gia đình")
    visitor.link("Hộ gia đình", exact=True)
    visitor.choose("Hộ gia đình", "Hộ Bùi Lúa Vàng, Tổ dân phố số 8")
    visitor.choose("Danh hiệu, hình thức khen thưởng", "Gia đình văn hóa")
    visitor.press("Ghi", exact=True)
    visitor.press("Gửi đăng ký")
    visitor.enter(SPECIALIST, "24/02/2023")
    visitor.open(sheet)
    visitor.press("Tiếp nhận")
    visitor.open(sheet)
    visitor.sees("Bùi Lúa Vàng", "Gia đình văn hóa", "Đã tiếp nhận")
    visitor.open("/dang-ky/")
    visitor.link("Nhắc đơn vị chưa gửi")
    visitor.sees("Thôn số 2")


def covenant(visitor: Visitor) -> None:
    """3: the military command has not signed; the head of the bloc reminds it; it reads and signs."""
    visitor.season.load("covenant")
    address = f"/giao-uoc/ban/{visitor.season.id('covenant', 'GU-2023-K2')}/"
    visitor.enter("pl.truong-k2", "20/02/2023")
    visitor.open(address)
    visitor.sees("Chữ ký: 6/7 đơn vị", "Ban Chỉ huy quân sự thị trấn", "chưa ký")
    visitor.link("Nhắc 1 đơn vị ký")
    visitor.press("Nhắc")
    visitor.enter("tt-pl.qs", "21/02/2023")
    visitor.open("/viec/")
    visitor.sees("giao ước")
    hand.sign_covenant(visitor, "GU-2023-K2", "tt-pl.qs", "21/02/2023", "Chỉ huy trưởng")
    visitor.sees("Chữ ký: 7/7 đơn vị")


def report(visitor: Visitor) -> None:
    """4: two reminders have gone to group 3; after the third it sends what it owes for the third quarter."""
    visitor.season.load("report", skip=("period:Q4/2023", "period:2023"))
    visitor.enter(SPECIALIST, "23/10/2023")
    visitor.open("/viec/")
    visitor.open("/viec/don-doc/s4_report/")
    visitor.sees("Tổ dân phố số 3", "20/10/2023")
    visitor.picture("reminders", at="main h1")
    line = visitor.page.locator("tr").filter(has_text="Tổ dân phố số 3")
    assert "4" in line.inner_text() and "kỳ Q3/2023: chậm 18 ngày (hạn 05/10/2023)" in line.inner_text()
    visitor.sees_not("Hội Liên hiệp Phụ nữ")  # it owes two periods of four
    for box in visitor.page.locator("main input[type=checkbox]").all():
        box.uncheck()
    visitor.page.get_by_label("Tổ dân phố số 3").check()
    visitor.press("Nhắc việc")
    visitor.sees("Đã nhắc 1 đơn vị")
    visitor.enter(GROUP_3_OFFICER, "24/10/2023")
    visitor.open("/viec/")
    visitor.link("Lập báo cáo", within=visitor.page.locator("tr").filter(has_text="báo cáo quý 3/2023"))
    visitor.press("Lập báo cáo")
    box = visitor.page.locator("fieldset").filter(has=visitor.page.locator("legend").filter(has_text="tổng vệ sinh"))
    visitor.write("Kết quả", "hai ngày", within=box)
    with visitor.refused(422):
        visitor.press("Lưu số liệu")
    assert visitor.typed("Kết quả", within=box) == "hai ngày"
    visitor.write("Kết quả", "2", within=box)
    visitor.press("Lưu số liệu")
    visitor.press("Gửi báo cáo")
    address = visitor.here
    visitor.enter(SPECIALIST, "24/10/2023")
    visitor.open(address)
    visitor.press("Chấp nhận")
    visitor.sees("Đã chấp nhận báo cáo", "gửi muộn 19 ngày")
    visitor.open("/bao-cao/lich/")
    visitor.sees("gửi muộn 19 ngày", "không phải báo cáo kỳ này")
    visitor.open("/bao-cao/so-sanh/")


def score(visitor: Visitor) -> None:
    """5: group 3 sends its sheet without its figure for orderliness; it is returned, put right, reviewed and agreed."""
    visitor.season.load("score", skip=("submit:PL.TDP3",))
    address = f"/cham-diem/bang/{visitor.season.id('sheet', 'PL.TDP3')}/"
    visitor.enter(GROUP_3_OFFICER, "22/11/2023")
    visitor.open(address)
    visitor.press("Gửi bảng chấm")
    visitor.enter(SPECIALIST, "24/11/2023")
    visitor.open(address)
    visitor.link("Trả lại đơn vị")
    visitor.write("Lý do", "Số vụ việc chưa khớp với công an thị trấn")
    visitor.press("Trả lại đơn vị")
    visitor.enter(GROUP_3_OFFICER, "27/11/2023")
    visitor.open(address)
    visitor.sees("Số vụ việc chưa khớp với công an thị trấn")
    visitor.cell("N2", "Vụ việc mất an ninh trật tự (vụ)", "3")
    visitor.press("Gửi bảng chấm")
    visitor.enter("pl.tham-dinh-ub", "28/11/2023")
    visitor.open(address)
    visitor.press("Đồng ý các mục còn lại")
    visitor.enter(SPECIALIST, "29/11/2023")
    visitor.open(address)
    visitor.press("Kết thúc thẩm định")
    visitor.press("Đồng ý các mục còn lại")
    visitor.press("Chốt điểm thống nhất")
    hand.publish_ranking(visitor, "C1", SPECIALIST, "30/11/2023", "Biên bản họp cụm ngày 29/11/2023")
    visitor.sees("Tổ dân phố số 1", "Tổ dân phố số 3")


def propose(visitor: Visitor) -> None:
    """6: a household is proposed, taken back by its group, sent again, and put before the council."""
    visitor.season.load("propose", skip=("dossier:VH-05",))
    visitor.enter(GROUP_5, "04/12/2023")
    visitor.open("/de-nghi/")
    visitor.link("Lập hồ sơ")
    visitor.choose("Đối tượng được đề nghị", "Hộ Bùi Đồi Sim, Tổ dân phố số 5")
    visitor.press("Tiếp tục")
    visitor.choose("Danh hiệu hoặc hình thức khen thưởng", "Gia đình văn hóa")
    visitor.write("Tóm tắt thành tích", "Gia đình đạt tiêu chuẩn gia đình văn hóa năm 2023")
    visitor.press("Lập hồ sơ")
    address = visitor.here
    visitor.season.keep("dossier", "VH-05", address)
    visitor.press("Gửi hồ sơ")
    visitor.link("Rút lại")
    visitor.write("Lý do", "Bổ sung biên bản họp tổ dân phố")
    visitor.press("Rút lại")
    visitor.sees("Đang lập")
    visitor.link("Sửa nội dung")
    for box in visitor.page.locator("main input[type=checkbox]").all():
        box.check()
    visitor.press("Lưu")
    visitor.press("Gửi hồ sơ")
    visitor.enter(SPECIALIST, "11/12/2023")
    visitor.open(address)
    visitor.link("Ghi ý kiến thẩm định")
    visitor.page.get_by_label("Đủ điều kiện", exact=True).check()
    visitor.write("Ý kiến thẩm định", "Đủ biên bản họp tổ dân phố")
    visitor.press("Ghi ý kiến")
    visitor.press("Trình hội đồng")
    visitor.sees("Đã trình hội đồng", "đã rút lại")
    visitor.open(f"/de-nghi/{visitor.season.id('dossier', 'VH-08')}/")
    visitor.sees("Vi phạm trật tự xây dựng trong năm", "Bị trả lại")
    visitor.open(f"/de-nghi/{visitor.season.id('dossier', 'CS-01')}/")
    visitor.sees("Đã chuyển cấp trên")


def vote(visitor: Visitor) -> None:
    """7: the paper vote of seven is counted; the minutes are read in print and signed."""
    visitor.season.load("vote", skip=("minutes:PH-01",))
    hand.sign_minutes(visitor, SECRETARY, CHAIRMAN, "15/12/2023")
    visitor.sees("Bùi Đồi Chè", "Không đạt 3/8")


def award(visitor: Visitor) -> None:
    """8: six households get their certificates; one of them is revoked, and whoever scans it is told."""
    visitor.season.load("award", skip=("issue:QD-2",))
    visitor.enter(CHAIRMAN, "20/12/2023")
    visitor.open("/khen-thuong/")
    visitor.link("Công nhận danh hiệu gia đình văn hóa năm 2023")
    visitor.season.keep("decision", "QD-2", visitor.here)
    paper = hand.issue_decision(visitor, "QD-2", CHAIRMAN, "20/12/2023", "9002")
    assert paper.count("Vào sổ khen thưởng số: ") == 6
    number = paper.split("Trần Biển Lặng")[1].split("Vào sổ khen thưởng số: ")[1].split()[0]
    hand.check_publicly(visitor, number, "Có trong sổ, còn hiệu lực", "Trần Biển Lặng")
    visitor.enter(SPECIALIST, "27/12/2023")
    visitor.open("/khen-thuong/so/?q=bien+lang")
    visitor.link("Trần Biển Lặng")
    visitor.link("Đính chính, thu hồi")
    visitor.page.get_by_label("Quyết định thu hồi", exact=True).check()
    visitor.write("Trích yếu của quyết định", "Về việc thu hồi danh hiệu gia đình văn hóa")
    visitor.write("Lý do", FALSE)
    visitor.press("Lập dự thảo")
    visitor.press("Trình ký")
    revocation = visitor.here
    visitor.enter(CHAIRMAN, "28/12/2023")
    visitor.open(revocation)
    visitor.link("Ký ban hành")
    visitor.write("Số quyết định", "9005")
    visitor.sign("KÝ")
    visitor.press("Ký ban hành")
    visitor.give_password()
    visitor.sees("9005/QĐ-UBND", FALSE)
    hand.check_publicly(visitor, number, "thu hồi")


def honour(visitor: Visitor) -> None:
    """9: the conference gave thanks to the groups; a checked story is published; the summary counts the year."""
    visitor.season.load("honour")
    hand.publish_story(visitor, "DH-02", SPECIALIST, "28/12/2023", "Tổ dân phố số 1: không còn điểm rác tự phát")
    visitor.enter(SPECIALIST, "28/12/2023")
    visitor.open(f"/ton-vinh/hoi-nghi/{visitor.season.id('conference', 'HN-TK')}/")
    visitor.sees("Gia đình văn hóa: 6", "Lao động tiên tiến: 5")
    visitor.open("/tong-hop/")
    visitor.sees("Khen thưởng")
