"""The one error of this package."""


class PaperError(Exception):
    """A document cannot be made or read. The message is one Vietnamese sentence for the user."""
