"""Units in time: the tree as of a date, where a unit came from and went to, who holds which role where."""
