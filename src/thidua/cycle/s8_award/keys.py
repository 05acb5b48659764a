"""The key that signs certificates (Ed25519). Made once, kept beside the data, readable by the server alone.

Losing it does not undo a certificate: the register still answers. But codes printed before could then no longer be
checked without a network, so the file belongs into every backup.
"""

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from thidua.base.access.actor import Problem
from thidua.paper.codes import new_key, public_pem, read_token

_BROKEN = "Khóa ký bằng, giấy khen trên máy chủ bị hỏng. Hãy báo quản trị hệ thống khôi phục từ bản sao lưu."


def _path() -> Path:
    return Path(settings.DATA) / "keys" / "certificate.pem"


def signing_key() -> Ed25519PrivateKey:
    """The key of this installation. Raises Problem when its file is no such key."""
    path = _path()
    if not path.exists():
        _make(path)
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _load(path: Path, stamp: int) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError):
        raise Problem(_BROKEN) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Problem(_BROKEN)
    return key


def _make(path: Path) -> None:
    """Written whole beside its place, then linked: of two processes that start at once, one key stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = new_key().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle, name = tempfile.mkstemp(dir=path.parent)  # made with 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(name, path)
        except FileExistsError:
            return
    finally:
        os.unlink(name)


def published_key() -> str:
    """The public half in PEM: with it anybody checks a certificate's code without asking this server."""
    return public_pem(signing_key().public_key())


def read_certificate(token: str) -> dict[str, str]:
    """The facts of a code that this installation signed. Raises PaperError for any other."""
    return read_token(signing_key().public_key(), token)
