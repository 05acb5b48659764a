"""Every write of stage 2: the sheet, its lines and targets, sending and judging it, headcounts, reminders."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.people.enums import PersonClass
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season
from thidua.base.tasks.actions import Reminded, remind
from thidua.base.units.queries import households_in, postings_at, units_by_id
from thidua.base.units.tree import unit_and_below
from thidua.base.workflow.actions import move
from thidua.cycle.s2_register import policies, queries
from thidua.cycle.s2_register.enums import REGISTRATION_FLOW, Comparator, RegistrationState, SubjectKind
from thidua.cycle.s2_register.facts import award_choices
from thidua.cycle.s2_register.models import Headcount, Registration, RegistrationLine, RegistrationTarget
from thidua.language.dates import format_date


def open_sheet(*, by: Actor, season: Season, today: date) -> Registration:
    """Begin the sheet of the actor's unit. One a season; a second try is told so."""
    policies.check_may_fill(by, season)
    policies.check_is_open(season, today)
    with _once("Đơn vị đã có phiếu đăng ký của năm thi đua này."), audited("register.opened", by=by) as record:
        record.on = sheet = Registration.objects.create(season=season, unit_id=by.unit_id or 0)
    return sheet


@contextmanager
def _once(sentence: str) -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise Problem(sentence) from None


@contextmanager
def _editing(verb: str, by: Actor, sheet: Registration, today: date, **details: Any) -> Iterator[None]:
    """An act on a sheet that may be edited; read again under lock, so that nothing slips in after it was sent."""
    policies.check_owns(by, sheet)
    policies.check_is_open(sheet.season, today)
    with audited(verb, by=by, on=sheet, **details):
        policies.check_is_editable(Registration.objects.select_for_update().get(pk=sheet.pk))
        yield


def save_line(*, by: Actor, line: RegistrationLine, today: date) -> None:
    """Keep a new or a changed line of ``line.registration``; the award's name and kind are taken from the law.

    Raises Problem for a subject or an award that doesn't fit, or that is registered elsewhere already."""
    policies.check_owns(by, line.registration)
    _take_award(line, today)
    _check_subject(line, today)
    details = {"award": line.award_name or "(chưa chọn danh hiệu)", "who": line.subject_name}
    sentence = "Đối tượng này đã đăng ký danh hiệu, hình thức đó trên phiếu. Hãy sửa dòng đang có."
    with _once(sentence), _editing("register.line_saved", by, line.registration, today, **details):
        line.save()


def _take_award(line: RegistrationLine, today: date) -> None:
    line.award_kind = line.award_name = ""
    if not line.award_code:
        return
    sheet, kind = line.registration, SubjectKind(line.subject_kind)
    for choice in award_choices(sheet.season, today, kind, sheet.unit.kind):
        if choice.code == line.award_code:
            line.award_kind, line.award_name = choice.kind, choice.name
            return
    raise Problem(
        f"Ngày {format_date(today)} không có danh hiệu, hình thức mã «{line.award_code}» cho {kind.label.lower()}. "
        "Hãy chọn trong danh sách.",
        "award_code",
    )


def _check_subject(line: RegistrationLine, today: date) -> None:
    unit, inside = line.registration.unit, unit_and_below(line.registration.unit_id, today)
    if line.subject_kind == SubjectKind.PERSON:
        if not postings_at(inside, today).filter(person_id=line.person_id or 0).exists():
            raise Problem(f"Người này không công tác tại {unit}. Hãy chọn trong danh sách.", "person_id")
        _check_elsewhere(line, "person_id")
    elif line.subject_kind == SubjectKind.HOUSEHOLD:
        if not households_in(inside).filter(pk=line.household_id or 0).exists():
            raise Problem(f"Hộ này không cư trú tại {unit}. Hãy chọn trong danh sách.", "household_id")
        _check_elsewhere(line, "household_id")
    elif line.subject_kind == SubjectKind.GROUP:
        if not line.group_count or line.group_count < 1:
            raise Problem("Hãy ghi số người của nhóm, ít nhất là 1.", "group_count")
        if line.group_class not in PersonClass.values:
            raise Problem("Hãy chọn đối tượng của nhóm.", "group_class")


def _check_elsewhere(line: RegistrationLine, subject: str) -> None:
    """Nobody registers for the same award in two places at once."""
    key = {subject: getattr(line, subject), "award_code": line.award_code}
    rows = RegistrationLine.objects.filter(registration__season_id=line.registration.season_id, **key)
    other = rows.exclude(registration=line.registration).select_related("registration__unit").first()
    if other is not None:
        raise Problem(f"{other.subject_name} đã đăng ký danh hiệu này tại {other.registration.unit}.", subject)


def remove_line(*, by: Actor, line: RegistrationLine, today: date) -> None:
    """Take a line off the sheet; the log keeps it."""
    details = {"award": line.award_name or "(chưa chọn danh hiệu)", "who": line.subject_name}
    with _editing("register.line_removed", by, line.registration, today, **details):
        line.delete()


def save_target(*, by: Actor, target: RegistrationTarget, today: date) -> None:
    """Keep a new or a changed target. A comparator needs its figure, but for «duy trì» and a target in words."""
    if not target.text.strip():
        raise Problem("Hãy ghi chỉ tiêu.", "text")
    if target.value is None and target.comparator not in (Comparator.NONE, Comparator.MAINTAIN):
        raise Problem("Cách so này cần một con số. Hãy ghi mức phải đạt.", "value")
    if target.value is not None and target.comparator == Comparator.NONE:
        raise Problem("Đã ghi con số thì hãy chọn cách so với con số đó.", "comparator")
    with _editing("register.target_saved", by, target.registration, today, text=target.text):
        target.save()


