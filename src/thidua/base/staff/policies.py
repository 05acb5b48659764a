"""Who administers accounts, and who records persons."""

from datetime import date

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.people.models import Account, Person
from thidua.base.staff.enums import SYSTEM_ROLES, YEAR_ROLES
from thidua.base.units.models import Appointment, Posting
from thidua.base.units.queries import in_period

_RECORD = (Role.SPECIALIST, Role.UNIT_OFFICER, Role.UNIT_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR)
_READ = (*_RECORD, Role.UNIT_HEAD, Role.REVIEWING_DEPARTMENT, Role.COUNCIL_SECRETARY, Role.AUTHORITY, Role.AUDITOR)


def check_administers_accounts(actor: Actor) -> None:
    """Who may open the pages of accounts at all; which account, ``check_manage_account`` says."""
    if not actor.is_any(Role.UNIT_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR):
        raise Refused("Việc quản lý tài khoản dành cho quản trị đơn vị hoặc quản trị hệ thống.")


def check_see_account(actor: Actor, account: Account) -> None:
    """An account that holds or held a role inside the scope."""
    check_administers_accounts(actor)
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return
    if not Appointment.objects.filter(account=account, unit_id__in=actor.covers).exists():
        raise Refused("Tài khoản này nằm ngoài phạm vi quản trị của bạn.")


def check_manage_account(actor: Actor, account: Account, on: date) -> None:
    """Reset a password, lock, unlock. An account that is more elsewhere than here isn't ours: whoever resets its
    password could sign in as it."""
    check_see_account(actor, account)
    if account.pk == actor.account_id:
        raise Refused("Bạn không tự làm việc này với tài khoản của mình. Mật khẩu đổi ở trang «Tài khoản của tôi».")
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return
    for held in Appointment.objects.filter(in_period(on), account=account):
        if held.role in SYSTEM_ROLES or not actor.reaches(held.unit_id):
            raise Refused(
                "Tài khoản này còn giữ vai trò ngoài phạm vi của bạn. Hãy đề nghị quản trị hệ thống thực hiện."
            )


def check_appoint(actor: Actor, role: Role, unit_id: int) -> None:
    """Give a role at a unit, or end it."""
    check_administers_accounts(actor)
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return
    if role in SYSTEM_ROLES:
        raise Refused(f"Vai trò «{role.label}» chỉ do quản trị hệ thống giao.")
    if not actor.reaches(unit_id):
        raise Refused("Đơn vị này nằm ngoài phạm vi quản trị của bạn.")
    if role in YEAR_ROLES and not actor.reaches(actor.authority_id):
        raise Refused(f"Vai trò «{role.label}» chỉ do quản trị của đơn vị tổ chức năm thi đua hoặc của hệ thống giao.")


def check_reads_persons(actor: Actor) -> None:
    """Who may open the list of persons at all; the list itself holds only the scope."""
    if not actor.is_any(*_READ):
        raise Refused("Danh sách con người dành cho cán bộ làm công tác thi đua, khen thưởng của đơn vị.")


def check_records_persons(actor: Actor) -> None:
    """Who may open the forms of persons at all."""
    if not actor.is_any(*_RECORD):
        raise Refused("Việc ghi hồ sơ người dành cho chuyên viên, cán bộ thi đua hoặc quản trị của đơn vị.")


def check_record_at(actor: Actor, unit_id: int) -> None:
    """Record that somebody works in a unit."""
    check_records_persons(actor)
    if not (actor.reaches(unit_id) or actor.is_any(Role.SYSTEM_ADMINISTRATOR)):
        raise Refused("Đơn vị này nằm ngoài phạm vi của bạn.")


def check_see_person(actor: Actor, person: Person) -> None:
    """Somebody who works or worked in the scope."""
    check_reads_persons(actor)
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR):
        return
    if not Posting.objects.filter(person=person, unit_id__in=actor.covers).exists():
        raise Refused("Người này không thuộc các đơn vị trong phạm vi của bạn.")


def check_correct_person(actor: Actor, person: Person, on: date) -> None:
    """Correct the record of somebody who works in the scope today."""
    check_records_persons(actor)
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return
    if not Posting.objects.filter(in_period(on), person=person, unit_id__in=actor.covers).exists():
        raise Refused("Chỉ đơn vị nơi người này đang công tác mới được sửa hồ sơ.")
