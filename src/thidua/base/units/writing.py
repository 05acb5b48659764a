"""How a unit is written on its papers."""

from thidua.base.units.enums import UnitKind
from thidua.base.units.models import Unit

_GOVERNED = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)


def organ_of(unit: Unit) -> str:
    """The body in whose name a unit's papers go out: «Ủy ban nhân dân huyện Bình Liêu» for the district Bình Liêu."""
    if unit.kind not in _GOVERNED:
        return unit.name
    return f"Ủy ban nhân dân {unit.name[:1].lower()}{unit.name[1:]}"


_KIND_WORDS = ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Tỉnh", "Quận", "Huyện", "Phường", "Xã")


def place_of(unit: Unit) -> str:
    """The place name that stands before the date of a paper: «Bình Liêu» for the district Bình Liêu."""
    for word in _KIND_WORDS:
        if unit.name.lower().startswith(f"{word.lower()} "):
            return unit.name[len(word) + 1 :]
    return unit.name
