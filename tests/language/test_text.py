"""Vietnamese text: normal form, folded form, dictionary order, names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.language.text import fold, nfc, person_sort_key, same_name, sort_key, tidy

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
vietnamese_words = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " ", max_size=20)


@given(st.text())
def test_nfc_and_nfd_input_meet(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert nfc(decomposed) == nfc(text)
    assert fold(decomposed) == fold(text)
    assert sort_key(decomposed) == sort_key(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Thuỷ", "dang thi thuy"),
        ("ĐẮK LẮK", "dak lak"),
        ("  Hoà \u00a0Bình\n", "hoa binh"),
        ("Ðại học", "dai hoc"),
        ("Quyết định số 42/QĐ-UBND", "quyet dinh so 42/qd-ubnd"),
    ],
)
def test_fold_drops_every_vietnamese_mark(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(vietnamese_words)
def test_folded_vietnamese_is_ascii(text: str) -> None:
    assert fold(text).isascii()


def test_the_alphabet_and_the_tones_are_in_dictionary_order() -> None:
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(reversed(letters), key=sort_key) == letters
    tones = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mát"]
    assert sorted(reversed(tones), key=sort_key) == tones


def test_letters_weigh_more_than_tones_and_a_space_more_than_a_letter() -> None:
    names = ["An", "Án", "An Khê", "An Thi", "Ang", "Anh", "Ảnh", "Ánh", "Ăn", "Ân", "Bình", "Dũng", "Đặng", "Đức"]
    assert sorted(reversed(names), key=sort_key) == names


def test_numbers_stand_before_letters() -> None:
    assert sorted(["Tổ A", "Tổ 2", "Tổ 1", "Tổ"], key=sort_key) == ["Tổ", "Tổ 1", "Tổ 2", "Tổ A"]


@given(st.text())
def test_a_key_orders_alike_under_every_collation(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert all(char.isdigit() or char.islower() for char in key)


@given(vietnamese_words, st.integers(0, 99))
def test_a_longer_name_comes_after_its_beginning(name: str, number: int) -> None:
    assert sort_key(name) < sort_key(f"{name} {number}")


@given(st.lists(vietnamese_words, min_size=2, max_size=2))
def test_one_key_means_one_folded_form(names: list[str]) -> None:
    first, second = names
    assert (sort_key(first) != sort_key(second)) or fold(first) == fold(second)


def _alphabet_position(word: str) -> list[int]:
    plain = "".join(char for char in unicodedata.normalize("NFD", word) if char not in "\u0300\u0301\u0303\u0309\u0323")
    return ["aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".index(char) for char in nfc(plain)]


@given(st.lists(st.text(alphabet=VIETNAMESE, min_size=1, max_size=6), min_size=2, max_size=8))
def test_sorting_words_sorts_their_letters_by_the_alphabet(words: list[str]) -> None:
    positions = [_alphabet_position(word) for word in sorted(words, key=sort_key)]
    assert positions == sorted(positions)


def test_people_are_listed_by_given_name_then_family_name() -> None:
    people = ["Đặng Anh", "Lê Thị Anh", "Lê Văn Anh", "Nguyễn Ánh", "Phạm Ăn", "Trần Ân", "Bùi Văn Bình", "Tâm"]
    assert sorted(reversed(people), key=person_sort_key) == people


@given(vietnamese_words)
def test_person_key_has_one_form_for_every_spacing(name: str) -> None:
    assert person_sort_key(f"  {name.replace(' ', '  ')} ") == person_sort_key(name)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Hoà Bình", "Hòa Bình"), ("Lê Thị Thuỷ", "LÊ THỊ  THỦY"), ("Uỷ ban", "Ủy ban"), ("khoẻ", "khỏe"), ("Quý", "Qúy")],
)
def test_old_and_new_places_of_the_tone_are_one_name(first: str, second: str) -> None:
    assert same_name(first, unicodedata.normalize("NFD", second))


@pytest.mark.parametrize(
    ("first", "second"), [("Thuý", "Thuỷ"), ("Dũng", "Đũng"), ("An", "Ân"), ("Lê An", "LêAn"), ("Tổ 1", "Tổ 2")]
)
def test_other_letters_or_tones_are_another_name(first: str, second: str) -> None:
    assert not same_name(first, second)


def test_tidy_composes_and_removes_idle_spaces() -> None:
    assert tidy(unicodedata.normalize("NFD", " Nguyễn \t Văn\u00a0Ấn ")) == "Nguyễn Văn Ấn"
