"""How firm a ranking is: what would change it, what says nothing, who marks higher or lower than others."""

from thidua.engine.scoring.analysis.calibration import Calibration, Cannot, calibrate
from thidua.engine.scoring.analysis.sensitivity import Leverage, Swap, firmness, leverage, swaps
from thidua.engine.scoring.analysis.spread import Inflation, Spread, inflation, spreads

__all__ = [
    "Calibration",
    "Cannot",
    "Inflation",
    "Leverage",
    "Spread",
    "Swap",
    "calibrate",
    "firmness",
    "inflation",
    "leverage",
    "spreads",
    "swaps",
]
