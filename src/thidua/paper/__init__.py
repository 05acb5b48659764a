"""Documents in and out: certificates, decisions, minutes, covenants, reports, spreadsheets, codes and signatures.

Plain dataclasses go in, bytes come out. No Django, no clock: every moment is an argument, and the same arguments give
the same bytes.
"""
