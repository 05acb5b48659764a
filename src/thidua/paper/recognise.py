"""What a file really is: told from its content; the ending of its name must agree. All else is refused.

Macros, web pages, drawings with script and programs are never taken in, whatever they are called.
"""

import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import filetype

from thidua.language.text import nfc
from thidua.paper.errors import PaperError

NAME_LENGTH = 200
_HEAD = 8192
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_ENTRIES = 10_000
_MOST_UNPACKED = 500 * 1024 * 1024
_MOST_RATIO = 200  # office files pack 3 to 20 times; a bomb a thousand times and more
_MARKUP = (
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<svg",
    "<script",
    "<?xml",
    "<?php",
    "<!--",
    "<iframe",
    "<style",
    "#!",
)


@dataclass(frozen=True)
class FileKind:
    """One kind of file that may be taken in. ``inline``: the browser may show it instead of saving it."""

    endings: tuple[str, ...]
    media_type: str
    name: str
    agrees: Callable[[Path], bool]
    inline: bool = False


def clean_name(given: str) -> str:
    """The file name as it is kept: NFC, without folders, control or direction marks, at most 200 characters.

    Raises PaperError when nothing is left or the name has no ending.
    """
    last = nfc(given).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
    stem, dot, ending = " ".join(shown.split()).lstrip(". ").rpartition(".")
    if not (stem and dot and ending.isalnum()):
        raise PaperError(f"Tệp «{shown[:80]}» không có tên hoặc phần đuôi (ví dụ .pdf). Hãy đặt lại tên tệp.")
    return f"{stem[: NAME_LENGTH - len(ending) - 1].rstrip()}.{ending}"


def recognise(path: Path, name: str) -> FileKind:
    """The kind of the file at ``path`` called ``name`` (already cleaned). Raises PaperError with what to do."""
    ending = name.rsplit(".", 1)[-1].casefold()
    kind = _BY_ENDING.get(ending)
    if kind is None:
        raise PaperError(f"Không nhận tệp «{name}»: chỉ nhận {', '.join(sorted(_BY_ENDING))}.")
    if not kind.agrees(path):
        raise PaperError(
            f"Tệp «{name}» có đuôi .{ending} nhưng nội dung không phải {kind.name} hợp lệ hoặc chứa mã lệnh."
        )
    return kind


def kind_of(name: str) -> FileKind | None:
    """The kind that a kept name stands for (its content was checked when it came)."""
    return _BY_ENDING.get(name.rsplit(".", 1)[-1].casefold())


def accepted() -> str:
    """The ``accept`` attribute of a file input."""
    return ",".join(f".{ending}" for ending in _BY_ENDING)


def _looks_like(media_type: str) -> Callable[[Path], bool]:
    def agrees(path: Path) -> bool:
        with path.open("rb") as file:
            found = filetype.guess(file.read(_HEAD))
        return found is not None and found.mime == media_type

    return agrees


def _is_text(path: Path) -> bool:
    data = path.read_bytes()
    for encoding in ("utf-16", "utf-8-sig", "cp1258"):
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not _CONTROL.search(text) and not text[:2048].lstrip("\ufeff \t\r\n").casefold().startswith(_MARKUP)
    return False


def _office_zip(part: str) -> Callable[[Path], bool]:
    def agrees(path: Path) -> bool:
        names = _zip_names(path)
        return "[Content_Types].xml" in names and part in names and not any("vba" in n.casefold() for n in names)

    return agrees


def _open_document(media_type: str) -> Callable[[Path], bool]:
    def agrees(path: Path) -> bool:
        names = _zip_names(path)
        if "mimetype" not in names or any(n.startswith(("Basic/", "Scripts/")) for n in names):
            return False
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as file:
            return file.read(200).decode("ascii", "replace").strip() == media_type

    return agrees


def _zip_names(path: Path) -> set[str]:
    """Names inside a sound archive of an ordinary size, else none. Nothing is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return set()
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    bomb = unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * max(packed, 5_000)
    locked = any(e.flag_bits & 1 for e in entries)
    return set() if bomb or locked or len(entries) > _MOST_ENTRIES else {e.filename for e in entries}


def _old_office(stream: str) -> Callable[[Path], bool]:
    def agrees(path: Path) -> bool:
        data = path.read_bytes()
        names = [s.encode("utf-16-le") for s in (stream, "_VBA_PROJECT")]
        return data.startswith(_OLE) and names[0] in data and names[1] not in data

    return agrees


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
KINDS: tuple[FileKind, ...] = (
    FileKind(("pdf",), "application/pdf", "PDF", _looks_like("application/pdf"), inline=True),
    FileKind(("jpg", "jpeg"), "image/jpeg", "ảnh JPEG", _looks_like("image/jpeg"), inline=True),
    FileKind(("png",), "image/png", "ảnh PNG", _looks_like("image/png"), inline=True),
    FileKind(("webp",), "image/webp", "ảnh WebP", _looks_like("image/webp"), inline=True),
    FileKind(("gif",), "image/gif", "ảnh GIF", _looks_like("image/gif"), inline=True),
    FileKind(("docx",), f"{_OOXML}wordprocessingml.document", "Word", _office_zip("word/document.xml")),
    FileKind(("xlsx",), f"{_OOXML}spreadsheetml.sheet", "Excel", _office_zip("xl/workbook.xml")),
    FileKind(("pptx",), f"{_OOXML}presentationml.presentation", "PowerPoint", _office_zip("ppt/presentation.xml")),
    FileKind(("odt",), f"{_ODF}text", "OpenDocument Text", _open_document(f"{_ODF}text")),
    FileKind(("ods",), f"{_ODF}spreadsheet", "OpenDocument Spreadsheet", _open_document(f"{_ODF}spreadsheet")),
    FileKind(("doc",), "application/msword", "Word 97-2003", _old_office("WordDocument")),
    FileKind(("xls",), "application/vnd.ms-excel", "Excel 97-2003", _old_office("Workbook")),
    FileKind(("csv",), "text/csv", "CSV", _is_text),
    FileKind(("txt",), "text/plain", "văn bản thuần", _is_text),
)
_BY_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}
