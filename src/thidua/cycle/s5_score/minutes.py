"""The agreed minutes of a sheet as text: what both sides sign, by its hash."""

from hashlib import sha256

from thidua.cycle.s5_score.enums import ROUNDS, Round, Side
from thidua.cycle.s5_score.facts import Standing, entry_in_words, score_alone
from thidua.cycle.s5_score.models import AgreementSignature
from thidua.cycle.s5_score.queries import replies_of
from thidua.language.numbers import format_number

_SHOWN = ROUNDS[: ROUNDS.index(Round.AGREED) + 1]


def minutes_text(standing: Standing) -> str:
    """Every criterion with what was claimed, reviewed and agreed, reasons and replies, and the totals. The same values
    always give the same text."""
    sheet, replies = standing.sheet, replies_of(standing.sheet)
    lines = [
        f"BIÊN BẢN THỐNG NHẤT ĐIỂM THI ĐUA: {sheet.unit.name}",
        f"{sheet.cluster.name}, {sheet.season}. Bảng tiêu chí: {sheet.scheme}.",
    ]
    for code, label in standing.labels.items():
        said = [f"{each.label.lower()} {_value(standing, code, each)}" for each in _SHOWN]
        lines.append(f"{label if code not in standing.criteria else f'{code} {label}'}: {'; '.join(said)}.")
        if (agreed := standing.current(code, Round.AGREED)) and agreed.reason:
            lines.append(f"  Lý do: {agreed.reason}")
        if reply := replies.get(code):
            answer = getattr(reply, "answer", None)
            told = f"{answer.get_outcome_display()}. {answer.text}" if answer else "chưa trả lời"
            lines.append(f"  Giải trình: {reply.text} Trả lời: {told}")
    totals = [f"{each.label.lower()} {_total(standing, each)}" for each in _SHOWN]
    return "\n".join([*lines, f"Tổng điểm: {'; '.join(totals)}."]) + "\n"


def _value(standing: Standing, code: str, round_: Round) -> str:
    entry = standing.current(code, round_)
    if entry is None:
        return "chưa ghi"
    said = entry_in_words(standing.fields(code), entry)
    return f"{format_number(entry.points)} điểm ({said})" if entry.points is not None else said


def _total(standing: Standing, round_: Round) -> str:
    if standing.without(round_):
        return "chưa đủ"
    result = score_alone(standing, round_)
    points = "chưa có" if result.total is None else format_number(result.total)
    return f"{points}/{format_number(result.denominator)}"


def hash_of(text: str) -> str:
    """SHA-256 of the UTF-8 text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def in_eights(text_hash: str) -> str:
    """The hash in groups of eight, as people compare it."""
    return " ".join(text_hash[place : place + 8] for place in range(0, len(text_hash), 8))


def signatures_of(standing: Standing) -> dict[Side, AgreementSignature]:
    """The signatures under the minutes as they now read; those under an earlier text don't count."""
    rows = AgreementSignature.objects.filter(sheet=standing.sheet, text_hash=hash_of(minutes_text(standing)))
    return {Side(row.side): row for row in rows}


def unsigned(standing: Standing) -> list[Side]:
    """The sides that have not signed the minutes as they now read."""
    signed = signatures_of(standing)
    return [side for side in Side if side not in signed]
