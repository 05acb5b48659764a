"""Who may open what: every address of the house, tried by every role and by a stranger."""
