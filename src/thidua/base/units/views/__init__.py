"""Pages of units: the tree, one unit and its changes, lineage, the official places."""
