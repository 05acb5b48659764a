"""How far an actor sees into documents: said once, for the check of one document and for the list of all."""

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role


def keepers_seen_by(actor: Actor) -> frozenset[int]:
    """Units whose kept documents an actor may read: its own, those in its scope, the authorities above it."""
    if actor.role is None:
        return frozenset()
    own = {actor.unit_id} if actor.unit_id else set()
    return frozenset(own | actor.covers | set(actor.authority_ids))


def sees_all(actor: Actor) -> bool:
    """Those who oversee the whole system."""
    return actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR)
