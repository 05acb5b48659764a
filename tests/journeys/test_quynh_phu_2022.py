"""Quỳnh Phụ 2022: nine groups of awards with their counts, An Khê first in everything, seven targets for 2023."""

from collections.abc import Callable

import pytest

from tests.journeys import hand
from tests.journeys.paper import pdf_text
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

SPECIALIST, CHAIRMAN, SECRETARY, HEAD = "qp.chuyen-vien", "qp.chu-tich", "qp.thu-ky", "qp.truong-c1"
AN_KHE, AN_KHE_OFFICER, AN_BAI = "tt-qp.an-khe", "cb-qp.an-khe", "tt-qp.x02"
FIGURES = (  # seven targets of 2023, each with its own way of comparing
    "tăng 12,8% so với năm 2022",
    "từ 3 đến 5 xã trở lên",
    "trên 97,8%",
    "duy trì 100%",
    "98%",
    "giảm 0,2% trở lên",
    "hoàn thành chỉ tiêu",
)
GROUPS = (
    "kỳ thi tốt nghiệp trung học phổ thông năm 2022: 2",
    "Xã An Khê, đơn vị dẫn đầu toàn diện phong trào thi đua năm 2022: 1",
    "Đơn vị đạt chính quyền vững mạnh: 26",
    "Tập thể lao động tiên tiến: 34",
    "Đơn vị đạt thành tích tốt một số lĩnh vực: 20",
    "Doanh nghiệp: 14",
    ": 30",
    ": 4",
    ": 6",
)


