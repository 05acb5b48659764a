"""The read door of stage 8."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, overload

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from thidua.cycle.s8_award.enums import AwardStatus, DecisionKind, DecisionState, EventKind
from thidua.cycle.s8_award.keys import published_key, read_certificate
from thidua.cycle.s8_award.models import AwardEvent, Certificate, Decision, DecisionItem, DraftAmendment, DraftLine
from thidua.language.text import fold


@dataclass(frozen=True)
class AwardInfo:
    """One award as others see it, with its last correction. ``bonus`` None: not shown, or not known."""

    item_id: int
    decision_id: int
    dossier_id: int
    register_number: str
    recipient: str
    recipient_kind: str
    person_class: str
    position: str
    unit_id: int
    unit_name: str
    award_code: str
    award_name: str
    award_kind: str
    mode: str
    period: int
    citation: str
    decision_number: str
    decision_title: str
    issued_on: date
    year: int
    authority_id: int
    authority_name: str
    status: str
    status_label: str
    status_note: str
    bonus: int | None = None


@dataclass(frozen=True)
class DecisionInfo:
    """An issued decision."""

    id: int
    season_id: int
    kind: str
    kind_label: str
    number: str
    title: str
    issued_on: date
    authority_id: int
    authority_name: str
    signer_name: str
    signer_office: str
    items: int


@dataclass(frozen=True)
class AwardTotal:
    """How many hold one award in a season, and the money; revoked ones are left out."""

    award_code: str
    award_name: str
    award_kind: str
    recipient_kind: str
    count: int
    bonus: int
    unknown_bonus: int


class AwardList(Sequence[AwardInfo]):
    """Awards found, read from the database only as far as they are asked for: made for Django's Paginator."""

    def __init__(self, rows: QuerySet[DecisionItem], *, money: bool = False) -> None:
        self._rows, self._money = rows, money

    def __len__(self) -> int:
        return self._rows.count()

    @overload
    def __getitem__(self, at: int) -> AwardInfo: ...
    @overload
    def __getitem__(self, at: slice) -> list[AwardInfo]: ...
    def __getitem__(self, at: int | slice) -> AwardInfo | list[AwardInfo]:
        if isinstance(at, slice):
            return _infos(self._rows[at], money=self._money)
        return _infos(self._rows[at : at + 1], money=self._money)[0]

    def __iter__(self) -> Iterator[AwardInfo]:
        return iter(_infos(self._rows, money=self._money))


def _items() -> QuerySet[DecisionItem]:
    events = Prefetch("events", queryset=AwardEvent.objects.select_related("decision"))
    rows = DecisionItem.objects.select_related("decision__authority").prefetch_related(events, "certificates")
    return rows.order_by(F("decision__issued_on").desc(), "decision_id", "order", "id")


def _infos(rows: Iterable[DecisionItem], *, money: bool) -> list[AwardInfo]:
    return [_info(row, money=money) for row in rows]


def _info(item: DecisionItem, *, money: bool) -> AwardInfo:
    decision, events = item.decision, list(item.events.all())
    status, note = _status(events)
    names = [e.new_recipient for e in events if e.new_recipient]
    places = [e.new_position for e in events if e.new_position]
    certificates = list(item.certificates.all())
    assert decision.issued_on is not None  # items exist only once their decision was issued
    return AwardInfo(
        item_id=item.pk,
        decision_id=decision.pk,
        dossier_id=item.dossier_id,
        register_number=certificates[-1].code if certificates else "",
        recipient=names[-1] if names else item.recipient,
        recipient_kind=item.recipient_kind,
        person_class=item.person_class,
        position=places[-1] if places else item.position,
        unit_id=item.unit_id,
        unit_name=item.unit_name,
        award_code=item.award_code,
        award_name=item.award_name,
        award_kind=item.award_kind,
        mode=item.mode,
        period=item.period,
        citation=item.citation,
        decision_number=decision.full_number,
        decision_title=decision.title,
        issued_on=decision.issued_on,
        year=decision.issued_on.year,
        authority_id=decision.authority_id,
        authority_name=decision.authority.name,
        status=status,
        status_label=AwardStatus(status).label,
        status_note=note,
        bonus=item.bonus_vnd if money else None,
    )


