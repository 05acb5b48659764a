"""Who is asking, and the two ways of saying no."""

from dataclasses import dataclass, field, replace

from thidua.base.access.enums import Role, Scope


@dataclass(frozen=True)
class Actor:
    """One account at work in one role for one unit. ``covers`` is the set of units that the scope reaches today.

    Deny by default: an actor without a role, a unit or a scope covers nothing.
    """

    account_id: int | None = None
    name: str = "Khách"
    role: Role | None = None
    scope: Scope | None = None
    unit_id: int | None = None
    unit_name: str = ""
    authority_ids: tuple[int, ...] = ()
    covers: frozenset[int] = field(default_factory=frozenset)
    address: str = ""
    on_behalf_of: str = ""

    @property
    def signed_in(self) -> bool:
        """True for an account with a role; an account without any role counts as a stranger."""
        return self.account_id is not None

    @property
    def authority_id(self) -> int | None:
        """The nearest unit, the actor's own or above it, that runs an emulation year."""
        return self.authority_ids[0] if self.authority_ids else None

    def is_any(self, *roles: Role) -> bool:
        """True when the role in use is one of ``roles``."""
        return self.role in roles

    def reaches(self, unit_id: int | None) -> bool:
        """True when ``unit_id`` lies inside the actor's scope. An unknown unit is never reached."""
        return unit_id is not None and unit_id in self.covers

    def speaking_for(self, whom: str) -> "Actor":
        """The same actor, of whom the log says on whose behalf he writes what another authority keeps."""
        return replace(self, on_behalf_of=whom)


STRANGER = Actor()


class Refused(Exception):
    """The act is not allowed to this actor, in this state, or now. Carries the sentence that the user reads."""


class Problem(Exception):
    """What was given can't be used. ``sentence`` says what is wrong and what to do; ``field`` names the form field."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


def refusal(check: object, *args: object, **kwargs: object) -> str | None:
    """Run a ``check_x`` and return its sentence, or None when it lets pass. The one way from check to can."""
    try:
        check(*args, **kwargs)  # type: ignore[operator]
    except Refused as no:
        return str(no)
    return None
