"""Writing what is known of subjects: facts are added and, when wrong, withdrawn with a reason; never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.people.models import Person
from thidua.base.units.models import Household, Unit
from thidua.base.units.queries import posting_of
from thidua.cycle.s6_propose.enums import FactKind
from thidua.cycle.s6_propose.models import FactWithdrawal, SubjectFact
from thidua.cycle.s6_propose.policies import check_record_fact

Subject = Person | Unit | Household


@dataclass(frozen=True)
class NewFact:
    """A fact to be recorded of one subject."""

    subject: Subject
    year: int
    kind: str
    code: str = ""
    value: str = ""
    decision: str = ""
    on_date: date | None = None
    note: str = ""


def unit_of(subject: Subject, on: date) -> int | None:
    """The unit that answers for a subject on a day: where a person works, a household lives; a collective itself."""
    if isinstance(subject, Unit):
        return subject.pk
    if isinstance(subject, Household):
        return subject.unit_id
    posting = posting_of(subject.pk, on)
    return posting.unit_id if posting else None


def _row(new: NewFact, by: Actor) -> SubjectFact:
    subject = new.subject
    return SubjectFact(
        person=subject if isinstance(subject, Person) else None,
        unit=subject if isinstance(subject, Unit) else None,
        household=subject if isinstance(subject, Household) else None,
        year=new.year,
        kind=new.kind,
        code=new.code,
        value=new.value,
        decision=new.decision,
        on_date=new.on_date,
        note=new.note,
        account_id=by.account_id,
        actor_name=by.name,
    )


def _check(new: NewFact, today: date) -> None:
    if new.year > today.year:
        raise Problem(f"Năm {new.year} chưa tới; hãy sửa năm.", "year")
    if new.on_date and new.on_date > today:
        raise Problem("Ngày của quyết định, giấy tờ không thể sau hôm nay.", "on_date")
    needs_paper = {FactKind.TITLE, FactKind.FORM, FactKind.DISCIPLINE}
    if new.kind in needs_paper and not (new.decision.strip() or new.note.strip()):
        raise Problem("Danh hiệu, hình thức khen thưởng và kỷ luật phải ghi số quyết định.", "decision")


def record_fact(*, by: Actor, new: NewFact, today: date) -> SubjectFact:
    """Record one fact, with the paper it rests on. Raises Problem for a future year or a missing decision."""
    check_record_fact(by, unit_of(new.subject, today))
    _check(new, today)
    label = FactKind(new.kind).label
    with audited("propose.fact_recorded", by=by, on=new.subject, what=f"{label.lower()} năm {new.year}"):
        fact = _row(new, by)
        fact.save(force_insert=True)
    return fact


def record_facts(*, by: Actor, rows: Sequence[NewFact], today: date) -> None:
    """Record many facts in one act (imports). One that can't be recorded stops all."""
    for new in rows:
        check_record_fact(by, unit_of(new.subject, today))
        _check(new, today)
    with audited("propose.facts_recorded", by=by, count=len(rows)):
        SubjectFact.objects.bulk_create([_row(new, by) for new in rows])


def withdraw_fact(*, by: Actor, fact: SubjectFact, reason: str, today: date) -> FactWithdrawal:
    """Say that a fact was recorded wrongly. It no longer counts, and stays in the file of the subject."""
    subject: Subject | None = fact.person or fact.unit or fact.household
    assert subject is not None  # held by a constraint
    check_record_fact(by, unit_of(subject, today))
    if not reason.strip():
        raise Problem("Hãy ghi lý do rút dữ kiện.", "reason")
    if FactWithdrawal.objects.filter(fact=fact).exists():
        raise Problem("Dữ kiện này đã được rút.")
    with audited("propose.fact_withdrawn", by=by, on=subject, reason=reason):
        return FactWithdrawal.objects.create(fact=fact, reason=reason.strip()[:500], actor_name=by.name)
