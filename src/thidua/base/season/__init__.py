"""The emulation year of one authority: theme, stage windows, what is open and what is locked, working days."""
