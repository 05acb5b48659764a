"""The rounds of a cluster: windows, more time, cross-checks, replies and answers, minutes, what is missing."""
