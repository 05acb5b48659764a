"""PDF signatures with a certificate made for the test."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from thidua.paper.certificates import Certificate, certificates_pdf
from thidua.paper.errors import PaperError
from thidua.paper.signing import PrivateKey, load_identity, sign_pdf, verify_pdf

BEGIN, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
SIGNER = "Ủy ban nhân dân huyện Bình Liêu"


def _certificate(
    name: str, key: PrivateKey, issuer: str, issuer_key: PrivateKey, *, end: datetime, authority: bool
) -> x509.Certificate:
    others = ("key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only")
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=not authority,
        key_cert_sign=authority,
        **dict.fromkeys(others, False),
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(7 if authority else 8)
        .not_valid_before(BEGIN)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
    return builder.sign(issuer_key, hashes.SHA256())


def _p12(key: PrivateKey, name: str = SIGNER) -> tuple[bytes, bytes]:
    """An office's certificate with its key as PKCS#12, and the root that issued it as PEM."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    authority = f"CA của {name}"
    root = _certificate(authority, root_key, authority, root_key, end=END + timedelta(days=3650), authority=True)
    certificate = _certificate(name, key, authority, root_key, end=END, authority=False)
    locked = serialization.BestAvailableEncryption(b"mat khau")
    return (
        pkcs12.serialize_key_and_certificates(b"thidua", key, certificate, [root], locked),
        root.public_bytes(serialization.Encoding.PEM),
    )


@pytest.fixture(scope="module", params=["rsa", "ec"])
def office(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    key: PrivateKey = (
        rsa.generate_private_key(65537, 2048) if request.param == "rsa" else ec.generate_private_key(ec.SECP256R1())
    )
    return _p12(key)


@pytest.fixture
def paper(made_at: datetime) -> bytes:
    certificate = Certificate(
        authority="Chủ tịch Ủy ban nhân dân huyện", award="Giấy khen", recipient="Ông Nguyễn Văn Ấn"
    )
    return certificates_pdf([certificate], made_at=made_at)


def test_a_signed_paper_is_intact_trusted_and_dated(
    office: tuple[bytes, bytes], paper: bytes, made_at: datetime
) -> None:
    p12, pem = office
    signed = sign_pdf(paper, load_identity(p12, "mat khau"), signed_at=made_at, reason="Ban hành", location="Bình Liêu")
    (check,) = verify_pdf(signed, trusted_pem=[pem], at=made_at)
    assert (check.signer, check.signed_at, check.intact, check.trusted) == (SIGNER, made_at, True, True)
    assert signed.startswith(paper)


def test_one_changed_byte_is_seen(office: tuple[bytes, bytes], paper: bytes, made_at: datetime) -> None:
    p12, pem = office
    signed = bytearray(sign_pdf(paper, load_identity(p12, "mat khau"), signed_at=made_at))
    place = signed.index(b"/Author") + 12
    signed[place] ^= 1
    (check,) = verify_pdf(bytes(signed), trusted_pem=[pem], at=made_at)
    assert not check.intact


def test_a_second_signature_leaves_the_first_valid(
    office: tuple[bytes, bytes], paper: bytes, made_at: datetime
) -> None:
    p12, pem = office
    seal, seal_pem = _p12(ec.generate_private_key(ec.SECP256R1()), "Con dấu")
    once = sign_pdf(paper, load_identity(p12, "mat khau"), signed_at=made_at)
    twice = sign_pdf(once, load_identity(seal, "mat khau"), signed_at=made_at + timedelta(minutes=5))
    checks = verify_pdf(twice, trusted_pem=[pem, seal_pem], at=made_at + timedelta(minutes=5))
    assert [(check.signer, check.intact, check.trusted) for check in checks] == [
        (SIGNER, True, True),
        ("Con dấu", True, True),
    ]


def test_a_stranger_and_an_expired_certificate_are_not_trusted(
    office: tuple[bytes, bytes], paper: bytes, made_at: datetime
) -> None:
    p12, pem = office
    _, other_pem = _p12(ec.generate_private_key(ec.SECP256R1()), "Cơ quan khác")
    signed = sign_pdf(paper, load_identity(p12, "mat khau"), signed_at=made_at)
    (stranger,) = verify_pdf(signed, trusted_pem=[other_pem], at=made_at)
    (expired,) = verify_pdf(signed, trusted_pem=[pem], at=END + timedelta(days=1))
    assert (stranger.intact, stranger.trusted, expired.trusted) == (True, False, False)


def test_an_unsigned_paper_has_no_signatures(paper: bytes, made_at: datetime) -> None:
    assert verify_pdf(paper, trusted_pem=[], at=made_at) == []


def test_faults_are_told_in_one_sentence(office: tuple[bytes, bytes], paper: bytes, made_at: datetime) -> None:
    p12, _ = office
    with pytest.raises(PaperError, match="sai mật khẩu"):
        load_identity(p12, "khác")
    with pytest.raises(PaperError, match="Không ký được"):
        sign_pdf(b"no PDF", load_identity(p12, "mat khau"), signed_at=made_at)
    with pytest.raises(PaperError, match="Không đọc được chữ ký"):
        verify_pdf(paper[:2000], trusted_pem=[], at=made_at)
    with pytest.raises(ValueError, match="múi giờ"):
        sign_pdf(paper, load_identity(p12, "mat khau"), signed_at=datetime(2021, 1, 1))
