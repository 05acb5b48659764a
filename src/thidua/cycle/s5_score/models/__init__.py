"""Scoring schemes, the sheets of units, every value of every cell, the rounds, and what was published."""

from thidua.cycle.s5_score.models.rounds import (
    AgreementSignature,
    Answer,
    CrossCheck,
    Extension,
    Reply,
    RoundPlan,
    TieOrder,
)
from thidua.cycle.s5_score.models.sheets import CellEntry, Publication, Scheme, ScoreSheet, TableUpload

__all__ = [
    "Answer",
    "CellEntry",
    "CrossCheck",
    "Extension",
    "AgreementSignature",
    "Publication",
    "Reply",
    "RoundPlan",
    "Scheme",
    "ScoreSheet",
    "TableUpload",
    "TieOrder",
]
