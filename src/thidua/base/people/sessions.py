"""Sessions of one account, as allauth records them: seen and ended by their owner."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.people.models import Account

# the first mark that is found names it: Edge and Cốc Cốc also call themselves Chrome, Android also Linux
_BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "coc_coc": "Cốc Cốc", "Firefox/": "Firefox", "Chrome/": "Chrome"}
_SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS"}


@dataclass(frozen=True)
class Sitting:
    """One place where the account is signed in now."""

    pk: int
    device: str
    address: str
    since: datetime
    seen: datetime
    current: bool


def device_words(user_agent: str) -> str:
    """«Chrome trên Windows» from what the browser says of itself."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in user_agent), "")
    browser = browser or ("Safari" if "Safari/" in user_agent else "Trình duyệt khác")
    fallback = "Linux" if "Linux" in user_agent else ""
    system = next((name for mark, name in _SYSTEMS.items() if mark in user_agent), fallback)
    return f"{browser} trên {system}" if system else browser


def sittings_of(account: Account, current_key: str | None) -> list[Sitting]:
    """Sessions that would still be let in, newest first; those that a change of password ended are gone."""
    rows = {row.session_key: row for row in UserSession.objects.filter(user=account)}
    alive = Session.objects.filter(session_key__in=list(rows), expire_date__gt=Now())
    proof = account.get_session_auth_hash()
    found = [rows[s.session_key] for s in alive if s.get_decoded().get(HASH_SESSION_KEY) == proof]
    sittings = [
        Sitting(r.pk, device_words(r.user_agent), r.ip, r.created_at, r.last_seen_at, r.session_key == current_key)
        for r in found
    ]
    return sorted(sittings, key=lambda s: s.since, reverse=True)


def end_sittings(*, by: Actor, account: Account, keep_key: str | None, pk: int | None = None) -> int:
    """End one other session (or all others when ``pk`` is None); the one in use stays. Returns how many ended."""
    wanted = UserSession.objects.filter(user=account).exclude(session_key=keep_key)
    if pk is not None:
        wanted = wanted.filter(pk=pk)
    ending = list(wanted)
    if pk is not None and not ending:
        raise Problem("Phiên này đã kết thúc từ trước, hoặc không phải của bạn.")
    with audited("people.sessions_ended", by=by, on=account, count=len(ending)):
        for row in ending:
            row.end()
    return len(ending)
