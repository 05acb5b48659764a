"""The store of file contents: each content once, under its SHA-256, on disk before any row speaks of it.

A content is written to a temporary file in the store, flushed to the disk and renamed. A crash leaves at most a
temporary file (``sweep`` removes it) or a content without a row; never a row without its content, never half a file.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from thidua.base.access.actor import Problem
from thidua.language.numbers import format_number

_HASH = re.compile(r"[0-9a-f]{64}")
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Content:
    """A content that lies in the store, or is about to: its hash, its size in bytes, where it can be read."""

    sha256: str
    size: int
    path: Path


def size_limit() -> int:
    """The largest file that is taken in, in bytes (setting THIDUA_FILE_LIMIT)."""
    return int(getattr(settings, "THIDUA_FILE_LIMIT", 50 * _MEGABYTE))


def path_of(sha256: str) -> Path:
    """Where a content lies. Raises ValueError for anything that is no SHA-256, so that no path can be smuggled in."""
    if not _HASH.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hexadecimal")
    return _root() / sha256[:2] / sha256[2:4] / sha256


def open_blob(sha256: str) -> IO[bytes]:
    """The content, for reading. Raises FileNotFoundError when the store has lost it."""
    return path_of(sha256).open("rb")


@contextmanager
def spooled(chunks: Iterable[bytes], *, name: str, limit: int | None = None) -> Iterator[Content]:
    """Write the file called ``name`` to a temporary file of the store; ``keep`` makes it stay, else it is gone.

    Raises Problem when more than ``limit`` bytes come (default: ``size_limit``) or none at all.
    """
    most = size_limit() if limit is None else limit
    temporary = _root() / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    handle, place = tempfile.mkstemp(dir=temporary)
    path = Path(place)
    try:
        digest, size = hashlib.sha256(), 0
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    allowed = format_number(most // _MEGABYTE)
                    raise Problem(f"Tệp «{name}» lớn hơn {allowed} MB. Hãy giảm dung lượng hoặc chia tệp.", "files")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if not size:
            raise Problem(f"Tệp «{name}» không có nội dung. Hãy chọn tệp khác.", "files")
        yield Content(digest.hexdigest(), size, path)
    finally:
        path.unlink(missing_ok=True)


def keep(content: Content) -> Content:
    """Move a spooled content to its place for good. The same content arriving again changes nothing."""
    target = path_of(content.sha256)
    if not (target.exists() and target.stat().st_size == content.size):
        target.parent.mkdir(parents=True, exist_ok=True)
        content.path.chmod(0o440)
        os.replace(content.path, target)
        for folder in (target.parent, target.parent.parent, _root()):
            _flush_folder(folder)
    return Content(content.sha256, content.size, target)


def intact(sha256: str) -> bool:
    """True when the store has the content and it still is what its name says."""
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def sweep(older_than: float) -> int:
    """Remove temporary files last touched before a moment (seconds since 1970); returns how many."""
    removed = 0
    for path in (_root() / "tmp").glob("*"):
        if path.stat().st_mtime < older_than:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "blobs"


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
