"""QR pictures and certificate tokens."""

from xml.etree import ElementTree

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from thidua.language.text import nfc
from thidua.paper.codes import (
    load_private_pem,
    load_public_pem,
    make_token,
    new_key,
    private_pem,
    public_pem,
    qr_png,
    qr_svg,
    read_token,
)
from thidua.paper.errors import PaperError

KEY = new_key()
FACTS = {
    "register": "0125/2021",
    "recipient": "Bà Nguyễn Thị Bích Thuỷ",
    "award": "Chiến sĩ thi đua cơ sở",
    "decision": "42/QĐ-UBND",
    "date": "12/01/2021",
    "authority": "Chủ tịch Ủy ban nhân dân huyện Bình Liêu",
}
TOKEN = make_token(KEY, FACTS)
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.dictionaries(texts, texts, max_size=8))
def test_what_is_signed_reads_back(facts: dict[str, str]) -> None:
    composed = {nfc(name): nfc(value) for name, value in facts.items()}
    assert read_token(KEY.public_key(), make_token(KEY, facts)) == composed


@given(st.integers(0, len(TOKEN) - 1), st.characters(min_codepoint=33, max_codepoint=126))
def test_one_changed_character_is_refused(place: int, character: str) -> None:
    forged = TOKEN[:place] + character + TOKEN[place + 1 :]
    if forged == TOKEN:
        assert read_token(KEY.public_key(), forged) == FACTS
    else:
        with pytest.raises(PaperError, match=r"[Mm]ã xác thực"):
            read_token(KEY.public_key(), forged)


@given(st.text(max_size=300))
def test_any_other_text_is_refused(text: str) -> None:
    for candidate in (text, f"TD1.{text}", TOKEN + text.strip() + "x", TOKEN[: len(text) % len(TOKEN)]):
        with pytest.raises(PaperError, match=r"[Mm]ã xác thực"):
            read_token(KEY.public_key(), candidate)


def test_a_token_is_short_enough_for_a_code_and_always_the_same() -> None:
    assert make_token(KEY, dict(reversed(FACTS.items()))) == TOKEN
    assert len(TOKEN) < 400
    assert TOKEN.replace("-", "").replace("_", "").replace(".", "").isalnum()
    assert read_token(KEY.public_key(), f"  {TOKEN}\n") == FACTS


def test_another_authority_did_not_sign_it() -> None:
    with pytest.raises(PaperError, match="không do cơ quan này ký"):
        read_token(new_key().public_key(), TOKEN)


def test_keys_are_kept_under_a_password() -> None:
    pem = private_pem(KEY, "mật khẩu")
    assert "ENCRYPTED" in pem
    assert make_token(load_private_pem(pem, "mật khẩu"), FACTS) == TOKEN
    assert read_token(load_public_pem(public_pem(KEY.public_key())), TOKEN) == FACTS
    with pytest.raises(PaperError, match="sai mật khẩu"):
        load_private_pem(pem, "khác")
    with pytest.raises(PaperError, match="bị hỏng"):
        load_public_pem("không phải khóa")


def test_keys_of_another_kind_are_refused() -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    pem = other.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"x")
    ).decode()
    public = other.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    with pytest.raises(PaperError, match="không phải loại Ed25519"):
        load_private_pem(pem, "x")
    with pytest.raises(PaperError, match="không phải loại Ed25519"):
        load_public_pem(public.decode())


def test_a_code_in_svg_obeys_a_strict_page() -> None:
    svg = qr_svg(TOKEN, title="Mã tra cứu")
    root = ElementTree.fromstring(svg)
    assert (root.get("role"), root[0].text) == ("img", "Mã tra cứu")
    assert root.get("viewBox") and not root.get("width")
    assert "style" not in svg and "<script" not in svg


def test_a_code_in_png_and_a_text_too_long_for_any() -> None:
    assert qr_png("Bình Liêu").startswith(b"\x89PNG")
    with pytest.raises(PaperError, match="quá dài"):
        qr_svg("x" * 5000)
    with pytest.raises(PaperError, match="quá dài"):
        make_token(KEY, {"x": "y" * 30_000})
