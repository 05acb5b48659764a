"""Writing units, lineage, appointments and postings."""

from datetime import date

from thidua.base.access.actor import Actor, Problem
from thidua.base.access.enums import Role, Scope
from thidua.base.audit.actions import audited
from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.models import Appointment, Household, Posting, Unit, UnitVersion
from thidua.base.units.policies import check_manage_units, check_names_authorities
from thidua.base.units.tree import unit_and_below
from thidua.language.dates import format_date


def create_unit(
    *,
    by: Actor,
    code: str,
    name: str,
    kind: UnitKind,
    level: Level,
    parent: Unit | None,
    valid_from: date,
    is_authority: bool = False,
    decision: str = "",
) -> Unit:
    """Add a unit with its first version. Raises Problem when the code is taken."""
    check_manage_units(by, parent.pk if parent else None)
    if Unit.objects.filter(code=code).exists():
        raise Problem(f"Mã đơn vị «{code}» đã có. Hãy dùng mã khác hoặc sửa đơn vị đang có.", "code")
    with audited("units.created", by=by) as record:
        unit = Unit.objects.create(code=code, name=name, kind=kind, level=level, is_authority=is_authority)
        UnitVersion.objects.create(
            unit=unit, name=unit.name, kind=kind, level=level, parent=parent, valid_from=valid_from, decision=decision
        )
        record.on = unit
    return unit


def change_unit(
    *, by: Actor, unit: Unit, on: date, decision: str, name: str | None = None, parent: Unit | None = None
) -> UnitVersion:
    """Rename a unit or move it under another parent from a day on. The old version ends that day and is kept."""
    check_manage_units(by, unit.pk)
    if parent is not None:
        check_manage_units(by, parent.pk)
    if not decision.strip():
        raise Problem("Hãy ghi căn cứ (số, ngày quyết định) của thay đổi.", "decision")
    current = unit.versions.filter(valid_to__isnull=True).select_related("parent").first()
    if current is None or on <= current.valid_from:
        raise Problem("Ngày thay đổi phải sau ngày bắt đầu của giai đoạn hiện tại.", "on")
    if parent is not None and parent.pk in unit_and_below(unit.pk, on):
        raise Problem("Đơn vị không thể trực thuộc chính nó hoặc đơn vị cấp dưới của nó.", "parent")
    what = f"tên mới «{name}»" if name else f"trực thuộc {parent}"
    with audited("units.changed", by=by, on=unit, what=what) as record:
        record.says(on=format_date(on))
        UnitVersion.objects.filter(pk=current.pk).update(valid_to=on)
        version = UnitVersion.objects.create(
            unit=unit,
            name=name or current.name,
            kind=current.kind,
            level=current.level,
            parent=parent or current.parent,
            valid_from=on,
            decision=decision,
        )
        unit.name = version.name
        unit.save()
    return version


def close_unit(*, by: Actor, unit: Unit, on: date, decision: str) -> None:
    """End a unit from a day on. Its history stays."""
    check_manage_units(by, unit.pk)
    if not decision.strip():
        raise Problem("Hãy ghi căn cứ (số, ngày quyết định) của việc kết thúc.", "decision")
    with audited("units.closed", by=by, on=unit, decision=decision) as record:
        record.says(on=format_date(on))
        if not unit.versions.filter(valid_to__isnull=True, valid_from__lt=on).update(valid_to=on):
            raise Problem("Đơn vị không còn giai đoạn nào đang mở trước ngày này.", "on")


def set_authority(*, by: Actor, unit: Unit, is_authority: bool) -> None:
    """Let a unit run an emulation year of its own, or no longer."""
    check_names_authorities(by)
    what = "cho phép tổ chức năm thi đua riêng" if is_authority else "thôi cho tổ chức năm thi đua riêng"
    with audited("units.authority_set", by=by, on=unit, what=what):
        unit.is_authority = is_authority
        unit.save(update_fields=["is_authority"])


def appoint(
    *, by: Actor, account_id: int, role: Role, unit: Unit, scope: Scope, valid_from: date, valid_to: date | None = None
) -> Appointment:
    """Give an account a role at a unit. Raises Problem when the period is turned round or the same role stands."""
    check_manage_units(by, unit.pk)
    if valid_to and valid_to < valid_from:
        raise Problem("Ngày kết thúc phải sau ngày bắt đầu.", "valid_to")
    same = Appointment.objects.filter(account_id=account_id, role=role, unit=unit, scope=scope, valid_to__isnull=True)
    if same.exists():
        raise Problem(f"Tài khoản này đang giữ vai trò «{role.label}» tại {unit}.", "role")
    with audited("units.appointed", by=by, role=role.label, unit=unit.name) as record:
        appointment = Appointment.objects.create(
            account_id=account_id, role=role, unit=unit, scope=scope, valid_from=valid_from, valid_to=valid_to
        )
        record.on, record.label = appointment, str(appointment.account)
    return appointment


def end_appointment(*, by: Actor, appointment: Appointment, on: date) -> None:
    """End a role after a day (that day still counts)."""
    check_manage_units(by, appointment.unit_id)
    if on < appointment.valid_from:
        raise Problem("Ngày kết thúc phải sau ngày bắt đầu.", "valid_to")
    role, name = appointment.get_role_display(), str(appointment.account)
    with audited("units.appointment_ended", by=by, on=appointment, role=role) as record:
        record.label = name
        record.says(on=format_date(on))
        Appointment.objects.filter(pk=appointment.pk).update(valid_to=on)


def post_person(*, by: Actor, person_id: int, unit: Unit, position: str, valid_from: date) -> Posting:
    """Record where a person works from a day on; an open posting elsewhere is left as it is (people hold two)."""
    with audited("units.posted", by=by) as record:
        posting = Posting.objects.create(person_id=person_id, unit=unit, position=position, valid_from=valid_from)
        record.on, record.label = posting, str(posting.person)
    return posting


def end_posting(*, by: Actor, posting: Posting, on: date) -> None:
    """The last day of a person at a unit (that day still counts)."""
    if on < posting.valid_from:
        raise Problem("Ngày kết thúc phải sau ngày bắt đầu.", "on")
    with audited("units.posting_ended", by=by, on=posting) as record:
        record.label = str(posting.person)
        record.says(on=format_date(on), unit=posting.unit.name)
        Posting.objects.filter(pk=posting.pk).update(valid_to=on)


def record_household(*, by: Actor, code: str, head_name: str, unit: Unit, is_illustration: bool = False) -> Household:
    """Record a household as a possible award subject."""
    if Household.objects.filter(code=code).exists():
        raise Problem(f"Mã hộ «{code}» đã có.", "code")
    with audited("units.household_recorded", by=by) as record:
        household = Household.objects.create(code=code, head_name=head_name, unit=unit, is_illustration=is_illustration)
        record.on = household
    return household
