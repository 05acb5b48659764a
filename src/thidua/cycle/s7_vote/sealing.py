"""The sealed urn of an electronic vote.

While a vote is open, a ballot lies in the database only as an envelope sealed to the urn's public key (X25519, HKDF,
ChaCha20-Poly1305; a fresh key for each envelope, all envelopes of one length, bound to the item). The private key lies
in a file outside the database, readable by the server alone. At the close all envelopes are opened at once, the ballots
are written in random order in one act, and the key is destroyed.

So neither column, row order, row id, transaction number (``xmin``), log nor time joins a roll entry to a ballot: what
was written together with the roll can no longer be read by anybody, and what can be read was written later, mixed.
Nor is there a running tally: until the close nobody can count, not even with the whole database in hand.

Not promised: against whoever controls both the server's files and its database *while* the vote is open; against copies
of the keys folder made during the vote (leave ``keys/urn-*`` out of backups); where all said the same.
"""

import base64
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from thidua.base.access.actor import Problem
from thidua.cycle.s7_vote.enums import Choice

_CODES = {choice: bytes([place]) for place, choice in enumerate(Choice)}
_CHOICES = {code: choice for choice, code in _CODES.items()}
_NONCE = bytes(12)  # each envelope has a key of its own, so that one nonce serves
_KEY_BYTES = 32


def _path(urn: str) -> Path:
    return Path(settings.DATA) / "keys" / f"urn-{urn[:32]}.key"


def new_urn() -> str:
    """Make an urn: its private key goes into a file (0600), its public key is returned in hexadecimal."""
    key = X25519PrivateKey.generate()
    urn = key.public_key().public_bytes_raw().hex()
    path = _path(urn)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    return urn


def seal(urn: str, item_id: int, choice: Choice) -> str:
    """A ballot in its envelope. The same choice twice gives two envelopes that have nothing in common."""
    own, public = X25519PrivateKey.generate(), bytes.fromhex(urn)
    mine = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    body = _cipher(shared, mine, public).encrypt(_NONCE, _CODES[choice], _bound(item_id))
    return base64.b64encode(mine + body).decode()


def load_urn(urn: str) -> X25519PrivateKey:
    """The key that opens an urn. Raises Problem when its file is gone: then the vote must be held again."""
    try:
        return X25519PrivateKey.from_private_bytes(_path(urn).read_bytes())
    except (OSError, ValueError):
        raise Problem(
            "Không mở được hòm phiếu: khóa của phiên này không còn trên máy chủ. "
            "Hãy hủy phiên họp, ghi rõ lý do, và tổ chức bỏ phiếu lại."
        ) from None


def unseal(key: X25519PrivateKey, item_id: int, sealed: str) -> Choice:
    """What an envelope says. Raises Problem for one that was not sealed for this urn and this item."""
    try:
        blob = base64.b64decode(sealed, validate=True)
        mine, body = blob[:_KEY_BYTES], blob[_KEY_BYTES:]
        shared = key.exchange(X25519PublicKey.from_public_bytes(mine))
        cipher = _cipher(shared, mine, key.public_key().public_bytes_raw())
        return _CHOICES[cipher.decrypt(_NONCE, body, _bound(item_id))]
    except (InvalidTag, ValueError, KeyError):
        raise Problem(
            "Hòm phiếu có phiếu không hợp lệ hoặc đã bị sửa; không công bố kết quả. Hãy báo quản trị hệ thống."
        ) from None


def destroy(urn: str) -> None:
    """Destroy the key: from now on no envelope of this urn can be opened by anybody. Doing it twice does no harm."""
    if urn:
        _path(urn).unlink(missing_ok=True)


def _cipher(shared: bytes, mine: bytes, public: bytes) -> ChaCha20Poly1305:
    info = b"thidua.vote.ballot" + mine + public
    return ChaCha20Poly1305(HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(shared))


def _bound(item_id: int) -> bytes:
    return f"item {item_id}".encode()
