"""Pure computing: no web framework, no clock, no network, no database. The same input gives the same answer."""
