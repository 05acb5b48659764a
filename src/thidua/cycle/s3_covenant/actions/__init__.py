"""Every write of stage 3: clusters and their decisions, papers, covenants."""
