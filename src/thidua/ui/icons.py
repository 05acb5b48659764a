"""The icons that may be used, all from one set; the sprite holds exactly these (a test compares the two)."""

from functools import cache
from typing import Final

from django.templatetags.static import static

SPRITE: Final = "ui/icons.svg"

ICONS: Final[tuple[str, ...]] = (
    "archive", "arrow-down", "arrow-down-up", "arrow-left", "arrow-repeat", "arrow-return-left", "arrow-right",
    "arrow-up", "award", "bar-chart", "bell", "box-arrow-in-right", "box-arrow-right", "building", "calendar3",
    "calendar-event", "caret-right-fill", "chat-left-text", "check2", "check-circle", "check-circle-fill",
    "chevron-down", "chevron-left", "chevron-right", "circle", "circle-half", "clipboard-check", "clock",
    "clock-history", "dash-circle", "diagram-3", "download", "envelope", "exclamation-circle",
    "exclamation-triangle", "eye", "eye-slash", "file-earmark-pdf", "file-earmark-spreadsheet",
    "file-earmark-text", "file-earmark-word", "flag", "funnel", "gear", "geo-alt", "hand-thumbs-up", "hourglass-split",
    "house", "info-circle", "journal-text", "key", "link-45deg", "list-check", "list-ol", "lock", "megaphone",
    "newspaper", "paperclip", "patch-check", "pause-circle", "pen", "pencil", "people", "person", "person-circle",
    "play-circle", "plus-lg", "printer", "qr-code", "question-circle", "search", "send", "shield-check",
    "shield-lock", "slash-circle", "sliders", "star", "table", "telephone", "trash", "trophy", "unlock", "upload",
    "x-circle", "x-lg",
)  # fmt: skip

_KNOWN: Final = frozenset(ICONS)


@cache
def icon_address(name: str) -> str:
    """The address of one icon inside the sprite. Raises ValueError for a name that the sprite does not hold."""
    if name not in _KNOWN:
        raise ValueError(f"Không có biểu tượng «{name}»; thêm vào thidua/ui/icons.py và {SPRITE} trước khi dùng.")
    return f"{static(SPRITE)}#{name}"
