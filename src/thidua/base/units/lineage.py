"""Writing lineage: candidates from a data set, and the officer's confirmation or rejection."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.base.access.actor import Actor, Problem, Refused, refusal
from thidua.base.audit.actions import audited
from thidua.base.units.enums import LineageKind, LineageState
from thidua.base.units.models import Lineage, Unit
from thidua.base.units.policies import check_judge_lineage


def record_lineage(
    *,
    by: Actor,
    old: Unit,
    new: Unit,
    kind: LineageKind,
    on: date,
    decision: str,
    confirmed: bool,
    source: str = "",
    is_lead: bool = False,
) -> Lineage:
    """Record one arrow. ``confirmed`` is for an officer who has the decision at hand."""
    if old.pk == new.pk and kind != LineageKind.RENAME:
        raise Problem("Đơn vị cũ và đơn vị mới phải khác nhau.", "new")
    state = LineageState.CONFIRMED if confirmed else LineageState.CANDIDATE
    with audited("units.lineage_recorded", by=by) as record:
        arrow = Lineage.objects.create(
            old=old, new=new, kind=kind, on_date=on, decision=decision, state=state, source=source, is_lead=is_lead
        )
        record.on = arrow
    return arrow


def judge_lineage(*, by: Actor, arrow: Lineage, confirm: bool, reason: str = "") -> None:
    """Confirm or reject a candidate. A rejection needs its reason. What was judged once isn't judged again."""
    check_judge_lineage(by, arrow)
    if not confirm and not reason.strip():
        raise Problem("Hãy ghi lý do bác đề xuất.", "reason")
    verb = "units.lineage_confirmed" if confirm else "units.lineage_rejected"
    state = LineageState.CONFIRMED if confirm else LineageState.REJECTED
    with audited(verb, by=by, on=arrow, reason=reason):
        waiting = Lineage.objects.filter(pk=arrow.pk, state=LineageState.CANDIDATE)
        if not waiting.update(state=state, note=reason[:500]):
            raise Refused("Đề xuất này đã được xử lý.")


@dataclass(frozen=True)
class BulkConfirm:
    """Confirming many candidates at once. The filter travels, not the ids: ``arrows`` is asked anew on the server."""

    by: Actor
    arrows: QuerySet[Lineage]
    chosen: str  # the filter in words, for the log

    def applicable(self) -> list[Lineage]:
        """What this actor may confirm in one go: candidates in scope; a split is always judged one by one."""
        waiting = self.arrows.filter(state=LineageState.CANDIDATE).exclude(kind=LineageKind.SPLIT)
        return [a for a in waiting if refusal(check_judge_lineage, self.by, a) is None]

    def left_out(self, applicable: int) -> str:
        """Why some rows of the filter stay as they are; empty when none does."""
        others = self.arrows.filter(state=LineageState.CANDIDATE).count() - applicable
        if not others:
            return ""
        return f"{others} đề xuất khác phải xử lý từng dòng: đơn vị bị chia, tách hoặc nằm ngoài phạm vi của bạn."

    def apply(self) -> int:
        """Confirm them in one act; returns how many. Rows judged meanwhile by a colleague are left as they are."""
        wanted = [a.pk for a in self.applicable()]
        with audited("units.lineages_confirmed", by=self.by, chosen=self.chosen) as record:
            done = sum(
                Lineage.objects.filter(pk__in=wanted[i : i + 500], state=LineageState.CANDIDATE).update(
                    state=LineageState.CONFIRMED
                )
                for i in range(0, len(wanted), 500)
            )
            record.says(count=done)
        return done
