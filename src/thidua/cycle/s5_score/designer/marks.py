"""Marks of what somebody saw when they began to write, so that nobody overwrites another in silence."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from thidua.base.access.actor import Problem
from thidua.engine.scoring import Group
from thidua.engine.scoring.design.tree import Node
from thidua.engine.scoring.schemedata import part_to_data


class Stale(Problem):
    """Somebody else changed the same part since the writer opened it."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} vừa được người khác sửa sau khi bạn mở. Chưa ghi gì; những gì bạn gõ còn nguyên ở đây. Hãy xem "
            "bản hiện nay rồi chọn."
        )


def text_mark(text: str) -> str:
    """The mark of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def mark(part: Any) -> str:
    """The mark of a part of a scheme."""
    return text_mark(json.dumps(part_to_data(part), ensure_ascii=False, sort_keys=True))


def own_mark(node: Node) -> str:
    """The mark of what a form of a node shows: of a group without what is in it."""
    return mark(replace(node, children=()) if isinstance(node, Group) else node)
