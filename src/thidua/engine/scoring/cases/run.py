"""Runs cases and says of each value whether it came out as expected."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import thidua.engine.scoring.cases.counted
import thidua.engine.scoring.cases.criteria
import thidua.engine.scoring.cases.sheets  # noqa: F401  (these three register the kinds)
from thidua.engine.scoring.cases.form import Case, CaseError, Data, read_cases
from thidua.engine.scoring.cases.kinds import KINDS
from thidua.engine.scoring.codec import read_decimal
from thidua.engine.scoring.problems import SchemeError
from thidua.engine.scoring.trace import written

KNOWN = tuple(sorted(KINDS))


@dataclass(frozen=True, slots=True)
class Check:
    """One value of a case: what was expected, what the engine gave."""

    what: str
    wanted: Any
    got: Any

    @property
    def passed(self) -> bool:
        """Numbers are equal by value, words by their letters; nothing expected agrees with everything still open."""
        return _same(self.wanted, self.got)

    def __str__(self) -> str:
        return f"{self.what}: cần {_said(self.wanted)}, có {_said(self.got)}"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case with its checks; `fault` says why it could not be run."""

    case: Case
    checks: tuple[Check, ...] = ()
    fault: str = ""

    @property
    def passed(self) -> bool:
        """A case without a single check proves nothing and has not passed."""
        return not self.fault and bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def differences(self) -> tuple[str, ...]:
        """What did not come out, in sentences."""
        told = [str(check) for check in self.checks if not check.passed]
        if self.fault:
            told.append(self.fault)
        elif not self.checks:
            told.append("ca không nêu kết quả nào phải có.")
        return tuple(told)


def run_file(path: Path) -> list[CaseResult]:
    """Every case of a file in order. Raises CaseError when the file can't be read."""
    return [run_case(case) for case in read_cases(path)]


def run_case(case: Case) -> CaseResult:
    """One case. A kind that isn't known, a field that isn't understood and a rule that isn't one are faults."""
    ask = KINDS.get(case.kind)
    if ask is None:
        return CaseResult(case, fault=f"không biết loại ca «{case.kind}»; các loại: {', '.join(KNOWN)}.")
    data = Data(case.fields)
    try:
        checks = tuple(Check(*found) for found in ask(data))
        data.done()
    except CaseError as error:
        return CaseResult(case, fault=str(error))
    except SchemeError as error:
        return CaseResult(case, fault="quy tắc của ca không dùng được: " + "; ".join(map(str, error.problems)))
    return CaseResult(case, checks)


def _same(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(got, bool):
        return wanted is got
    if wanted is None:
        return got is None or got == "pending"
    if isinstance(wanted, list | tuple):
        return isinstance(got, list | tuple) and len(wanted) == len(got) and all(map(_same, wanted, got))
    if isinstance(wanted, Mapping) or got is None:
        return bool(wanted == got)
    exact = read_decimal(wanted), read_decimal(got)
    if None not in exact:
        return exact[0] == exact[1]
    return str(wanted).casefold() == str(got).casefold()


def _said(value: Any) -> str:
    if value is None:
        return "chưa có"
    if isinstance(value, list | tuple):
        return ", ".join(map(_said, value))
    exact = None if isinstance(value, bool) else read_decimal(value)
    return written(exact) if exact is not None else str(value)
