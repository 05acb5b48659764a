"""Every write of stage 7."""
