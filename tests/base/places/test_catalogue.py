"""The shipped list of places: complete, closed in itself, and found by the names people type."""

import csv
from collections import Counter
from datetime import date

import pytest

from thidua.base.access.actor import Problem
from thidua.base.places.catalogue import DATA, PREFIX, areas, find_provinces, reform
from thidua.base.units.enums import Level, LineageKind

ALL = [place for area in areas().values() for place in area.places]
ARROWS = [arrow for area in areas().values() for arrow in area.arrows]
DAY = date(2025, 7, 1)


def test_the_counts_of_the_reform() -> None:
    today = Counter(p.level for p in ALL if p.ends is None)
    assert today == {Level.PROVINCE: 34, Level.COMMUNE: 3321}
    ended = Counter(p.level for p in ALL if p.ends is not None)
    assert ended == {Level.PROVINCE: 52, Level.DISTRICT: 691, Level.COMMUNE: 10034}
    kinds = Counter(p.name.split()[0] for p in ALL if p.ends is None and p.level == Level.COMMUNE)
    assert kinds == {"Xã": 2621, "Phường": 687, "Đặc": 13}


def test_every_code_is_one_unit_and_fits_the_column() -> None:
    assert max(Counter(p.code for p in ALL).values()) == 1
    assert max(len(p.code) for p in ALL) <= 40 and all(p.code.startswith(PREFIX) for p in ALL)


def test_parents_and_arrows_stay_inside_their_province() -> None:
    for area in areas().values():
        own = {p.code: p for p in area.places}
        assert all(p.parent in own for p in area.places if p.parent)
        assert all(own[a.old].ends == DAY and own[a.new].ends is None for a in area.arrows)


def test_nothing_of_the_district_level_stands_after_the_reform() -> None:
    assert all(p.ends == DAY for p in ALL if p.level == Level.DISTRICT)
    ended = [a for a in ARROWS if a.kind == LineageKind.LEVEL_ABOLISHED]
    assert len(ended) == 691 and {a.decision for a in ended} == {reform()["district_decision"]}


def test_splits_are_flagged_and_nothing_else_has_two_targets() -> None:
    targets = Counter(a.old for a in ARROWS)
    assert {a.old for a in ARROWS if a.kind == LineageKind.SPLIT} == {old for old, n in targets.items() if n > 1}
    assert sum(n > 1 for n in targets.values()) == 8


def test_one_to_one_arrows_are_renames_or_moves() -> None:
    sources = Counter(a.new for a in ARROWS)
    alone = [a for a in ARROWS if a.kind in (LineageKind.RENAME, LineageKind.TRANSFER)]
    assert len(alone) == 147
    # beside the commune itself nothing may lead into it
    assert all(sources[a.new] == 1 for a in alone)


def test_an_uncertain_decision_says_so() -> None:
    provinces = [a for a in ARROWS if len(a.old) == len("DVHC-02-cu")]
    communes = [a for a in ARROWS if len(a.old) == len("DVHC-00001-cu")]
    assert (len(provinces), len(communes)) == (52, 10042)
    assert {a.decision for a in provinces} == {"Nghị quyết 202/2025/QH15"}
    assert all("chưa đối chiếu" in a.decision for a in communes)
    assert sorted(a.note for a in ARROWS if a.note)[0].startswith("Danh mục khác nối sang mã")


def test_the_files_are_small_and_in_one_form() -> None:
    import unicodedata

    assert sum(path.stat().st_size for path in DATA.iterdir()) < 640_000
    for path in DATA.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text)
        assert next(csv.reader(text.splitlines())) == ["code", "name", "parent", "into", "how"]


@pytest.mark.parametrize("text", ["22", "Tỉnh Quảng Ninh", "quảng ninh", "QUANG NINH", " tinh quang ninh "])
def test_a_province_is_found_as_people_type_it(text: str) -> None:
    assert find_provinces([text]) == ["22"]


@pytest.mark.parametrize("text", ["Tỉnh Hà Tây", "", "99"])
def test_an_unknown_province_is_named(text: str) -> None:
    with pytest.raises(Problem, match="Không có tỉnh, thành phố") as caught:
        find_provinces([text])
    assert caught.value.field == "provinces"
