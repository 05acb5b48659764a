"""Facts that cannot all be true are refused, each named; nothing is resolved silently."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from thidua.language.dates import format_date

from ..lawbook.catalogue import Catalogue
from .facts import Members, SubjectFacts


class FactsError(Exception):
    """The facts contradict each other or use a code that does not exist; the text says which, in Vietnamese."""


def check_facts(facts: SubjectFacts, dossier_on: date, catalogue: Catalogue) -> None:
    """Raises FactsError naming everything that cannot be."""
    found = list(problems(facts, dossier_on, catalogue))
    if found:
        name = facts.name or "Hồ sơ"
        raise FactsError(f"{name}: " + " ".join(found))


def problems(facts: SubjectFacts, dossier_on: date, catalogue: Catalogue) -> Iterator[str]:
    """Every contradiction, one Vietnamese sentence each."""
    if facts.year > dossier_on.year:
        yield f"Năm xét {facts.year} ở sau ngày hồ sơ {format_date(dossier_on)}."
    yield from _codes(facts, catalogue)
    for year, times in Counter(record.year for record in facts.years).items():
        if times > 1:
            yield f"Năm {year} có {times} bản ghi; mỗi năm chỉ một xếp loại, hãy giữ bản đúng."
    for record in facts.years:
        if record.year > dossier_on.year:
            yield f"Bản ghi năm {record.year} ở sau ngày hồ sơ {format_date(dossier_on)}."
        for held in record.awards or ():
            if held.decided_on and held.decided_on > dossier_on:
                yield f"Quyết định tặng “{held.award}” ngày {format_date(held.decided_on)} ở sau ngày hồ sơ."
    for discipline in facts.disciplines or ():
        if discipline.ended_on and discipline.ended_on < discipline.decided_on:
            yield f"Kỷ luật ngày {format_date(discipline.decided_on)} lại chấp hành xong trước đó."
    yield from _members(facts.members)
    if facts.months_worked is not None and facts.months_worked < 0:
        yield "Số tháng công tác không thể âm."
    if facts.cluster_rank is not None and facts.cluster_rank < 1:
        yield "Thứ hạng trong cụm, khối bắt đầu từ 1."


def _codes(facts: SubjectFacts, catalogue: Catalogue) -> Iterator[str]:
    used = [("subject", facts.subject), ("group", facts.group)]
    used += [("rating", record.rating) for record in facts.years if record.rating is not None]
    used += [("mode", h.mode) for r in facts.years for h in r.awards or () if h.mode is not None]
    used += [("discipline", discipline.level) for discipline in facts.disciplines or ()]
    used += [("situation", situation) for situation in facts.situations]
    used += [("paper", paper) for paper in facts.papers or ()]
    for item in facts.initiatives or ():
        used += [("work", item.kind)] + ([("scope", item.scope)] if item.scope is not None else [])
    for scale, code in dict.fromkeys(used):
        if catalogue.rank(scale, code) is None and catalogue.label(scale, code) == code:
            yield f"Mã “{code}” không có trong thang {scale}."
    awards = {h.award for r in facts.years for h in r.awards or ()}
    awards |= {use.award for item in facts.initiatives or () for use in item.used_for or ()}
    for award in sorted(awards):
        if catalogue.kind_of(award) is None:
            yield f"Mã danh hiệu, hình thức “{award}” không có trong danh mục."


def _members(members: Members) -> Iterator[str]:
    for name in ("completed", "ldtt", "cstdcs", "warned"):
        count = getattr(members, name)
        if count is not None and (count < 0 or (members.total is not None and count > members.total)):
            yield f"Số liệu tập thể “{name}” là {count}, không hợp với tổng số {members.total} thành viên."
    if members.total is not None and members.total < 0:
        yield f"Tổng số thành viên không thể âm ({members.total})."
