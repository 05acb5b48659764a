"""Signatures on PDF files (PAdES baseline B): signing with an office's certificate, and checking what was signed."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from thidua.language.text import nfc
from thidua.paper.errors import PaperError

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


class Identity(signers.Signer):
    """A certificate with its key, kept as one object: parsing the key anew for each file costs most of the time."""

    def __init__(self, key: PrivateKey, certificate: x509.Certificate, chain: Sequence[x509.Certificate]) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(chain)
        super().__init__(signing_cert=certificate, cert_registry=store)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The raw signature, as pyHanko asks for it."""
        algorithm = _HASHES[digest_algorithm.lower()]
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), algorithm)
        return self._key.sign(data, ec.ECDSA(algorithm))


@dataclass(frozen=True, kw_only=True)
class SignatureCheck:
    """What is known of one signature. `signed_at` is the signer's own statement.

    `intact`: the signed bytes are unchanged and nothing but further signatures was added after them.
    `trusted`: the certificate leads to one of the trusted roots and was valid at the moment asked for.
    """

    signer: str
    signed_at: datetime | None
    intact: bool
    trusted: bool


class _DatedSigner(signers.PdfSigner):
    """Signs at the moment the caller names, not by the clock."""

    def __init__(self, *arguments: Any, signed_at: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._signed_at = signed_at

    def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self._signed_at
        return session


def load_identity(p12: bytes, password: str) -> Identity:
    """The certificate and key of a PKCS#12 file (.p12, .pfx). Raises PaperError when they can't be read."""
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(p12, password.encode())
    except ValueError as error:
        raise PaperError("Không mở được tệp chứng thư số: sai mật khẩu hoặc tệp bị hỏng.") from error
    if certificate is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise PaperError("Tệp chứng thư số thiếu khóa ký RSA hoặc ECDSA. Hãy xuất lại tệp kèm khóa riêng.")
    own, *chain = [
        x509.Certificate.load(each.public_bytes(serialization.Encoding.DER)) for each in (certificate, *others)
    ]
    return Identity(key, own, chain)


def sign_pdf(pdf: bytes, identity: Identity, *, signed_at: datetime, reason: str = "", location: str = "") -> bytes:
    """The file with one more signature; those before it stay valid. `signed_at` needs a time zone."""
    if signed_at.utcoffset() is None:
        raise ValueError("signed_at cần có múi giờ.")
    try:
        count = len(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)
        out = IncrementalPdfFileWriter(io.BytesIO(pdf))
        description = signers.PdfSignatureMetadata(
            field_name=f"ChuKy{count + 1}",
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            reason=nfc(reason) or None,
            location=nfc(location) or None,
        )
        signed = _DatedSigner(description, identity, signed_at=signed_at).sign_pdf(out)
    except (PdfError, ValueError) as error:
        raise PaperError("Không ký được: tệp PDF bị hỏng hoặc không cho phép ký thêm.") from error
    return bytes(signed.getvalue())


def verify_pdf(pdf: bytes, *, trusted_pem: Sequence[bytes], at: datetime) -> list[SignatureCheck]:
    """Every signature of the file in order; an empty list when nobody signed. Asks no server.

    `at` is the moment at which the certificates must be valid. Raises PaperError for a file that is no readable PDF.
    """
    roots = [
        x509.Certificate.load(load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.DER))
        for pem in trusted_pem
    ]
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        return [
            _check(each, ValidationContext(trust_roots=roots, allow_fetching=False, moment=at)) for each in signatures
        ]
    except (PdfError, ValueError) as error:
        raise PaperError("Không đọc được chữ ký: tệp PDF bị hỏng.") from error


def _check(signature: Any, context: ValidationContext) -> SignatureCheck:
    status = validate_pdf_signature(signature, context)
    return SignatureCheck(
        signer=nfc(status.signing_cert.subject.native.get("common_name", "")),
        signed_at=status.signer_reported_dt,
        intact=status.intact and status.valid and bool(status.docmdp_ok or status.modification_level is None),
        trusted=status.trusted,
    )
