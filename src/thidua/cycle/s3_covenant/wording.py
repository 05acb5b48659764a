"""What is signed, as text: the target in words, and the canonical text of a covenant whose hash every signer signs."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.base.season.enums import Comparator
from thidua.language.numbers import format_number
from thidua.language.text import nfc


@dataclass(frozen=True)
class Promise:
    """One commitment: what is promised and, where it can be measured, the indicator with comparator and target.

    ``low`` and ``high`` are in ``unit_of_measure``; ``high`` only for a range; a change against the year before is
    signed."""

    number: int
    text: str
    title: str = ""
    indicator_code: str = ""
    comparator: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    unit_of_measure: str = ""


def target_in_words(
    comparator: str, low: Decimal | None, high: Decimal | None = None, unit_of_measure: str = ""
) -> str:
    """«từ 9 xã trở lên», «tăng 12,8% so với năm trước»; empty where no target was set."""
    if not comparator or low is None:
        return ""
    measure = unit_of_measure if unit_of_measure in ("", "%") else f" {unit_of_measure}"
    number = f"{format_number(low)}{measure}"
    upper = f"{format_number(low if high is None else high)}{measure}"
    words = {
        Comparator.AT_LEAST: f"từ {number} trở lên",
        Comparator.MORE_THAN: f"trên {number}",
        Comparator.AT_MOST: f"không quá {number}",
        Comparator.LESS_THAN: f"dưới {number}",
        Comparator.EQUAL: f"đạt {number}",
        Comparator.RANGE: f"từ {format_number(low)} đến {upper}",
        Comparator.MAINTAIN: f"duy trì {number}",
        Comparator.CHANGE: f"{'giảm' if low < 0 else 'tăng'} {format_number(abs(low))}{measure} so với năm trước",
    }
    return words[Comparator(comparator)]


def _line(text: str) -> str:
    return nfc("\n".join(part.rstrip() for part in text.strip().splitlines()))


def _figure(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize() + 0:f}"


def canonical_text(
    *, year: int, cluster: str, title: str, place: str, preamble: str, promises: Sequence[Promise]
) -> str:
    """The text that is signed, the same for the same content on every machine: JSON with Vietnamese names, in NFC.

    Ends of lines and trailing zeros don't count; everything else does."""
    content = {
        "năm": year,
        "cụm, khối": _line(cluster),
        "tên giao ước": _line(title),
        "nơi ký": _line(place),
        "lời mở đầu": _line(preamble),
        "cam kết": [
            {
                "số": p.number,
                "nhóm nội dung": _line(p.title),
                "nội dung": _line(p.text),
                "mã chỉ tiêu": _line(p.indicator_code),
                "so sánh": str(p.comparator),
                "mức": _figure(p.low),
                "đến mức": _figure(p.high),
                "đơn vị tính": _line(p.unit_of_measure),
            }
            for p in promises
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def hash_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits: ``sha256sum`` of the downloaded file says the same."""
    return hashlib.sha256(text.encode()).hexdigest()
