"""The check of one certificate: what was typed or scanned, and what the register says of it."""

from dataclasses import dataclass
from enum import StrEnum

from thidua.base.access.actor import Problem
from thidua.cycle.s8_award.enums import STATUS_TONES, AwardStatus
from thidua.cycle.s8_award.keys import published_key, read_certificate
from thidua.cycle.s8_award.queries import AwardInfo, award_by_register, award_by_token, search_awards
from thidua.faces.portal.asking import clean
from thidua.paper.errors import PaperError
from thidua.ui.parts import Fact, State

_TOKEN = "TD1."
_ADDRESS = "/kiem-tra/"
_LONGEST = 1500  # letters: a token is some 400


class Standing(StrEnum):
    """What the check says."""

    IN_FORCE = "in_force"
    CORRECTED = "corrected"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


_STATES = {
    Standing.IN_FORCE: State("Có trong sổ, còn hiệu lực", STATUS_TONES[AwardStatus.IN_FORCE]),
    Standing.CORRECTED: State("Có trong sổ, đã đính chính", STATUS_TONES[AwardStatus.CORRECTED]),
    Standing.REVOKED: State("Đã thu hồi, không còn hiệu lực", STATUS_TONES[AwardStatus.REVOKED]),
    Standing.UNKNOWN: State("Không tìm thấy", "warning"),
}


@dataclass(frozen=True)
class Checked:
    """The answer. ``award`` is None when the register has no such certificate.

    ``signed`` says whether a token carries the signature of this installation; None for a typed number."""

    code: str
    standing: Standing
    award: AwardInfo | None = None
    signed: bool | None = None

    @property
    def is_token(self) -> bool:
        """Whether the code of a certificate was scanned, and not its number typed."""
        return self.code.startswith(_TOKEN)

    @property
    def state(self) -> State:
        """Icon and words."""
        return _STATES[self.standing]

    @property
    def facts(self) -> list[Fact]:
        """What the register says, public fields only."""
        award = self.award
        if award is None:
            return []
        rows = (
            ("Số vào sổ", award.register_number),
            ("Tặng, công nhận", award.recipient),
            ("Chức vụ, đơn vị", award.position),
            ("Danh hiệu, hình thức", award.award_name),
            ("Cơ quan ban hành", award.authority_name),
        )
        return [Fact(label, value) for label, value in rows if value]


def typed_code(text: str) -> str:
    """A register number or token out of what was typed, pasted or scanned: a whole address gives its last part."""
    code = clean(text, _LONGEST)
    if _ADDRESS in code:
        code = code.rsplit(_ADDRESS, 1)[1]
    code = code.strip("/ ")
    return code.replace(" ", "") if code.startswith(_TOKEN) else code


def check_code(code: str) -> Checked:
    """What stands behind a code. A token counts only to the letter; a number is read without regard to case."""
    is_token = code.startswith(_TOKEN)
    award = award_by_token(code) if is_token else award_by_register(code)
    standing = Standing(award.status) if award else Standing.UNKNOWN
    return Checked(code, standing, award, _is_signed(code) if is_token else None)


def _is_signed(token: str) -> bool | None:
    """The signature alone, as anybody can check it; None when this installation cannot read its own key."""
    if not has_key():
        return False
    try:
        return bool(read_certificate(token))
    except PaperError:
        return False
    except Problem:
        return None


def has_key() -> bool:
    """A key exists from the first award on; a look at this page never makes one."""
    return len(search_awards()) > 0


def public_key() -> str | None:
    """The key with which anybody checks a token without this server, in PEM; None while nothing was signed."""
    return published_key() if has_key() else None
