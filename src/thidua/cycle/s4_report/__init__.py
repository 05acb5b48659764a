"""Stage 4: indicators, targets, results; who reported, who is behind."""
