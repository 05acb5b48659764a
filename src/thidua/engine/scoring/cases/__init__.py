"""Scoring cases in their short form, run through the engine that scores everybody: `./thidua cases scoring FILE`."""

from thidua.engine.scoring.cases.form import Case, CaseError, read_cases
from thidua.engine.scoring.cases.run import KNOWN, CaseResult, Check, run_case, run_file

__all__ = ["KNOWN", "Case", "CaseError", "CaseResult", "Check", "read_cases", "run_case", "run_file"]
