"""Season folders: the facts of one season as plain files (see examples/README.md), read and checked as a whole.

``read_season(folder)`` returns ``SeasonFiles`` or raises ``SeasonProblems`` with everything that must be put right.
"""

from thidua.ops.seasonfiles.fields import Quantity
from thidua.ops.seasonfiles.periods import Period
from thidua.ops.seasonfiles.problems import Problem, SeasonProblems
from thidua.ops.seasonfiles.reader import read_season
from thidua.ops.seasonfiles.season import SeasonFiles
from thidua.ops.seasonfiles.vocabulary import Approx, Source

__all__ = ["Approx", "Period", "Problem", "Quantity", "SeasonFiles", "SeasonProblems", "Source", "read_season"]
