"""The log: who did what, on whose behalf, with what before and after. Append-only and chained by hash."""
