"""Fills the frame around every page from the request: desks, seasons, the year strip, what waits."""

from collections import Counter
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from thidua.base.access.page import Request, opens
from thidua.base.season.enums import StageState
from thidua.base.season.queries import stage_statuses, visible_seasons
from thidua.base.tasks.duties import duties_of
from thidua.cycle import STAGES
from thidua.language.dates import format_date
from thidua.site.menu import account_links, footer_links, public_menu, side_menu
from thidua.ui.frame import DeskChoice, Frame, SeasonChoice, StageItem

PRODUCT = "thidua"
_STATE_CODES = {
    StageState.NOT_OPEN: "upcoming",
    StageState.OPEN: "open",
    StageState.LOCKED: "locked",
    StageState.NO_WINDOW: "upcoming",
}


def frame(request: Request) -> dict[str, Any]:
    """Context processor. Public pages get the small frame without touching the session.

    The frame of people at work is made when a page shows it: the answer to one changed cell has none."""
    if not hasattr(request, "actor") or request.path.startswith("/cong/") or request.path == "/":
        return {"frame": public_frame(request)}
    if not request.user.is_authenticated:
        return {"frame": public_frame(request)}
    return {"frame": SimpleLazyObject(partial(signed_in_frame, request))}


def public_frame(request: Request) -> Frame:
    """The portal's frame."""
    return Frame(
        product=PRODUCT,
        home_url=reverse("portal:home"),
        display_url=reverse("ui:display"),
        menu=public_menu(request),
        search_url=reverse("portal:search"),
        sign_in_url=reverse("account_login"),
        footer_links=footer_links(),
        **_demo(request),
    )


def signed_in_frame(request: Request) -> Frame:
    """The frame of the people at work."""
    actor, season, today = request.actor, request.season, request.today
    duties = duties_of(actor, season, today)
    return Frame(
        product=PRODUCT,
        home_url=reverse("tasks:home"),
        display_url=reverse("ui:display"),
        unit_name=actor.unit_name,
        desks=tuple(
            DeskChoice(str(d.pk), str(d), current=d.unit_id == actor.unit_id and d.role == actor.role)
            for d in request.desks
        ),
        desk_url=reverse("choose_desk"),
        season_label=str(season.year) if season else "",
        seasons=tuple(SeasonChoice(str(s.pk), str(s), current=s == season) for s in visible_seasons(actor)),
        season_url=reverse("choose_season"),
        stages=_stages(request, Counter({d.stage: 0 for d in duties}) + Counter(_waiting(duties))),
        menu=side_menu(request),
        search_url=reverse("search"),
        tasks_url=reverse("tasks:home"),
        tasks_count=len(duties),
        account_name=actor.name,
        account_role=actor.role.label if actor.role else "",
        account_links=account_links(),
        sign_out_url=reverse("account_logout"),
        footer_links=footer_links(),
        **_demo(request),
    )


def _waiting(duties: list[Any]) -> dict[str, int]:
    waiting: Counter[str] = Counter()
    for duty in duties:
        waiting[duty.stage] += duty.count
    return waiting


def _stages(request: Request, waiting: Counter[str]) -> tuple[StageItem, ...]:
    season, today = request.season, request.today
    if season is None:
        return ()
    statuses = stage_statuses(season, today)
    items = []
    for stage in STAGES:
        status = statuses.get(stage.code)
        url = reverse(f"{stage.label}:home")
        items.append(
            StageItem(
                number=stage.number,
                name=stage.name,
                url=url if opens(request.actor, url) else "",
                state_label=status.label if status else "chưa có lịch",
                state_code=_STATE_CODES[status.state] if status else "upcoming",
                waiting=waiting[stage.code],
                current=request.path.startswith(url),
            )
        )
    return tuple(items)


def _demo(request: Request) -> dict[str, Any]:
    """What every page of the demonstration says about itself; nothing elsewhere."""
    if not settings.THIDUA_DEMO or not hasattr(request, "today"):
        return {}
    return {
        "is_demo": True,
        "demo_date_label": format_date(request.today),
        "demo_date_url": reverse("demo:day"),
        "demo_url": reverse("demo:home"),
    }
