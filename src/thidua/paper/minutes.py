"""Minutes of a council (biên bản họp Hội đồng Thi đua - Khen thưởng): roster, quorum, ballots with their arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from thidua.paper.flow import Block, Bullets, Flow, Heading, Text, flow_pdf
from thidua.paper.parts import Column, Letterhead, Signer, Table


@dataclass(frozen=True, kw_only=True)
class Member:
    """A member on the roster of the day, present or not."""

    name: str
    office: str
    role: str  # Chủ tịch Hội đồng, Phó Chủ tịch, Ủy viên, Thư ký
    present: bool
    note: str = ""  # why absent, or that the opinion came in writing


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The votes on one candidate. `arithmetic` shows the share as it was computed: "13 : 15 × 100 = 86,67%"."""

    candidate: str
    agree: int
    disagree: int
    arithmetic: str
    passed: bool


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """One secret ballot: its papers and its candidates. `rule` is the threshold with its article."""

    subject: str
    issued: int
    collected: int
    valid: int
    invalid: int
    rule: str
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """The minutes; moments and places as they shall be read ("08 giờ 00 phút ngày 08 tháng 01 năm 2021")."""

    letterhead: Letterhead
    subject: str
    opened: str
    closed: str
    venue: str
    members: tuple[Member, ...]
    quorum: str  # the rule and whether it is met, in one sentence
    proceedings: tuple[str, ...]
    ballots: tuple[Ballot, ...]
    conclusions: tuple[str, ...]
    chair: Signer
    secretary: Signer
    log_hash: str = ""  # head of the chained log of the session, so that the paper and the record can be compared


def minutes_pdf(minutes: Minutes, *, made_at: datetime) -> bytes:
    """The minutes as PDF/A, to be signed by the secretary (left) and the chair (right)."""
    note = f"Mã băm cuối của nhật ký phiên họp: {minutes.log_hash}" if minutes.log_hash else ""
    flow = Flow(
        letterhead=minutes.letterhead,
        kind="Biên bản",
        subject=minutes.subject,
        blocks=tuple(_blocks(minutes)),
        signers=(minutes.secretary, minutes.chair),
        note=note,
    )
    return flow_pdf(flow, made_at=made_at)


def _blocks(minutes: Minutes) -> Iterator[Block]:
    yield Heading("Thời gian, địa điểm")
    yield Text(f"Khai mạc: {minutes.opened}. Địa điểm: {minutes.venue}.")
    yield Heading("Thành phần")
    yield _roster(minutes.members)
    present = sum(member.present for member in minutes.members)
    yield Text(f"Có mặt {present}/{len(minutes.members)} thành viên. {minutes.quorum}")
    yield Heading("Nội dung")
    yield from map(Text, minutes.proceedings)
    if minutes.ballots:
        yield Heading("Kết quả bỏ phiếu kín")
    for ballot in minutes.ballots:
        yield Heading(ballot.subject, level=2)
        yield Bullets(
            (
                f"Số phiếu phát ra: {ballot.issued}; số phiếu thu về: {ballot.collected}; "
                f"hợp lệ: {ballot.valid}; không hợp lệ: {ballot.invalid}.",
                ballot.rule,
            )
        )
        yield _tallies(ballot.tallies)
    yield Heading("Kết luận")
    yield from map(Text, minutes.conclusions)
    yield Text(
        f"Cuộc họp kết thúc: {minutes.closed}. Biên bản đã được đọc lại và các thành viên dự họp nhất trí thông qua."
    )


def _roster(members: tuple[Member, ...]) -> Table:
    columns = (
        Column(title="TT", align="center", width=2),
        Column(title="Họ và tên", width=9),
        Column(title="Chức vụ", width=11),
        Column(title="Vai trò", width=7),
        Column(title="Dự họp", width=7),
    )
    rows = tuple(
        (str(number), one.name, one.office, one.role, _attendance(one)) for number, one in enumerate(members, start=1)
    )
    return Table(columns=columns, rows=rows)


def _attendance(member: Member) -> str:
    state = "Có mặt" if member.present else "Vắng mặt"
    return f"{state} ({member.note})" if member.note else state


def _tallies(tallies: tuple[Tally, ...]) -> Table:
    columns = (
        Column(title="TT", align="center", width=2),
        Column(title="Tên cá nhân, tập thể", width=12),
        Column(title="Đồng ý", align="right", width=3),
        Column(title="Không đồng ý", align="right", width=3),
        Column(title="Tỷ lệ đồng ý", align="right", width=12),
        Column(title="Kết quả", align="center", width=4),
    )
    rows = tuple(
        (
            str(number),
            one.candidate,
            str(one.agree),
            str(one.disagree),
            one.arithmetic,
            "Đạt" if one.passed else "Không đạt",
        )
        for number, one in enumerate(tallies, start=1)
    )
    return Table(columns=columns, rows=rows)
