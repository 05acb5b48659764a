"""Files on sheets."""

from datetime import date

from tests.cycle.s5_score.ground import OFFICERS, OPEN
from tests.world import World
from thidua.base.documents.attaching import attach, record_opening, withdraw
from thidua.base.documents.models import Attachment
from thidua.cycle.s5_score.models import ScoreSheet


def prove(
    world: World, sheet: ScoreSheet, code: str, name: str, text: str = "", dated_on: date | None = None
) -> Attachment:
    """The unit hangs a file on a criterion; the same text is the same content."""
    by = world.actor(OFFICERS[sheet.unit.code], OPEN)
    return attach(by=by, owner=sheet, name=name, data=(text or name).encode(), label=code, dated_on=dated_on)


def read(world: World, file: Attachment, who: str) -> None:
    """Somebody opens a file."""
    record_opening(by=world.actor(who, OPEN), attachment=file, today=OPEN)


def take_back(world: World, sheet: ScoreSheet, file: Attachment) -> None:
    """The unit withdraws a file."""
    withdraw(by=world.actor(OFFICERS[sheet.unit.code], OPEN), attachment=file, reason="Nhầm tệp")
