"""Writing seasons, their windows and the holidays."""

from datetime import date

from django.conf import settings

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Holiday, Season, StageWindow
from thidua.base.season.policies import check_manage_season, check_sets_holidays
from thidua.base.season.queries import forget_windows
from thidua.language.dates import format_date


def create_season(
    *,
    by: Actor,
    code: str,
    authority_id: int,
    year: int,
    theme: str = "",
    is_illustration: bool = False,
    source_note: str = "",
) -> Season:
    """Create the emulation year of an authority. Raises Problem when that year stands already."""
    check_manage_season(by, authority_id)
    if Season.objects.filter(authority_id=authority_id, year=year).exists():
        raise Problem(f"Năm thi đua {year} của đơn vị này đã có.", "year")
    with audited("season.created", by=by) as record:
        record.on = season = Season.objects.create(
            code=code,
            authority_id=authority_id,
            year=year,
            theme=theme,
            is_illustration=is_illustration,
            source_note=source_note,
        )
    return season


def stage_name(stage: str) -> str:
    """The stage's name on screen. Raises Problem for a code that the year doesn't know."""
    for known in settings.THIDUA_STAGES:
        if known.code == stage:
            return str(known.name)
    raise Problem(f"Không có giai đoạn «{stage}».", "stage")


def set_window(*, by: Actor, season: Season, stage: str, opens: date, closes: date, reason: str = "") -> StageWindow:
    """Set or extend the window of a stage. A change of a window that stands needs its reason."""
    check_manage_season(by, season.authority_id)
    name = stage_name(stage)
    if closes < opens:
        raise Problem("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.", "closes")
    standing = season.windows.filter(stage=stage).first()
    if standing and not reason.strip():
        raise Problem("Hãy ghi lý do thay đổi lịch.", "reason")
    with audited("season.window_set", by=by, on=season, stage=name, reason=reason or "đặt lần đầu") as record:
        record.says(opens=format_date(opens), closes=format_date(closes))
        window, _ = StageWindow.objects.update_or_create(
            season=season, stage=stage, defaults={"opens": opens, "closes": closes}
        )
        forget_windows(season)
    return window


def lock_stage(*, by: Actor, season: Season, stage: str, locked: bool, reason: str) -> None:
    """Lock a stage before its time, or open it again inside its window. Both need a reason."""
    check_manage_season(by, season.authority_id)
    if not reason.strip():
        raise Problem("Hãy ghi lý do.", "reason")
    verb = "season.stage_locked" if locked else "season.stage_unlocked"
    with audited(verb, by=by, on=season, stage=stage_name(stage), reason=reason):
        rows = season.windows.filter(stage=stage)
        if not rows.update(locked=locked, lock_reason=reason[:500] if locked else ""):
            raise Problem("Giai đoạn này chưa có lịch.", "stage")
        forget_windows(season)


def set_theme(*, by: Actor, season: Season, theme: str, reason: str) -> None:
    """Correct the theme of the year; needs the reason."""
    check_manage_season(by, season.authority_id)
    if not reason.strip():
        raise Problem("Hãy ghi lý do sửa chủ đề.", "reason")
    with audited("season.theme_set", by=by, on=season, theme=theme, reason=reason):
        season.theme = theme
        season.save(update_fields=["theme"])


def set_season_state(*, by: Actor, season: Season, state: SeasonState) -> None:
    """Open or close the whole year."""
    check_manage_season(by, season.authority_id)
    verb = "season.closed" if state == SeasonState.CLOSED else "season.opened"
    with audited(verb, by=by, on=season):
        season.state = state
        season.save(update_fields=["state"])


def set_holiday(*, by: Actor, day: date, name: str, is_working: bool = False) -> Holiday:
    """Record a public holiday, or a weekend that is worked instead."""
    check_sets_holidays(by)
    with audited("season.holiday_set", by=by, name=name) as record:
        record.says(day=format_date(day))
        holiday, _ = Holiday.objects.update_or_create(day=day, defaults={"name": name, "is_working": is_working})
        record.on = holiday
    return holiday


def remove_holiday(*, by: Actor, holiday: Holiday, reason: str) -> None:
    """Take back a day that was recorded by mistake; needs the reason."""
    check_sets_holidays(by)
    if not reason.strip():
        raise Problem("Hãy ghi lý do bỏ ngày này.", "reason")
    with audited("season.holiday_removed", by=by, on=holiday, name=holiday.name, reason=reason) as record:
        record.says(day=format_date(holiday.day))
        Holiday.objects.filter(pk=holiday.pk).delete()
