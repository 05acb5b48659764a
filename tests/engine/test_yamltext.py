"""Typed YAML that would exhaust the machine, crash its parser or mean something else is refused with its line."""

import pytest
import yaml

from thidua.engine.scoring import SchemeError
from thidua.engine.scoring.schemetext import scheme_from_text
from thidua.engine.yamltext import DEEPEST, Loader, fault_in

BOMB = "a: &a [x, x]\n" + "".join(f"b{i}: [*a, *a]\n" for i in range(3))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (BOMB, 2, "Không dùng dấu & và *"),
        ("a: &a\n  b: *a\n", 2, "Không dùng dấu & và *"),
        ("x: 1\na: " + "[" * 100_000, 2, f"quá {DEEPEST} lớp"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "Không dùng dấu “!”"),
        ("a: !!timestamp 2023-01-01\n", 1, "Không dùng dấu “!”"),
        ("a: !!binary x\n", 1, "Không dùng dấu “!”"),
    ],
)
def test_what_is_not_plain_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    fault = fault_in(text)
    assert fault is not None and fault[0] == line and words in fault[1]


@pytest.mark.parametrize("text", ["a: 1\nb: [x, {c: ~}]\n", "a: !!str 12\n", 'a: "*x"\nb: "!y"\n', "[" * 40 + "]" * 40])
def test_what_is_plain_is_taken(text: str) -> None:
    assert fault_in(text) is None


def test_what_looks_like_a_day_stays_a_text() -> None:
    assert yaml.load("a: 2023-13-45\nb: 2023-01-02", Loader=Loader) == {"a": "2023-13-45", "b": "2023-01-02"}


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "code: 2023-13-45",
        "code: !!python/name:os.system x",
        "code: " + "9" * 5000,
        "? [a]\n: b",
        "code: x\ntitle: y\ngroups: [{code: a, title: b, children: [{code: b, title: c, formula: {kind: [a]}}]}]",
        "code: x\ngroups: {kind: {a: b}}",
        "<<: [1]\na: 1",
        "code: .nan\nversion: .inf",
        "",
        "\0",
    ],
    ids=lambda text: str(text)[:20],
)
def test_a_scheme_of_any_text_is_a_scheme_or_a_sentence(text: str) -> None:
    with pytest.raises(SchemeError) as refused:
        scheme_from_text(text)
    assert refused.value.problems
