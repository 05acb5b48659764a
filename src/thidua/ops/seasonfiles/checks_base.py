"""Checks of the files that describe who and what exists: codes, the tree of units, accounts, persons, documents."""

from thidua.ops.seasonfiles.checks import FileCheck, Names
from thidua.ops.seasonfiles.model import STAGES, StageWindow, Unit
from thidua.ops.seasonfiles.problems import Collector
from thidua.ops.seasonfiles.season import SeasonFiles


def check_base(season: SeasonFiles, names: Names, problems: Collector) -> None:
    """All checks of part one."""
    check = FileCheck(problems, "season.yaml")
    info = season.info
    check.known(info.row, "đơn vị", info.authority, names.units, "đơn vị")
    _windows(info.windows, check)
    missing = [stage for stage in STAGES if stage not in {window.code for window in info.windows}]
    if missing:
        said = f"Thiếu giai đoạn {', '.join(missing)}. Một mùa thi đua có đủ chín giai đoạn s1 đến s9."
        check.wrong(info.row, "giai đoạn", said)
    following = info.next_year
    if following:
        _windows(following.windows, check)
    if following and following.year != season.info.year + 1:
        check.wrong(following.row, "năm", f"Năm sau phải là {season.info.year + 1}. Hãy sửa năm ở mục này.")
    _units(season, names, FileCheck(problems, "units.csv"))
    _lineage(season, names, FileCheck(problems, "lineage.csv"))
    _people(season, names, problems)
    _documents(season, names, FileCheck(problems, "documents.csv"))


def _windows(windows: tuple[StageWindow, ...], check: FileCheck) -> None:
    check.once(windows, lambda window: window.code, "mã", lambda window: f"Giai đoạn {window.code}")
    for window in windows:
        check.follows(window.row, "đến", window.opens, window.closes, "Giai đoạn kết thúc trước khi bắt đầu")


def _units(season: SeasonFiles, names: Names, check: FileCheck) -> None:
    check.once(season.units, lambda unit: unit.code, "mã", lambda unit: f"Mã đơn vị “{unit.code}”")
    by_code = {unit.code: unit for unit in season.units}
    for unit in season.units:
        check.known(unit.row, "mã cấp trên", unit.parent, names.units, "đơn vị")
        check.follows(unit.row, "đến ngày", unit.starts, unit.ends, "Đơn vị kết thúc trước khi bắt đầu")
        if _is_below_itself(unit, by_code):
            message = f"Đơn vị “{unit.code}” nằm dưới chính nó. Hãy sửa mã cấp trên để không thành vòng."
            check.wrong(unit.row, "mã cấp trên", message)


def _is_below_itself(unit: Unit, by_code: dict[str, Unit]) -> bool:
    seen: set[str] = set()
    code = unit.parent
    while code in by_code and code not in seen:
        if code == unit.code:
            return True
        seen.add(code)
        code = by_code[code].parent
    return False


def _lineage(season: SeasonFiles, names: Names, check: FileCheck) -> None:
    for step in season.lineage:
        check.known(step.row, "mã đơn vị", step.unit, names.units, "đơn vị")
        check.known(step.row, "mã đơn vị trước", step.before, names.units, "đơn vị")
        check.known(step.row, "mã văn bản", step.document, names.documents, "văn bản")


def _people(season: SeasonFiles, names: Names, problems: Collector) -> None:
    check = FileCheck(problems, "officials.csv")
    check.once(season.officials, lambda official: official.code, "mã", lambda official: f"Mã “{official.code}”")
    for official in season.officials:
        check.known(official.row, "mã đơn vị", official.unit, names.units, "đơn vị")

    check = FileCheck(problems, "accounts.csv")
    check.once(
        season.accounts,
        lambda account: (account.username, account.role, account.unit),
        "tên đăng nhập",
        lambda account: f"Vai trò này của tài khoản “{account.username}”",
    )
    for account in season.accounts:
        check.known(account.row, "mã đơn vị", account.unit, names.units, "đơn vị")
        check.follows(account.row, "đến ngày", account.starts, account.ends, "Vai trò kết thúc trước khi bắt đầu")

    check = FileCheck(problems, "persons.csv")
    check.once(season.persons, lambda person: person.code, "mã", lambda person: f"Mã người “{person.code}”")
    for person in season.persons:
        check.known(person.row, "mã đơn vị", person.unit, names.units, "đơn vị")
        if person.code in names.units:
            check.wrong(person.row, "mã", f"Mã “{person.code}” đã là mã của một đơn vị. Hãy đặt mã khác cho người này.")
        if person.birth_year is not None and not 1900 <= person.birth_year <= season.info.year:
            check.wrong(person.row, "năm sinh", f"Năm sinh {person.birth_year} không hợp lý. Hãy kiểm tra lại.")


def _documents(season: SeasonFiles, names: Names, check: FileCheck) -> None:
    check.once(season.documents, lambda paper: paper.code, "mã", lambda paper: f"Mã văn bản “{paper.code}”")
    for paper in season.documents:
        check.known(paper.row, "thay thế", paper.replaces, names.documents, "văn bản")
        said = "Văn bản hết hiệu lực trước khi có hiệu lực"
        check.follows(paper.row, "hiệu lực đến", paper.in_force_from, paper.in_force_to, said)
