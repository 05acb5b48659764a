"""What differs between two versions of a scheme: criterion by criterion, and in its general rules, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from thidua.engine.scoring.design.shapes import params_of
from thidua.engine.scoring.design.words import choice_word, words_of
from thidua.engine.scoring.evaluate import rule_text
from thidua.engine.scoring.model import Criterion, Gate, Group, LabelBand, Scheme
from thidua.engine.scoring.trace import written


class ChangeKind(StrEnum):
    """What became of a group or criterion."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Altered:
    """One thing that reads otherwise now. `scores`: it can change points that were given."""

    what: str
    before: str
    after: str
    scores: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One group or criterion that is not what it was."""

    kind: ChangeKind
    code: str
    label: str
    is_group: bool
    altered: tuple[Altered, ...] = ()

    @property
    def scores(self) -> bool:
        """Whether points that were given may change."""
        return self.kind is not ChangeKind.CHANGED or any(each.scores for each in self.altered)


_SILENT = {"label", "note", "owner", "evidence", "indicator"}


def differences(old: Scheme, new: Scheme) -> list[Change]:
    """The changes in the order of the new version, what is gone last. Nodes are the same when their code is."""
    before, after = _nodes(old), _nodes(new)
    found = []
    for code, node in after.items():
        group = isinstance(node, Group)
        if code not in before or isinstance(before[code], Group) is not group:
            found.append(Change(ChangeKind.ADDED, code, node.label, group))
        elif altered := tuple(_altered(old, before[code], new, node)):
            found.append(Change(ChangeKind.CHANGED, code, node.label, group, altered))
    gone = [n for c, n in before.items() if c not in after or isinstance(after[c], Group) is not isinstance(n, Group)]
    return found + [Change(ChangeKind.REMOVED, n.code, n.label, isinstance(n, Group)) for n in gone]


def general_differences(old: Scheme, new: Scheme) -> list[Altered]:
    """What differs in title, rounding, total, ranking, labels, facts, gates and roles."""
    names = [p.name for p in params_of(Scheme, ("groups", "version"))]
    found = []
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            words = words_of(Scheme, name)
            found.append(Altered(words.label, _said(before), _said(after), name not in ("title", "basis", "code")))
    return found


def changed_codes(old: Scheme, new: Scheme) -> set[str]:
    """Criteria whose values, given under the old version, may be worth something else under the new one."""
    return {each.code for each in differences(old, new) if each.scores and not each.is_group}


def _nodes(scheme: Scheme) -> dict[str, Group | Criterion]:
    return {node.code: node for group in scheme.groups for node in _down(group)}


def _down(node: Group | Criterion) -> Iterator[Group | Criterion]:
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from _down(child)


def _altered(old: Scheme, was: Group | Criterion, new: Scheme, now: Group | Criterion) -> Iterator[Altered]:
    for param in params_of(type(now), ("code", "owner", "children", "formula")):
        before, after = getattr(was, param.name), getattr(now, param.name)
        if before != after:
            yield Altered(param.label, _said(before), _said(after), param.name not in _SILENT)
    if _group_of(old, was) != _group_of(new, now):
        yield Altered("Thuộc nhóm", _group_of(old, was), _group_of(new, now), False)
    if isinstance(was, Criterion) and isinstance(now, Criterion):
        yield from _of_criterion(old, was, new, now)
    elif was.owner != now.owner:
        yield Altered("Cơ quan thẩm định", _said(was.owner), _said(now.owner), False)


def _of_criterion(old: Scheme, was: Criterion, new: Scheme, now: Criterion) -> Iterator[Altered]:
    before, after = old.owners().get(was.code, ""), new.owners().get(now.code, "")
    if before != after:
        yield Altered("Cơ quan thẩm định", _said(before), _said(after), False)
    if was.formula != now.formula:
        first, second = (f"{c.formula.name}: {rule_text(c)}" for c in (was, now))
        note = " (tham số không ghi trong lời)" if first == second else ""
        yield Altered("Cách tính", first, second + note)


def _group_of(scheme: Scheme, node: Group | Criterion) -> str:
    for group in scheme.all_groups():
        if any(child is node for child in group.children):
            return f"{group.code} {group.label}"
    return "cấp trên cùng"


def _said(value: Any) -> str:
    """A value in words."""
    if value is None:
        return "không hạn chế"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, StrEnum):
        return choice_word(value)
    if isinstance(value, Decimal | int):
        return written(Decimal(value))
    if isinstance(value, tuple):
        return "; ".join(_said(each) for each in value) or "không có"
    if isinstance(value, LabelBand):
        return f"{value.label} {value.text()}"
    if isinstance(value, Gate):
        return f"{value.label}: {choice_word(value.effect).lower()}"
    if hasattr(value, "code"):
        return f"{value.code} {value.label}"
    if not isinstance(value, str):
        parts = [(p.label, getattr(value, p.name)) for p in params_of(type(value))]
        return "; ".join(f"{label.lower()}: {_said(each)}" for label, each in parts if each not in (None, ()))
    return value or "không có"
