"""How long is left until a window closes: at midnight in Vietnam after its last day, wherever the server stands."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


def left(closes: date, now: datetime) -> str:
    """«còn 2 ngày 5 giờ», «còn 4 giờ 10 phút», «còn 3 phút»; «đã hết hạn» from midnight on. ``now`` knows its zone."""
    end = datetime.combine(closes + timedelta(days=1), time(), VIETNAM)
    seconds = int((end - now).total_seconds())
    if seconds <= 0:
        return "đã hết hạn"
    days, hours, minutes = seconds // _DAY, seconds % _DAY // _HOUR, seconds % _HOUR // _MINUTE
    if days:
        return f"còn {days} ngày {hours} giờ" if hours else f"còn {days} ngày"
    if hours:
        return f"còn {hours} giờ {minutes} phút" if minutes else f"còn {hours} giờ"
    return f"còn {minutes} phút" if minutes else "còn chưa đến 1 phút"
