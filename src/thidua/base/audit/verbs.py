"""The presenter: turns a row of the log into one Vietnamese sentence. Each room registers its verbs at start-up."""

import re
from collections.abc import Mapping

from thidua.base.access.enums import Role
from thidua.base.audit.models import AuditRow
from thidua.language.text import fold

_VERBS: dict[str, str] = {}


def register(verbs: Mapping[str, str]) -> None:
    """Add a room's verbs: ``{"launch.launched": "phát động phong trào {subject}"}``; details may be named in braces."""
    _VERBS.update(verbs)


def known() -> frozenset[str]:
    """All verbs that the presenter can say."""
    return frozenset(_VERBS)


def labels() -> list[tuple[str, str]]:
    """Verbs with their words for a filter, in the order of the words; what differs from act to act is left as «…»."""
    return sorted(((verb, re.sub(r"\{\w+\}", "…", text)) for verb, text in _VERBS.items()), key=lambda v: fold(v[1]))


class _Details(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "(không ghi)"


def sentence(row: AuditRow) -> str:
    """«Ai (vai trò, đơn vị) đã làm gì.»"""
    role = Role(row.actor_role).label if row.actor_role in Role.values else ""
    place = ", ".join(part for part in (role, row.unit_name) if part)
    who = f"{row.actor_name} ({place})" if place else row.actor_name
    if row.on_behalf_of:
        who += f", thay mặt {row.on_behalf_of},"
    what = _VERBS.get(row.verb, f"thực hiện việc {row.verb} với {{subject}}")
    text = what.format_map(_Details({**row.details, "subject": f"«{row.subject_label}»"}))
    return f"{who} đã {text}."
