"""What a downloaded paper says, and pictures for the READMEs."""

import os
import struct
import zlib

import pypdfium2
from playwright.sync_api import Download

from thidua.ops.commands.speaking import ROOT

PICTURES = ROOT / "docs" / "pictures"


def pictures_wanted() -> bool:
    """Whether this run keeps the pictures of the READMEs (THIDUA_PICTURES=1)."""
    return bool(os.environ.get("THIDUA_PICTURES"))


def pdf_text(paper: Download | bytes) -> str:
    """The text of all pages, on one line."""
    document = pypdfium2.PdfDocument(paper if isinstance(paper, bytes) else paper.path())
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def pdf_picture(download: Download, width: int) -> bytes:
    """The first page as a PNG of the given width."""
    page = pypdfium2.PdfDocument(download.path())[0]
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
    return _png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), bitmap.n_channels)


def _png(width: int, height: int, stride: int, pixels: bytes, channels: int) -> bytes:
    """RGB rows as a PNG; a fourth byte of each pixel is left out."""
    rows = b"".join(b"\0" + _rgb(pixels[y * stride : y * stride + width * channels], channels) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", zlib.compress(rows, 9)) + _part(b"IEND", b"")


def _rgb(row: bytes, channels: int) -> bytes:
    if channels == 3:
        return row
    kept = bytearray(3 * (len(row) // channels))
    for colour in range(3):
        kept[colour::3] = row[colour::channels]
    return bytes(kept)


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
