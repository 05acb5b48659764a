"""The rulebook: the law as dated data, asked about titles, forms, authority, money, votes, quotas and eligibility.

Pure: reading the YAML folder is its only input and output. The door of this room; the modules behind it are private.
"""

from .eligibility.evaluate import counting_from, evaluate
from .eligibility.facts import (
    Attestation,
    Discipline,
    HeldAward,
    Initiative,
    Members,
    SubjectFacts,
    Use,
    YearRecord,
)
from .eligibility.facts_check import FactsError
from .eligibility.history import CountingStart
from .eligibility.outcome import ConditionResult, Eligibility, PaperResult
from .lawbook.catalogue import Award, Catalogue, StandardsChoice
from .lawbook.check import check_catalogue
from .lawbook.files import LawError
from .lawbook.loading import load_catalogue
from .lawbook.model import AuthorityRule
from .lawbook.tables import Regime
from .lawbook.typed import Problem
from .lookups.asked import Confirmable, Way, confirmable, ways
from .lookups.authority import Answer, authority, may_decide
from .lookups.duties import FundCap, fund_cap, revocation
from .lookups.money import Bonus, Stack, base_salary, bonus, stack_bonuses
from .lookups.quota import Quota, quota
from .lookups.votes import Threshold, VoteOutcome, threshold, vote_outcome

__all__ = [
    "Answer", "Attestation", "AuthorityRule", "Award", "Bonus", "Catalogue", "ConditionResult", "Confirmable",
    "CountingStart", "Discipline", "Eligibility", "FactsError", "FundCap", "HeldAward", "Initiative", "LawError",
    "Members", "PaperResult", "Problem", "Quota", "Regime", "Stack", "StandardsChoice", "SubjectFacts", "Threshold",
    "Use", "VoteOutcome", "Way", "YearRecord", "authority", "base_salary", "bonus", "check_catalogue",
    "confirmable", "counting_from", "evaluate", "fund_cap", "load_catalogue", "may_decide", "quota", "revocation",
    "stack_bonuses", "threshold", "vote_outcome", "ways",
]  # fmt: skip
