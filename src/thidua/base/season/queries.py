"""The read door of seasons: what is open, what is locked, and until when."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.season.calendar import Calendar
from thidua.base.season.enums import StageState
from thidua.base.season.models import Holiday, Season, StageWindow
from thidua.base.units.queries import authorities_of
from thidua.language.dates import format_date


@dataclass(frozen=True)
class StageStatus:
    """A stage on a day. ``label`` is what the year strip says."""

    stage: str
    state: StageState
    opens: date | None = None
    closes: date | None = None
    reason: str = ""

    @property
    def label(self) -> str:
        """«chưa mở (từ 01/02)», «đang mở đến 15/03», «đã khóa»."""
        if self.state == StageState.OPEN and self.closes:
            return f"đang mở đến {self.closes:%d/%m}"
        if self.state == StageState.NOT_OPEN and self.opens:
            return f"chưa mở (từ {self.opens:%d/%m})"
        return self.state.label

    @property
    def until(self) -> str:
        """The last day, as it stands behind «Hạn:»: «15/03/2020», with what the stage is when it isn't open."""
        if self.closes is None:
            return ""
        last = format_date(self.closes)
        if self.state == StageState.NOT_OPEN and self.opens:
            return f"{last} (mở từ {format_date(self.opens)})"
        return f"{last} (đã khóa)" if self.state == StageState.LOCKED else last


def seasons_of(authority_id: int) -> QuerySet[Season]:
    """All seasons of one authority, newest first."""
    return Season.objects.filter(authority_id=authority_id).select_related("authority")


def visible_seasons(actor: Actor) -> QuerySet[Season]:
    """Seasons that an actor may work in: those of its own authority and of the authorities above it.

    System administrators and auditors see all; an actor without a role sees none."""
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR):
        return all_seasons()
    if actor.role is None:
        return Season.objects.none()
    return all_seasons().filter(authority_id__in=actor.authority_ids)


def seasons_above(season: Season, on: date) -> list[Season]:
    """The seasons of the same year of the authorities above, the nearest first, with their windows: three queries."""
    above = [pk for pk in authorities_of(season.authority_id, on) if pk != season.authority_id]
    rows = all_seasons().filter(year=season.year, authority_id__in=above).prefetch_related("windows")
    return sorted(rows, key=lambda s: above.index(s.authority_id))


def season_by_code(code: str) -> Season | None:
    """One season by its code."""
    return Season.objects.filter(code=code).select_related("authority").first()


def all_seasons() -> QuerySet[Season]:
    """Every season, newest first."""
    return Season.objects.select_related("authority").order_by("-year", "authority__name_sort")


def _status(window: StageWindow | None, stage: str, today: date) -> StageStatus:
    if window is None:
        return StageStatus(stage, StageState.NO_WINDOW)
    if window.locked or today > window.closes:
        state = StageState.LOCKED
    elif today < window.opens:
        state = StageState.NOT_OPEN
    else:
        state = StageState.OPEN
    return StageStatus(stage, state, window.opens, window.closes, window.lock_reason if window.locked else "")


def stage_status(season: Season, stage: str, today: date) -> StageStatus:
    """What a stage is on a day. A season without a window for it has it closed: deny by default."""
    return stage_statuses(season, today).get(stage) or _status(None, stage, today)


def stage_statuses(season: Season, today: date) -> dict[str, StageStatus]:
    """All windows of a season at once; without a query where the request has brought the windows with the season."""
    return {w.stage: _status(w, w.stage, today) for w in season.windows.all()}


def forget_windows(season: Season) -> None:
    """The windows that were brought with a season hold no longer: the next question asks the database again."""
    if "windows" in getattr(season, "_prefetched_objects_cache", ()):
        season.refresh_from_db(fields=["windows"])  # only drops what was brought


def check_stage_open(season: Season, stage: str, name: str, today: date) -> None:
    """Raise Refused unless ``stage`` (``name`` on screen) is open today. The sentence says since or until when."""
    status = stage_status(season, stage, today)
    if status.state == StageState.OPEN:
        return
    if status.state == StageState.NOT_OPEN and status.opens:
        raise Refused(f"Giai đoạn «{name}» chưa mở; mở từ ngày {format_date(status.opens)}.")
    if status.state == StageState.LOCKED and status.closes:
        why = f" ({status.reason})" if status.reason else ""
        raise Refused(
            f"Giai đoạn «{name}» đã khóa{why}; hạn cuối là ngày {format_date(status.closes)}. "
            "Nếu cần đính chính, hãy gửi yêu cầu tới đơn vị tổ chức."
        )
    raise Refused(f"Giai đoạn «{name}» chưa có lịch trong năm thi đua này.")


def local_rules(season: Season) -> list[Path]:
    """The file of locally defined awards and rules that holds for a season (an overlay of the law), if one is kept."""
    path = Path(settings.THIDUA_LOCAL_LAW) / f"{season.code}.yaml"
    return [path] if path.is_file() else []


def working_calendar() -> Calendar:
    """Holidays and worked weekends as the calendar that counts working days."""
    rows = list(Holiday.objects.values_list("day", "is_working"))
    return Calendar(frozenset(d for d, w in rows if not w), frozenset(d for d, w in rows if w))
