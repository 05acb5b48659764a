"""What a downloaded paper says, and a picture of its first page."""

import struct
import zlib
from pathlib import Path

import pypdfium2
from playwright.sync_api import Download


def pdf_text(download: Download) -> str:
    """The text of all pages, on one line."""
    document = pypdfium2.PdfDocument(download.path())
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def pdf_picture(download: Download, path: Path, width: int) -> None:
    """The first page as a PNG of the given width."""
    page = pypdfium2.PdfDocument(download.path())[0]
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
    path.write_bytes(_png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), bitmap.n_channels))


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
