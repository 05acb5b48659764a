"""Stage 7, Bỏ phiếu: councils, their sessions, the secret ballot, outcomes and minutes."""
