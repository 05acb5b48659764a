"""The covenant as a paper: text, parties, and the table of signatures."""

from datetime import date

from django.utils.timezone import localtime

from thidua.base.units.writing import organ_of, place_of
from thidua.base.workflow.queries import steps_of
from thidua.cycle.s3_covenant.enums import KIND_WORDS, ClusterKind, Position
from thidua.cycle.s3_covenant.models import Covenant, Signature
from thidua.cycle.s3_covenant.queries import Party, parties_of, promises_of
from thidua.cycle.s3_covenant.wording import Promise, target_in_words
from thidua.language.dates import format_date
from thidua.paper import covenant as paper
from thidua.paper.parts import Letterhead


def covenant_paper(covenant: Covenant, on: date) -> bytes:
    """The covenant as PDF with the signatures given so far; the same bytes as long as nothing new was signed."""
    parties, season = parties_of(covenant, on), covenant.cluster.season
    moments = [p.signature.at for p in parties if p.signature] or [step.at for step in steps_of(covenant)]
    head = Letterhead(
        parent=organ_of(season.authority),
        issuer=covenant.cluster.name,
        place=covenant.place or place_of(season.authority),
        day=covenant.signed_on,
        year=season.year,
    )
    sheet = paper.Covenant(
        letterhead=head,
        subject=covenant.title,
        preamble=tuple(line for line in covenant.preamble.splitlines() if line.strip()),
        parties=tuple(_party(p, KIND_WORDS[ClusterKind(covenant.cluster.kind)]) for p in parties),
        commitments=tuple(_commitment(p) for p in promises_of(covenant)),
        text_hash=covenant.text_hash,
    )
    return paper.covenant_pdf(sheet, made_at=max(moments).replace(microsecond=0))


def _party(party: Party, kind: str) -> paper.Party:
    signed, position = party.signature, Position(party.position)
    return paper.Party(
        unit=party.unit_name,
        representative=signed.signer_name if signed else "",
        office=signed.office if signed else "",
        role="" if position == Position.MEMBER else f"{position.label} {kind}",
        signed_at=moment_of(signed) if signed else "",
        text_hash=signed.text_hash if signed else "",
    )


def moment_of(signature: Signature) -> str:
    """«17/03/2023 14:03»; only the day where the signature was taken over later from paper."""
    at = localtime(signature.at)
    day = format_date(signature.signed_on)
    return f"{day} {at:%H:%M}" if at.date() == signature.signed_on else day


def _commitment(p: Promise) -> paper.Commitment:
    words = target_in_words(p.comparator, p.low, p.high)
    text = f"{p.title}: {p.text}" if p.title else p.text
    return paper.Commitment(text=text, target=words, unit_of_measure=p.unit_of_measure)
