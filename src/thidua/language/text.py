"""Vietnamese text: one normal form, a folded form for search, and keys that sort by the Vietnamese alphabet."""

import unicodedata
from functools import lru_cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền, hỏi, ngã, sắc, nặng
_LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: they make another letter, not a tone
_FOREIGN_MARK = "6"
# Old conversion tables left the Icelandic eth where Vietnamese has đ; both look the same on paper.
_D_STROKE = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_ETH = str.maketrans({"ð": "đ", "Ð": "Đ"})

# A key holds digits and lower-case Latin letters only, so that every collation of either database orders it by byte.
# Its units are prefix-free: 00 end of level, 01 space, 02 punctuation, 1x digit, letter + digit, zz other scripts.
_END, _SPACE = "00", "01"


def nfc(text: str) -> str:
    """The composed form (NFC): the only form that is stored, compared or printed."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """NFC, without white space at the ends and with single spaces inside."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """The form for search: no diacritics, đ as d, no case, single spaces. Folding twice changes nothing."""
    marked = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold().translate(_D_STROKE))
    return " ".join("".join(c for c in marked if not unicodedata.combining(c)).split())


def sort_key(text: str) -> str:
    """A key whose byte order is the order of a Vietnamese dictionary, for a column in either database.

    First level: letters in the order aăâbcdđeê…; second level: the tones of each word, none before huyền, hỏi, ngã,
    sắc, nặng.
    Texts that differ only by case, by spacing or by where a word carries its tone (hoà, hòa) have the same key.
    """
    words = tidy(text).translate(_ETH).casefold().split()
    keys = [_word_key(word) for word in words]
    return _SPACE.join(letters for letters, _ in keys) + _END + "".join(tones for _, tones in keys)


def person_sort_key(full_name: str) -> str:
    """The key of a list of people: given name first, then family name, then middle names."""
    words = tidy(full_name).split()
    parts = (words[-1:], words[:-1][:1], words[1:-1])
    return _END.join(sort_key(" ".join(part)) for part in parts)


def same_name(first: str, second: str) -> bool:
    """Whether two names are one name, whatever the case, the spacing and the style of placing tones (Thuỷ, Thủy)."""
    return sort_key(first) == sort_key(second)


@lru_cache(maxsize=8192)
def _word_key(word: str) -> tuple[str, str]:
    letters: list[str] = []
    tones: list[str] = []
    for char in word:
        letter, marks = _split(char)
        letters.append(_letter_key(letter))
        tones.append(marks)
    return "".join(letters), "".join(tones) + "0"


def _split(char: str) -> tuple[str, str]:
    """A character as its letter of the alphabet and the digits of its tone; foreign marks count after all tones."""
    letter, tones = "", ""
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tones += _TONES[part]
        elif unicodedata.combining(part) and part not in _LETTER_MARKS:
            tones += _FOREIGN_MARK
        else:
            letter += part
    composed = nfc(letter)
    if composed in ALPHABET or not letter:
        return composed, tones
    return letter[0], tones + _FOREIGN_MARK * (len(letter) - 1)


@lru_cache(maxsize=4096)
def _letter_key(letter: str) -> str:
    if not letter:
        return ""
    if letter in ALPHABET:
        plain = fold(letter)
        return plain + str(_VARIANTS[plain].index(letter))
    if letter in "0123456789":
        return "1" + letter
    group = "zz" if letter.isalnum() else "02"
    return f"{group}{ord(letter):06x}"


_VARIANTS: dict[str, str] = {}
for _letter in ALPHABET:
    _VARIANTS[fold(_letter)] = _VARIANTS.get(fold(_letter), "") + _letter
