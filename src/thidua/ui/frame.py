"""What the frame of a page shows: one object, filled by the site's context processor and read by `ui/frame.html`.

Every field is ready to be shown: labels are Vietnamese text, addresses are already reversed.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeskChoice:
    """One role in one unit to work as; `label` names both («Thường trực Hội đồng · Huyện Bình Liêu»)."""

    id: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SeasonChoice:
    """One year the person can look at."""

    id: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class StageItem:
    """One stage of the year in the strip.

    `state_code` picks the icon: upcoming, open, overdue, locked, done. `state_label` is what is read
    («chưa mở», «đang mở đến 31/03», «đã khóa»). `waiting` counts what waits for this person.
    Without `url` the stage is shown and leads nowhere: its first page isn't for this person.
    """

    number: int
    name: str
    url: str
    state_label: str
    state_code: str
    waiting: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A link in a menu; `icon` is a name from `thidua.ui.icons`."""

    label: str
    url: str
    icon: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the content of a page.

    A signed-in page fills all of it; a public page needs `product`, `home_url`, `display_url`, `menu`,
    `sign_in_url` and, in the footer, `owner` and `contact`.
    `desk_url` and `season_url` take a POST of `desk` or `season` (an id) and `next` (where to return).
    `sign_out_url` takes a POST. `display_url` is `ui:display`. An empty address hides its part of the frame.
    In a demonstration (`is_demo`) `demo_url` leads to its first page and `demo_date_url` to where its day is changed.
    """

    product: str
    home_url: str
    display_url: str
    unit_name: str = ""
    desks: tuple[DeskChoice, ...] = ()
    desk_url: str = ""
    season_label: str = ""
    seasons: tuple[SeasonChoice, ...] = ()
    season_url: str = ""
    stages: tuple[StageItem, ...] = ()
    menu: tuple[MenuLink, ...] = ()
    search_url: str = ""
    search_text: str = ""
    tasks_url: str = ""
    tasks_count: int = 0
    account_name: str = ""
    account_role: str = ""
    account_links: tuple[MenuLink, ...] = ()
    sign_in_url: str = ""
    sign_out_url: str = ""
    owner: str = ""
    contact: str = ""
    footer_links: tuple[MenuLink, ...] = ()
    is_demo: bool = False
    demo_date_label: str = ""
    demo_date_url: str = ""
    demo_url: str = ""

    @property
    def current_stage(self) -> StageItem | None:
        """The stage that this page belongs to."""
        return next((stage for stage in self.stages if stage.current), None)

    @property
    def current_room(self) -> str:
        """The room of the menu that this page belongs to; empty on pages of a stage."""
        return next((link.label for link in self.menu if link.current), "")

    @property
    def waiting(self) -> int:
        """What waits for this person in all stages together."""
        return sum(stage.waiting for stage in self.stages)
