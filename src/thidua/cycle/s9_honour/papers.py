"""The minutes of a conference as an official paper."""

from datetime import UTC, datetime, time

from thidua.base.units.writing import organ_of, place_of
from thidua.cycle.s9_honour.models import Conference
from thidua.language.dates import date_in_words
from thidua.paper.flow import Flow, Heading, Text, flow_pdf
from thidua.paper.parts import Letterhead, Signer


def minutes_pdf(conference: Conference) -> bytes:
    """Biên bản hội nghị; the same minutes give the same bytes."""
    season = conference.season
    made_at = datetime.combine(conference.held_on, time(12), tzinfo=UTC)
    opening = f"{conference.title}, {date_in_words(conference.held_on)}"
    blocks: list[Heading | Text] = [
        Heading("Thời gian, địa điểm"),
        Text(f"{opening}; tại {conference.place or season.authority.name}."),
        Heading("Chủ trì, đại biểu"),
        Text(f"Chủ trì: {conference.chair or season.authority.name}."),
        *(Text(_delegate(d.name, d.office, d.body)) for d in conference.delegates.all()),
        Heading("Chương trình"),
        *(
            Text(f"{p.order}. {p.title}{f' ({p.presenter})' if p.presenter else ''}.")
            for p in conference.programme.all()
        ),
        Heading("Trao thưởng"),
        *(Text(f"{h.order}. {h.title}: {h.count}.") for h in conference.honours.all()),
        Heading("Diễn biến, kết luận"),
        *(Text(part) for part in conference.minutes.split("\n\n") if part.strip()),
    ]
    paper = Flow(
        letterhead=Letterhead(
            issuer=organ_of(season.authority), place=place_of(season.authority), day=conference.held_on
        ),
        kind="Biên bản",
        subject=conference.title,
        blocks=tuple(blocks),
        signers=(Signer(office="Thư ký"), Signer(office="Chủ trì", name="")),
    )
    return flow_pdf(paper, made_at=made_at)


def _part(order: int, title: str, presenter: str) -> str:
    return f"{order}. {title}" + (f" ({presenter})." if presenter else ".")


def _delegate(name: str, office: str, body: str) -> str:
    return ", ".join(part for part in (name, office, body) if part) + "."
