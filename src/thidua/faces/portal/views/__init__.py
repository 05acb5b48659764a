"""Public pages: no sign-in, no JavaScript needed, no cookie but the reader's own display settings."""
