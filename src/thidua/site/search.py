"""The search box: units, people, movements, decisions, documents; only what one may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.documents.queries import containing as documents_containing
from thidua.base.documents.queries import visible_documents
from thidua.base.season.models import Season
from thidua.base.staff.policies import check_reads_persons
from thidua.base.units.queries import postings_at, search_units
from thidua.cycle.s1_launch.queries import containing as movements_containing
from thidua.cycle.s1_launch.queries import visible_movements
from thidua.cycle.s8_award.queries import decisions_public
from thidua.language.text import fold

LIMIT = 20


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class Group:
    """Things of one kind."""

    title: str
    hits: list[Hit]


def search_all(actor: Actor, season: Season | None, text: str, today: date) -> list[Group]:
    """Up to twenty hits of each kind inside the actor's reach; movements and decisions of the season in view."""
    if not fold(text).strip():
        return []
    found = [
        _group("Đơn vị", (_hit("units:unit", u.pk, u.name, u.get_kind_display()) for u in search_units(text)[:LIMIT])),
        _group("Con người", _people(actor, text, today)),
        _group("Phong trào", _movements(actor, season, text)),
        _group("Quyết định", _decisions(season, text)),
        _group("Văn bản", _documents(actor, text)),
    ]
    return [group for group in found if group.hits]


def _group(title: str, hits: Iterable[Hit]) -> Group:
    return Group(title, list(islice(hits, LIMIT)))


def _hit(page: str, pk: int, title: str, detail: str = "") -> Hit:
    return Hit(title, detail, reverse(page, args=[pk]))


def _people(actor: Actor, text: str, today: date) -> Iterable[Hit]:
    if refusal(check_reads_persons, actor):
        return ()
    rows = postings_at(actor.covers, today).filter(person__name_fold__contains=fold(text))[:LIMIT]
    return (_hit("people:person", p.person_id, p.person.full_name, f"{p.position}, {p.unit}") for p in rows)


def _movements(actor: Actor, season: Season | None, text: str) -> Iterable[Hit]:
    rows = movements_containing(visible_movements(actor, season.pk), text)[:LIMIT] if season else ()
    return (_hit("launch:detail", m.pk, m.title, m.launched_by.name) for m in rows)


def _decisions(season: Season | None, text: str) -> Iterable[Hit]:
    words = fold(text).split()
    for row in decisions_public(season.authority_id) if season else ():
        if season and row.season_id == season.pk and all(w in fold(f"{row.number} {row.title}") for w in words):
            yield _hit("award:decision", row.id, row.number, row.title)


def _documents(actor: Actor, text: str) -> Iterable[Hit]:
    rows = documents_containing(visible_documents(actor), text)[:LIMIT]
    return (_hit("documents:document", d.pk, str(d), d.summary) for d in rows)
