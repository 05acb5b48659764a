"""Scoring of emulation clusters: scheme + inputs -> points, ranks, and why. Pure, exact decimals.

`score_sheet` and `score_cluster` score; `rank` ranks; `sentences` tells a trace in Vietnamese; `check_scheme` finds
design faults; `scheme_from_data` and `scheme_to_data` read and write a scheme as plain data.
"""

from thidua.engine.scoring.check import check_scheme
from thidua.engine.scoring.enums import Combine, GateEffect, NaMode, RankBy, TotalMode
from thidua.engine.scoring.evaluate import input_fields, input_problems, rule_text
from thidua.engine.scoring.exact import Rounding, RoundingMode
from thidua.engine.scoring.formulas import KINDS
from thidua.engine.scoring.formulas.base import Formula, Terms
from thidua.engine.scoring.formulas.fields import Field, FieldKind, Option
from thidua.engine.scoring.inputs import (
    CriterionInput,
    Input,
    InputState,
    NotApplicable,
    Override,
    SheetInputs,
    given,
    given_fields,
    not_applicable,
)
from thidua.engine.scoring.model import Criterion, Fact, Gate, Group, LabelBand, Labels, Ranking, Scheme, Total
from thidua.engine.scoring.problems import Finding, InputProblem, SchemeError, SchemeProblem, Severity
from thidua.engine.scoring.quota import Allotment, Quota, allot
from thidua.engine.scoring.ranking import rank
from thidua.engine.scoring.results import (
    ClusterResult,
    CriterionResult,
    GroupResult,
    Ranked,
    ResultState,
    SheetResult,
    SheetState,
)
from thidua.engine.scoring.schemedata import inputs_from_data, scheme_from_data, scheme_to_data
from thidua.engine.scoring.score import score_cluster, score_sheet
from thidua.engine.scoring.trace import Step, Trace, sentences, trace_from_data, trace_to_data

__all__ = [
    "KINDS",
    "Allotment",
    "ClusterResult",
    "Combine",
    "Criterion",
    "CriterionInput",
    "CriterionResult",
    "Fact",
    "Field",
    "FieldKind",
    "Finding",
    "Formula",
    "Gate",
    "GateEffect",
    "Group",
    "GroupResult",
    "Input",
    "InputProblem",
    "InputState",
    "LabelBand",
    "Labels",
    "NaMode",
    "NotApplicable",
    "Option",
    "Override",
    "Quota",
    "RankBy",
    "Ranked",
    "Ranking",
    "ResultState",
    "Rounding",
    "RoundingMode",
    "Scheme",
    "SchemeError",
    "SchemeProblem",
    "Severity",
    "SheetInputs",
    "SheetResult",
    "SheetState",
    "Step",
    "Terms",
    "Total",
    "TotalMode",
    "Trace",
    "allot",
    "check_scheme",
    "given",
    "given_fields",
    "input_fields",
    "input_problems",
    "inputs_from_data",
    "not_applicable",
    "rank",
    "rule_text",
    "scheme_from_data",
    "scheme_to_data",
    "score_cluster",
    "score_sheet",
    "sentences",
    "trace_from_data",
    "trace_to_data",
]
