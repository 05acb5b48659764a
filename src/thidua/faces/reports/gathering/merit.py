"""Stages 6 to 9: who was proposed, voted on, commended and honoured."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from thidua.base.people.enums import PersonClass, Sex
from thidua.base.people.queries import persons_by_id
from thidua.cycle.s6_propose.enums import DossierState, Outcome, SubjectKind
from thidua.cycle.s6_propose.queries import DossierInfo, all_infos
from thidua.cycle.s7_vote.enums import COUNTED
from thidua.cycle.s7_vote.queries import outcomes, sessions_info
from thidua.cycle.s8_award.enums import AwardStatus
from thidua.cycle.s8_award.queries import AwardInfo, recipients
from thidua.cycle.s9_honour.enums import ConferenceState
from thidua.cycle.s9_honour.queries import conference_infos
from thidua.faces.reports.gathering.ground import Ground
from thidua.faces.reports.shapes import AwardRow, ClassRow, ConferenceRow, DossierRow, Stat, VoteRow

PROPOSED_FROM = "Hồ sơ đề nghị, giai đoạn Đề nghị"
VOTED_FROM = "Kết quả kiểm phiếu, giai đoạn Bỏ phiếu"
AWARDED_FROM = "Quyết định đã ban hành, giai đoạn Khen thưởng"
HELD_FROM = "Hội nghị đã họp, giai đoạn Tôn vinh"
_FORWARDED = (DossierState.FORWARDED, DossierState.PASSED_UP)


def proposed(ground: Ground) -> list[DossierInfo]:
    """Every dossier of the season, or those that the units of a part proposed."""
    return all_infos(ground.season.pk, ground.part.units if ground.part else None)


def dossiers(found: Iterable[DossierInfo]) -> tuple[DossierRow, ...]:
    """By award; dossiers that nobody asked the rulebook about are counted apart."""
    grouped: dict[str, list[DossierInfo]] = defaultdict(list)
    for dossier in found:
        grouped[dossier.award_name].append(dossier)
    rows = []
    for award, mine in sorted(grouped.items()):
        said = Counter(d.outcome for d in mine)
        forwarded = sum(d.state in _FORWARDED for d in mine)
        answers = (said[Outcome.ELIGIBLE], said[Outcome.NOT_ELIGIBLE], said[Outcome.UNKNOWN], said[""])
        rows.append(DossierRow(award, len(mine), *answers, forwarded))
    return tuple(rows)


def dossier_stat(rows: tuple[DossierRow, ...]) -> Stat:
    """Dossiers that the rulebook found eligible, of all; nothing while none was asked."""
    total = sum(row.total for row in rows)
    asked = total - sum(row.unchecked for row in rows)
    done = sum(row.eligible for row in rows) if asked else None
    return Stat("eligible", "Hồ sơ đủ điều kiện", done, PROPOSED_FROM, of=total or None, unit="hồ sơ")


def votes(ground: Ground) -> tuple[VoteRow, ...]:
    """Sessions of the council, oldest first; a unit's part has none of its own."""
    if ground.part:
        return ()
    return tuple(
        VoteRow(s.title, s.held_on, s.state_label, s.items, s.passed if s.state in COUNTED else None)
        for s in sorted(sessions_info(ground.season.pk), key=lambda s: (s.held_on, s.id))
    )


def vote_stat(ground: Ground, found: Iterable[DossierInfo]) -> Stat:
    """Dossiers that passed, of those voted on."""
    mine = {d.id for d in found}
    said = [o.passed for o in outcomes(ground.season.pk) if o.dossier_id in mine]
    done = sum(said) if said else None
    return Stat("passed", "Hồ sơ được Hội đồng thông qua", done, VOTED_FROM, of=len(said) or None, unit="hồ sơ")


def awarded(ground: Ground) -> list[AwardInfo]:
    """Every award of the season; of a unit's part those that it proposed."""
    return [a for a in recipients(ground.season.pk) if ground.speaks_of(a.unit_id)]


def _standing(found: Iterable[AwardInfo]) -> list[AwardInfo]:
    return [a for a in found if a.status != AwardStatus.REVOKED]


def awards(found: Iterable[AwardInfo]) -> tuple[AwardRow, ...]:
    """Counts and money by award, titles before forms; revoked ones are left out."""
    grouped: dict[tuple[bool, str], list[AwardInfo]] = defaultdict(list)
    for award in _standing(found):
        grouped[award.award_kind != "title", award.award_name].append(award)
    rows = []
    for (is_form, name), mine in sorted(grouped.items()):
        kinds = Counter(a.recipient_kind for a in mine)
        counts = (kinds[SubjectKind.PERSON], kinds[SubjectKind.COLLECTIVE], kinds[SubjectKind.HOUSEHOLD])
        rows.append(AwardRow(name, not is_form, *counts, _sum(a.bonus for a in mine)))
    return tuple(rows)


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = list(amounts)
    return None if any(amount is None for amount in known) else sum(amount or 0 for amount in known)


def award_stats(found: Iterable[AwardInfo], *, money: bool) -> list[Stat]:
    """How many were commended, how many awards were revoked since, and what was paid."""
    every = list(found)
    standing = _standing(every)
    revoked = len(every) - len(standing)
    note = f"đã trừ {revoked} khen thưởng bị thu hồi" if revoked else ""
    stats = [
        Stat("awards", "Cá nhân, tập thể, hộ được khen", len(standing) if every else None, AWARDED_FROM, note=note)
    ]
    if money:
        unknown = sum(a.bonus is None for a in standing)
        told = f"{unknown} khen thưởng chưa rõ mức tiền" if unknown else ""
        total = _sum(a.bonus for a in standing) if standing else None
        stats.append(Stat("bonus", "Tổng tiền thưởng", total, AWARDED_FROM, unit="đồng", note=told))
    return stats


def classes(found: Iterable[AwardInfo], proposals: Iterable[DossierInfo]) -> tuple[ClassRow, ...]:
    """Awarded persons by class of the statistical forms and by sex: each person once, however many awards."""
    person_of = {d.id: d.person_id for d in proposals}
    persons = {
        person_id: award.person_class or PersonClass.UNKNOWN
        for award in _standing(found)
        if award.recipient_kind == SubjectKind.PERSON and (person_id := person_of.get(award.dossier_id))
    }
    sexes = {pk: person.sex for pk, person in persons_by_id(persons).items()}
    grouped = {code: Counter(sexes.get(pk) for pk, of in persons.items() if of == code) for code in PersonClass.values}
    return tuple(
        ClassRow(PersonClass(code).label, n[Sex.FEMALE], n[Sex.MALE], n.total() - n[Sex.FEMALE] - n[Sex.MALE])
        for code, n in grouped.items()
        if n.total()
    )


def conferences(ground: Ground) -> tuple[ConferenceRow, ...]:
    """Conferences of the season that were held, oldest first."""
    held = [c for c in conference_infos(ground.season.pk) if c.state != ConferenceState.PLANNED]
    return tuple(
        ConferenceRow(
            c.title, c.kind_label, c.held_on, c.place, c.delegates or None, "; ".join(f"{t}: {n}" for t, n in c.honours)
        )
        for c in held
    )


def conference_stat(rows: tuple[ConferenceRow, ...]) -> Stat:
    """How many were held."""
    return Stat("conferences", "Hội nghị đã tổ chức", len(rows) or None, HELD_FROM, unit="hội nghị")
