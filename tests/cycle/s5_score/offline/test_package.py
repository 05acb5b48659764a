"""The offline package: handed out, filled in, brought back; and everything that must not get in."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cycle.s5_score.ground import OPEN, SCHEME, make_cluster, make_scheme, open_all, report_of, score, submit
from tests.cycle.s5_score.offline.hands import (
    Formula,
    Percent,
    answers,
    bring,
    outcomes,
    package_of,
    reasons,
    resaved,
    row_of,
    write,
)
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.base.documents.queries import attachments_of
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.enums import Round, ValueState
from thidua.cycle.s5_score.facts import standing_of
from thidua.cycle.s5_score.models import CellEntry, Scheme, ScoreSheet
from thidua.cycle.s5_score.offline import actions
from thidua.cycle.s5_score.offline import layout as at
from thidua.cycle.s5_score.offline.models import OfflinePackage, PackageMerge, PackageUpload
from thidua.paper.filled import read_filled
from thidua.paper.sheets import read_table

D = Decimal
FULL = {
    "KT1.plan": D(900), "KT1.actual": "1.627,5", "KT2": "12,5 %", "XH1.vu": D(0), "XH1.don": "1", "XH2": "Có",
    "TD1": "khá", "TD2": D("9.5"), "TD2:why": "=cộng theo biên bản", "fact:KL": "Không",
}  # fmt: skip


def stands(sheet: ScoreSheet, code: str) -> CellEntry:
    """The value of the unit."""
    return standing_of(sheet).cells[code, Round.SELF]


def test_the_workbook_has_every_criterion_and_is_locked_but_for_the_answers(world: World, sheet: ScoreSheet) -> None:
    score(world, sheet, "TD2", value=D(8), reason="=1+1")
    package, data = package_of(world, sheet)
    page = read_filled(data, "a.xlsx")[at.PAGE]
    shown = {page.text(int(r["row"]), at.CODE) for r in package.content["rows"]}
    assert shown == {"KT1", "KT2", "XH1", "XH2", "TD1", "TD2", "KL"}
    row = row_of(package, "TD2")
    assert page.cells[row, at.VALUE] == 8 and page.cells[row, at.REASON] == "=1+1"
    assert (row, at.REASON) not in page.formulas and (row, at.STATUS) in page.formulas
    assert page.cells[row_of(package, "KT1"), at.MAXIMUM] == 40
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        xml, styles = packed.read("xl/worksheets/sheet1.xml").decode(), packed.read("xl/styles.xml").decode()
        assert 'state="veryHidden"' in packed.read("xl/workbook.xml").decode()
    assert "<sheetProtection" in xml and 'orientation="landscape"' in xml and 'paperSize="9"' in xml
    assert 'state="frozen"' in xml and xml.count("<dataValidation ") >= 10 and "Hãy ghi số" in xml
    looks = re.findall(r"<xf [^>]*?(?:/>|[^/]>.*?</xf>)", styles.split("<cellXfs")[1].split("</cellXfs>")[0])
    locked_off = {number for number, look in enumerate(looks) if 'locked="0"' in look}
    open_cells = {ref for ref, s in re.findall(r'<c r="([A-Z]+)\d+" s="(\d+)"', xml) if int(s) in locked_off}
    assert open_cells == {"G", "H", "I"}
    assert "Còn 6 mục" in str(page.cells[4, 0])


def test_what_was_filled_in_is_taken_and_saved_as_the_grid_would(world: World, sheet: ScoreSheet) -> None:
    package, data = package_of(world, sheet)
    upload = bring(world, sheet, resaved(data, answers(package, FULL)))
    assert upload.refusal == "" and set(outcomes(upload).values()) == {"taken"}
    assert not CellEntry.objects.exists()
    assert write(world, upload).count == 7
    assert stands(sheet, "KT1").inputs["actual"]["value"] == "1627.5"
    assert stands(sheet, "KT2").inputs["value"]["value"] == "12.5"
    assert stands(sheet, "XH1").inputs["vu"]["value"] == "0" and stands(sheet, "XH1").points == 19
    assert stands(sheet, "TD1").inputs["value"]["value"] == "kha"
    assert stands(sheet, "TD2").reason == "=cộng theo biên bản"
    assert standing_of(sheet).unanswered() == []
    assert PackageMerge.objects.get().upload == upload and attachments_of(upload)[0].sha256 == upload.sha256


def test_the_four_states_come_back_as_they_are(world: World, sheet: ScoreSheet) -> None:
    score(world, sheet, "TD2", value=D(8))
    score(world, sheet, "XH1", vu=D(1), don=D(0))
    package, data = package_of(world, sheet)
    changes = answers(package, {"TD2": None, "XH1.vu": D(0), "XH2:x": "x", "XH2:why": "Không có nhà văn hóa"})
    write(world, bring(world, sheet, resaved(data, changes)))
    assert stands(sheet, "TD2").value_state == ValueState.MISSING
    assert stands(sheet, "XH1").inputs["vu"]["value"] == "0"
    assert stands(sheet, "XH2").value_state == ValueState.NOT_APPLICABLE
    assert ("KT1", Round.SELF) not in standing_of(sheet).cells


def test_figures_of_reports_keep_their_source_and_are_not_copied_untouched(world: World, sheet: ScoreSheet) -> None:
    report_of(world, "DV", "dv-can-bo", "900", "945")
    package, data = package_of(world, sheet)
    upload = bring(world, sheet, resaved(data, answers(package, {"TD2": D(7)})))
    assert outcomes(upload)["KT1"] == "unchanged"
    second = bring(world, sheet, resaved(data, answers(package, {"KT1.actual": D(950)})))
    write(world, second)
    inputs = stands(sheet, "KT1").inputs
    assert (inputs["plan"]["source"], inputs["actual"]["source"]) == ("báo cáo 2023, Thu ngân sách", "")


REFUSED = (
    ({"TD2": D(11)}, "TD2", "không được lớn hơn 10"),
    ({"TD2": "mười"}, "TD2", "không phải là số"),
    ({"TD2": Formula("=4+5")}, "TD2", "công thức"),
    ({"TD2": True}, "TD2", "không phải là số"),
    ({"TD2": date(2023, 5, 9)}, "TD2", "không phải là số"),
    ({"TD2": Percent("0.05")}, "TD2", "phần trăm"),
    ({"TD1": "giỏi"}, "TD1", "không có lựa chọn"),
    ({"XH2": "có lẽ"}, "XH2", "chỉ chọn Có hoặc Không"),
    ({"XH1.don": D("1.5")}, "XH1", "số nguyên"),
    ({"XH2:x": "x"}, "XH2", "lý do không áp dụng"),
    ({"XH2:x": "x", "XH2": "Có", "XH2:why": "a"}, "XH2", "vừa ghi số liệu vừa đánh dấu"),
    ({"XH2:x": "?"}, "XH2", "chỉ ghi x"),
    ({"TD2:why": "a" * 1001, "TD2": D(1)}, "TD2", "tối đa là 1000"),
)


def test_a_wrong_cell_is_refused_by_row_and_the_others_are_taken(world: World, sheet: ScoreSheet) -> None:
    package, data = package_of(world, sheet)
    for given, code, said in REFUSED:
        changes = answers(package, {"fact:KL": "Không", **given})
        upload = bring(world, sheet, resaved(data, changes))
        assert outcomes(upload)[code] == "refused", given
        assert said in reasons(upload)[code] and "dòng" in reasons(upload)[code], reasons(upload)
        assert outcomes(upload)["fact:KL"] == "taken"
    assert write(world, upload).count == 1
    assert set(standing_of(sheet).cells) == {("fact:KL", Round.SELF)}


def test_a_percent_typed_as_such_is_read_as_it_is_shown(world: World, sheet: ScoreSheet) -> None:
    package, data = package_of(world, sheet)
    write(world, bring(world, sheet, resaved(data, answers(package, {"KT2": Percent("0.125")}))))
    assert stands(sheet, "KT2").inputs["value"]["value"] == "12.5"


def test_both_values_are_shown_and_the_person_chooses(world: World, sheet: ScoreSheet) -> None:
    score(world, sheet, "TD2", value=D(5))
    package, data = package_of(world, sheet)
    for code, value in (("TD2", D(6)), ("XH2", True), ("TD1", "tot")):
        score(world, sheet, code, value=value)
    changes = {"TD2": D(7), "XH2": "Không", "TD1": "Tốt"}
    upload = bring(world, sheet, resaved(data, answers(package, changes)))
    found = outcomes(upload)
    assert (found["TD2"], found["XH2"], found["TD1"], found["KT1"]) == (
        "conflict",
        "conflict",
        "unchanged",
        "unchanged",
    )
    line = next(line for line in upload.report if line["code"] == "TD2")
    assert "6" in line["before"] and "7" in line["typed"]
    with pytest.raises(Problem, match="Còn 1 mục chưa chọn"):
        write(world, upload, TD2="lay")
    assert write(world, upload, TD2="lay", XH2="giu").count == 1
    assert stands(sheet, "TD2").inputs["value"]["value"] == "7"
    assert stands(sheet, "XH2").inputs["value"]["value"] is True


def test_untouched_cells_never_overwrite_what_was_saved_later(world: World, sheet: ScoreSheet) -> None:
    score(world, sheet, "TD2", value=D(5))
    _, data = package_of(world, sheet)
    score(world, sheet, "TD2", value=D(6))
    upload = bring(world, sheet, resaved(data))
    assert set(outcomes(upload).values()) == {"unchanged"} and "mới hơn" in reasons(upload)["TD2"]
    with pytest.raises(Problem, match="Không có mục nào để ghi"):
        write(world, upload)


def test_the_same_file_twice_and_a_second_press_write_once(world: World, sheet: ScoreSheet) -> None:
    package, data = package_of(world, sheet)
    file = resaved(data, answers(package, {"TD2": D(7)}))
    upload = bring(world, sheet, file)
    with pytest.raises(actions.Repeated, match="đã được nạp ngày") as again:
        bring(world, sheet, file, "tên khác.xlsx")
    assert again.value.upload == upload
    write(world, upload)
    with pytest.raises(Problem, match="không ghi lần thứ hai"):
        write(world, PackageUpload.objects.get())
    assert CellEntry.objects.count() == 1


def test_a_report_that_is_no_longer_true_is_shown_again(world: World, sheet: ScoreSheet) -> None:
    package, data = package_of(world, sheet)
    upload, by = bring(world, sheet, resaved(data, answers(package, {"TD2": D(7)}))), world.actor("dv-can-bo", OPEN)
    seen = actions.plan_again(by=by, upload=upload, today=OPEN).seen
    score(world, sheet, "TD2", value=D(3))
    with pytest.raises(Problem, match="vừa có giá trị mới"):
        actions.merge(by=by, upload=upload, choices={}, seen=seen, today=OPEN)
    assert stands(sheet, "TD2").points == 3


def test_a_package_from_before_the_sheet_was_sent_back_overwrites_nothing(world: World, sheet: ScoreSheet) -> None:
    package, data = package_of(world, sheet)
    file = resaved(data, answers(package, {"TD2": D(7), "XH2": "Có"}))
    write(world, bring(world, sheet, file))
    submit(world, sheet, TD2={"value": D(9)})
    with pytest.raises(Refused, match="Chờ thẩm định"):
        bring(world, sheet, resaved(file, answers(package, {"TD2": D(8)})))
    office = world.actor("chuyen-vien", OPEN)
    acts.step_back(by=office, sheet=sheet, today=OPEN, name="send_back", reason="Thiếu biên bản")
    with pytest.raises(actions.Repeated):
        bring(world, sheet, file)
    replayed = bring(world, sheet, resaved(file, answers(package, {"fact:KL": "Có"})))
    assert outcomes(replayed)["TD2"] == "conflict" and stands(sheet, "TD2").points == 9


def edited(package: OfflinePackage) -> list[tuple[dict[tuple[str, int, int], object], str]]:
    """What a wrong hand does to the structure, and what it is told."""
    rows = package.content["rows"]
    last = int(rows[-1]["row"])
    return [
        ({(at.PAGE, row_of(package, "TD2"), at.MAXIMUM): 50}, "điểm tối đa của «TD2» đổi từ «10» thành «50»"),
        ({(at.PAGE, row_of(package, "KT1"), at.LABEL): "Thu khác"}, "tên tiêu chí"),
        ({(at.PAGE, row_of(package, "KT1"), at.MAXIMUM): Formula("=40")}, "chứa công thức"),
        ({(at.PAGE, last + 1, at.CODE): "TD3"}, f"thêm nội dung ở dòng {last + 1}"),
        ({(at.HIDDEN, 3, 2): "999"}, "mã bảng chấm không còn như khi cấp"),
        ({(at.HIDDEN, 6, 2): "2"}, "phiên bản bảng tiêu chí"),
        ({(at.HIDDEN, 8 + len(package.content["after"]), 2): "TD9"}, "danh sách dòng ẩn"),
        ({(at.HIDDEN, 9 + len(package.content["after"]) + len(rows) - 1, 1): "0" * 64}, "mã kiểm tra không khớp"),
    ]


def test_an_edited_structure_is_refused_and_told(world: World, sheet: ScoreSheet) -> None:
    score(world, sheet, "TD2", value=D(1))
    package, data = package_of(world, sheet)
    for changes, said in edited(package):
        upload = bring(world, sheet, resaved(data, changes))
        assert said in upload.refusal, (said, upload.refusal)
        assert attachments_of(upload)
    newer = score(world, sheet, "TD2", value=D(2))
    upload = bring(world, sheet, resaved(data, {(at.HIDDEN, 8, 2): str(newer.pk)}))
    assert "các lần ghi mà gói dựa vào đã bị sửa" in upload.refusal


def test_packages_that_belong_elsewhere_are_refused(
    world: World, sheets: dict[str, ScoreSheet], scheme: Scheme
) -> None:
    _, data = package_of(world, sheets["LH"])
    assert "của đơn vị khác" in bring(world, sheets["DV"], resaved(data)).refusal
    package, data = package_of(world, sheets["DV"])
    newer = make_scheme(world, SCHEME.replace('version: "1"', 'version: "2"'))
    ScoreSheet.objects.filter(pk=sheets["DV"].pk).update(scheme=newer)
    sheet = ScoreSheet.objects.select_related("unit", "scheme", "season", "cluster").get(pk=sheets["DV"].pk)
    upload = bring(world, sheet, resaved(data, answers(package, {"TD2": D(2)})))
    assert "phiên bản 1, bảng chấm nay theo phiên bản 2" in upload.refusal


def test_who_and_when(world: World, sheet: ScoreSheet) -> None:
    package, data = package_of(world, sheet)
    file = resaved(data, answers(package, {"TD2": D(7)}))
    for who in ("lh-can-bo", "chuyen-vien", "tham-dinh", "truong-khoi", "kiem-tra"):
        with pytest.raises(Refused):
            bring(world, sheet, file, who=who)
        with pytest.raises(Refused):
            actions.issue(by=world.actor(who, OPEN), sheet=sheet, today=OPEN)
    with pytest.raises(Refused, match="Chấm điểm"):
        bring(world, sheet, file, on=date(2023, 6, 20))
    assert bring(world, sheet, file, who="dv-chu-tich").refusal == ""


def bomb() -> bytes:
    """A package whose page unfolds to 300 MB, and says it is small."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    return out.getvalue()


