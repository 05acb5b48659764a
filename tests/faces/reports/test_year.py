"""The summary of a year that is over: right figures, each with its source."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.cycle.s5_score import ground as scoring
from tests.faces.conftest import HONOUR
from tests.faces.reports.reading import part, rows
from tests.world import LOADER, World
from thidua.base.people.models import Person
from thidua.base.units.actions import close_unit
from thidua.faces.reports.summary import season_summary, summary_data, summary_tables
from thidua.faces.reports.tables import About, Gap


def leaves(value: Any) -> Iterator[Any]:
    """Every value inside nested data."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inner is None:
        yield value
    else:
        for one in inner:
            yield from leaves(one)


def test_the_head_figures_of_a_year(year: World) -> None:
    summary = season_summary(year.season, HONOUR)
    assert {s.code: (s.value, s.of) for s in summary.stats} == {
        "movements": (2, None),
        "received": (1, 5),
        "registered": (2, 4),
        "signed": (2, 3),
        "met": (1, 2),
        "ranked": (1, 1),
        "eligible": (0, 3),
        "passed": (3, 3),
        "awards": (2, None),
        "bonus": (1_800_000 + 540_000, None),
        "conferences": (1, None),
    }
    assert summary.stat("awards").note == "đã trừ 1 khen thưởng bị thu hồi"
    assert summary.stat("met").note == "1 không áp dụng"
    assert all(s.source for s in summary.stats)


def test_movements_come_with_their_way_down(year: World) -> None:
    first, second = season_summary(year.season, HONOUR).movements
    assert (first.unit_name, first.expected, first.received, first.relaunched) == ("Huyện Bình Liêu", 4, 1, 1)
    assert (second.unit_name, second.expected, second.received) == ("Xã Lục Hồn", 1, 0)


def test_registration_by_kind_by_cluster_and_by_class(year: World) -> None:
    assert rows(year, "registration_by_kind") == (
        ("Cơ quan chuyên môn, phòng, ban", 1, 0, 0),
        ("Mặt trận và đoàn thể", 1, 0, 0),
        ("Xã, phường, thị trấn, đặc khu", 2, 2, 1),
    )
    assert rows(year, "registration_by_cluster") == (("Khối thi đua K01", 3, 2, 1),)
    assert rows(year, "people") == (("Người trực tiếp công tác, lao động, học tập", 5, None),)
    by_name = {name: rest for name, *rest in rows(year, "wanted")}
    assert by_name["Lao động tiên tiến, Chiến sĩ tiên tiến"] == [2, 0, 5, 0]


def test_a_covenant_is_counted_once_it_is_open(year: World) -> None:
    head = ("Khối thi đua K01", "Xã Lục Hồn", "Đang ký", 1, 3, 2)
    assert rows(year, "covenants") == (head,)
    scoring.make_cluster(year, "K02", ("PN", "BC"), "PN")
    assert rows(year, "covenants")[1] == ("Khối thi đua K02", "Phòng Nội vụ", "Chưa có giao ước", None, 2, None)
    assert summary_tables(season_summary(year.season, HONOUR))["covenants"].total[-2:] == (5, None)


def test_results_say_how_they_were_published_and_what_does_not_apply(year: World) -> None:
    found = {row[0]: row for row in rows(year, "results")}
    assert found["Thu ngân sách"][4:10] == (Decimal(1000), Decimal(1040), Decimal(104), Decimal(800), "tăng 30%", "đạt")
    assert found["Khách du lịch"][6] == About(Decimal(78), "gần") and found["Khách du lịch"][8] == "giảm dưới 23%"
    assert "theo số đơn vị báo cáo" in found["Khách du lịch"][-1]
    assert found["Tỷ lệ hộ nghèo"][5:7] == (Gap.NOT_APPLICABLE, Gap.NOT_APPLICABLE)
    assert rows(year, "units") == (("Xã Đồng Văn", 0, 1, 0), ("Xã Lục Hồn", 1, 0, 0))


def test_near_places_are_told(year: World) -> None:
    found = {row[1]: row for row in rows(year, "ranking")}
    assert [found[name][2] for name in ("Xã Lục Hồn", "Hội Liên hiệp Phụ nữ huyện", "Xã Đồng Văn")] == [1, 2, 3]
    assert "sát điểm" in found["Xã Lục Hồn"][-1] and "sát điểm" in found["Hội Liên hiệp Phụ nữ huyện"][-1]
    assert found["Xã Đồng Văn"][-1] == ""


