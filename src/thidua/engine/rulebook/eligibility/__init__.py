"""One subject's facts against the standards of one award, with the reason for every answer."""
