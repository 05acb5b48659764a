"""PDF pages and pictures from the templates beside this file, in the vendored typeface and nothing else."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from functools import cache
from pathlib import Path
from typing import Any

import typst

from thidua.language.text import nfc
from thidua.paper.errors import PaperError

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"
# Kept for decades and read by screen readers: archival and accessible at once. Under these standards a character
# that the typeface lacks is an error, never an empty box on a certificate.
_STANDARDS = ["a-2a", "ua-1"]

_MISSING_GLYPH = re.compile(r"the text `\"(.*)\"` could not be displayed", re.DOTALL)
_TOO_LONG = re.compile(r"too long:(.*?)\"?$", re.DOTALL)

_OTHER_FAULTS = {
    "heading title is empty": "Văn bản có tên hoặc đề mục để trống. Hãy điền đủ rồi in lại.",
    "failed to decode image": "Văn bản có hình bị hỏng. Hãy chọn hình khác rồi in lại.",
}


def pdf(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The template filled with the data, as PDF/A-2a and PDF/UA-1, dated `made_at` (which needs a time zone).

    Raises PaperError for a character that the typeface lacks and for a text that no letter size fits into its box.
    """
    timestamp = _fixed_offset(made_at)
    with _readable_errors(data):
        return bytes(
            typst.compile(  # type: ignore[call-overload]
                **_inputs(template, data), format="pdf", pdf_standards=_STANDARDS, timestamp=timestamp
            )
        )


def png(template: str, data: Mapping[str, Any]) -> bytes:
    """The one page of the template as a picture of 200 dots an inch."""
    with _readable_errors(data):
        return bytes(typst.compile(**_inputs(template, data), format="png", ppi=200))


def _inputs(template: str, data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "input": str(TEMPLATES / template),
        "root": str(TEMPLATES),
        "font_paths": _fonts(),
        "ignore_system_fonts": True,
        "sys_inputs": {"data": nfc(json.dumps(data, ensure_ascii=False))},
    }


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _fixed_offset(moment: datetime) -> datetime:
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("made_at cần có múi giờ.")
    return moment.astimezone(timezone(offset))


@contextmanager
def _readable_errors(data: Mapping[str, Any]) -> Iterator[None]:
    """The faults that a user's content can have, as sentences; a fault of a template stays a TypstError."""
    try:
        yield
    except typst.TypstError as error:
        if found := _MISSING_GLYPH.search(error.message):
            raise PaperError(_missing_glyph(found.group(1), data)) from error
        if found := _TOO_LONG.search(error.message):
            text = _shortened(found.group(1))
            raise PaperError(f"“{text}” quá dài, không in vừa khổ giấy. Hãy viết ngắn lại rồi in lại.") from error
        for sign, sentence in _OTHER_FAULTS.items():
            if sign in error.message:
                raise PaperError(sentence) from error
        raise
    except UnicodeEncodeError as error:
        raise PaperError("Văn bản có ký tự hỏng, không in được. Hãy gõ lại đoạn đó rồi in lại.") from error


def _missing_glyph(character: str, data: Mapping[str, Any]) -> str:
    where = next((text for text in _texts(data) if character in text), "")
    inside = f" trong “{_shortened(where)}”" if where else ""
    return f"Ký tự “{character}”{inside} không in được vì phông chữ không có ký tự này. Hãy sửa lại rồi in lại."


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _texts(data: Any) -> Iterator[str]:
    """Every text inside nested data, in order."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)
