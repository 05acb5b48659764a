"""The transition table itself. Rooms declare a ``Flow`` in their ``enums``; nobody sets a state in any other way."""

from dataclasses import dataclass

from django.db import models

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role


@dataclass(frozen=True)
class Transition:
    """One allowed step: ``label`` is the button, ``word`` is typed before a final act, ``done`` is the sentence."""

    name: str
    label: str
    sources: tuple[int, ...]
    target: int
    roles: tuple[Role, ...]
    done: str
    needs_reason: bool = False
    word: str = ""


@dataclass(frozen=True)
class Flow:
    """All steps of one kind of object. ``states`` are numbered 10, 20, 30 in the order of the work."""

    code: str
    title: str
    states: type[models.IntegerChoices]
    transitions: tuple[Transition, ...]

    def get(self, name: str) -> Transition:
        """The transition called ``name``; a KeyError here is a programming error."""
        return next(t for t in self.transitions if t.name == name)

    def verbs(self) -> dict[str, str]:
        """The audit verbs of this flow, for the presenter."""
        return {f"{self.code}.{t.name}": t.done for t in self.transitions}

    def check(self, name: str, state: int, actor: Actor, *, reason: str = "") -> Transition:
        """Role and state of one step. Scope is the room's own policy. Raises Refused with a sentence."""
        step = self.get(name)
        if not actor.is_any(*step.roles):
            roles = ", ".join(r.label for r in step.roles)
            raise Refused(f"Việc «{step.label}» dành cho vai trò: {roles}.")
        if state not in step.sources:
            raise Refused(f"Không thể «{step.label}» khi {self.title} đang ở trạng thái «{self.states(state).label}».")
        if step.needs_reason and not reason.strip():
            raise Refused(f"Hãy ghi lý do trước khi «{step.label}».")
        return step

    def offers(self, state: int, actor: Actor) -> list[Transition]:
        """The steps that role and state allow: the buttons of the page (scope still to be asked by the room)."""
        return [t for t in self.transitions if state in t.sources and actor.is_any(*t.roles)]

    def mermaid(self) -> str:
        """The diagram for the docs."""
        lines = ["stateDiagram-v2", "  direction LR"]
        lines += [f'  state "{label}" as s{value}' for value, label in self.states.choices]
        lines += [f"  s{s} --> s{t.target}: {t.label}" for t in self.transitions for s in t.sources]
        return "\n".join(lines)


_FLOWS: dict[str, Flow] = {}


def register(*flows: Flow) -> None:
    """Make flows known to the docs and the house tests (called by each room at start-up)."""
    _FLOWS.update({f.code: f for f in flows})


def all_flows() -> list[Flow]:
    """Every registered flow, by code."""
    return [_FLOWS[code] for code in sorted(_FLOWS)]
