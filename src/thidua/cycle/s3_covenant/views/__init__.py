"""Pages of stage 3: clusters, papers, covenants, signing."""
