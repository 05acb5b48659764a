"""A sheet to draw on: SVG built as a tree, with classes for the page and plain attributes for paper.

Each mark has a role. The role is its CSS class (the themes colour it) and also sets presentation attributes, so that
the same drawing is right in a document, where no style sheet reaches. No style attribute is ever written.
"""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from hashlib import blake2s
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

WIDE: Final = 720  # units of the drawing; one unit is one CSS pixel when nothing is scaled
NARROW: Final = 336

FONT_SIZE: Final = 13
_CHAR: Final = 0.57  # mean width of a character of Be Vietnam Pro, in font sizes

INK, SOFT, LINE, TRACK, ACCENT, PAPER = "#1b1f24", "#4a4f57", "#7d7a74", "#e9e6e0", "#a31621", "#fff"

_ROLES: Final[Mapping[str, Mapping[str, str]]] = {
    "text": {"fill": INK},
    "soft": {"fill": SOFT},
    "strong": {"fill": INK, "font-weight": "600"},
    "inverse": {"fill": PAPER, "font-weight": "600"},
    "axis": {"stroke": LINE, "stroke-width": "1"},
    "grid": {"stroke": TRACK, "stroke-width": "1"},
    "track": {"fill": TRACK},
    "bar": {"fill": SOFT},
    "bar-main": {"fill": ACCENT},
    "bar-estimate": {"fill": PAPER, "stroke": ACCENT, "stroke-width": "2", "stroke-dasharray": "4 3"},
    "hollow": {"fill": "none", "stroke": LINE, "stroke-width": "1.5", "stroke-dasharray": "3 3"},
    "rest": {"fill": PAPER, "stroke": LINE, "stroke-width": "1.5"},
    "target": {"stroke": INK, "stroke-width": "2.5"},
    "plan": {"stroke": INK, "stroke-width": "1", "stroke-dasharray": "4 3", "fill": "none"},
    "line": {"stroke": LINE, "stroke-width": "1.5", "fill": "none"},
    "line-fall": {"stroke": LINE, "stroke-width": "1.5", "fill": "none", "stroke-dasharray": "5 3"},
    "line-main": {"stroke": ACCENT, "stroke-width": "3", "fill": "none"},
    "line-main-fall": {"stroke": ACCENT, "stroke-width": "3", "fill": "none", "stroke-dasharray": "7 4"},
    "dot": {"fill": PAPER, "stroke": LINE, "stroke-width": "1.5"},
    "dot-main": {"fill": ACCENT, "stroke": ACCENT, "stroke-width": "1.5"},
    "part-1": {"fill": ACCENT},
    "part-2": {"fill": SOFT},
    "part-3": {"fill": "#e3b9bc"},
    "part-4": {"fill": "#cfccc5"},
    "part-5": {"fill": "#2b4a66"},
    "part-6": {"fill": "#b4c5d4"},
}


class Canvas:
    """One drawing of a given width and height, named and described for those who don't see it."""

    def __init__(self, width: int, height: float, title: str, description: str) -> None:
        self.width = width
        key = blake2s(f"{width}{height}{title}{description}".encode(), digest_size=5).hexdigest()
        self._root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width} {_round(height)}",
                "class": "chart-wide" if width == WIDE else "chart-narrow",
                "role": "img",
                "aria-labelledby": f"t{key}",
                "aria-describedby": f"d{key}",
                "font-family": "Be Vietnam Pro, sans-serif",
                "font-size": str(FONT_SIZE),
            },
        )
        SubElement(self._root, "title", {"id": f"t{key}"}).text = title
        SubElement(self._root, "desc", {"id": f"d{key}"}).text = description

    def rect(self, x: float, y: float, width: float, height: float, role: str, radius: float = 0) -> None:
        """A rectangle; one of no width is left out."""
        if width <= 0:
            return
        shape = {"x": _round(x), "y": _round(y), "width": _round(width), "height": _round(height)}
        self._add("rect", role, {**shape, "rx": _round(radius)} if radius else shape)

    def line(self, x1: float, y1: float, x2: float, y2: float, role: str) -> None:
        """A straight line."""
        self._add("line", role, {"x1": _round(x1), "y1": _round(y1), "x2": _round(x2), "y2": _round(y2)})

    def path(self, points: list[tuple[float, float]], role: str) -> None:
        """Straight pieces through the points."""
        self._add("polyline", role, {"points": " ".join(f"{_round(x)},{_round(y)}" for x, y in points)})

    def dot(self, x: float, y: float, radius: float, role: str) -> None:
        """A circle."""
        self._add("circle", role, {"cx": _round(x), "cy": _round(y), "r": _round(radius)})

    def text(self, x: float, y: float, words: str, role: str = "text", anchor: str = "start") -> None:
        """One line of words; `anchor` start, middle or end."""
        place = {"x": _round(x), "y": _round(y)}
        self._add("text", role, place if anchor == "start" else {**place, "text-anchor": anchor}).text = words

    def svg(self) -> str:
        """The drawing as text."""
        return tostring(self._root, encoding="unicode")

    def _add(self, tag: str, role: str, attributes: dict[str, str]) -> Element:
        return SubElement(self._root, tag, {"class": f"ch-{role}", **_ROLES[role], **attributes})


def _round(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def text_width(words: str) -> float:
    """About how wide a line of words is, in units of the drawing."""
    return len(words) * _CHAR * FONT_SIZE


def wrap(words: str, width: float, most: int = 3) -> list[str]:
    """Words broken into lines of a width; what does not fit into `most` lines ends in an ellipsis."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return lines or [""]


def spread(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Label heights moved apart to at least `gap`, in their order, inside low..high as far as they fit."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    floor = low
    for index in order:
        moved[index] = max(moved[index], floor)
        floor = moved[index] + gap
    ceiling = high
    for index in reversed(order):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return moved


def share(value: Decimal, whole: Decimal) -> float:
    """A part of a whole as a fraction for a coordinate (never shown as a number)."""
    return float(value / whole) if whole else 0.0


def ticks(low: Decimal, high: Decimal, most: int = 5) -> list[Decimal]:
    """Round steps (1, 2, 5 × a power of ten) from at or below `low` to at or above `high`."""
    span = high - low or Decimal(1)
    power = Decimal(10) ** (span / most).adjusted()
    step = next(power * size for size in (1, 2, 5, 10) if power * size * most >= span)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    last = (high / step).to_integral_value(ROUND_CEILING) * step
    return [first + step * index for index in range(int((last - first) / step) + 1)]
