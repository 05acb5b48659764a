"""Work of one stage, done by hand in the browser: what every season's journey does a little of."""

from tests.journeys.paper import pdf_text, pictures_wanted
from tests.journeys.place import PASSWORD
from tests.journeys.visitor import Visitor

# one click for every item of a ballot
_CHOOSE = """against => document.querySelectorAll("main fieldset").forEach(item => {
  const no = against.some(word => item.querySelector("legend").innerText.includes(word));
  const label = [...item.querySelectorAll("label")].find(l => l.innerText.trim() === (no ? "Không đồng ý" : "Đồng ý"));
  label.click();
})"""


def relaunch(visitor: Visitor, code: str, who: str, day: str) -> None:
    """1: a unit takes a movement over from above and launches it for its own people."""
    visitor.enter(who, day)
    visitor.open(f"/phat-dong/{visitor.season.id('movement', code)}/")
    visitor.link("Phát động lại cho đơn vị bạn")
    visitor.press("Lưu và phát động")
    visitor.sign("PHÁT ĐỘNG")
    visitor.press("Phát động")
    visitor.sees("Phát động lại từ", "Đã phát động")


def accept_registration(visitor: Visitor, sheet: str, who: str, day: str) -> None:
    """2: the specialist takes a unit's sheet in."""
    visitor.enter(who, day)
    visitor.open(f"/dang-ky/{visitor.season.id('registration', sheet)}/")
    visitor.press("Tiếp nhận")
    visitor.open(f"/dang-ky/{visitor.season.id('registration', sheet)}/")
    visitor.sees("Đã tiếp nhận", "đã gửi")


def sign_covenant(visitor: Visitor, code: str, who: str, day: str, office: str) -> None:
    """3: a member reads, types the word, says once more who it is, and signs."""
    visitor.enter(who, day)
    visitor.open(f"/giao-uoc/ban/{visitor.season.id('covenant', code)}/")
    visitor.link("Đọc và ký")
    visitor.write("Chức vụ của người ký", office)
    visitor.sign("KÝ")
    visitor.press("Ký giao ước")
    visitor.give_password()
    visitor.sees("Đã ký giao ước", "mã băm văn bản")


def publish_ranking(visitor: Visitor, cluster: str, who: str, day: str, document: str) -> None:
    """5: the office publishes what a cluster has agreed."""
    visitor.enter(who, day)
    visitor.open(f"/cham-diem/xep-hang/{visitor.season.id('cluster', cluster)}/")
    visitor.link("Công bố kết quả")
    visitor.write("Văn bản công bố", document)
    visitor.sign("CÔNG BỐ")
    visitor.press("Công bố", exact=True)
    visitor.sees("Công bố ngày", "vì sao?", document)


def forward_dossier(visitor: Visitor, code: str, who: str, day: str) -> None:
    """6: the specialist asks the rulebook once more and puts the dossier before the council."""
    visitor.enter(who, day)
    visitor.open(f"/de-nghi/{visitor.season.id('dossier', code)}/")
    visitor.press("Tra lại điều kiện")
    visitor.sees("Từng điều kiện, với điều khoản và dữ kiện đã dùng")
    visitor.press("Trình hội đồng")
    visitor.sees("Đã trình hội đồng")


def cast(visitor: Visitor, address: str, member: str, day: str, *, against: tuple[str, ...] = ()) -> None:
    """7: one ballot: every item chosen, read once more, the password given."""
    visitor.enter(member, day)
    visitor.page.goto(f"{visitor.address}{address}phieu/")
    visitor.page.evaluate(_CHOOSE, list(against))
    visitor.page.get_by_role("button", name="Xem lại trước khi bỏ phiếu").click()
    visitor.page.locator("input[type=password]").fill(PASSWORD)
    visitor.page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    visitor.page.wait_for_url(f"{visitor.address}{address}")


def count_letters(visitor: Visitor, address: str, day: str, *, secretary: str, second: str) -> None:
    """7: the letter of an absent member agrees with everything; two sign the count."""
    visitor.enter(secretary, day)
    visitor.open(address)
    visitor.link("Nhập kiểm phiếu")
    for number in visitor.page.get_by_label("văn bản đồng ý").all():
        number.fill("1")
    visitor.press("Ký và lưu")
    visitor.give_password()
    visitor.enter(second, day)
    visitor.open(address)
    visitor.link("Ký xác nhận kiểm phiếu")
    visitor.sign("KÝ")
    visitor.press("Ký xác nhận")
    visitor.give_password()


def close_vote(visitor: Visitor, address: str, secretary: str, day: str) -> None:
    """7: the secretary ends the voting; the result stands on the page."""
    visitor.enter(secretary, day)
    visitor.open(address)
    visitor.link("Kết thúc, kiểm phiếu")
    visitor.sign("KIỂM PHIẾU")
    visitor.press("Kiểm phiếu")


def sign_minutes(visitor: Visitor, secretary: str, chair: str, day: str) -> None:
    """7: the secretary writes the minutes; both sign them."""
    address = f"/bo-phieu/{visitor.season.id('session', 'PH-01')}/"
    visitor.enter(secretary, day)
    visitor.open(address)
    visitor.link("Soạn biên bản")
    visitor.write("Diễn biến", "Hội đồng nghe báo cáo thẩm định, thảo luận và bỏ phiếu từng hồ sơ.")
    visitor.press("Lưu biên bản")
    for signer in (secretary, chair):
        visitor.enter(signer, day)
        visitor.open(address)
        visitor.link("Ký biên bản")
        visitor.sign("KÝ")
        visitor.press("Ký biên bản")
        visitor.give_password()
    visitor.sees("Đã ký biên bản")


def issue_decision(visitor: Visitor, code: str, who: str, day: str, number: str, *, picture: str = "") -> str:
    """8: the authority signs and numbers a decision; the certificates are printed; the text of the first of them."""
    visitor.enter(who, day)
    visitor.open(f"/khen-thuong/{visitor.season.id('decision', code)}/")
    visitor.link("Ký ban hành")
    visitor.write("Số quyết định", number)
    visitor.sign("KÝ")
    visitor.press("Ký ban hành")
    visitor.give_password()
    visitor.sees(f"Đã ký ban hành: Quyết định số {number}/QĐ-UBND", "Tiền thưởng")
    paper = visitor.downloads("In bằng, giấy khen", role="button")
    if picture and pictures_wanted():
        visitor.paper_picture(paper, picture)
    return pdf_text(paper)


def check_publicly(visitor: Visitor, register_number: str, *seen: str) -> None:
    """8: a stranger types the number of a certificate."""
    visitor.leave()
    visitor.open("/cong/kiem-tra/")
    visitor.write("Số vào sổ, hoặc nội dung mã QR trên giấy", register_number)
    visitor.press("Kiểm tra", exact=True)
    visitor.sees(register_number, *seen)


def publish_story(visitor: Visitor, code: str, who: str, day: str, title: str) -> None:
    """9: a checked story goes to the portal and is found there without diacritics in its address bar."""
    visitor.enter(who, day)
    visitor.open(f"/ton-vinh/bai-viet/{visitor.season.id('story', code)}/")
    visitor.link("Đăng lên trang công khai")
    visitor.sign("ĐĂNG")
    visitor.press("Đăng bài")
    visitor.sees("Đã đăng lên trang công khai")
    visitor.leave()
    visitor.open("/cong/")
    visitor.link(title)
    visitor.sees(title)
