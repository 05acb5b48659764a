"""Sizes: module, function, view, room (house.md § Sizes; docs/adr/0008)."""

from collections import Counter
from pathlib import Path

from tests.house.tree import SRC, code_lines, functions, length, modules, name

LIMITS = {"base": 1500, "faces": 1500, "cycle": 2400, "wing": 1500}


def test_modules_stay_under_the_hard_limit() -> None:
    sizes = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in modules()}
    assert {p: n for p, n in sizes.items() if n > 400} == {}


def test_functions_stay_under_the_hard_limit_and_most_are_short() -> None:
    sizes = sorted((length(f), name(p), f.name) for p, f in functions())
    assert [s for s in sizes if s[0] > 60] == []
    assert sizes[int(len(sizes) * 0.9)][0] <= 25


def test_views_only_fetch_call_and_answer() -> None:
    views = [(name(p), f.name, length(f)) for p, f in functions() if "views" in p.stem or "views" in p.parts]
    assert [v for v in views if v[2] > 25] == []


def test_a_room_has_one_job() -> None:
    sizes: Counter[str] = Counter()
    for path in modules():
        parts = path.relative_to(SRC).parts
        if parts[0] in LIMITS and len(parts) > 2:
            sizes["/".join(parts[: 3 if (SRC / Path(*parts[:3]) / "urls.py").is_file() else 2])] += code_lines(path)
    limits = {room: LIMITS["wing" if room.count("/") == 2 else room.split("/")[0]] for room in sizes}
    assert {room: n for room, n in sizes.items() if n > limits[room]} == {}
