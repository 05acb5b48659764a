"""The words of a decision, as data: what is issued is exactly this, and the papers are printed from it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.base.documents.queries import CitationLine, citations_of
from thidua.base.units.enums import UnitKind
from thidua.base.units.models import Unit
from thidua.base.units.writing import organ_of, place_of
from thidua.cycle.s7_vote.queries import session_info
from thidua.cycle.s8_award import facts
from thidua.cycle.s8_award.drafting import Line, total_of
from thidua.cycle.s8_award.enums import DecisionKind
from thidua.cycle.s8_award.models import Decision, DraftAmendment
from thidua.language.dates import date_in_words
from thidua.language.numbers import format_money, number_in_words
from thidua.paper.parts import Awardee, awardee_table

_GOVERNED = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
_FROM_TODAY = "Quyết định này có hiệu lực kể từ ngày ký."
_CARRY_OUT = (
    "Các cơ quan, đơn vị có liên quan và các cá nhân, tập thể có tên tại Điều 1 "
    "chịu trách nhiệm thi hành Quyết định này."
)
_NOUNS = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}


@dataclass(frozen=True)
class Issue:
    """What issuing adds to a draft: number, day, and where the log stood. A draft has none of it."""

    number: str = ""
    day: date | None = None
    log: str = ""


def authority_words(unit: Unit) -> str:
    """Who decides, as the head of the paper names it."""
    return f"{'Chủ tịch' if unit.kind in _GOVERNED else 'Thủ trưởng'} {organ_of(unit)}"


def content_of(decision: Decision, lines: Sequence[Line], issue: Issue, today: date) -> dict[str, Any]:
    """The whole decision as plain data; ``lines`` are those of a decision of commendation."""
    unit = decision.authority
    on = issue.day or today
    return {
        "issuer": organ_of(unit),
        "number": issue.number,
        "symbol": decision.symbol,
        "place": decision.place or place_of(unit),
        "day": issue.day.isoformat() if issue.day else "",
        "year": on.year,
        "subject": decision.title,
        "authority": authority_words(unit),
        "bases": _bases(decision, on),
        "articles": _award_articles(lines) if decision.kind == DecisionKind.AWARD else _change_articles(decision, on),
        "signer": {"office": decision.signer_office or "Chủ tịch", "name": decision.signer_name},
        "copies": ["Như Điều 3", "Lưu: VT, TĐKT"],
        "appendices": _appendices(lines) if decision.kind == DecisionKind.AWARD else [],
        "log": issue.log,
    }


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical form."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _bases(decision: Decision, on: date) -> list[str]:
    cited = [f"Căn cứ {_cited(line)}" for line in citations_of(decision, on)]
    info = session_info(decision.session_id) if decision.session_id else None
    council = [f"Căn cứ Biên bản họp {date_in_words(info.held_on)} của {info.council_name}"] if info else []
    written = [str(base) for base in decision.bases]
    first = [f"Căn cứ {decision.corrects}"] if decision.corrects else []
    return [*cited, *first, *council, *written]


def _cited(line: CitationLine) -> str:
    """«Luật Thi đua, khen thưởng số …», «Nghị định số … của Chính phủ quy định chi tiết …»."""
    kind, _, rest = line.title.partition(" ")
    if line.summary.lower().startswith(f"{kind.lower()} "):
        return f"{line.summary[:1].upper()}{line.summary[1:]} {rest}"
    return f"{line.title} của {line.issuer} {line.summary[:1].lower()}{line.summary[1:]}"


def _count(lines: Sequence[Line]) -> str:
    counts = {kind: sum(1 for x in lines if x.dossier.subject_kind == kind) for kind in _NOUNS}
    return ", ".join(f"{n:02d} {_NOUNS[kind]}" for kind, n in counts.items() if n)


def _article(text: str, paragraphs: Sequence[str] = ()) -> dict[str, Any]:
    return {"text": text, "paragraphs": list(paragraphs)}


def _award_articles(lines: Sequence[Line]) -> list[dict[str, Any]]:
    said = []
    for kind, name in dict.fromkeys((line.award_kind, line.dossier.award_name) for line in lines):
        verb = "Công nhận danh hiệu" if kind == "title" else "Tặng"
        mine = [x for x in lines if x.dossier.award_name == name]
        said.append(f"{verb} {name} cho {_count(mine)}")
    if len(said) == 1:
        first = _article(f"{said[0]} (có danh sách kèm theo).")
    else:
        lead = "Khen thưởng các cá nhân, tập thể sau đây (có danh sách kèm theo):"
        first = _article(lead, [f"- {each};" for each in said])
    return [first, _article(_money_words(lines)), _article(f"{_FROM_TODAY} {_CARRY_OUT}")]


def _money_words(lines: Sequence[Line]) -> str:
    total, unknown = total_of(lines)
    fund = "chi từ Quỹ thi đua, khen thưởng theo quy định"
    if total == 0:
        return f"Tiền thưởng kèm theo thực hiện theo quy định hiện hành, {fund}."
    words = f"Tổng số tiền thưởng là {format_money(total)} ({number_in_words(total)} đồng), {fund}; "
    words += "mức cụ thể ghi trong danh sách."
    return words + (f" Trong đó {unknown} trường hợp chưa xác định mức thưởng." if unknown else "")


def _change_articles(decision: Decision, on: date) -> list[dict[str, Any]]:
    rows = list(decision.changes.select_related("item__decision"))
    end = _article(f"{_FROM_TODAY} Các đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành.")
    if decision.kind == DecisionKind.CORRECTION:
        first = _article(f"Đính chính {decision.corrects} như sau:", [_corrected(row) for row in rows])
        return [first, _article("Các nội dung khác của quyết định không thay đổi."), end]
    what = f"Hủy bỏ và thu hồi khen thưởng đã ghi tại {decision.corrects} như sau:"
    effects, citation = facts.effects_of_revocation(on, facts.catalogue(decision.season))
    text = f"Việc thu hồi thực hiện theo {citation}:" if effects else "Việc thu hồi thực hiện theo quy định."
    follows = _article(text, [f"- {effect[:1].upper()}{effect[1:]}" for effect in effects])
    return [_article(what, [_revoked(row) for row in rows]), follows, end]


def _revoked(row: DraftAmendment) -> str:
    return f"- {row.item.recipient}: {row.item.award_name}; lý do: {row.reason.rstrip('.')}."


def _corrected(row: DraftAmendment) -> str:
    parts = [
        f"tên ghi là «{row.new_recipient}»" if row.new_recipient else "",
        f"chức vụ, đơn vị ghi là «{row.new_position}»" if row.new_position else "",
        row.new_text.rstrip("."),
    ]
    return f"- {row.item.recipient} ({row.item.award_name}): {'; '.join(p for p in parts if p)}."


def _appendices(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """One list for each award, in the order of the decision."""
    found = []
    for name in dict.fromkeys(line.dossier.award_name for line in lines):
        mine = [x for x in lines if x.dossier.award_name == name]
        people = [Awardee(name=x.draft.recipient, detail=x.draft.position, bonus=x.money.amount) for x in mine]
        table = awardee_table(people).as_data()
        found.append({"title": f"Danh sách {_count(mine)}: {name}", "table": table})
    return found