def test_dossiers_votes_and_awards(year: World) -> None:
    assert rows(year, "dossiers") == (
        ("Chiến sĩ thi đua cơ sở", 2, 0, 0, 2, 0, 2),
        ("Giấy khen", 1, 0, 0, 1, 0, 1),
    )
    assert [(row[2], row[3], row[4]) for row in rows(year, "votes")] == [("Đã ký biên bản", 3, 3)]
    assert rows(year, "awards") == (
        ("Chiến sĩ thi đua cơ sở", "danh hiệu", 1, 0, 0, 1, 1_800_000),
        ("Giấy khen", "hình thức", 1, 0, 0, 1, 540_000),
    )


def test_a_person_is_counted_once_by_class_and_sex(year: World) -> None:
    Person.objects.filter(code="NV1").update(sex="female")
    assert rows(year, "classes") == (("Chưa phân loại", 1, 0, 1, 2),)


def test_an_amount_that_is_not_known_makes_the_sum_unknown(year: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from thidua.faces.reports.gathering import merit

    real = merit.recipients
    monkeypatch.setattr(
        merit, "recipients", lambda pk: [replace(a, bonus=None) if i else a for i, a in enumerate(real(pk))]
    )
    summary = season_summary(year.season, HONOUR)
    assert summary.stat("bonus").value is None and "chưa rõ mức tiền" in summary.stat("bonus").note
    assert summary_tables(summary)["awards"].total[-1] is None


def test_money_can_be_left_out(year: World) -> None:
    told = json.dumps(summary_data(season_summary(year.season, HONOUR, money=False)), ensure_ascii=False)
    assert "bonus" not in told and "tiền" not in told.lower() and "1800000" not in told and "2340000" not in told


def test_a_unit_sees_its_own_part(year: World) -> None:
    summary = season_summary(year.season, HONOUR, part=part(year, "DV"), money=False)
    assert summary.part == "Xã Đồng Văn"
    stats = {s.code: (s.value, s.of) for s in summary.stats}
    assert stats["movements"] == (None, None) and stats["registered"] == (1, 1) and stats["ranked"] == (3, 3)
    assert stats["eligible"] == stats["passed"] == stats["awards"] == (None, None)
    assert [row.unit_name for row in summary.ranking] == ["Xã Đồng Văn"] and summary.votes == ()
    assert [(row.indicator, row.met) for row in summary.results] == [("Thu ngân sách", False)]
    own = season_summary(year.season, HONOUR, part=part(year, "LH"), money=False)
    assert own.stat("awards").value == 2 and own.stat("passed").value == 3 and own.stat("movements").value == 1
    told = json.dumps(summary_data(summary), ensure_ascii=False)
    assert "Hội Liên hiệp Phụ nữ" not in told and "Thi đua xây dựng nông thôn mới" not in told


def test_an_old_year_keeps_the_units_that_it_had(year: World) -> None:
    now = summary_data(season_summary(year.season, HONOUR))
    for code in ("BC", "LH", "DV", "PN", "PNU", "BL"):
        close_unit(by=LOADER, unit=year.units[code], on=date(2025, 7, 1), decision="Nghị quyết 202/2025/QH15")
    later = summary_data(season_summary(year.season, date(2026, 11, 20)))
    assert later["tables"] == now["tables"] and later["figures"] == now["figures"]
    assert later["season"]["as_of"] == "2026-11-20"


def test_the_data_are_plain(year: World) -> None:
    data = summary_data(season_summary(year.season, HONOUR))
    assert json.loads(json.dumps(data)) == data
    assert not any(isinstance(leaf, float) for leaf in leaves(data))
    result = {row[0]: row for row in data["tables"]["results"]["rows"]}
    assert result["Thu ngân sách"][4:8] == ["1000", "1040", "104", "800"]
    assert result["Khách du lịch"][6] == "gần 78" and result["Tỷ lệ hộ nghèo"][5] == "không áp dụng"
    assert data["tables"]["movements"]["rows"][0][2] == "2023-01-03"
    assert data == summary_data(season_summary(year.season, HONOUR))
