"""What the page of one dossier is made of: the condition table, papers, opinions, buttons, history."""

from datetime import date
from typing import Any

from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.audit.queries import history_of
from thidua.base.documents.forms import UploadForm
from thidua.base.documents.queries import attachments_of
from thidua.base.season.queries import stage_status
from thidua.base.workflow.queries import last_reason
from thidua.cycle.s6_propose.enums import (
    DOSSIER_FLOW,
    OUTCOME_TONES,
    STAGE,
    STATE_TONES,
    DossierState,
    Outcome,
)
from thidua.cycle.s6_propose.journey import journey_context
from thidua.cycle.s6_propose.models import Dossier, EligibilityCheck
from thidua.cycle.s6_propose.policies import can_appraise, can_ask, can_edit, can_forward
from thidua.cycle.s6_propose.queries import checks_of, last_check, opinions_of
from thidua.cycle.s6_propose.subjects import check_sees_subject
from thidua.ui.parts import Action, Crumb, Fact, HistoryEntry, ObjectHeader, State

STATUS = {
    "met": State("đạt", "success"),
    "not_met": State("không đạt", "danger"),
    "unknown": State("chưa rõ", "warning"),
}
CONFIDENCE = {
    "seen": "đã đọc nguyên văn",
    "inferred": "suy từ văn bản khác, chỉ cảnh báo",
    "memory": "theo hiểu biết chung, chỉ cảnh báo",
}
_TURN = {
    DossierState.DRAFT: "unit",
    DossierState.RETURNED: "unit",
    DossierState.SENT: "desk",
    DossierState.APPRAISED: "desk",
    DossierState.PASSED_UP: "above",
    DossierState.COME_BACK: "desk",
    DossierState.GIVEN_BACK: "unit",
}
_BACK = (DossierState.RETURNED, DossierState.COME_BACK, DossierState.GIVEN_BACK)
# steps whose address is named for who takes them
_DOORS = {"come_back": "take_back"}


def condition_rows(conditions: list[dict[str, Any]], depth: int = 0) -> list[dict[str, Any]]:
    """The conditions one under the other; parts of a group are set in by their depth."""
    rows = []
    for item in conditions:
        rows.append({
            "text": item["text_vi"],
            "status": STATUS[item["status"]],
            "observed": item["observed"],
            "required": item["required"],
            "clause": item["clause"],
            "confidence": CONFIDENCE.get(item["confidence"], ""),
            "records": item["records"],
            "warnings": item["warnings"],
            "depth": depth,
            "combine": {"any": "một trong các điều sau", "all": "tất cả các điều sau"}.get(item["combine"], ""),
        })  # fmt: skip
        rows += condition_rows(item["parts"], depth + 1)
    return rows


def answer_of(check: EligibilityCheck | None) -> dict[str, Any] | None:
    """A kept answer, ready to be shown."""
    if check is None:
        return None
    result = check.result
    papers = [{**p, "badge": STATUS[p["status"]]} for p in result["papers"]]
    return {
        "check": check,
        "badge": State(check.get_outcome_display(), OUTCOME_TONES[Outcome(check.outcome)]),
        "conditions": condition_rows(result["conditions"]),
        "papers": papers,
        "missing": result["missing"],
        "warnings": result["warnings"],
        "notes": result["notes"],
    }


def _actions(actor: Actor, dossier: Dossier, editable: bool) -> tuple[Action | None, tuple[Action, ...]]:
    """One primary button and the others, by state, role and scope."""
    offers = {t.name: t for t in DOSSIER_FLOW.offers(dossier.state, actor)}
    appraising = can_appraise(actor, dossier)
    allowed = {
        "send": editable,
        "recall": actor.unit_id == dossier.proposing_unit_id and dossier.origin_id is None,
        "appraise": appraising,
        "forward": can_forward(actor, dossier),
        "send_back": can_forward(actor, dossier) and dossier.origin_id is None,
        "give_back": can_forward(actor, dossier) and dossier.origin_id is not None,
        "come_back": can_forward(actor, dossier),
        "set_aside": can_forward(actor, dossier),
        "pass_up": can_forward(actor, dossier),
    }
    names = [name for name in ("send", "appraise", "forward") if name in offers and allowed[name]]
    made = []
    for name, step in offers.items():
        if allowed.get(name):
            post = name in {"send", "forward"}
            url = reverse(f"propose:{_DOORS.get(name, name)}", args=[dossier.pk])
            made.append((name, Action(step.label, url, method="post" if post else "get")))
    primary = next((a for n, a in made if names and n == names[0]), None)
    return primary, tuple(a for _, a in made if a is not primary)


