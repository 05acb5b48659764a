"""Each kind of bad input is named with its file, line and field, and is the only problem that is named."""

from collections.abc import Callable

import pytest

from tests.ops.seasonfiles.seasons import Spoiled

Spoil = Callable[[str], Spoiled]
Change = Callable[[Spoiled], int]


def changed(file: str, old: str, new: str) -> Change:
    return lambda season: season.change(file, old, new)


def repeated(file: str, row: int) -> Change:
    return lambda season: season.repeat(file, row)


CASES: dict[str, tuple[Change, str, str | None, str]] = {
    # what was done, file, field, words of the sentence
    "impossible date": (
        changed("documents.csv", "42/QĐ-UBND,12/01/2023", "42/QĐ-UBND,31/02/2023"),
        "documents.csv",
        "ngày",
        "Lịch không có ngày 31/02/2023",
    ),
    "no date at all": (
        changed("registrations.csv", "20/02/2023", "tháng hai"),
        "registrations.csv",
        "ngày gửi",
        "không phải là ngày",
    ),
    "impossible date in YAML": (
        changed("decisions.yaml", "ngày: 20/12/2023", "ngày: 32/12/2023"),
        "decisions.yaml",
        "ngày",
        "32/12/2023",
    ),
    "unknown unit in a list": (
        changed("results.csv", "BN.TPBN,THU_NS", "BN.KHONGCO,THU_NS"),
        "results.csv",
        "mã đơn vị",
        "“BN.KHONGCO”",
    ),
    "unknown unit in YAML": (
        changed("movements.yaml", "đơn vị: BN\n", "đơn vị: BNX\n"),
        "movements.yaml",
        "đơn vị",
        "“BNX”",
    ),
    "unknown unit above": (
        changed("units.csv", "tỉnh,BN,,,bài đăng", "tỉnh,XX,,,bài đăng"),
        "units.csv",
        "mã cấp trên",
        "“XX”",
    ),
    "number beyond any measure": (
        changed("results.csv", "4.326", "1" + "0" * 30),
        "results.csv",
        "kết quả",
        "quá 11 chữ số",
    ),
    "more places than are kept": (
        changed("results.csv", "4.326", '"0,' + "3" * 30 + '"'),
        "results.csv",
        "kết quả",
        "số lẻ",
    ),
    "year beyond the calendar": (
        changed("documents.csv", "42/QĐ-UBND,12/01/2023", "42/QĐ-UBND,12/01/9999"),
        "documents.csv",
        "ngày",
        "Năm 9999",
    ),
    "unit under itself": (
        changed("units.csv", 'BN.SNV,Sở Nội vụ,"phòng, ban",tỉnh,BN,', 'BN.SNV,Sở Nội vụ,"phòng, ban",tỉnh,BN.SNV,'),
        "units.csv",
        "mã cấp trên",
        "nằm dưới chính nó",
    ),
    "two units of one code": (repeated("units.csv", 10), "units.csv", "mã", "đã có ở dòng 10"),
    "two persons of one code": (repeated("persons.csv", 3), "persons.csv", "mã", "đã có ở dòng 3"),
    "person of unknown unit": (
        changed("persons.csv", ",BN.BTDKT,", ",BN.MAT,"),
        "persons.csv",
        "mã đơn vị",
        "“BN.MAT”",
    ),
    "birth in the future": (changed("persons.csv", ",1975,", ",2075,"), "persons.csv", "năm sinh", "2075"),
    "unknown role": (
        changed("accounts.csv", ",auditor,", ",giám sát viên,"),
        "accounts.csv",
        "vai trò",
        "“giám sát viên”",
    ),
    "unknown award": (
        changed("dossiers.csv", ",CO_CP,", ",CO_VANG,"),
        "dossiers.csv",
        "mã khen thưởng",
        "“CO_VANG”",
    ),
    "unknown award registered": (
        changed("registrations.csv", ",TTLDXS,", ",TTLDX,"),
        "registrations.csv",
        "mã khen thưởng",
        "“TTLDX”",
    ),
    "duplicate registration": (repeated("registrations.csv", 2), "registrations.csv", "mã đối tượng", "dòng 2"),
    "returned without a reason": (
        changed("registrations.csv", "Chưa đăng ký tập thể lao động tiên tiến", ""),
        "registrations.csv",
        "lý do",
        "phải có lý do",
    ),
    "year that is not the season's": (
        changed("registrations.csv", "BN.TPBN,2023", "BN.TPBN,2019"),
        "registrations.csv",
        "năm",
        "2019",
    ),
    "cluster member twice": (
        changed("clusters.yaml", "thành viên: [BN.TPBN, ", "thành viên: [BN.TPBN, BN.TPBN, "),
        "clusters.yaml",
        "thành viên",
        "hai lần",
    ),
    "head that is no member": (
        changed("clusters.yaml", "trưởng: BN.LT\n", "trưởng: BN.SNV\n"),
        "clusters.yaml",
        "trưởng",
        "không phải là thành viên",
    ),
    "signature of a stranger": (
        changed("covenant.yaml", "{đơn vị: BN.LT,", "{đơn vị: BN.SNV,"),
        "covenant.yaml",
        "đơn vị",
        "“BN.SNV”",
    ),
    "commitment twice": (changed("covenant.yaml", "- số: 2\n", "- số: 1\n"), "covenant.yaml", "số", "Cam kết số 1"),
    "unknown indicator": (
        changed("targets.csv", "BN,XA_NTM_NC", "BN,XA_NTM"),
        "targets.csv",
        "mã chỉ tiêu",
        "“XA_NTM”",
    ),
    "unknown comparator": (
        changed("targets.csv", ",≥,9,", ",lớn hơn,9,"),
        "targets.csv",
        "so sánh",
        "“lớn hơn”",
    ),
    "range without an upper end": (
        changed("targets.csv", ",≥,9,", ",khoảng,9,"),
        "targets.csv",
        "đến mức",
        "cần cả",
    ),
    "result twice": (repeated("results.csv", 5), "results.csv", "mã chỉ tiêu", "dòng 5"),
    "number that can't be read": (
        changed("results.csv", "4.326", "4.3.26"),
        "results.csv",
        "kết quả",
        "không phải là số",
    ),
    "unknown period": (
        changed("reports.csv", "BN.GB,2023", "BN.GB,quý năm"),
        "reports.csv",
        "kỳ",
        "không phải là kỳ báo cáo",
    ),
    "due before the period begins": (
        changed("reports.csv", "BN.GB,2023,25/11/2023", "BN.GB,2023,25/11/2022"),
        "reports.csv",
        "hạn gửi",
        "sớm hơn ngày bắt đầu kỳ",
    ),
    "due when nobody can send any more": (
        changed("reports.csv", "BN.GB,2023,25/11/2023", "BN.GB,2023,26/11/2023"),
        "reports.csv",
        "hạn gửi",
        "ngày cuối của giai đoạn s4 (25/11/2023)",
    ),
    "report of another year": (
        changed("reports.csv", "BN.GB,2023,25/11/2023", "BN.GB,2022,25/11/2023"),
        "reports.csv",
        "kỳ",
        "không thuộc năm thi đua 2023",
    ),
    "accepted before it was sent": (
        changed("reports.csv", "24/11/2023,đã duyệt,27/11/2023", "24/11/2023,đã duyệt,20/11/2023"),
        "reports.csv",
        "ngày xử lý",
        "trước khi gửi",
    ),
    "score above the maximum": (
        changed("scores.csv", "TD1,value=8,8,,8,,8", "TD1,value=8,11,,11,,8"),
        "scores.csv",
        "tự chấm",
        "cao hơn điểm tối đa 10",
    ),
    "changed score without a reason": (
        changed("scores.csv", ",Biên bản kiểm tra ghi thêm một vụ vi phạm đất đai,", ",,"),
        "scores.csv",
        "lý do",
        "không có lý do",
    ),
    "unknown criterion": (
        changed("scores.csv", "CHTP,BN.TPBN,KT3", "CHTP,BN.TPBN,KT9"),
        "scores.csv",
        "mã tiêu chí",
        "“KT9”",
    ),
    "unit of another cluster": (
        changed("scores.csv", "CHTP,BN.TPBN,KT3", "CHTP,BN.SNV,KT3"),
        "scores.csv",
        "mã đơn vị",
        "không thuộc",
    ),
    "input that the formula doesn't have": (
        changed("scores.csv", "land=4; waste=1", "land=4; smoke=1"),
        "scores.csv",
        "số liệu",
        "“smoke”",
    ),
    "input that can't be read": (
        changed("scores.csv", "land=4; waste=1", "land=bốn; waste=1"),
        "scores.csv",
        "số liệu",
        "không phải là số",
    ),
    "input out of bounds": (
        changed("scores.csv", "land=4; waste=1", "land=-4; waste=1"),
        "scores.csv",
        "số liệu",
        "không được âm",
    ),
    "rating twice in a year": (repeated("histories.csv", 3), "histories.csv", "năm", "dòng 3"),
    "unknown rating": (changed("histories.csv", ",HTXS,", ",XUATSAC,"), "histories.csv", "mã", "“XUATSAC”"),
    "unknown paper": (
        changed("dossiers.csv", "proposal; report; minutes", "proposal; photo; minutes"),
        "dossiers.csv",
        "giấy tờ",
        "“photo”",
    ),
    "dossier twice": (changed("dossiers.csv", "CS-05,", "CS-04,"), "dossiers.csv", "mã", "“CS-04”"),
    "ballots that don't add up": (
        changed("ballots.csv", "PH-01,CO-01,13,13,12,1,0", "PH-01,CO-01,13,13,12,0,0"),
        "ballots.csv",
        "thu về",
        "= 12",
    ),
    "more ballots back than out": (
        changed("ballots.csv", "PH-01,CO-01,13,13,12,1,0", "PH-01,CO-01,12,13,12,1,0"),
        "ballots.csv",
        "thu về",
        "nhiều hơn 12",
    ),
    "more ballots than members present": (
        changed("ballots.csv", "PH-01,CO-01,13,13,12,1,0", "PH-01,CO-01,14,13,12,1,0"),
        "ballots.csv",
        "phát ra",
        "13 ủy viên",
    ),
    "written opinions of nobody": (
        changed("ballots.csv", "PH-01,CO-01,13,13,12,1,0,1", "PH-01,CO-01,13,13,12,1,0,2"),
        "ballots.csv",
        "văn bản đồng ý",
        "2 ý kiến",
    ),
    "present and absent": (
        changed("council.yaml", "có mặt: [UV01, ", "có mặt: [UV01, UV12, "),
        "council.yaml",
        "có mặt",
        "“UV12”",
    ),
    "decision older than the vote": (
        changed("decisions.yaml", "ngày: 20/12/2023", "ngày: 13/12/2023"),
        "decisions.yaml",
        "ngày",
        "trước phiên bỏ phiếu ngày 14/12/2023",
    ),
    "decision on what the council refused": (
        changed("decisions.yaml", "hồ sơ: [CO-01]", "hồ sơ: [CO-01, CS-04]"),
        "decisions.yaml",
        "hồ sơ",
        "không thông qua",
    ),
    "decision on a returned dossier": (
        changed("decisions.yaml", "hồ sơ: [CO-01]", "hồ sơ: [CO-01, CO-02]"),
        "decisions.yaml",
        "hồ sơ",
        "đã trả lại",
    ),
    "decided twice": (
        changed("decisions.yaml", "hồ sơ: [BK-01,", "hồ sơ: [CO-01, BK-01,"),
        "decisions.yaml",
        "hồ sơ",
        "hai lần",
    ),
    "unknown legal base": (
        changed("decisions.yaml", "căn cứ: [L2003, ", "căn cứ: [L2013, "),
        "decisions.yaml",
        "căn cứ",
        "“L2013”",
    ),
    "count that is not the list": (
        changed("honour.yaml", "số lượng: 2\n", "số lượng: 3\n"),
        "honour.yaml",
        "số lượng",
        "liệt kê 2",
    ),
    "no source said": (
        changed("indicators.csv", "Đầu tư,minh họa", "Đầu tư,"),
        "indicators.csv",
        "nguồn",
        "Chưa ghi",
    ),
    "nothing where something must be": (
        changed("units.csv", "BN.TD,Huyện Tiên Du", "BN.TD,"),
        "units.csv",
        "tên",
        "Chưa ghi",
    ),
    "code with a space": (
        changed("indicators.csv", "GIAI_NGAN,Giải", "GIAI NGAN,Giải"),
        "indicators.csv",
        "mã",
        "ký tự không dùng được",
    ),
    "entry that the form doesn't know": (
        changed("clusters.yaml", "    trưởng:", "    ghi chú: x\n    trưởng:"),
        "clusters.yaml",
        "ghi chú",
        "Không có mục",
    ),
    "entry twice": (
        changed("clusters.yaml", "    phó: BN.GB\n", "    trưởng: BN.LT\n    phó: BN.GB\n"),
        "clusters.yaml",
        "trưởng",
        "hai lần",
    ),
    "stage that ends before it begins": (
        changed(
            "season.yaml", "{mã: s4, từ: 01/04/2023, đến: 25/11/2023}", "{mã: s4, từ: 01/04/2023, đến: 25/11/2022}"
        ),
        "season.yaml",
        "đến",
        "trước khi bắt đầu",
    ),
    "too many cells": (
        changed("documents.csv", "NQ71,71-NQ/TU", "NQ71,71-NQ,TU"),
        "documents.csv",
        None,
        "11 ô",
    ),
}