def _status(events: list[AwardEvent]) -> tuple[str, str]:
    """What stands now: a revocation outweighs every correction."""
    revoked = [e for e in events if e.kind == EventKind.REVOKED]
    last = (revoked or events)[-1:]
    if not last:
        return AwardStatus.IN_FORCE, ""
    event = last[0]
    status = AwardStatus.REVOKED if revoked else AwardStatus.CORRECTED
    text = f" {event.new_text.rstrip('.')}." if event.new_text else ""
    note = f"{status.label} từ ngày {event.on:%d/%m/%Y} theo Quyết định số {event.decision.full_number}."
    return status, note + text


def search_awards(
    text: str = "", *, year: int | None = None, award_code: str | None = None, authority_id: int | None = None
) -> AwardList:
    """Awards issued, newest first, every word of ``text`` found with or without diacritics; no money. Public."""
    return AwardList(award_rows(text, year=year, award_code=award_code, authority_id=authority_id))


_SHORTEST_NUMBER = 5  # shorter words are names, years and house numbers, and every register number holds them


def award_rows(
    text: str = "",
    *,
    year: int | None = None,
    award_code: str | None = None,
    authority_id: int | None = None,
    status: str = "",
) -> QuerySet[DecisionItem]:
    """The rows behind ``search_awards``, for this room's own lists. A register number finds its award too."""
    rows = _items()
    for word in fold(text).split():
        found = Q(search_fold__contains=word)
        found |= Q(pk__in=AwardEvent.objects.filter(search_fold__contains=word).values("item_id"))
        if len(word) >= _SHORTEST_NUMBER:
            found |= Q(pk__in=Certificate.objects.filter(code__icontains=word).values("item_id"))
        rows = rows.filter(found)
    given = {"decision__year": year, "award_code": award_code, "decision__authority_id": authority_id}
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    return _with_status(rows, status)


def _with_status(rows: QuerySet[DecisionItem], status: str) -> QuerySet[DecisionItem]:
    revoked = AwardEvent.objects.filter(kind=EventKind.REVOKED).values("item_id")
    corrected = AwardEvent.objects.filter(kind=EventKind.CORRECTED).values("item_id")
    if status == AwardStatus.REVOKED:
        return rows.filter(pk__in=revoked)
    if status == AwardStatus.CORRECTED:
        return rows.filter(pk__in=corrected).exclude(pk__in=revoked)
    if status == AwardStatus.IN_FORCE:
        return rows.exclude(pk__in=revoked).exclude(pk__in=corrected)
    return rows


def award_by_register(code: str) -> AwardInfo | None:
    """The award of a register number. A certificate that a correction replaced says which one replaced it."""
    certificate = Certificate.objects.filter(code=code.strip().upper()).first()
    if certificate is None:
        return None
    info = _info(_items().get(pk=certificate.item_id), money=False)
    if info.register_number == certificate.code:
        return info
    replaced = f"Bằng, giấy khen số {certificate.code} đã được thay bằng số {info.register_number}."
    note = f"{info.status_note} {replaced}".strip()
    return replace(info, register_number=certificate.code, status_note=note)


def award_by_token(token: str) -> AwardInfo | None:
    """The award of a certificate's code, only when the code is to the letter the one that was issued."""
    certificate = Certificate.objects.filter(token=token.strip()).values_list("code", flat=True).first()
    return award_by_register(certificate) if certificate else None


def certificate_key() -> str:
    """The public key in PEM, for publishing: with it a certificate's code is checked without asking this server."""
    return published_key()


def certificate_facts(token: str) -> dict[str, str]:
    """What a certificate's code says by itself. Raises PaperError for a code that this installation did not sign."""
    return read_certificate(token)


def recipients(season_id: int) -> list[AwardInfo]:
    """Every award of a season, with its money, in the order of the decisions."""
    rows = _items().filter(decision__season_id=season_id)
    return _infos(rows.order_by("decision__issued_on", "decision__number", "order", "id"), money=True)


def awards_by_item(item_ids: Iterable[int]) -> dict[int, AwardInfo]:
    """Several awards at once, by the id of their line in the decision."""
    return {info.item_id: info for info in _infos(_items().filter(pk__in=list(item_ids)), money=True)}