def _header(actor: Actor, dossier: Dossier, editable: bool, today: date) -> ObjectHeader:
    state = DossierState(dossier.state)
    primary, others = _actions(actor, dossier, editable)
    turns = {"unit": str(dossier.proposing_unit), "desk": str(dossier.season.authority), "above": dossier.passed_to}
    turn = turns.get(_TURN.get(state, ""), "")
    if editable:
        others = (Action("Sửa nội dung", reverse("propose:edit", args=[dossier.pk]), "pencil"), *others)
    return ObjectHeader(
        f"{dossier.subject_name} – {dossier.award_name}",
        State(state.label, STATE_TONES[state]),
        kind=f"Hồ sơ {dossier.code}",
        turn=turn,
        # above, another window holds
        until=stage_status(dossier.season, STAGE, today).until if turn and state != DossierState.PASSED_UP else "",
        action=primary,
        others=others,
    )


def _facts(actor: Actor, dossier: Dossier, today: date) -> tuple[Fact, ...]:
    hidden = refusal(check_sees_subject, actor, dossier.season, dossier.subject, today)
    subject_url = "" if hidden else reverse("propose:subject", args=[dossier.subject_kind, dossier.subject.pk])
    return (
        Fact("Đối tượng", dossier.subject_name, subject_url),
        Fact("Loại đối tượng", dossier.get_subject_kind_display()),
        Fact("Chức vụ, đơn vị công tác", dossier.position or "–"),
        Fact("Đơn vị đề nghị", dossier.proposing_unit),
        Fact("Loại hình khen thưởng", dossier.get_mode_display()),
        Fact("Năm thành tích", dossier.year),
        *((Fact("Đã chuyển tới", dossier.passed_to),) if dossier.passed_to else ()),
    )


def _journey(actor: Actor, dossier: Dossier) -> dict[str, Any]:
    said = journey_context(actor, dossier)
    return {**said, "received": [{**level, "answer": answer_of(level["row"].check_made)} for level in said["received"]]}


def crumbs_of(last: str, dossier: Dossier | None = None) -> tuple[Crumb, ...]:
    """The path to a page of this stage, through its dossier where it has one."""
    one = (Crumb(dossier.code, reverse("propose:dossier", args=[dossier.pk])),) if dossier else ()
    return (Crumb("Đề nghị", reverse("propose:home")), *one, Crumb(last))


def dossier_context(actor: Actor, dossier: Dossier, today: date) -> dict[str, Any]:
    """Everything the page of a dossier shows."""
    editable, here = can_edit(actor, dossier, today), reverse("propose:dossier", args=[dossier.pk])
    return {
        "dossier": dossier,
        "crumbs": crumbs_of(dossier.code),
        "header": _header(actor, dossier, editable, today),
        "facts": _facts(actor, dossier, today),
        "answer": answer_of(last_check(dossier.pk)),
        "earlier": list(checks_of(dossier.pk))[1:],
        "opinions": opinions_of(dossier.pk),
        "may_ask": can_ask(actor, dossier),
        "reason": last_reason(dossier) if dossier.state in _BACK else None,
        "attachments": attachments_of(dossier),
        **_journey(actor, dossier),
        "upload": UploadForm.for_owner(dossier, next=here) if editable else None,
        "history": [HistoryEntry(line.at, line.text, line.reason) for line in history_of(dossier)],
    }
