"""Pages of the scheme designer."""
