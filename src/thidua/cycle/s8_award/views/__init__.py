"""Pages of stage 8."""
