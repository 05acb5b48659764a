"""Every write of stage 8."""
