"""Codes that are scanned: QR pictures, and certificate tokens that can be checked without a network.

A token is the facts of a certificate with the authority's Ed25519 signature, short enough for a QR code and safe in an
address: `TD1.` + base64url(signature, then the compressed facts).
"""

import base64
import binascii
import io
import json
import struct
import zlib
from collections.abc import Mapping

import segno
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from thidua.language.text import nfc
from thidua.paper.errors import PaperError

_VERSION = "TD1."
_SIGNATURE_BYTES = 64
_MOST_BYTES = 20_000  # a token that would unpack to more is hostile


def qr_svg(text: str, *, title: str = "") -> str:
    """The text as a QR code in SVG that fills its place, on white, without style attributes (for a strict CSP).

    `title` is what a screen reader says.
    """
    out = io.BytesIO()
    options = {"xmldecl": False, "svgclass": None, "lineclass": None, "omitsize": True, "light": "#fff"}
    _qr(text).save(out, kind="svg", border=4, title=nfc(title) or None, **options)
    return out.getvalue().decode().strip().replace("<svg ", '<svg role="img" ', 1)


def qr_png(text: str, *, scale: int = 6) -> bytes:
    """The text as a QR code in PNG, `scale` dots to a module, with its quiet zone."""
    matrix = _qr(text).matrix
    quiet = b"1" * (4 * scale)
    blank = [bytes(len(matrix))] * 4
    rows = []
    for modules in (*blank, *matrix, *blank):
        dots = quiet + bytes(modules).replace(b"\0", b"1" * scale).replace(b"\1", b"0" * scale) + quiet
        packed = int(dots + b"0" * (-len(dots) % 8), 2).to_bytes(-(-len(dots) // 8))
        # the row itself, then the same again as «no change from the row above»
        rows.append(b"\0" + packed + (b"\2" + bytes(len(packed))) * (scale - 1))
    side = (len(matrix) + 8) * scale
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)  # one bit a dot, grey
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _qr(text: str) -> segno.QRCode:
    try:
        # any mask is valid; choosing the best of eight costs four fifths of the time of a long code
        return segno.make(nfc(text), error="m", micro=False, mask=3)
    except segno.DataOverflowError as error:
        raise PaperError("Nội dung quá dài, không ghi vừa một mã QR. Hãy rút ngắn nội dung.") from error


def make_token(private_key: Ed25519PrivateKey, payload: Mapping[str, str]) -> str:
    """The facts, signed. The same facts and key give the same token."""
    facts = {nfc(name): nfc(value) for name, value in payload.items()}
    plain = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if len(plain) > _MOST_BYTES:
        raise PaperError("Thông tin của bằng, giấy khen quá dài để ghi vào mã xác thực.")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(plain) + packer.flush()
    return _VERSION + _encode(private_key.sign(_VERSION.encode() + body) + body)


def read_token(public_key: Ed25519PublicKey, token: str) -> dict[str, str]:
    """The facts of a token that this key signed.

    Raises PaperError when the text is no token, and when even one character differs from what was signed.
    """
    blob = _decode(token.strip())
    signature, body = blob[:_SIGNATURE_BYTES], blob[_SIGNATURE_BYTES:]
    try:
        public_key.verify(signature, _VERSION.encode() + body)
    except InvalidSignature:
        raise PaperError(
            "Mã xác thực không do cơ quan này ký hoặc đã bị sửa. Hãy quét lại; nếu vẫn báo lỗi, hãy hỏi cơ quan cấp."
        ) from None
    return dict(json.loads(zlib.decompressobj(-15).decompress(body, _MOST_BYTES)))


def _encode(blob: bytes) -> str:
    return base64.urlsafe_b64encode(blob).decode().rstrip("=")


def _decode(token: str) -> bytes:
    text = token.removeprefix(_VERSION)
    try:
        blob = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        blob = b""
    # Two texts can decode to one byte string; only the text that was issued counts.
    if text == token or len(blob) <= _SIGNATURE_BYTES or _encode(blob) != text:
        raise PaperError("Đây không phải là mã xác thực bằng, giấy khen, hoặc mã bị thiếu ký tự. Hãy quét lại cả mã.")
    return blob


def new_key() -> Ed25519PrivateKey:
    """A fresh signing key for an authority."""
    return Ed25519PrivateKey.generate()


def private_pem(key: Ed25519PrivateKey, password: str) -> str:
    """The key for keeping, encrypted by the password (which must not be empty)."""
    locked = serialization.BestAvailableEncryption(password.encode())
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked).decode()


def public_pem(key: Ed25519PublicKey) -> str:
    """The public half, for publishing."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def load_private_pem(pem: str, password: str) -> Ed25519PrivateKey:
    """The kept key. Raises PaperError when the password or the file is wrong."""
    try:
        key = serialization.load_pem_private_key(pem.encode(), password.encode())
    except (ValueError, TypeError) as error:
        raise PaperError("Không mở được khóa ký: sai mật khẩu hoặc tệp khóa bị hỏng.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise PaperError("Tệp khóa không phải loại Ed25519 nên không dùng để ký mã xác thực được.")
    return key


def load_public_pem(pem: str) -> Ed25519PublicKey:
    """The published key. Raises PaperError when the file is wrong."""
    try:
        key = serialization.load_pem_public_key(pem.encode())
    except ValueError as error:
        raise PaperError("Không đọc được khóa công khai: tệp khóa bị hỏng.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise PaperError("Khóa công khai không phải loại Ed25519.")
    return key
