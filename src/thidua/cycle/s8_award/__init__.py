"""Stage 8, Khen thưởng: decisions, bonus money, certificates, the register, revocation and correction."""