def far_away(data: bytes) -> bytes:
    """A package with one cell in the last corner: a reader that makes a table of it runs out of memory."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in packed.namelist():
            text = packed.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                text = text.replace(b"</sheetData>", cell)
            new.writestr(name, text)
    return out.getvalue()


def test_files_that_are_no_packages(world: World, sheet: ScoreSheet) -> None:
    _, data = package_of(world, sheet)
    for name, content, said in (
        ("a.pdf", b"MZ\x90\x00" + b"0" * 500, "nội dung không phải PDF"),
        ("a.exe", b"MZ", "Không nhận tệp"),
        ("a.xlsx", b"MZ\x90\x00" + b"0" * 500, "không phải Excel hợp lệ"),
        ("a.xlsx", bomb(), "không phải Excel hợp lệ"),
        ("a.xlsx", b"", "không có nội dung"),
        ("a.xls", data, "không phải Excel 97-2003 hợp lệ"),
    ):
        with pytest.raises(Problem, match=said):
            bring(world, sheet, content, name)
    assert not PackageUpload.objects.exists()
    assert "không phải tệp .xlsx" in bring(world, sheet, b"a,b\n1,2", "a.csv").refusal
    assert "bị hỏng" in bring(world, sheet, far_away(data)).refusal
    assert "không phải gói" in bring(world, sheet, resaved(data, drop=(at.HIDDEN,))).refusal
    assert PackageUpload.objects.count() == 3 and all(attachments_of(u) for u in PackageUpload.objects.all())


def test_the_report_as_a_spreadsheet_holds_texts_not_formulas(world: World, sheet: ScoreSheet) -> None:
    from thidua.cycle.s5_score.offline.exports import report_xlsx
    from thidua.cycle.s5_score.offline.merging import Line

    package, data = package_of(world, sheet)
    upload = bring(world, sheet, resaved(data, answers(package, {"TD2": "=HYPERLINK(1)", "TD1": "@x"})))
    made = report_xlsx(upload, [Line(**line) for line in upload.report])
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    rows = read_table(made, "a.xlsx")[0].rows
    assert any("=HYPERLINK(1)" in str(row.cells) for row in rows)


KINDS = """
code: K
version: "1"
title: Bảng đủ loại số liệu
total: {maximum: 30, mode: open}
groups:
  - code: A
    label: Nhóm
    maximum: 30
    children:
      - code: A1
        label: Gửi báo cáo
        maximum: 10
        formula: {kind: deadline, late_per_day: 1, not_sent: 0}
      - code: A2
        label: Danh hiệu
        maximum: 20
        formula:
          kind: titles
          titles:
            - {code: co, label: "Cờ thi đua, bậc nhất", points: 20}
            - {code: bang, label: Bằng khen, points: 10}
