"""Every write of stage 5: schemes, cells, sheets, publication."""
