"""Bình Liêu 2020: twelve results, one of them a fall; five, twelve and twelve awards; the launch of 2021."""

from collections.abc import Callable

import pytest

from tests.journeys import hand
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

SPECIALIST, CHAIRMAN, SECRETARY, LUC_HON = "bl.chuyen-vien", "bl.chu-tich", "bl.thu-ky", "tt-bl.x-lh"


def test_from_launch_to_certificate(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("binh-lieu-2020")
    visitor.season.load("launch", skip=("relaunch:BL.X-LH",))
    visitor.click_in(SPECIALIST)
    hand.relaunch(visitor, "PT-2020", LUC_HON, "20/01/2020")
    an_expired_basis_is_flagged(visitor)
    visitor.season.load("register", skip=("accept:BL.X-LH",))
    hand.accept_registration(visitor, "BL.X-LH|2020", SPECIALIST, "25/02/2020")
    everybody_registered(visitor)
    visitor.season.load("covenant", skip=("sign:BL.X-LH",))
    hand.sign_covenant(visitor, "GU-2020-K01", LUC_HON, "14/02/2020", "Chủ tịch Ủy ban nhân dân xã")
    all_blocs_signed(visitor)
    visitor.season.load("report")
    the_year_in_figures(visitor)
    a_returned_report_is_put_right(visitor)
    visitor.season.load("score", skip=("publish:K01",))
    hand.publish_ranking(visitor, "K01", SPECIALIST, "22/12/2020", "Thông báo kết quả khối các xã, thị trấn")
    visitor.sees("Xã Lục Hồn")
    visitor.season.load("propose", skip=("forward:CS-05",))
    hand.forward_dossier(visitor, "CS-05", SPECIALIST, "24/12/2020")
    no_initiative_no_title(visitor)
    visitor.season.load("vote", skip=("minutes:PH-01",))
    hand.sign_minutes(visitor, SECRETARY, CHAIRMAN, "07/01/2021")
    visitor.season.load("award", skip=("issue:QD-1",))
    five_titles(visitor)
    visitor.season.load("honour", skip=("publish:DH-01",))
    hand.publish_story(visitor, "DH-01", SPECIALIST, "22/01/2021", "Xã Lục Hồn dẫn đầu khối các xã, thị trấn")
    the_conference_awards_and_launches(visitor)
    visitor.done()


def an_expired_basis_is_flagged(visitor: Visitor) -> None:
    """The movement cites a circular that was no longer in force."""
    visitor.open(f"/phat-dong/{visitor.season.id('movement', 'PT-2020')}/")
    visitor.sees("08/2017/TT-BNV", "hết hiệu lực")


def everybody_registered(visitor: Visitor) -> None:
    """Every unit has sent its sheet."""
    visitor.open("/dang-ky/")
    visitor.sees("Đã gửi đăng ký 47/47 đơn vị")


def all_blocs_signed(visitor: Visitor) -> None:
    """Twelve blocs, all signed."""
    visitor.enter(SPECIALIST, "16/03/2020")
    visitor.open("/giao-uoc/")
    visitor.sees("Cụm, khối thi đua 12 dòng", "Khối các xã, thị trấn")
    visitor.sees_not("Đang ký 6/7")


def the_year_in_figures(visitor: Visitor) -> None:
    """The twelve results as published, each with its share of the plan and its change on the year before."""
    visitor.enter(SPECIALIST, "16/12/2020")
    visitor.open(f"/bao-cao/{visitor.season.id('report', 'BL|2020')}/")
    for figure in ("1.627", "339", "884", "233", "620", "98", "66.927", "86"):
        visitor.sees(figure)
    visitor.sees("gần 78%", "giảm dưới 23%", "95%", "tăng trên 91%", "tăng trên 13%")
    visitor.link("Khách du lịch")
    visitor.sees("66.927")
    visitor.picture("why", at="main h1")


def a_returned_report_is_put_right(visitor: Visitor) -> None:
    """4: a commune adds the figure that was missing and sends its report again; the specialist accepts."""
    address = f"/bao-cao/{visitor.season.id('report', 'BL.X-VN|2020')}/"
    visitor.enter("tt-bl.x-vn", "14/12/2020")
    visitor.open(address)
    visitor.sees("Thiếu số liệu OCOP")
    visitor.link("Nhập số liệu")
    box = visitor.page.locator("fieldset").filter(has=visitor.page.locator("legend").filter(has_text="OCOP"))
    visitor.write("Kết quả", "2", within=box)
    visitor.press("Lưu số liệu")
    visitor.press("Gửi báo cáo")
    visitor.enter(SPECIALIST, "15/12/2020")
    visitor.open(address)
    visitor.press("Chấp nhận")
    visitor.sees("Đã chấp nhận báo cáo", "đã gửi")


def no_initiative_no_title(visitor: Visitor) -> None:
    """A title refused with its clause, and one that lacks facts."""
    visitor.open(f"/de-nghi/{visitor.season.id('dossier', 'CS-07')}/")
    visitor.sees("Không đủ điều kiện", "sáng kiến")
    visitor.picture("conditions", at="#conditions")
    visitor.open(f"/de-nghi/{visitor.season.id('dossier', 'CS-08')}/")
    visitor.sees("Chưa đủ căn cứ", "Còn thiếu")


def five_titles(visitor: Visitor) -> None:
    """8: five emulation soldiers, signed by hand, printed and found."""
    visitor.season.keep("decision", "QD-1", draft_address(visitor))
    paper = hand.issue_decision(visitor, "QD-1", CHAIRMAN, "12/01/2021", "9001")
    assert paper.count("CHIẾN SĨ THI ĐUA CƠ SỞ") == 5
    visitor.sees("Cộng")
    number = paper.split("Vào sổ khen thưởng số: ")[1].split()[0]
    hand.check_publicly(visitor, number, "Có trong sổ, còn hiệu lực", "Chiến sĩ thi đua cơ sở")


def draft_address(visitor: Visitor) -> str:
    """Where the decision that waits for its signature is."""
    visitor.enter(CHAIRMAN, "12/01/2021")
    visitor.open("/khen-thuong/")
    visitor.link("Công nhận danh hiệu Chiến sĩ thi đua cơ sở năm 2020")
    return visitor.here


def the_conference_awards_and_launches(visitor: Visitor) -> None:
    """9: 5, 12 and 12 were handed over; 2021 was launched there with its theme."""
    visitor.enter(SPECIALIST, "20/01/2021")
    visitor.open(f"/ton-vinh/hoi-nghi/{visitor.season.id('conference', 'HN-TK')}/")
    visitor.sees("Dương Mạnh Cường", "Nguyễn Thị Tuyết Hạnh", "Danh hiệu Chiến sĩ thi đua cơ sở: 5")
    visitor.sees("Đơn vị dẫn đầu khối: 12", "Đơn vị nhì khối: 12")
    visitor.open(f"/phat-dong/{visitor.season.id('movement', 'PT-2021')}/")
    visitor.sees("trong trạng thái bình thường mới", "19/01/2021", "Đã phát động")
