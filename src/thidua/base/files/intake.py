"""Taking a file in: cleaned name, size, kind by content, scan, then into the store. No row is written here."""

import os
import shlex
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

from thidua.base.access.actor import Problem
from thidua.base.files import blobs
from thidua.base.files.enums import Scan
from thidua.paper.errors import PaperError
from thidua.paper.recognise import clean_name, recognise

_SCAN_SECONDS = 120


@dataclass(frozen=True)
class Taken:
    """A file that passed every check and lies in the store, ready for the row that will speak of it."""

    name: str
    sha256: str
    size: int
    media_type: str
    scan: Scan


def take_in(name: str, data: "bytes | File[bytes]") -> Taken:
    """Check a file that came from outside and keep its content. Raises Problem with a sentence naming the file.

    Do this before the transaction that writes the row: a scan takes seconds, and the store must be first.
    """
    try:
        kept = clean_name(name)
        with blobs.spooled(_chunks(data), name=kept) as content:
            kind = recognise(content.path, kept)
            scan = _scan(content.path, kept)
            done = blobs.keep(content)
    except PaperError as error:
        raise Problem(str(error), "files") from error
    return Taken(kept, done.sha256, done.size, kind.media_type, scan)


def keep_made(name: str, data: "bytes | File[bytes]", media_type: str) -> Taken:
    """Keep a file that this system itself has made (a report, a list of certificates): only the size is checked."""
    with blobs.spooled(_chunks(data), name=name, limit=20 * blobs.size_limit()) as content:
        done = blobs.keep(content)
    return Taken(clean_name(name), done.sha256, done.size, media_type, Scan.NOT_SCANNED)


def _chunks(data: "bytes | File[bytes]") -> Iterable[bytes]:
    return [data] if isinstance(data, bytes) else data.chunks()


def _scan(path: Path, name: str) -> Scan:
    """Ask the scanner of the setting THIDUA_SCAN_COMMAND: 0 means clean, 1 infected, anything else no answer."""
    command = getattr(settings, "THIDUA_SCAN_COMMAND", "")
    if not command:
        return Scan.NOT_SCANNED
    try:
        answer = subprocess.run(
            [*shlex.split(command), os.fspath(path)], capture_output=True, timeout=_SCAN_SECONDS, check=False
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        answer = -1
    if answer == 1:
        raise Problem(f"Không nhận tệp «{name}»: phần mềm quét phát hiện mã độc. Hãy kiểm tra máy đã tạo ra tệp.")
    if answer != 0:
        raise Problem(f"Chưa nhận tệp «{name}»: phần mềm quét mã độc không trả lời. Hãy thử lại sau ít phút.")
    return Scan.CLEAN
