"""Who is asking (actor, role, scope), how a no is said, and the door of every page."""
