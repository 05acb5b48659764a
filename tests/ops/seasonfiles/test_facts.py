"""The published facts stand in the examples to the letter, and nothing that was not published stands beside them."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from tests.ops.seasonfiles.seasons import season
from thidua.ops.seasonfiles import Approx, Quantity, SeasonFiles, Source
from thidua.ops.seasonfiles.model import Document


def figure(text: str, approx: Approx = Approx.EXACT) -> Quantity:
    return Quantity(Decimal(text), approx)


def awarded(files: SeasonFiles) -> Counter[str]:
    awards = {dossier.code: dossier.award for dossier in files.dossiers}
    return Counter(awards[item] for decision in files.decisions for item in decision.items)


def document(files: SeasonFiles, number: str, day: date) -> Document:
    (found,) = [paper for paper in files.documents if (paper.number, paper.day) == (number, day)]
    return found


OVER, NEARLY = Approx.OVER, Approx.NEARLY


@pytest.mark.parametrize(
    ("indicator", "result", "percent_of_plan", "ratio", "change"),
    [
        ("GTSX", figure("1627", OVER), figure("100", NEARLY), Quantity(), figure("13", OVER)),
        ("GTSX_CNXD", figure("339", OVER), figure("100"), Quantity(), figure("15", OVER)),
        ("GTSX_DV", figure("884", OVER), figure("99", OVER), Quantity(), figure("15", OVER)),
        ("THU_NS", figure("233", OVER), Quantity(), Quantity(), Quantity()),
        ("CHI_NS", figure("620", OVER), figure("95"), figure("191", OVER), Quantity()),
        ("XNK", figure("98", OVER), Quantity(), Quantity(), figure("17", OVER)),
        ("DU_LICH", figure("66927"), figure("78", NEARLY), figure("77", OVER), Quantity()),
        ("DANG_HTTNV", figure("92"), Quantity(), Quantity(), Quantity()),
        ("DANG_VIEN_MOI", figure("86"), figure("101", OVER), Quantity(), Quantity()),
        ("TL_DANG_VIEN_MOI", figure("3.7"), Quantity(), Quantity(), Quantity()),
        ("DK_KHOI", figure("100"), Quantity(), Quantity(), Quantity()),
        ("DK_CBCC", figure("100"), Quantity(), Quantity(), Quantity()),
    ],
)
def test_binh_lieu_2020_results(
    indicator: str, result: Quantity, percent_of_plan: Quantity, ratio: Quantity, change: Quantity
) -> None:
    (row,) = [line for line in season("binh-lieu-2020").results if (line.unit, line.indicator) == ("BL", indicator)]
    assert (row.result, row.percent_of_plan, row.ratio_to_last, row.change_on_last) == (
        result, percent_of_plan, ratio, change,
    )  # fmt: skip
    assert row.source is Source.POSTED


def test_binh_lieu_2020_leaves_unknown_what_was_not_published() -> None:
    rows = [line for line in season("binh-lieu-2020").results if line.unit == "BL"]
    assert all(row.last.is_missing for row in rows)
    assert {row.indicator for row in rows if not row.plan.is_missing} == {"DANG_VIEN_MOI"}
    by_code = {row.indicator: row for row in rows}
    assert by_code["DANG_VIEN_MOI"].plan == figure("85")
    assert by_code["GTSX_DV"].estimated
    assert by_code["THU_NS"].as_of == date(2020, 11, 30)


def test_binh_lieu_2020_awards() -> None:
    assert awarded(season("binh-lieu-2020")) == {"CSTDCS": 5, "DAN_DAU_KHOI": 12, "NHI_KHOI": 12, "GK": 8}


def test_binh_lieu_2020_all_blocs_signed_and_all_persons_registered() -> None:
    files = season("binh-lieu-2020")
    assert len(files.clusters) == 12
    for cluster in files.clusters:
        (covenant,) = [each for each in files.covenants if each.cluster == cluster.code]
        assert {signature.unit for signature in covenant.signatures} == set(cluster.members)
    accepted = {line.subject for line in files.registrations if line.outcome == "accepted"}
    assert {person.code for person in files.persons} <= accepted


def test_binh_lieu_2020_conference_and_the_launch_of_2021() -> None:
    files = season("binh-lieu-2020")
    (conference,) = [each for each in files.conferences if each.kind == "summing_up"]
    assert conference.on == date(2021, 1, 19)
    assert [(each.name, each.office.split(",")[0]) for each in conference.delegates] == [
        ("Dương Mạnh Cường", "Tỉnh ủy viên"),
        ("Nguyễn Thị Tuyết Hạnh", "Phó Bí thư Huyện ủy"),
    ]
    (launched,) = [each for each in files.movements if each.code in conference.launches]
    assert launched.year == 2021 and files.info.next_year is not None
    assert launched.theme == files.info.next_year.theme
    assert launched.theme.startswith("Giữ vững địa bàn an toàn và đà tăng trưởng trong trạng thái bình thường mới")
    assert document(files, "34-CT/TW", date(2014, 4, 7)).code in launched.legal_bases
    assert document(files, "27-CT/TU", date(2014, 5, 26)).code in launched.legal_bases


def test_binh_lieu_2020_cites_a_text_that_is_no_longer_in_force() -> None:
    files = season("binh-lieu-2020")
    (movement,) = [each for each in files.movements if each.code == "PT-2020"]
    ended = {p.code for p in files.documents if p.in_force_to and p.in_force_to < movement.launched_on}
    assert ended & set(movement.legal_bases) == {"TT08-2017"}


def test_quynh_phu_2022_nine_groups() -> None:
    files = season("quynh-phu-2022")
    counts = {
        "GK_HOC_SINH": 2, "DAN_DAU_TOAN_DIEN": 1, "CHINH_QUYEN_VM": 26, "TTLDTT": 34, "GK_LINH_VUC": 20,
        "GK_DOANH_NGHIEP": 14, "GK_DONG_GOP": 30, "GK_NTM": 4, "GK_GUONG_MAU": 6,
    }  # fmt: skip
    assert awarded(files) == counts
    (conference,) = files.conferences
    assert [(step.award, step.count) for step in conference.awards] == list(counts.items())
    assert sum(counts.values()) == 137


def test_quynh_phu_2022_an_khe_leads_all_round() -> None:
    files = season("quynh-phu-2022")
    (dossier,) = [each for each in files.dossiers if each.award == "DAN_DAU_TOAN_DIEN"]
    names = {unit.code: unit.name for unit in files.units}
    assert names[dossier.subject] == "Xã An Khê"
    totals: Counter[str] = Counter()
    for line in files.scores:
        totals[line.unit] += line.agreed.value or 0  # type: ignore[assignment]
    (first, points), (_, following) = totals.most_common(2)
    assert first == dossier.subject and points > following


@pytest.mark.parametrize(
    ("indicator", "comparator", "value", "upper", "change_unit", "published"),
    [
        ("GTSX", "change", "12.8", None, "percent", "tăng 12,8% so với năm 2022"),
        ("XA_NTM_NC", "range", "3", "5", "", "từ 3 đến 5 xã trở lên"),
        ("TRUONG_CHUAN", "more_than", "97.8", None, "", "trên 97,8%"),
        ("XA_YTE", "maintain", "100", None, "", "duy trì 100%"),
        ("VAN_HOA", "equal", "98", None, "", "98%"),
        ("HO_NGHEO", "change", "-0.2", None, "percentage_point", "giảm 0,2% trở lên"),
    ],
)
def test_quynh_phu_2022_targets_of_2023(
    indicator: str, comparator: str, value: str, upper: str | None, change_unit: str, published: str
) -> None:
    (target,) = [t for t in season("quynh-phu-2022").targets if (t.unit, t.indicator) == ("QP", indicator)]
    assert target.period.code == "2023"
    assert (target.comparator, target.value, target.upper, target.change_unit, target.published) == (
        comparator, Decimal(value), Decimal(upper) if upper else None, change_unit, published,
    )  # fmt: skip


def test_quynh_phu_2022_delegates_with_their_offices() -> None:
    (conference,) = season("quynh-phu-2022").conferences
    assert conference.on == date(2023, 1, 11)
    assert {each.name: each.office for each in conference.delegates if each.name} == {
        "Hoàng Thái Phúc": "Ủy viên Ban Thường vụ Tỉnh ủy, Trưởng Ban Nội chính Tỉnh ủy",
        "Đinh Trọng Xá": "Tỉnh ủy viên, Bí thư Huyện ủy",
        "Nguyễn Văn Nhiễm": "Phó Bí thư thường trực Huyện ủy, Chủ tịch Hội đồng nhân dân huyện",
        "Nguyễn Tiến Quyền": "Phó Bí thư Huyện ủy, Chủ tịch Ủy ban nhân dân huyện",
        "Phạm Hồng Thái": "Huyện ủy viên, Phó Chủ tịch Thường trực Ủy ban nhân dân huyện",
    }


def test_quynh_phu_2022_tells_no_economic_result_of_the_district() -> None:
    assert [line for line in season("quynh-phu-2022").results if line.unit == "QP"] == []


def test_bac_ninh_2023_cluster_and_covenant() -> None:
    files = season("bac-ninh-2023")
    (cluster,) = files.clusters
    names = {unit.code: unit.name for unit in files.units}
    assert names[cluster.head] == "Huyện Lương Tài"
    assert cluster.decision == document(files, "42/QĐ-UBND", date(2023, 1, 12)).code
    assert document(files, "21/KH-UBND", date(2023, 1, 30)).source is Source.POSTED
    assert document(files, "71-NQ/TU", date(2022, 8, 29)).source is Source.POSTED
    assert len(cluster.members) == 8
    adopted = {paper.kind for paper in cluster.papers if paper.adopted_on == date(2023, 3, 17)}
    assert adopted == {"regulation", "criteria", "scoring_table"}
    (covenant,) = files.covenants
    assert [part.number for part in covenant.commitments] == list(range(1, 11))
    assert {signature.unit for signature in covenant.signatures} == set(cluster.members)
    assert {signature.on for signature in covenant.signatures} == {date(2023, 3, 17)}
    first = covenant.commitments[0]
    assert (first.indicator, first.comparator, first.value) == ("XA_NTM_NC", "at_least", Decimal(9))


def test_bac_ninh_2023_allots_nine_communes_and_none_to_the_cities() -> None:
    files = season("bac-ninh-2023")
    rows = [line for line in files.results if line.indicator == "XA_NTM_NC" and line.unit != "BN"]
    assert sum(row.plan.value for row in rows if row.plan.value is not None) == 9
    assert {row.unit for row in rows if row.result.not_applicable} == {"BN.TPBN", "BN.TPTS"}


def test_bac_ninh_2023_towns_were_districts_when_they_signed() -> None:
    steps = {step.name_before: step.on for step in season("bac-ninh-2023").lineage}
    assert steps == {"Huyện Quế Võ": date(2023, 4, 10), "Huyện Thuận Thành": date(2023, 4, 10)}


def test_pho_lu_2023_launch_and_urging() -> None:
    files = season("pho-lu-2023")
    (launch,) = [each for each in files.conferences if each.kind == "launch"]
    assert launch.on == date(2023, 1, 16)
    assert {each.name for each in launch.delegates if each.name} == {"Dương Thị Tâm", "Nguyễn Văn Chắc"}
    late = {(r.unit, r.period) for r in files.reports if r.sent_on is None or r.sent_on > r.due_on}
    assert late and {(reminder.unit, reminder.period) for reminder in files.reminders} == late


def test_binh_lieu_2022_special_movement() -> None:
    files = season("binh-lieu-2022")
    (movement,) = [each for each in files.movements if each.kind == "themed"]
    assert movement.launched_on == date(2023, 2, 2)
    assert "60 năm" in movement.name
    assert document(files, "27-CT/TU", date(2022, 7, 22)).code in movement.legal_bases
    assert document(files, "10-NQ/HU", date(2022, 12, 12)).code in movement.legal_bases
    for covenant in files.covenants:
        assert len(covenant.commitments) == 8
        assert {part.source for part in covenant.commitments} == {Source.POSTED}
    assert {covenant.cluster for covenant in files.covenants} == {cluster.code for cluster in files.clusters}