def remove_target(*, by: Actor, target: RegistrationTarget, today: date) -> None:
    """Take a target off the sheet; the log keeps it."""
    with _editing("register.target_removed", by, target.registration, today, text=target.text):
        target.delete()


def send_sheet(*, by: Actor, sheet: Registration, today: date) -> None:
    """Send a sheet up. Raises Problem for an empty one, or when more people register than the unit has."""
    policies.check_owns(by, sheet)
    policies.check_is_open(sheet.season, today)
    if not (sheet.lines.exists() or sheet.targets.exists()):
        raise Problem("Phiếu chưa có dòng nào. Hãy ghi danh hiệu hoặc chỉ tiêu đăng ký rồi gửi.")
    if queries.headcounts(sheet.season_id, sheet.unit_id):  # otherwise nobody said how many people there are
        _check_people(sheet)
    move(REGISTRATION_FLOW, sheet, "send", by=by, today=today, sent_on=today, decided_on=None)


def _check_people(sheet: Registration) -> None:
    for row in queries.count_people(sheet.lines.all(), sheet.season_id, [sheet.unit_id]):
        if row.expected is not None and row.registered > row.expected:
            raise Problem(
                f"{row.label}: đăng ký {row.registered} người, nhiều hơn số người của đơn vị ({row.expected}). "
                "Hãy sửa dòng đăng ký hoặc số người."
            )


def accept_sheet(*, by: Actor, sheet: Registration, today: date) -> None:
    """Accept a sheet that was sent. Also after the window has closed: the last sheets come on the last day."""
    policies.check_may_judge(by, sheet.season)
    _check_season_runs(sheet.season)
    move(REGISTRATION_FLOW, sheet, "accept", by=by, today=today, decided_on=today)


def _check_season_runs(season: Season) -> None:
    if season.state == SeasonState.CLOSED:
        raise Refused("Năm thi đua này đã kết thúc; không xử lý đăng ký được nữa.")


def send_back_sheet(*, by: Actor, sheet: Registration, reason: str, today: date) -> None:
    """Send a sheet back with a reason; only while the unit can still correct it."""
    policies.check_may_judge(by, sheet.season)
    policies.check_is_open(sheet.season, today)
    move(REGISTRATION_FLOW, sheet, "send_back", by=by, today=today, reason=reason, decided_on=today)


@dataclass(frozen=True)
class BulkAccept:
    """Accept many sheets. The filter travels, not the ids: the view filters again when the act is confirmed."""

    by: Actor
    season: Season
    today: date

    def applicable_to(self, sheets: Sequence[Registration | None]) -> list[Registration]:
        """Of the filtered units' sheets (None: a unit without one) those that wait to be accepted."""
        policies.check_may_judge(self.by, self.season)
        return [s for s in sheets if s is not None and s.state == RegistrationState.SENT]

    def warning_for_inapplicables(self, sheets: Sequence[Registration | None]) -> str:
        """What will be left out, and why; empty when nothing is."""
        left = len(sheets) - len(self.applicable_to(sheets))
        return f"{left} đơn vị trong danh sách được bỏ qua vì chưa gửi phiếu hoặc phiếu đã được xử lý." if left else ""

    def confirmation_message(self, sheets: Sequence[Registration | None]) -> str:
        """What the button will do."""
        return f"Tiếp nhận {len(self.applicable_to(sheets))} phiếu đăng ký đang chờ."

    def apply(self, sheets: Sequence[Registration | None]) -> tuple[int, list[str]]:
        """Accept each, checked again; returns how many, and a sentence for each that somebody else was quicker with."""
        done, left = 0, []
        for sheet in self.applicable_to(sheets):
            try:
                accept_sheet(by=self.by, sheet=sheet, today=self.today)
                done += 1
            except Refused as no:
                left.append(f"{sheet.unit}: {no}")
        return done, left


def set_headcounts(*, by: Actor, season: Season, unit_id: int, counts: Mapping[str, int | None], today: date) -> None:
    """Say how many people a unit has, by class; None takes a figure away: nobody said is not zero.

    A unit says it while the stage is open; the specialist may correct it until the season is closed."""
    policies.check_counts_heads(by, season, unit_id)
    if by.unit_id == unit_id:
        policies.check_is_open(season, today)
    _check_season_runs(season)
    with audited("register.headcount_set", by=by, on=units_by_id([unit_id]).get(unit_id)):
        for person_class, count in counts.items():
            key: dict[str, Any] = {"season": season, "unit_id": unit_id, "person_class": PersonClass(person_class)}
            if count is None:
                Headcount.objects.filter(**key).delete()
            else:
                Headcount.objects.update_or_create(**key, defaults={"expected": count})


def remind_units(*, by: Actor, season: Season, text: str, url: str, today: date) -> Reminded:
    """Remind the expected units that have not sent their sheet."""
    policies.check_may_judge(by, season)
    policies.check_is_open(season, today)
    behind = list(queries.units_behind(season, today).values_list("pk", flat=True))
    if not behind:
        raise Refused("Mọi đơn vị đều đã gửi đăng ký; không còn đơn vị nào cần nhắc.")
    return remind(by=by, unit_ids=behind, text=text, url=url, today=today)
