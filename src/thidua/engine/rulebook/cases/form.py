"""The form of a file of cases.

    title: Chiến sĩ thi đua cơ sở         what the file is about
    about: one or two sentences
    assume: {...}                         facts that hold in every case of the file unless the case says otherwise
    cases:
      - id: T08
        text: the situation in words
        question: eligible                see QUESTIONS
        award: CSTDCS
        on: 2022-12-20                    day of the dossier; for authority, money and votes, of the decision
        facts: {...}                      see eligibility/facts_file.py
        given: {...}                      figures of the other questions
        expect: {answer: not_eligible}    what must come out; only the keys written are compared
        clause: Nghị định 91/2017/NĐ-CP khoản 3 Điều 9
        source: L                         S answer read, L rule read and applied, M from memory: the answer must warn

Keys of `expect`: answer (for every question), conditions {code: status}, warns, says [text in the sentence], and the
figures that QUESTIONS names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from ..lawbook.files import LawError, read
from ..lawbook.typed import Problem, Reader

QUESTIONS = {
    "eligible": "Có đủ điều kiện không?",  # answer: eligible | not_eligible | unknown
    "papers": "Hồ sơ đã đủ giấy tờ chưa?",  # answer: met | not_met | unknown
    "bonus": "Tiền thưởng bao nhiêu?",  # given: subject, authority; expect: amount
    "stack": "Nhận cùng lúc thì được bao nhiêu?",  # given: awards; expect: amount, left_out
    "authority": "Người này có thẩm quyền quyết định không?",  # given: authority; answer: yes | no | unknown
    "vote": "Kết quả bỏ phiếu thế nào?",  # given: total_members, agree...; answer: passed | failed | no_vote
    "quota": "Được đề nghị tối đa bao nhiêu?",  # given: base_count, proposed; answer: within | over; expect: max
    "regime": "Xét theo quy định nào?",  # given: decision_on; answer: code of the regime
    "counting_from": "Thành tích tính từ ngày nào?",  # expect: from
    "publicity": "Phải công khai bao lâu?",  # expect: days, unit
    "revocation": "Bị thu hồi thì phải làm gì?",  # expect: effects
    "fund": "Mức trích quỹ có vượt trần không?",  # given: area, share; answer: within | over | no_limit
}


@dataclass(frozen=True, kw_only=True)
class Case:
    id: str
    text: str
    question: Literal[
        "eligible",
        "papers",
        "bonus",
        "stack",
        "authority",
        "vote",
        "quota",
        "regime",
        "counting_from",
        "publicity",
        "revocation",
        "fund",
    ]
    on: date
    expect: Mapping[str, Any]
    clause: str
    source: Literal["S", "L", "M"]
    award: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    overlays: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    title: str
    cases: tuple[Case, ...]
    about: str = ""
    assume: Mapping[str, Any] = field(default_factory=dict)


def read_cases(path: Path) -> CaseFile:
    """One file of cases. Raises LawError naming file, path and what does not fit."""
    problems: list[Problem] = []
    cases = Reader(path.name, problems).read(CaseFile, read(path), "")
    if cases is None:
        raise LawError("; ".join(str(problem) for problem in problems))
    repeated = {case.id for case in cases.cases if [c.id for c in cases.cases].count(case.id) > 1}
    if repeated:
        raise LawError(f"{path.name}: mã trường hợp bị trùng: {', '.join(sorted(repeated))}.")
    return cases
