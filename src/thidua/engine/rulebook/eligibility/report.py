"""Puts the results of an evaluation into words."""

from typing import Literal

from thidua.language.dates import format_date

from .context import Context
from .examine import any_of
from .logic import Status
from .outcome import UNKNOWN, ConditionResult, Eligibility, PaperResult

_STATUS: dict[Status, Literal["eligible", "not_eligible", "unknown"]] = {
    "met": "eligible", "not_met": "not_eligible", "unknown": "unknown",
}  # fmt: skip


def report(
    ctx: Context,
    status: Status,
    standard: tuple[ConditionResult, ...],
    general: tuple[ConditionResult, ...],
    papers: tuple[PaperResult, ...],
    papers_status: Status,
) -> Eligibility:
    """The answer in words: a sentence, what is missing, what is doubtful."""
    award, conditions = ctx.award, (*standard, *general)
    open_points = [r for r in conditions if r.status != "met"]
    missing = [s for r in open_points for s in _missing(r)]
    missing += [f"Hồ sơ thiếu: {p.text_vi}." for p in papers if p.status == "not_met"]
    warnings = [*award.warnings, *(w for r in conditions for w in _warnings(r))]
    unread = status == "met" and not any(_rests_on_text(r) for r in standard)
    if unread:
        warnings.append(f"Tiêu chuẩn này chưa đọc được nguyên văn ({award.citation}); kết quả chỉ để tham khảo.")
    doubtful = status == "met" and (unread or bool(open_points))
    return Eligibility(
        award=award.code,
        name_vi=award.name_vi,
        regime_code=award.regime_code,
        regime_vi=award.regime.name,
        dossier_on=ctx.dossier_on,
        status=_STATUS[status],
        doubtful=doubtful,
        sentence=_sentence(ctx, status, conditions, doubtful),
        conditions=conditions,
        papers=papers,
        papers_status=papers_status,
        missing=tuple(dict.fromkeys(missing)),
        warnings=tuple(dict.fromkeys(warnings)),
        notes=tuple(f"{note.text} ({note.citation})" for note in award.notes),
        catalogue_version=ctx.catalogue.version,
    )


def _rests_on_text(result: ConditionResult) -> bool:
    """Whether something that was read in its text is among what makes this condition met."""
    if not result.combine:
        return result.status == "met" and result.confidence == "seen"
    taken = (part for part in result.parts if result.combine == "all" or part.status == "met")
    return any(_rests_on_text(part) for part in taken)


def _sentence(ctx: Context, status: Status, conditions: tuple[ConditionResult, ...], doubtful: bool) -> str:
    head = f"{ctx.award.name_vi}, hồ sơ ngày {format_date(ctx.dossier_on)}, theo {ctx.award.regime.name}: "
    if status == "met":
        tail = " Còn điều kiện chưa đọc được nguyên văn cần đối chiếu." if doubtful else ""
        return f"{head}đủ điều kiện xét.{tail}"
    if status == "not_met":
        return head + "chưa đủ điều kiện. " + " ".join(s for r in conditions if r.blocks for s in _missing(r))
    return head + "chưa kết luận được. " + " ".join(s for r in conditions if r.status != "met" for s in _missing(r))


def _missing(result: ConditionResult) -> list[str]:
    """What is not met or not known, in words; of a group that all must meet, each open part."""
    if result.status == "met":
        return []
    if result.combine == "all":
        return [s for part in result.parts for s in _missing(part)]
    if result.combine == "any" and len(result.parts) == 1:
        return _missing(result.parts[0])
    state = "Chưa đạt" if result.status == "not_met" else "Chưa rõ"
    return [f"{state}{'' if result.firm else ' (chỉ cảnh báo)'}: {_shown(result)}."]


def _shown(result: ConditionResult) -> str:
    """The text of an open condition with what is there and what is needed; of a choice, every way, numbered."""
    text = result.text_vi.rstrip(".")
    if result.combine:
        # the text of a choice repeats its ways, which follow here one by one
        head = "cần một trong các điều sau" if result.combine == "any" else text
        open_parts = (part for part in result.parts if part.status != "met")
        return f"{head}: " + "; ".join(f"({n}) {_shown(part)}" for n, part in enumerate(open_parts, start=1))
    values = [("hiện có", result.observed), ("cần", result.required)]
    shown = "; ".join(f"{word}: {value}" for word, value in values if value and value != UNKNOWN)
    return f"{text} ({shown})" if shown else text


def _warnings(result: ConditionResult) -> list[str]:
    """What was not read in its text warns when it is not met or not known; of a choice, only the ways taken warn."""
    own = list(result.warnings)
    if not result.combine and result.confidence != "seen" and result.status != "met":
        state = "Chưa đạt" if result.status == "not_met" else "Chưa rõ"
        own.append(f"{state}, chỉ cảnh báo vì chưa đọc được nguyên văn: {_shown(result)}. {result.clause}.")
    taken = result.parts
    if result.combine == "any" and any_of(result.parts)[0] == "met":
        taken = tuple(part for part in result.parts if part.status == "met")
    return own + [w for part in taken for w in _warnings(part)]