"""


def test_days_and_several_choices_come_back(world: World) -> None:
    sheet = open_all(world, make_cluster(world, "K02"), make_scheme(world, KINDS))["DV"]
    package, data = package_of(world, sheet)
    row = row_of(package, "A2")
    days = answers(package, {"A1.due": date(2023, 5, 9), "A1.actual": "11/5/2023"})
    upload = bring(world, sheet, resaved(data, {**days, (at.PAGE, row + 1, at.VALUE): "X"}))
    write(world, upload)
    kept = {name: each["value"] for name, each in stands(sheet, "A1").inputs.items()}
    assert kept == {"due": "2023-05-09", "actual": "2023-05-11"} and stands(sheet, "A1").points == 8
    assert stands(sheet, "A2").inputs["value"]["value"] == ["bang"]
    package, data = package_of(world, sheet)
    page = read_filled(data, "a.xlsx")[at.PAGE]
    assert page.cells[row + 1, at.VALUE] == "x" and (row, at.VALUE) not in page.cells
    assert page.cells[row_of(package, "A1", "actual"), at.VALUE] == date(2023, 5, 11)
    none = {(at.PAGE, row + 1, at.VALUE): None, (at.PAGE, row + 2, at.VALUE): "x"}
    wrong = answers(package, {"A1.actual": D(45000)})
    upload = bring(world, sheet, resaved(data, {**none, **wrong}))
    assert "không phải là ngày" in reasons(upload)["A1"]
    write(world, upload)
    assert stands(sheet, "A2").inputs["value"]["value"] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_a_package_saved_by_libreoffice_still_merges(world: World, sheet: ScoreSheet, tmp_path: Path) -> None:
    score(world, sheet, "TD2", value=D(8), reason="=1+1")
    package, data = package_of(world, sheet)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bang.xlsx").write_bytes(data)
    program = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*program, "--outdir", str(tmp_path), str(tmp_path / "in" / "bang.xlsx")], check=True, timeout=120)
    saved = (tmp_path / "bang.xlsx").read_bytes()
    assert saved != data
    untouched = bring(world, sheet, saved)
    assert untouched.refusal == "" and set(outcomes(untouched).values()) == {"unchanged"}
    upload = bring(world, sheet, resaved(saved, answers(package, {"XH2": "Không"})))
    assert outcomes(upload)["XH2"] == "taken"
