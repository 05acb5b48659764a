"""Text size and contrast that a reader chose, kept in two cookies that hold nothing else."""

from collections.abc import Mapping
from typing import Final

SIZE_COOKIE: Final = "thidua_size"
THEME_COOKIE: Final = "thidua_theme"
COOKIE_AGE: Final = 365 * 24 * 3600  # seconds

SIZES: Final[Mapping[str, str]] = {"small": "Chữ nhỏ", "normal": "Chữ vừa", "large": "Chữ lớn"}
THEMES: Final[Mapping[str, str]] = {"light": "Tương phản thường", "contrast": "Tương phản cao"}


def chosen(cookies: Mapping[str, str]) -> tuple[str, str]:
    """Size and theme; a value nobody offers counts as not chosen."""
    size, theme = cookies.get(SIZE_COOKIE, ""), cookies.get(THEME_COOKIE, "")
    return size if size in SIZES else "normal", theme if theme in THEMES else "light"