def award_totals(season_id: int) -> list[AwardTotal]:
    """Counts and money by award and kind of recipient, revoked ones left out."""
    revoked = AwardEvent.objects.filter(kind=EventKind.REVOKED).values("item_id")
    rows = DecisionItem.objects.filter(decision__season_id=season_id).exclude(pk__in=revoked).order_by()
    groups = rows.values("award_code", "award_name", "award_kind", "recipient_kind").annotate(
        count=Count("pk"), bonus=Sum("bonus_vnd"), unknown_bonus=Count("pk", filter=Q(bonus_vnd__isnull=True))
    )
    found = [
        AwardTotal(
            award_code=g["award_code"],
            award_name=g["award_name"],
            award_kind=g["award_kind"],
            recipient_kind=g["recipient_kind"],
            count=g["count"],
            bonus=g["bonus"] or 0,
            unknown_bonus=g["unknown_bonus"],
        )
        for g in groups
    ]
    return sorted(found, key=lambda t: (t.award_kind != "title", t.award_name, t.recipient_kind))


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """How many rows hang on a decision, as a subquery: joins would multiply lists of hundreds with each other."""
    mine = rows.filter(decision=OuterRef("pk")).order_by().values("decision")
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)


def _decisions() -> QuerySet[Decision]:
    rows = Decision.objects.select_related("authority", "season", "corrects")
    items, changes = _counted(DecisionItem.objects.all()), _counted(DraftAmendment.objects.all())
    return rows.annotate(item_count=items + changes)


def decisions_public(authority_id: int | None = None) -> list[DecisionInfo]:
    """Issued decisions, newest first."""
    rows = _decisions().filter(state=DecisionState.ISSUED)
    rows = rows.filter(authority_id=authority_id) if authority_id else rows
    return [_decision_info(row) for row in rows.order_by("-issued_on", "-number")]


def decision_public(decision_id: int) -> tuple[DecisionInfo, list[AwardInfo]] | None:
    """One issued decision with its awards (those it changed, for a correction or revocation)."""
    row = _decisions().filter(pk=decision_id, state=DecisionState.ISSUED).first()
    if row is None:
        return None
    items = _items().filter(Q(decision_id=row.pk) | Q(events__decision_id=row.pk)).distinct()
    return _decision_info(row), _infos(items, money=False)


def _decision_info(row: Decision) -> DecisionInfo:
    assert row.issued_on is not None
    return DecisionInfo(
        id=row.pk,
        season_id=row.season_id,
        kind=row.kind,
        kind_label=DecisionKind(row.kind).label,
        number=row.full_number,
        title=row.title,
        issued_on=row.issued_on,
        authority_id=row.authority_id,
        authority_name=row.authority.name,
        signer_name=row.signer_name,
        signer_office=row.signer_office,
        items=row.item_count,  # type: ignore[attr-defined]
    )


def decisions_of(season_id: int) -> QuerySet[Decision]:
    """The decisions of a season, drafts first, then the newest."""
    return _decisions().annotate(line_count=_counted(DraftLine.objects.all())).filter(season_id=season_id)


def decision_by_id(decision_id: int, season_id: int) -> Decision | None:
    """One decision of a season with what its page needs."""
    rows = Decision.objects.filter(pk=decision_id, season_id=season_id)
    return rows.select_related("authority", "season__authority", "corrects__authority", "issuance").first()


def dossiers_in_decisions(dossier_ids: Iterable[int]) -> set[int]:
    """Which of these dossiers lie in a decision, drafts among them."""
    return set(DraftLine.objects.filter(dossier_id__in=list(dossier_ids)).values_list("dossier_id", flat=True))


def awards_of(decision_id: int) -> list[AwardInfo]:
    """The awards of one decision with their money, in its order."""
    return _infos(_items().filter(decision_id=decision_id).order_by("order", "id"), money=True)


def item_by_id(item_id: int) -> DecisionItem | None:
    """One award with its decision, events and certificates."""
    rows = _items().select_related("decision__season", "decision__authority")
    return rows.filter(pk=item_id).first()


def certificates_to_print(decision_id: int) -> list[Certificate]:
    """The certificates that a decision gave, one for each award that is not revoked, the newest of each."""
    revoked = AwardEvent.objects.filter(kind=EventKind.REVOKED).values("item_id")
    rows = Certificate.objects.filter(decision_id=decision_id).exclude(item_id__in=revoked)
    newest = {row.item_id: row for row in rows.select_related("item", "decision__authority").order_by("id")}
    return list(newest.values())


def years_and_awards(authority_id: int) -> tuple[list[int], list[tuple[str, str]]]:
    """What the register's filter offers: only what it holds."""
    rows = DecisionItem.objects.filter(decision__authority_id=authority_id).order_by()
    years = sorted({y for y in rows.values_list("decision__year", flat=True).distinct() if y}, reverse=True)
    return years, sorted(rows.values_list("award_code", "award_name").distinct(), key=lambda pair: pair[1])
