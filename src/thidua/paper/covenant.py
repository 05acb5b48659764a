"""The covenant of a cluster (bản giao ước thi đua): parties, numbered commitments, signatures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from thidua.paper.flow import Block, Bullets, Flow, Heading, Text, flow_pdf
from thidua.paper.parts import Column, Letterhead, Table


@dataclass(frozen=True, kw_only=True)
class Party:
    """A member unit; `signed_at` and `text_hash` stay empty until its representative has signed."""

    unit: str
    representative: str
    office: str
    role: str = ""  # Cụm trưởng, Cụm phó; empty for the others
    signed_at: str = ""  # 12/01/2023 14:03
    text_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """One thing promised; `target` with its comparator as it shall be read ("từ 97,8% trở lên")."""

    text: str
    target: str = ""
    unit_of_measure: str = ""
    group: str = ""  # a heading shared by the commitments that follow one another with it


@dataclass(frozen=True, kw_only=True)
class Covenant:
    """The covenant of one cluster for one year."""

    letterhead: Letterhead
    subject: str  # Cụm thi đua các huyện, thành phố năm 2023
    preamble: tuple[str, ...]
    parties: tuple[Party, ...]
    commitments: tuple[Commitment, ...]
    closing: tuple[str, ...] = ()
    text_hash: str = ""  # of the text that is signed


def covenant_pdf(covenant: Covenant, *, made_at: datetime) -> bytes:
    """The covenant as PDF/A, with the signatures given so far."""
    flow = Flow(
        letterhead=covenant.letterhead,
        kind="Bản giao ước thi đua",
        subject=covenant.subject,
        blocks=tuple(_blocks(covenant)),
        note=f"Mã băm của văn bản được ký: {covenant.text_hash}" if covenant.text_hash else "",
    )
    return flow_pdf(flow, made_at=made_at)


def _blocks(covenant: Covenant) -> Iterator[Block]:
    yield from map(Text, covenant.preamble)
    yield Heading("Các đơn vị ký giao ước")
    yield Bullets(tuple(_party(party) for party in covenant.parties))
    yield Heading("Nội dung giao ước")
    for group, commitments in _groups(covenant.commitments):
        if group:
            yield Heading(group, level=2)
        yield _commitments(commitments)
    yield from map(Text, covenant.closing)
    yield Heading("Chữ ký của đại diện các đơn vị")
    signed = sum(bool(party.signed_at) for party in covenant.parties)
    yield Text(f"Đã ký {signed}/{len(covenant.parties)} đơn vị.")
    yield _signatures(covenant.parties)


def _party(party: Party) -> str:
    role = f" ({party.role})" if party.role else ""
    person = ", ".join(part for part in (party.representative, party.office) if part)
    return f"{party.unit}{role}" + (f", đại diện: {person}" if person else "")


def _groups(commitments: tuple[Commitment, ...]) -> list[tuple[str, list[tuple[int, Commitment]]]]:
    """Neighbours of one group together; the numbers run through the whole covenant."""
    groups: list[tuple[str, list[tuple[int, Commitment]]]] = []
    for number, commitment in enumerate(commitments, start=1):
        if not groups or groups[-1][0] != commitment.group:
            groups.append((commitment.group, []))
        groups[-1][1].append((number, commitment))
    return groups


def _commitments(commitments: list[tuple[int, Commitment]]) -> Table:
    columns = (
        Column(title="TT", align="center", width=3),
        Column(title="Nội dung thi đua", width=20),
        Column(title="Chỉ tiêu", align="right", width=8),
        Column(title="Đơn vị tính", align="center", width=6),
    )
    rows = tuple((str(number), one.text, one.target, one.unit_of_measure) for number, one in commitments)
    return Table(columns=columns, rows=rows)


def _signatures(parties: tuple[Party, ...]) -> Table:
    columns = (
        Column(title="TT", align="center", width=3),
        Column(title="Đơn vị", width=9),
        Column(title="Đại diện", width=8),
        Column(title="Chức vụ", width=8),
        Column(title="Ký lúc", align="center", width=6),
        Column(title="Mã băm (12 ký tự đầu)", align="center", width=9),
    )
    rows = tuple(
        (str(number), one.unit, one.representative, one.office, one.signed_at or "Chưa ký", one.text_hash[:12])
        for number, one in enumerate(parties, start=1)
    )
    return Table(columns=columns, rows=rows)
