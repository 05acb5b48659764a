"""What strikes the eye in files of evidence: the same content twice, days outside the year. Pointed out, never refused.

Only files of sheets that the reader may read are compared, so that nobody learns of papers of others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.base.access.actor import Actor
from thidua.base.documents.models import Attachment
from thidua.base.documents.queries import attachments_of_many, opened_by
from thidua.base.season.models import Season
from thidua.cycle.s5_score.evidence.names import days_in
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.policies import seen_by
from thidua.cycle.s5_score.queries import sheets_of
from thidua.engine.scoring.consistency import outside_year

OWNER = "score.scoresheet"


@dataclass(frozen=True)
class Use:
    """A file where it is used."""

    file: Attachment
    sheet: ScoreSheet
    label: str

    @property
    def code(self) -> str:
        """The criterion it proves."""
        return self.file.label


@dataclass(frozen=True)
class Flagged(Use):
    """The same with what strikes the eye. ``unopened``: the reader, who reviews it, has not opened it."""

    others: tuple[Use, ...]
    days: tuple[str, ...]
    unopened: bool

    @property
    def other_units(self) -> bool:
        """True when another unit uses the same content."""
        return any(other.sheet.unit_id != self.sheet.unit_id for other in self.others)

    @property
    def struck(self) -> bool:
        """True when there is something to point out."""
        return bool(self.others or self.days)


def readable_sheets(actor: Actor, season: Season, today: date) -> list[ScoreSheet]:
    """The sheets of a season whose papers the actor may read."""
    return list(sheets_of(season.pk).filter(seen_by(actor, season, today, papers=True)))


def flagged_files(actor: Actor, sheets: Sequence[ScoreSheet], shown: Iterable[int]) -> list[Flagged]:
    """The files of the sheets that are ``shown`` (ids), compared with those of all ``sheets``. Two queries."""
    files = attachments_of_many(OWNER, [sheet.pk for sheet in sheets])
    labels = {s.scheme_id: {c.code: c.label for c in rules_of(s.scheme).criteria()} for s in sheets}
    uses = [
        Use(file, sheet, labels[sheet.scheme_id].get(file.label, ""))
        for sheet in sheets
        for file in files[sheet.pk]
        if file.label in labels[sheet.scheme_id]
    ]
    same: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        if not use.file.withdrawn:
            same[use.file.sha256].append(use)
    opened, wanted = opened_by(actor.account_id or 0, [use.file.pk for use in uses]), set(shown)
    return [_flagged(actor, use, same[use.file.sha256], opened) for use in uses if use.sheet.pk in wanted]


def _flagged(actor: Actor, use: Use, same: list[Use], opened: frozenset[int]) -> Flagged:
    others = () if use.file.withdrawn else tuple(u for u in same if (u.sheet.pk, u.code) != (use.sheet.pk, use.code))
    standing = not use.file.withdrawn and actor.unit_id != use.sheet.unit_id
    unopened = standing and use.file.pk not in opened
    days = () if use.file.withdrawn else days_outside(use.file, use.sheet.season.year)
    return Flagged(use.file, use.sheet, use.label, others, days, unopened)


def days_outside(file: Attachment, year: int) -> tuple[str, ...]:
    """The days that a file bears and that lie outside a year, each with where it stands."""
    found = []
    if file.dated_on is not None and outside_year([file.dated_on], year):
        found.append(f"ngày ghi trên văn bản {file.dated_on:%d/%m/%Y}")
    for said in days_in(file.name):
        if outside_year([said.day], year):
            found.append(f"{said.words} trong tên tệp")
    return tuple(found)


def doubles(files: Iterable[Flagged]) -> list[list[Use]]:
    """Each content that is used more than once, with everywhere it is used; several units first."""
    groups: dict[str, dict[int, Use]] = defaultdict(dict)
    for each in files:
        for use in (each, *each.others) if each.others else ():
            groups[each.file.sha256].setdefault(use.file.pk, use)
    found = [sorted(group.values(), key=lambda u: u.file.pk) for group in groups.values()]
    return sorted(found, key=lambda uses: (-len({u.sheet.unit_id for u in uses}), -len(uses), uses[0].file.pk))
