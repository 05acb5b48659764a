"""Facts written in YAML, as people write them: awards by their codes, years as keys, confirmations as two lists."""

from collections.abc import Mapping
from typing import Any

from ..lawbook.files import LawError
from ..lawbook.typed import Problem, Reader
from .facts import SubjectFacts


def read_facts(raw: Mapping[str, Any], file: str, path: str = "facts") -> SubjectFacts:
    """The facts of one subject.

    `years` maps a year to {rating, awards, source}, an award being its code or a mapping; `confirmed` and `denied` list
    the qualitative conditions that somebody confirmed or denied. Everything not written is not known. Raises LawError
    naming file and path of whatever does not fit.
    """
    plain = dict(raw)
    plain.setdefault("subject", "individual")
    plain["years"] = [_year(year, record) for year, record in (plain.get("years") or {}).items()]
    confirmed = {what: {"holds": True} for what in plain.pop("confirmed", None) or ()}
    denied = {what: {"holds": False} for what in plain.pop("denied", None) or ()}
    plain["attestations"] = {**confirmed, **denied, **(plain.get("attestations") or {})}
    problems: list[Problem] = []
    facts = Reader(file, problems).read(SubjectFacts, plain, path)
    if facts is None:
        raise LawError("; ".join(str(problem) for problem in problems))
    return facts


def _year(year: object, record: object) -> object:
    if not isinstance(record, Mapping):
        return record
    awards = record.get("awards")
    if isinstance(awards, list):
        awards = [{"award": item} if isinstance(item, str) else item for item in awards]
    return {**record, "year": year, "awards": awards}
