"""Who may open one's own account pages."""

from thidua.base.access.actor import Actor


def own_account(actor: Actor) -> None:
    """Anybody who is signed in, also without any role: the password and the second factor are one's own."""
