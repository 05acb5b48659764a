"""Every write of the scheme designer."""
