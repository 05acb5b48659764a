"""Small plain objects that views hand to the components. Each says what one piece of a page shows, in Vietnamese."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final

# Icon for each tone; the word beside it is given by the room, so that colour is never alone.
TONE_ICONS: Final[Mapping[str, str]] = {
    "neutral": "circle",
    "draft": "pencil",
    "open": "play-circle",
    "waiting": "hourglass-split",
    "sent": "send",
    "returned": "arrow-return-left",
    "success": "check-circle",
    "warning": "exclamation-triangle",
    "danger": "x-circle",
    "locked": "lock",
    "info": "info-circle",
    "honour": "award",
}

STAGE_TONES: Final[Mapping[str, str]] = {
    "upcoming": "neutral",
    "open": "open",
    "overdue": "warning",
    "locked": "locked",
    "done": "success",
}


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path to a page; the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A button. `method` «post» sends a form with the given `fields`, «get» is a link."""

    label: str
    url: str
    icon: str = ""
    method: str = "get"
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A state in one word, with the tone that picks its icon and colour (keys of TONE_ICONS)."""

    label: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class ObjectHeader:
    """Head of a page: what it is, its state, whose turn it is and until when, and the one thing to do now."""

    title: str
    state: State | None = None
    kind: str = ""
    turn: str = ""
    until: str = ""
    action: Action | None = None
    others: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class EmptyState:
    """What a list says when it has nothing to show, and what to do next."""

    title: str
    hint: str = ""
    action: Action | None = None
    icon: str = "list-check"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a definition list; `url` makes the value a link, `number` sets it in figures of one width."""

    label: str
    value: object
    url: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: a plain link to a page of its own."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure that stands for a whole list; `note` gives its measure («trên 126 đơn vị»)."""

    label: str
    value: str
    note: str = ""
    url: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened, as a whole sentence («Bà Hoàng Thị Mai đã gửi báo cáo tháng 6»)."""

    at: datetime
    sentence: str
    detail: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class WhyInput:
    """One number that went into a result, with where it comes from."""

    label: str
    value: str
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """«Vì sao?»: the rule, the inputs, the arithmetic line by line, and where the rule is written."""

    question: str
    result: str
    rule: str
    inputs: tuple[WhyInput, ...] = ()
    steps: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Progress of background work. `state` is waiting, running, done, failed or stopped.

    `total` 0 means not counted yet.     `url` answers with the same component (htmx) or the whole page (a plain link).
    """

    label: str
    state: str
    url: str
    done: int = 0
    total: int = 0
    unit: str = ""
    sentence: str = ""
    cancel_url: str = ""
    retry_url: str = ""
    results: tuple[Action, ...] = ()

    @property
    def is_over(self) -> bool:
        """Nothing more will change: the page stops asking."""
        return self.state in ("done", "failed", "stopped")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A page that asks before a final act. `consequences` say what cannot be undone; the form asks for the word."""

    title: str
    sentence: str
    consequences: tuple[str, ...]
    confirm_label: str
    back_url: str
    danger: bool = True
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in one of four states: not entered, not applicable, zero, a value. They differ by word and shape."""

    value: Decimal | int | None = None
    applicable: bool = True
    unit: str = ""
    places: int | None = None
    note: str = field(default="")

    @property
    def state(self) -> str:
        """`none`, `na`, `zero` or `value`."""
        if not self.applicable:
            return "na"
        if self.value is None:
            return "none"
        return "zero" if self.value == 0 else "value"