def test_from_launch_to_certificate(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("quynh-phu-2022")
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
    """1: An Khê takes the movement over; the special movement is summed up by hand at the end of the year."""
    visitor.season.load("launch", skip=("relaunch:QP.AN-KHE", "sum_up:PT-NTM"))
    visitor.click_in(SPECIALIST)
    hand.relaunch(visitor, "PT-2022", AN_KHE, "17/01/2022")
    address = f"/phat-dong/{visitor.season.id('movement', 'PT-NTM')}/"
    visitor.enter(SPECIALIST, "11/01/2023")
    visitor.open(address)
    visitor.link("Tổng kết")
    visitor.write("Kết quả phong trào", "Bốn xã được khen về nông thôn mới nâng cao.")
    visitor.press("Tổng kết")
    visitor.sees("Bốn xã được khen về nông thôn mới nâng cao.", "11/01/2023")


def register(visitor: Visitor) -> None:
    """2: two sheets that wait are taken in together; the table by award counts them."""
    visitor.season.load("register", skip=("accept:QP.X02", "accept:QP.X03"))
    visitor.enter(SPECIALIST, "25/02/2022")
    visitor.open("/dang-ky/")
    visitor.link("Tiếp nhận các phiếu đang lọc")
    visitor.sees("Thị trấn An Bài", "Xã An Ấp")
    visitor.press("Tiếp nhận 2 phiếu")
    visitor.sees("tiếp nhận")
    visitor.open("/dang-ky/tong-hop/")
    visitor.sees("Giấy khen đơn vị dẫn đầu toàn diện phong trào thi đua")


def covenant(visitor: Visitor) -> None:
    """3: the head of a cluster writes a plan and asks the members; one comments, is answered; the plan is adopted."""
    visitor.season.load("covenant")
    visitor.enter(HEAD, "08/03/2022")
    visitor.open(f"/giao-uoc/cum-khoi/{visitor.season.id('cluster', 'C1')}/")
    visitor.sees("Xã An Khê", "Thị trấn Quỳnh Côi")
    visitor.link("Soạn văn bản")
    visitor.choose("Loại văn bản", "Kế hoạch")
    visitor.write("Tên văn bản", "Kế hoạch kiểm tra chéo")
    visitor.write("Nội dung", "Mỗi quý một lần, hai xã kiểm tra lẫn nhau.")
    visitor.press("Lưu dự thảo")
    address = visitor.here
    visitor.press("Gửi lấy ý kiến")
    visitor.enter(AN_BAI, "09/03/2022")
    visitor.open(address)
    visitor.write("Ý kiến của đơn vị bạn", "Đề nghị sáu tháng một lần.")
    visitor.press("Gửi ý kiến")
    visitor.enter(HEAD, "10/03/2022")
    visitor.open(address)
    visitor.sees("Thị trấn An Bài", "Đề nghị sáu tháng một lần.")
    visitor.link("Trả lời")
    visitor.write("Trả lời", "Nhất trí, sáu tháng một lần.")
    visitor.press("Gửi")
    visitor.open(address)
    visitor.link("Ghi thông qua")
    visitor.write("Ngày thông qua", "10/03/2022")
    visitor.write("Thông qua tại", "Hội nghị của cụm")
    visitor.write("Nội dung được thông qua", "Sáu tháng một lần, hai xã kiểm tra lẫn nhau.")
    visitor.press("Ghi thông qua")
    visitor.sees("Đã thông qua", "Sáu tháng một lần, hai xã kiểm tra lẫn nhau.")


def report(visitor: Visitor) -> None:
    """4: An Khê's year by hand, above plan in one figure and below in the other; the targets of 2023."""
    visitor.season.load("report", skip=("report:QP.AN-KHE|2022",))
    visitor.enter(AN_KHE_OFFICER, "04/12/2022")
    visitor.open("/bao-cao/")
    visitor.choose("Kỳ báo cáo", "Báo cáo năm 2022")
    visitor.press("Lập báo cáo")
    for indicator, value, plan, last in (
        ("Thu ngân sách trên địa bàn xã", "905", "790", "784"),
        ("Người dân tham gia bảo hiểm y tế", "90,8", "92", "90,5"),
    ):
        named = visitor.page.locator("legend").filter(has_text=indicator)
        box = visitor.page.locator("fieldset").filter(has=named)
        for label, text in (("Kết quả", value), ("Kế hoạch", plan), ("Cùng kỳ", last)):
            visitor.write(label, text, within=box)
    visitor.press("Lưu số liệu")
    visitor.sees("114,56%", "98,7%", "tăng 15,43%", "chưa đạt")
    visitor.press("Gửi báo cáo")
    address = visitor.here
    visitor.enter(SPECIALIST, "07/12/2022")
    visitor.open(address)
    visitor.press("Chấp nhận")
    visitor.enter(SPECIALIST, "12/01/2023", year="2023")
    visitor.open("/bao-cao/")
    visitor.sees("Chỉ tiêu giao cho Huyện Quỳnh Phụ", *FIGURES)


def score(visitor: Visitor) -> None:
    """5: An Khê leads its cluster, with a bonus for what it did beyond plan; the office publishes."""
    visitor.season.load("score", skip=("publish:C1",))
    hand.publish_ranking(visitor, "C1", SPECIALIST, "15/12/2022", "Thông báo kết quả chấm điểm cụm số 1")
    visitor.sees("1 103,75")
    visitor.link("Xã An Khê")
    visitor.sees("Cộng: 100 + thưởng 3,75 = 103,75 điểm", "tổng điểm chỉ tính đến 100")
    visitor.open(f"/cham-diem/bang/{visitor.season.id('sheet', 'QP.AN-KHE')}/vi-sao/A1/")
    visitor.sees("43,75")


def propose(visitor: Visitor) -> None:
    """6: An Khê goes before the council; a fact of another commune is recorded, and taken back with a reason."""
    visitor.season.load("propose", skip=("forward:AK-01",))
    hand.forward_dossier(visitor, "AK-01", SPECIALIST, "20/12/2022")
    visitor.sees("Xếp thứ nhất của cụm thi đua")
    visitor.open(f"/de-nghi/{visitor.season.id('dossier', 'CQ-27')}/")
    visitor.sees("Không đủ điều kiện", "Chưa giải quyết xong khiếu nại kéo dài")
    visitor.open(f"/de-nghi/doi-tuong/collective/{visitor.season.id('unit', 'QP.X37')}/")
    visitor.sees_not("strong_government")
    visitor.write("Năm", "2022")
    visitor.choose("Loại dữ kiện", "Kỷ luật")
    visitor.write("Giá trị", "Khiển trách một công chức")
    with visitor.refused(422):
        visitor.press("Ghi dữ kiện")
    visitor.sees("kỷ luật phải ghi số quyết định")
    visitor.write("Số quyết định, giấy tờ", "9150/QĐ-UBND")
    visitor.write("Ngày", "01/12/2022")
    visitor.press("Ghi dữ kiện")
    visitor.sees("Khiển trách một công chức")
    visitor.page.locator("tr").filter(has_text="Khiển trách").get_by_role("link").click()
    visitor.look()
    visitor.write("Lý do", "Ghi nhầm xã")
    visitor.press("Rút dữ kiện")
    visitor.sees("Đã rút: Ghi nhầm xã")


def vote(visitor: Visitor) -> None:
    """7: ten of ten; the minutes are signed."""
    visitor.season.load("vote", skip=("minutes:PH-01",))
    hand.sign_minutes(visitor, SECRETARY, CHAIRMAN, "28/12/2022")
    visitor.sees("138 hồ sơ, trang 1/6")
    visitor.link("hồ sơ không đạt")
    visitor.sees("Nguyễn Gió Ngàn", "Không đạt 4/10")


def award(visitor: Visitor) -> None:
    """8: one of seven decisions is signed by hand: An Khê and twenty-six strong governments."""
    visitor.season.load("award", skip=("issue:QD-1",))
    visitor.enter(CHAIRMAN, "05/01/2023")
    visitor.open("/khen-thuong/")
    visitor.link("Tặng giấy khen đơn vị dẫn đầu toàn diện và đơn vị đạt chính quyền vững mạnh năm 2022")
    visitor.season.keep("decision", "QD-1", visitor.here)
    paper = hand.issue_decision(visitor, "QD-1", CHAIRMAN, "05/01/2023", "9001", picture="certificate")
    assert paper.count("Vào sổ khen thưởng số: ") == 27
    number = paper.split("Vào sổ khen thưởng số: ")[1].split()[0]
    hand.check_publicly(visitor, number, "Có trong sổ, còn hiệu lực", "Xã An Khê")
    visitor.picture("check")
    visitor.open("/cong/khen-thuong/?q=xa+an+khe")
    visitor.sees("Xã An Khê", "9001/QĐ-UBND")


def honour(visitor: Visitor) -> None:
    """9: nine groups with their counts, delegates with their offices, the minutes; a draft is checked and published."""
    visitor.season.load("honour")
    visitor.enter(SPECIALIST, "20/01/2023")
    visitor.open(f"/ton-vinh/hoi-nghi/{visitor.season.id('conference', 'HN-TK')}/")
    visitor.sees(*GROUPS)
    visitor.sees(
        "Hoàng Thái Phúc", "Trưởng Ban Nội chính Tỉnh ủy", "Đinh Trọng Xá trao", "Danh sách theo quyết định (34)"
    )
    minutes = pdf_text(visitor.downloads("Tải biên bản PDF"))
    assert "Nguyễn Văn Nhiễm" in minutes and "26" in minutes
    draft = f"/ton-vinh/bai-viet/{visitor.season.id('story', 'DH-03')}/"
    visitor.enter("qp.tham-dinh", "20/01/2023")
    visitor.open(draft)
    visitor.press("Xác nhận đã kiểm tra")
    visitor.enter(CHAIRMAN, "20/01/2023")
    visitor.open(draft)
    visitor.link("Trả lại để sửa")
    visitor.write("Lý do", "Nêu rõ đây là bài minh họa")
    visitor.press("Trả lại")
    visitor.enter(SPECIALIST, "21/01/2023")
    visitor.open(draft)
    visitor.sees("Nêu rõ đây là bài minh họa")
    visitor.link("Sửa bài")
    visitor.write("Nội dung", "Bài viết minh họa: một học sinh nông thôn đạt điểm cao.")
    visitor.press("Lưu")
    visitor.enter("qp.tham-dinh", "21/01/2023")
    visitor.open(draft)
    visitor.press("Xác nhận đã kiểm tra")
    hand.publish_story(visitor, "DH-03", SPECIALIST, "22/01/2023", "Thủ khoa từ một làng quê")
    visitor.open(f"/cong/phong-trao/{visitor.season.id('movement', 'PT-2023')}/")
    visitor.sees("Giá trị sản xuất năm 2023 tăng 12,8% so với năm 2022", "Hoàn thành chỉ tiêu giao quân năm 2023")
