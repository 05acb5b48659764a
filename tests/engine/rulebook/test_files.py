"""YAML is read exactly, and what is wrong is named with its line."""

from decimal import Decimal
from pathlib import Path

import pytest

from thidua.engine.rulebook import LawError
from thidua.engine.rulebook.lawbook.files import parse, read


def test_decimals_stay_exact_and_words_stay_words() -> None:
    content = parse("{share: 0.3, on: yes, no: off, kept: true, count: 15, ratio: 15%, zero: 0.10}")
    assert content == {
        "share": Decimal("0.3"),
        "on": "yes",
        "no": "off",
        "kept": True,
        "count": 15,
        "ratio": "15%",
        "zero": Decimal("0.10"),
    }
    assert isinstance(content["share"], Decimal)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "dòng 3: mục “a” ghi hai lần"),
        ("a:\n  - b\n - c\n", "dòng 3: không đọc được YAML"),
        ("{a: 1, {b: c}: 2}\n", "dòng 1: tên mục phải là một từ"),
        ("- a\n- b\n", "nội dung phải là các mục"),
        ("a: !!python/object/apply:os.system [ls]\n", "không đọc được YAML"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "law.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match="law.yaml") as error:
        read(path)
    assert said in str(error.value)


def test_a_file_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "law.yaml"
    with pytest.raises(LawError, match="Không mở được"):
        read(path)
    path.write_bytes(b"name: \xff\xfe")
    with pytest.raises(LawError, match="không phải UTF-8"):
        read(path)
