"""Pages of stage 9."""
