"""Look-ups by one date each: authority, money, votes, quotas."""
