"""Numbers as Vietnamese papers write them: 1.627,5 · 97,8% · 1.490.000 đồng · một triệu bốn trăm chín mươi nghìn."""

import re
from decimal import ROUND_HALF_UP, Decimal

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MINUS = re.compile(r"^[-\u2212\u2013]\s*")
_DOT_GROUPS = re.compile(r"(?!0)\d{1,3}(\.\d{3})+(,\d+)?")  # 1.627,5: a leading zero cannot start a group of thousands
_SPACE_GROUPS = re.compile(r"\d{1,3}( \d{3})+([.,]\d+)?")
_COMMA_GROUPS = re.compile(r"(?!0)\d{1,3}(,\d{3})+\.\d+|(?!0)\d{1,3}(,\d{3}){2,}")  # unmistakably the English style
_PLAIN = re.compile(r"\d+([.,]\d+)?")

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """A number with a dot between thousands and a decimal comma.

    Without `places` all its digits and no trailing zero; with `places` exactly that many; halves are
    rounded away from zero.
    Raises TypeError for a float (points, percents and money are exact) and ValueError for NaN or infinity.
    """
    number = _exact(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):f}".partition(".")
    if places is None:
        fraction = fraction.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    digits = f"{grouped},{fraction}" if fraction else grouped
    return f"-{digits}" if number < 0 else digits


def format_percent(value: Decimal | int, places: int | None = None) -> str:
    """A percentage given in percent (97.8 means 97,8%)."""
    return f"{format_number(value, places)}%"


def format_money(amount: int) -> str:
    """An amount in whole đồng."""
    return f"{format_number(amount)} đồng"


def parse_number(text: str) -> Decimal:
    """The number a Vietnamese reader sees in the text: 1.627,5 · 1 627,5 · 1627,5 · 1627.5 · 1,627.5.

    A lone dot before three digits parts thousands (1.627 is one thousand six hundred and twenty-seven), a lone comma
    is decimal. Raises ValueError with a sentence for the user.
    """
    cleaned = _SPACES.sub(" ", text).strip()
    digits = _MINUS.sub("", cleaned)
    sign = "-" if digits != cleaned else ""
    if _DOT_GROUPS.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", ".")
    elif _COMMA_GROUPS.fullmatch(digits):
        plain = digits.replace(",", "")
    elif _SPACE_GROUPS.fullmatch(digits) or _PLAIN.fullmatch(digits):
        plain = digits.replace(" ", "").replace(",", ".")
    else:
        raise ValueError(f"“{cleaned}” không phải là số. Hãy viết như 1.627,5 hoặc 1627,5.")
    return Decimal(sign + plain)


def digits_only(text: str, most: int = 18) -> int | None:
    """A whole number written in the digits 0 to 9 and nothing else; none for any other text, and for one too long to
    be kept in a database."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most else None


def number_in_words(number: int) -> str:
    """A whole number read aloud in Vietnamese, as money is written in decisions (northern form: linh, nghìn, tư)."""
    if number < 0:
        return f"âm {number_in_words(-number)}"
    if number < _BILLION:
        return _below_billion(number, leading=True)
    billions, rest = divmod(number, _BILLION)
    words = f"{number_in_words(billions)} tỷ"
    return f"{words} {_below_billion(rest, leading=False)}" if rest else words


def _below_billion(number: int, *, leading: bool) -> str:
    """`leading` says that no larger group stands before this one, so that the hundreds need not be read when zero."""
    words: list[str] = []
    for size, name in ((10**6, " triệu"), (10**3, " nghìn"), (1, "")):
        group = number // size % 1000
        if group:
            words.append(_hundreds(group, full=bool(words) or not leading) + name)
    return " ".join(words) or _DIGITS[0]


def _hundreds(group: int, *, full: bool) -> str:
    hundreds, rest = divmod(group, 100)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    tens, ones = divmod(rest, 10)
    if tens == 0 and ones:
        words.append(f"linh {_DIGITS[ones]}" if words else _DIGITS[ones])
    elif tens:
        words.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
        if ones:
            words.append(_after_ten(tens, ones))
    return " ".join(words)


def _after_ten(tens: int, ones: int) -> str:
    """The last digit changes its name after mươi: mốt, tư, lăm."""
    if ones == 5:
        return "lăm"
    return {1: "mốt", 4: "tư"}.get(ones, _DIGITS[ones]) if tens > 1 else _DIGITS[ones]


def _exact(value: Decimal | int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (Decimal, int)):
        raise TypeError(f"Cần số nguyên hoặc Decimal, không nhận {type(value).__name__}.")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError("Số phải hữu hạn.")
    return number
