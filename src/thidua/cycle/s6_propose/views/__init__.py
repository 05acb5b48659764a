"""Pages of stage 6."""
