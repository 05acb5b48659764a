"""Accounts (who signs in) and persons (who is commended): two different things."""
