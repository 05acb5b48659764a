"""Runs cases and says of each value whether it came out as expected."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import thidua.engine.scoring.cases.counted
import thidua.engine.scoring.cases.criteria
import thidua.engine.scoring.cases.events
import thidua.engine.scoring.cases.labels
import thidua.engine.scoring.cases.ladders
import thidua.engine.scoring.cases.places
import thidua.engine.scoring.cases.sheets  # noqa: F401  (these register the kinds)
from thidua.engine.scoring.cases.form import Case, CaseError, Data, expanded, read_cases
from thidua.engine.scoring.cases.kinds import KINDS, Ask, Refused
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
    try:
        checks = tuple(check for fields in expanded(case.fields) for check in _checks(ask, fields))
    except CaseError as error:
        return CaseResult(case, fault=str(error))
    except SchemeError as error:
        return CaseResult(case, fault="quy tắc của ca không dùng được: " + "; ".join(map(str, error.problems)))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return CaseResult(case, fault=f"ca có trường không đúng dạng ({type(error).__name__}: {error}).")
    return CaseResult(case, checks)


def _checks(ask: Ask, fields: Mapping[str, Any]) -> list[Check]:
    data = Data(fields)
    checks = [Check(*found) for found in ask(data)]
    data.done()
    if not checks:
        raise CaseError("ca không nêu kết quả nào phải có.")
    return checks


_WORDS = {
    word: meaning
    for meaning, words in {
        "not_applicable": ("na", "n/a", "not applicable", "không áp dụng"),
        "pending": ("missing", "not entered", "chưa nhập", "chưa đủ số liệu"),
        "unranked": ("không xếp loại", "không xếp hạng"),
        "chưa chấm": ("not scored", "not_scored", "unscored"),
    }.items()
    for word in words
}
_REFUSED = ("error", "reject", "rejected", "invalid", "flag", "refuse", "refused", "lỗi", "từ chối")


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
    said, given = (str(each).strip().casefold() for each in (wanted, got))
    if isinstance(got, Refused) and said in _REFUSED:
        return True
    return _WORDS.get(said, said) == _WORDS.get(given, given)


def _said(value: Any) -> str:
    if value is None:
        return "chưa có"
    if isinstance(value, list | tuple):
        return ", ".join(map(_said, value))
    exact = None if isinstance(value, bool) else read_decimal(value)
    return written(exact) if exact is not None else str(value)
