"""Bắc Ninh 2023: the cluster of districts and cities; in each stage some work by hand, the rest of it loaded."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from tests.journeys import hand
from tests.journeys.paper import pdf_text
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

SPECIALIST, CHAIRMAN, HEAD = "bn.chuyen-vien", "bn.chu-tich", "bn.truong-chtp"
TU_SON, TU_SON_OFFICER, HOME_AFFAIRS = "tt-bn.tpts", "cb-bn.tpts", "tt-bn.snv"
LUONG_TAI_OFFICER, SECRETARY, VOTE_DAY = "cb-bn.lt", "bn.thu-ky", "14/12/2023"
PDF = {
    "name": "bao-cao-thanh-tich.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF",
}
FLAG = "Cờ thi đua cấp bộ, ban, ngành, tỉnh, đoàn thể trung ương"
AGAINST = ("Huyện Gia Bình", "Thị xã Thuận Thành", "Cờ", "Trần Sương Mai")
EXEMPLAR = "Từ Sơn làm chuyển đổi số"
MOVEMENT = "Thi đua chuyển đổi số trong cơ quan nhà nước"


def test_from_launch_to_certificate(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("bac-ninh-2023")
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
    """1: the specialist drafts, the chairman launches, a city receives it and launches it anew."""
    visitor.season.load("launch")
    visitor.click_in(SPECIALIST)
    visitor.enter(SPECIALIST, "15/02/2023")
    visitor.open("/phat-dong/")
    visitor.sees("Phong trào thi đua năm 2023 của tỉnh Bắc Ninh", "8/8", "Chung sức xây dựng nông thôn mới nâng cao")
    visitor.link("Soạn phong trào")
    visitor.write("Tên phong trào", MOVEMENT)
    visitor.choose("Hình thức tổ chức", "Theo chuyên đề")
    visitor.write("Thi đua từ ngày", "15/02/2023")
    visitor.write("Thi đua đến hết ngày", "30/11/2023")
    visitor.write("Nội dung, tiêu chí thi đua", "Mọi hồ sơ công việc ở môi trường mạng\nTrả kết quả điện tử")
    visitor.press("Lưu dự thảo")
    visitor.sees(MOVEMENT, "Dự thảo")
    address = visitor.here
    visitor.enter(CHAIRMAN, "15/02/2023")
    visitor.open(address)
    visitor.link("Phát động", exact=True)
    visitor.sign("PHÁT ĐỘNG")
    visitor.press("Phát động")
    visitor.sees("Đã phát động", f"Tỉnh Bắc Ninh) đã phát động phong trào «{MOVEMENT}»")
    visitor.enter(TU_SON, "16/02/2023")
    visitor.open(address)
    visitor.press("Tiếp nhận")
    visitor.sees("Đã tiếp nhận phong trào cho Thành phố Từ Sơn")
    visitor.link("Phát động lại cho đơn vị bạn")
    visitor.press("Lưu và phát động")
    visitor.sign("PHÁT ĐỘNG")
    visitor.press("Phát động")
    visitor.sees(f"Phát động lại từ {MOVEMENT} (Tỉnh Bắc Ninh)", "Đã phát động")


def register(visitor: Visitor) -> None:
    """2: a department that is not in the files registers a title and a target; the specialist accepts."""
    visitor.season.load("register")
    visitor.enter(HOME_AFFAIRS, "20/02/2023")
    visitor.open("/dang-ky/")
    visitor.press("Lập phiếu đăng ký")
    visitor.link("Tập thể", exact=True)
    visitor.choose("Danh hiệu, hình thức khen thưởng", "Tập thể lao động tiên tiến, Đơn vị tiên tiến")
    visitor.press("Ghi", exact=True)
    visitor.link("Chỉ tiêu", exact=True)
    visitor.write("Chỉ tiêu", "Hồ sơ giải quyết đúng hạn")
    visitor.choose("Cách so", "từ … trở lên")
    visitor.write("Đơn vị tính", "%")
    with visitor.refused(422):
        visitor.write("Mức phải đạt", "chín mươi tám")
        visitor.press("Ghi", exact=True)
    visitor.sees("Mức phải đạt:")
    visitor.write("Mức phải đạt", "98,5")
    visitor.press("Ghi", exact=True)
    visitor.press("Gửi đăng ký")
    visitor.sees("Đã gửi phiếu đăng ký tới Tỉnh Bắc Ninh", "Hồ sơ giải quyết đúng hạn", "98,5")
    visitor.enter(SPECIALIST, "21/02/2023")
    visitor.open("/dang-ky/")
    visitor.sees("Đã gửi đăng ký 10/12 đơn vị, đã tiếp nhận 9")
    visitor.link("Sở Nội vụ", exact=True)
    visitor.press("Tiếp nhận")
    visitor.open("/dang-ky/do-phu/")
    visitor.open("/dang-ky/tong-hop/")
    visitor.sees("Chiến sĩ thi đua cơ sở")


def covenant(visitor: Visitor) -> None:
    """3: the last of the eight signs, with the word and the password once more; the covenant is then signed by all."""
    visitor.season.load("covenant", skip=("sign:BN.TPTS",))
    visitor.enter(HEAD, "17/03/2023")
    visitor.open("/giao-uoc/")
    visitor.sees("Huyện Lương Tài", "7/8")
    visitor.link("Cụm thi đua các huyện, thành phố")
    visitor.sees("Quyết định số 42/QĐ-UBND ngày 12/01/2023", "Huyện Lương Tài Trưởng")
    visitor.sees("Quy chế hoạt động Cụm thi đua", "Quy định tiêu chí chấm điểm", "Bảng chấm điểm thi đua")
    visitor.link("Giao ước thi đua năm 2023")
    address = visitor.here
    visitor.enter(TU_SON, "17/03/2023")
    visitor.open(address)
    visitor.sees("trong năm công nhận thêm 09 xã đạt chuẩn nông thôn mới nâng cao", "1 đơn vị chưa ký")
    visitor.link("Đọc và ký")
    visitor.write("Chức vụ của người ký", "Chủ tịch Ủy ban nhân dân thành phố")
    visitor.sign("KÝ")
    visitor.press("Ký giao ước")
    visitor.give_password()
    visitor.sees("Đã ký giao ước", "của Cụm các huyện, thành phố» cho Thành phố Từ Sơn; mã băm văn bản")
    visitor.open("/giao-uoc/")
    visitor.sees("8/8")


def report(visitor: Visitor) -> None:
    """4: a city enters its figures, one of them not applicable, and sends them; the specialist accepts."""
    visitor.season.load("report", skip=("report:BN.TPTS|2023",))
    visitor.enter(TU_SON_OFFICER, "24/11/2023")
    visitor.open("/bao-cao/")
    visitor.choose("Kỳ báo cáo", "Báo cáo năm 2023")
    visitor.press("Lập báo cáo")
    _figure(visitor, "Thu ngân sách", "2.058", "2.100", "2.000")
    _figure(visitor, "Giải ngân", "88,4", "95")
    _figure(visitor, "Tăng giá trị sản xuất", "4,1")
    _figure(visitor, "Tỷ lệ hộ nghèo", "0,6", "0,6", "0,7")
    none = _box(visitor, "Xã được công nhận thêm")
    visitor.choose("Tình trạng", "không áp dụng", within=none)
    visitor.write("Ghi chú", "Thành phố không còn xã", within=none)
    visitor.press("Lưu số liệu")
    visitor.sees("không áp dụng", "2.058", "98%", "tăng 2,9%", "giảm 14,29%", "chưa đạt")
    visitor.press("Gửi báo cáo")
    visitor.sees("Đã gửi báo cáo")
    address = visitor.here
    visitor.link("Thu ngân sách")
    visitor.sees("Cán bộ thi đua thành phố Từ Sơn")
    visitor.enter(SPECIALIST, "25/11/2023")
    visitor.open(address)
    visitor.press("Chấp nhận")
    visitor.sees("Đã chấp nhận báo cáo")
    visitor.open("/bao-cao/so-sanh/")


def _box(visitor: Visitor, indicator: str) -> Locator:
    named = visitor.page.locator("legend").filter(has_text=indicator)
    return visitor.page.locator("fieldset").filter(has=named)


def _figure(visitor: Visitor, indicator: str, value: str, plan: str = "", last: str = "") -> None:
    box = _box(visitor, indicator)
    for label, text in (("Kết quả", value), ("Kế hoạch", plan), ("Cùng kỳ", last)):
        visitor.write(label, text, within=box)


def score(visitor: Visitor) -> None:
    """5: a city fills the grid, which the reports have begun; a figure is changed in review, with its reason; all is
    agreed and published."""
    visitor.season.load("score", skip=("score:BN.TPTS",))
    visitor.enter(TU_SON_OFFICER, "16/11/2023")
    visitor.open("/cham-diem/")
    visitor.sees("Chưa gửi: Thành phố Từ Sơn")
    visitor.link("Thành phố Từ Sơn", exact=True)
    visitor.sees("lấy từ báo cáo 2023, Thu ngân sách nhà nước", "9 điểm")
    for row, label, text in (
        ("KT4", "Mức tăng giá trị sản xuất công nghiệp (%)", "4,1"),
        ("VX2", "Tỷ lệ trường đạt chuẩn (%)", "90"),
        ("VX3", "Vi phạm đất đai phát sinh chưa xử lý (vụ)", "6"),
        ("HC1", "Chỉ số cải cách hành chính (%)", "86,2"),
        ("AN1", "Đơn thư giải quyết quá hạn (vụ)", "4"),
        ("TD1", "Điểm chấm", "7,5"),
    ):
        visitor.cell(row, label, text, said="")
    visitor.cell("VX3", "Điểm ô nhiễm tồn đọng (điểm)", "1")
    visitor.cell("AN1", "Khiếu kiện đông người kéo dài (vụ)", "1")
    visitor.look()
    visitor.picture("grid")
    address = visitor.here
    visitor.press("Gửi bảng chấm")
    visitor.enter("bn.tham-dinh-snv", "20/11/2023")
    visitor.open(address)
    visitor.cell("VX3", "Vi phạm đất đai phát sinh chưa xử lý (vụ)", "7", said="hãy ghi lý do thay đổi")
    visitor.cell("VX3", "Lý do", "Biên bản kiểm tra ghi thêm một vụ vi phạm đất đai")
    visitor.sees("5,5 điểm")
    visitor.press("Đồng ý các mục còn lại")
    for department in ("bn.tham-dinh-stc", "bn.tham-dinh-snn"):
        visitor.enter(department, "20/11/2023")
        visitor.open(address)
        visitor.press("Đồng ý các mục còn lại")
    visitor.enter(SPECIALIST, "22/11/2023")
    visitor.open(address)
    visitor.press("Kết thúc thẩm định")
    visitor.press("Đồng ý các mục còn lại")
    visitor.cell("VX3", "Lý do", "Theo biên bản kiểm tra")
    visitor.press("Chốt điểm thống nhất")
    visitor.link("Xếp hạng của cụm, khối")
    visitor.link("Công bố kết quả")
    visitor.write("Văn bản công bố", "Biên bản họp cụm ngày 22/11/2023")
    visitor.sign("CÔNG BỐ")
    visitor.press("Công bố", exact=True)
    visitor.sees("Công bố ngày 22/11/2023", "Huyện Lương Tài", "1 98,29 100 98,29%")
    visitor.sees("Thành phố Từ Sơn", "8 60,73 90 67,478%")
    visitor.link("Huyện Lương Tài")
    visitor.sees("98,29")


def propose(visitor: Visitor) -> None:
    """6: the district that leads proposes itself for the flag; each condition stands with its clause."""
    visitor.season.load("propose", skip=("dossier:CO-01",))
    visitor.enter(LUONG_TAI_OFFICER, "08/12/2023")
    visitor.open("/de-nghi/")
    visitor.link("Lập hồ sơ")
    visitor.choose("Đối tượng được đề nghị", "Huyện Lương Tài")
    visitor.press("Tiếp tục")
    visitor.choose("Danh hiệu hoặc hình thức khen thưởng", FLAG)
    visitor.write("Tóm tắt thành tích", "Dẫn đầu Cụm thi đua các huyện, thành phố năm 2023")
    visitor.press("Lập hồ sơ")
    address = visitor.here
    visitor.season.keep("dossier", "CO-01", address)
    visitor.link("Sửa nội dung")
    for box in visitor.page.locator("main input[type=checkbox]").all():
        box.check()
    visitor.press("Lưu")
    visitor.page.locator("main input[type=file]").set_input_files([PDF])  # type: ignore[list-item]
    visitor.press("Đính kèm", exact=True)
    visitor.press("Tra lại điều kiện")
    visitor.sees("đủ điều kiện xét", "Luật Thi đua, khen thưởng 2003 Điều 26", "bao-cao-thanh-tich.pdf")
    visitor.press("Gửi hồ sơ")
    visitor.enter(SPECIALIST, "11/12/2023")
    visitor.open("/de-nghi/")
    for said in ("Không đủ điều kiện", "Chưa đủ căn cứ", "Bị trả lại"):
        visitor.sees(said)
    visitor.open(address)
    visitor.link("Ghi ý kiến thẩm định")
    visitor.page.get_by_label("Đủ điều kiện", exact=True).check()
    visitor.write("Ý kiến thẩm định", "Xếp thứ nhất của cụm")
    visitor.press("Ghi ý kiến")
    visitor.press("Trình hội đồng")
    visitor.sees("Đã trình hội đồng", "Xếp thứ nhất của cụm")


def vote(visitor: Visitor) -> None:
    """7: thirteen of fifteen vote in secret, one sends a letter; 90 % of all members is asked of two of the six."""
    visitor.season.load("vote", skip=("session:PH-01",))
    visitor.enter(SECRETARY, "14/12/2023")
    visitor.open("/bo-phieu/")
    visitor.link("Lập phiên họp")
    visitor.press("Lập phiên họp")
    for box in visitor.page.locator("main input[type=checkbox]").all():
        box.check()
    visitor.press("Đưa vào chương trình")
    address = visitor.here
    visitor.season.keep("session", "PH-01", address)
    visitor.link("Điểm danh")
    absent = {"Nguyễn Trăng Rằm": "Vắng mặt, gửi ý kiến bằng văn bản", "Đỗ Núi Biếc": "Vắng mặt"}
    for member in visitor.page.locator("main fieldset").all():
        name = member.locator("legend").inner_text().split(",")[0].strip()
        member.get_by_label(absent.get(name, "Có mặt"), exact=True).check()
    visitor.press("Lưu điểm danh")
    visitor.link("Mở bỏ phiếu")
    visitor.sign("MỞ")
    visitor.press("Mở bỏ phiếu")
    visitor.enter(CHAIRMAN, VOTE_DAY)
    visitor.open(f"{address}phieu/")
    hand.cast(visitor, address, CHAIRMAN, VOTE_DAY)
    visitor.sees("đã bỏ phiếu 1/13")
    visitor.sees_not("Đạt 1/15")
    for number in (1, 2, 3, 4, 5, 6, 7, 10, 12, 13):
        hand.cast(visitor, address, f"bn.uy-vien-{number}", VOTE_DAY)
    hand.cast(visitor, address, "bn.uy-vien-9", VOTE_DAY, against=AGAINST)
    hand.cast(visitor, address, SECRETARY, VOTE_DAY)
    hand.count_letters(visitor, address, VOTE_DAY, secretary=SECRETARY, second="bn.uy-vien-1")
    hand.close_vote(visitor, address, SECRETARY, VOTE_DAY)
    visitor.sees("Vũ Sao Mai", "Đạt 14/15", "Không đạt 13/15", "Từ 90% tổng số thành viên hội đồng trở lên")
    hand.sign_minutes(visitor, SECRETARY, CHAIRMAN, VOTE_DAY)
    visitor.sees("Đã ký biên bản", "bien-ban-2023-12-14.pdf")


def award(visitor: Visitor) -> None:
    """8: the flag is decided, signed once under its number, paid, printed with a code, found by the public check."""
    visitor.enter(SPECIALIST, "18/12/2023")
    visitor.open("/khen-thuong/")
    visitor.link("Dự thảo quyết định")
    visitor.link("Chọn hồ sơ")
    visitor.write("Trích yếu", "Tặng cờ thi đua của tỉnh năm 2023")
    visitor.page.get_by_label(": Huyện Lương Tài").check()
    visitor.press("Dự thảo", exact=True)
    visitor.sees("đúng thẩm quyền", "14.400.000")
    address = visitor.here
    visitor.season.keep("decision", "QD-1", address)
    visitor.link("Sửa nội dung")
    visitor.choose("Thẩm quyền quyết định", "Chủ tịch Ủy ban nhân dân cấp tỉnh")
    visitor.write("Người ký", "Nguyễn Biển Lặng")
    visitor.write("Chức vụ người ký", "Chủ tịch")
    visitor.choose("Văn bản làm căn cứ", "Luật số 15/2003/QH11 ngày 26/11/2003: Luật Thi đua, khen thưởng")
    visitor.press("Lưu")
    visitor.press("Trình ký")
    visitor.enter(CHAIRMAN, "20/12/2023")
    visitor.open(address)
    visitor.link("Ký ban hành")
    visitor.write("Số quyết định", "9001")
    visitor.sign("KÝ")
    visitor.press("Ký ban hành")
    visitor.give_password()
    visitor.sees("Đã ký ban hành: Quyết định số 9001/QĐ-UBND ngày 20/12/2023", "BN-2023-00001")
    paper = pdf_text(visitor.downloads("In bằng, giấy khen", role="button"))
    assert "Vào sổ khen thưởng số: BN-2023-00001" in paper and "Huyện Lương Tài" in paper
    assert "9001/QĐ-UBND" in pdf_text(visitor.downloads("PDF"))
    visitor.link("14.400.000")
    visitor.sees("8 × 1.800.000 đồng = 14.400.000 đồng")
    visitor.leave()
    visitor.open("/cong/kiem-tra/")
    visitor.write("Số vào sổ, hoặc nội dung mã QR trên giấy", "bn-2023-00001")
    visitor.press("Kiểm tra", exact=True)
    visitor.sees("Có trong sổ, còn hiệu lực", "Huyện Lương Tài", "Quyết định số 9001/QĐ-UBND ngày 20/12/2023")
    visitor.open("/cong/khen-thuong/?q=huyen+luong+tai")
    visitor.sees("Huyện Lương Tài", "9001/QĐ-UBND")
    visitor.season.load("award", skip=("draft:QD-1",))


def honour(visitor: Visitor) -> None:
    """9: an exemplar is written, checked by another and published; the portal shows it, the summary counts the year."""
    visitor.season.load("honour")
    visitor.enter(SPECIALIST, "28/12/2023")
    visitor.open("/ton-vinh/")
    visitor.link("Tổng kết Cụm thi đua các huyện, thành phố năm 2023")
    visitor.sees("Cờ thi đua của tỉnh: 1")
    visitor.open("/ton-vinh/")
    visitor.link("Viết bài")
    visitor.choose("Loại bài", "Điển hình tiên tiến")
    visitor.write("Tên bài", EXEMPLAR)
    visitor.write("Nội dung", "Hồ sơ điện tử ở mọi phường.\n\nNgười dân nhận kết quả tại nhà.")
    visitor.press("Lưu bản thảo")
    address = visitor.here
    visitor.enter("bn.tham-dinh", "28/12/2023")
    visitor.open(address)
    visitor.press("Xác nhận đã kiểm tra")
    visitor.enter(SPECIALIST, "28/12/2023")
    visitor.open(address)
    visitor.link("Đăng lên trang công khai")
    visitor.sign("ĐĂNG")
    visitor.press("Đăng bài")
    visitor.sees("Đã đăng lên trang công khai", "đã kiểm tra bài viết")
    visitor.open("/tong-hop/")
    visitor.sees("8/8 đơn vị", "5/6 hồ sơ", "29.700.000 đồng")
    visitor.picture("summary")
    assert visitor.downloads("Tải báo cáo (Word)").suggested_filename.endswith(".docx")
    visitor.leave()
    visitor.open("/cong/")
    visitor.link(EXEMPLAR)
    visitor.sees("Hồ sơ điện tử ở mọi phường.")
    visitor.open("/cong/tim/?q=tu+son+lam+chuyen+doi+so")
    visitor.sees(EXEMPLAR)
