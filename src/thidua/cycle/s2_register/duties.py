"""What waits for whom in stage 2, and where each unit stands."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.season.enums import StageState
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.duties import Duty, Standing
from thidua.base.workflow.queries import last_reason
from thidua.cycle.s2_register.enums import FILLERS, NO_SHEET, STAGE, STATE_CODES, STATE_LABELS, RegistrationState
from thidua.cycle.s2_register.models import Registration
from thidua.cycle.s2_register.queries import expected_ids, sheet_of, unit_coverage, units_behind


def duties_of(actor: Actor, season: Season, today: date) -> Iterator[Duty]:
    """For a unit: fill, send or correct its sheet. For the specialist: sheets to judge, units that are behind."""
    status = stage_status(season, STAGE, today)
    due = status.closes if status.state == StageState.OPEN else None
    if actor.is_any(*FILLERS) and due:
        yield from _filling(actor, season, due)
    if actor.is_any(Role.SPECIALIST) and actor.unit_id == season.authority_id:
        home = reverse("register:home")
        if waiting := Registration.objects.filter(season=season, state=RegistrationState.SENT).count():
            url = f"{home}?trang_thai={RegistrationState.SENT.value}"
            yield Duty(STAGE, f"{waiting} phiếu đăng ký chờ tiếp nhận", url, "Xem và tiếp nhận", due, count=waiting)
        if due and (behind := units_behind(season, today).count()):
            yield Duty(STAGE, f"{behind} đơn vị chưa gửi đăng ký", reverse("register:remind"), "Nhắc việc", due)


def _filling(actor: Actor, season: Season, due: date) -> Iterator[Duty]:
    sheet, url = sheet_of(season.pk, actor.unit_id), reverse("register:home")
    words = {
        NO_SHEET: ("Lập phiếu đăng ký thi đua của đơn vị", "Lập phiếu"),
        RegistrationState.DRAFT: ("Hoàn thiện và gửi phiếu đăng ký thi đua", "Xem phiếu"),
        RegistrationState.SENT_BACK: ("Sửa phiếu đăng ký bị trả lại", "Sửa phiếu"),
    }
    if found := words.get(sheet.state if sheet else NO_SHEET):
        step = last_reason(sheet) if sheet and sheet.state == RegistrationState.SENT_BACK else None
        yield Duty(STAGE, found[0], url, found[1], due, step.reason if step else "")


def standings_of(season: Season, unit_ids: frozenset[int], today: date) -> Iterator[Standing]:
    """Done when the sheet was sent. Units that are not expected to register are left out."""
    labels = {code: STATE_LABELS[state].lower() for state, code in STATE_CODES.items()}
    for unit, code in unit_coverage(season.pk, unit_ids & expected_ids(season, today)).items():
        yield Standing(STAGE, unit, code in ("sent", "accepted"), labels[code], reverse("register:home"))