# These changes make one more thing wrong, which is rightly named too: (file, field).
ALSO = {
    "score above the maximum": {("scores.csv", "thẩm định")},
    "code with a space": {("results.csv", "mã chỉ tiêu"), ("targets.csv", "mã chỉ tiêu")},
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_named_with_file_line_and_field(case: str, spoil: Spoil) -> None:
    change, file, field, words = CASES[case]
    season = spoil("bac-ninh-2023")
    row = change(season)
    found = season.problems()
    named = [problem for problem in found if (problem.file, problem.field) == (file, field)]
    assert [problem.row for problem in named] == [row], found
    assert words in named[0].message
    assert named[0].message.endswith(".") and "  " not in named[0].message
    assert {(p.file, p.field) for p in found} - {(file, field)} <= ALSO.get(case, set()), found


FILES = (
    "season.yaml", "units.csv", "officials.csv", "accounts.csv", "persons.csv", "documents.csv", "movements.yaml",
    "registrations.csv", "clusters.yaml", "covenant.yaml", "indicators.csv", "targets.csv", "results.csv",
    "reports.csv", "scheme.yaml", "scores.csv", "histories.csv", "dossiers.csv", "council.yaml", "ballots.csv",
    "decisions.yaml", "honour.yaml",
)  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_missing_file(file: str, spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    (season.folder / file).unlink()
    (problem,) = season.problems()
    assert (problem.file, problem.row, problem.field) == (file, None, None)
    assert problem.message == f"Thiếu tệp {file}. Hãy thêm tệp này vào thư mục mùa thi đua."


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf\n"], ids=["nothing", "blank lines", "mark only"])
def test_empty_file(file: str, content: bytes, spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    (season.folder / file).write_bytes(content)
    (problem,) = season.problems()
    assert (problem.file, problem.row, problem.field) == (file, None, None)
    assert "rỗng" in problem.message


@pytest.mark.parametrize("file", ["units.csv", "movements.yaml", "scheme.yaml"])
@pytest.mark.parametrize("encoding", ["cp1258", "utf-16"])
def test_wrong_encoding(file: str, encoding: str, spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    text = (season.folder / file).read_text(encoding="utf-8")
    (season.folder / file).write_bytes(text.encode(encoding, errors="replace"))
    (problem,) = season.problems()
    assert problem.file == file and problem.field is None
    assert problem.row == 1 if encoding == "utf-16" else problem.row is not None
    assert "UTF-8" in problem.message


def test_wrong_encoding_names_the_first_bad_line(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    lines = (season.folder / "persons.csv").read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"nam", b"n\xe2m")
    (season.folder / "persons.csv").write_bytes(b"".join(lines))
    (problem,) = season.problems()
    assert (problem.file, problem.row) == ("persons.csv", 3)


def test_missing_and_unknown_column(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    season.change("persons.csv", "năm sinh", "tuổi")
    assert {(p.file, p.row, p.field) for p in season.problems()} == {
        ("persons.csv", 1, "tuổi"),
        ("persons.csv", 1, "năm sinh"),
    }


def test_column_twice(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    season.change("persons.csv", "năm sinh,", "năm sinh,năm sinh,")
    assert [(p.file, p.row, p.field) for p in season.problems()] == [("persons.csv", 1, "năm sinh")]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_columns_parted_otherwise(mark: str, spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    path = season.folder / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", mark), encoding="utf-8")
    (problem,) = season.problems()
    assert (problem.file, problem.row) == ("indicators.csv", 1)
    assert "dấu phẩy" in problem.message


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("movements.yaml", "    tên:", "  tên:"),
        ("council.yaml", "[UV09]", "[UV09"),
        ("scheme.yaml", "groups:", "groups"),
    ],
)
def test_broken_yaml(file: str, old: str, new: str, spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    season.change(file, old, new)
    problems = season.problems()
    assert {problem.file for problem in problems} == {file}
    assert problems[0].row is not None


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("persons.csv", "nam", "n\0am", "U+0000"),
        ("persons.csv", "nam", "n\u202eam", "U+202E"),
        ("movements.yaml", "tên: ", "tên: \x07", "U+0007"),
        ("persons.csv", "nam", "NguyÔn V¨n An, ®Þa ph­¬ng, thµnh phè, ng­êi d©n, s¬ kÕt", "TCVN3"),
        ("clusters.yaml", "cụm khối:", "x: &a [1]\ny: [*a, *a]\ncụm khối:", "& và *"),
        ("scheme.yaml", "title: ", "title: !!python/name:os.system ", "dấu “!”"),
        ("honour.yaml", "hội nghị:", "x: " + "[" * 100_000 + "\nhội nghị:", "quá 40 lớp"),
    ],
)
def test_what_no_good_file_holds_is_named_with_its_line(
    file: str, old: str, new: str, words: str, spoil: Spoil
) -> None:
    season = spoil("bac-ninh-2023")
    row = season.change(file, old, new)
    (problem,) = season.problems()
    assert (problem.file, problem.row) == (file, row + (words == "& và *"))
    assert words in problem.message and problem.message.endswith(".")


def test_a_file_too_large_is_not_read(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    with (season.folder / "units.csv").open("ab") as file:
        file.truncate(30 * 2**20)
    (problem,) = season.problems()
    assert problem.file == "units.csv" and "lớn hơn 20 MB" in problem.message


def test_what_was_typed_is_quoted_as_far_as_it_helps(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    season.change("persons.csv", ",BN.BTDKT,", "," + "A" * 5000 + ",")
    (problem,) = season.problems()
    assert "AAA…" in problem.message and len(problem.message) < 200


def test_list_where_names_are_wanted(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    (season.folder / "decisions.yaml").write_text("- một\n- hai\n", encoding="utf-8")
    (problem,) = season.problems()
    assert (problem.file, problem.row) == ("decisions.yaml", 1)


def test_wrong_scheme_names_the_place_in_it(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    season.change("scheme.yaml", "kind: direct", "kind: guess")
    (problem,) = season.problems()
    assert problem.file == "scheme.yaml" and problem.field is not None and "TD1" in problem.field
    assert "guess" in problem.message


def test_wrong_overlay_names_the_place_in_it(spoil: Spoil) -> None:
    season = spoil("pho-lu-2023")
    season.change("local.yaml", "who: [commune_chair]", "who: [mayor]")
    problems = season.problems()
    assert {problem.file for problem in problems} == {"local.yaml"}
    assert any(problem.field is not None and "GK_DAN_DAU" in problem.field for problem in problems)


def test_amendment_before_the_decision(spoil: Spoil) -> None:
    season = spoil("pho-lu-2023")
    row = season.change("decisions.yaml", "ngày: 28/12/2023", "ngày: 19/12/2023")
    assert [(p.file, p.row, p.field) for p in season.problems()] == [("decisions.yaml", row, "ngày")]


def test_no_such_folder(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    season.folder = season.folder / "không có"
    (problem,) = season.problems()
    assert "Không có thư mục này" in problem.message


def test_all_problems_come_at_once_in_order(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    changes = {
        ("accounts.csv", "vai trò"): season.change("accounts.csv", ",specialist,", ",boss,"),
        ("decisions.yaml", "ngày"): season.change("decisions.yaml", "ngày: 20/12/2023", "ngày: 13/12/2023"),
        ("persons.csv", "mã đơn vị"): season.change("persons.csv", ",BN.BTDKT,", ",BN.MAT,"),
        ("units.csv", "mã"): season.repeat("units.csv", 10),
    }
    assert [(p.file, p.row, p.field) for p in season.problems()] == [(f, row, at) for (f, at), row in changes.items()]


def test_a_file_that_cannot_be_read_makes_no_problems_in_others(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    (season.folder / "units.csv").unlink()
    season.change("documents.csv", "42/QĐ-UBND,12/01/2023", "42/QĐ-UBND,31/02/2023")
    assert [p.file for p in season.problems()] == ["documents.csv", "units.csv"]


def test_problems_print_with_their_place(spoil: Spoil) -> None:
    season = spoil("bac-ninh-2023")
    row = season.change("persons.csv", ",BN.BTDKT,", ",BN.MAT,")
    (problem,) = season.problems()
    assert str(problem) == (
        f"persons.csv, dòng {row}, mục “mã đơn vị”: "
        "Không có đơn vị mang mã “BN.MAT”. Hãy sửa mã này hoặc thêm vào danh sách."
    )
