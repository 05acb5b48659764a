"""Checks of stages 1 to 5: movements, registrations, clusters, covenants, indicators and results, scores."""

from collections.abc import Container, Sequence

from thidua.language.dates import format_date
from thidua.language.numbers import format_number
from thidua.ops.seasonfiles.checks import FileCheck, Names
from thidua.ops.seasonfiles.codes import Codes
from thidua.ops.seasonfiles.fields import Quantity
from thidua.ops.seasonfiles.model_cycle import Cluster
from thidua.ops.seasonfiles.model_report import Result, ScoreLine, Target, UnitReport
from thidua.ops.seasonfiles.periods import Period
from thidua.ops.seasonfiles.problems import Collector
from thidua.ops.seasonfiles.season import SeasonFiles


def check_cycle(season: SeasonFiles, names: Names, codes: Codes, problems: Collector) -> None:
    """All checks of part two."""
    _movements(season, names, FileCheck(problems, "movements.yaml"))
    _registrations(season, names, codes.awards, FileCheck(problems, "registrations.csv"))
    _clusters(season, names, FileCheck(problems, "clusters.yaml"))
    _covenants(season, names, FileCheck(problems, "covenant.yaml"))
    _indicators(season, names, problems)
    _reports(season, names, problems)
    _dated(season, problems)
    _scores(season, names, FileCheck(problems, "scores.csv"))


def _movements(season: SeasonFiles, names: Names, check: FileCheck) -> None:
    check.once(season.movements, lambda movement: movement.code, "mã", lambda movement: f"Mã “{movement.code}”")
    for movement in season.movements:
        _year(season, movement.year, movement.row, check)
        check.known(movement.row, "đơn vị", movement.unit, names.units, "đơn vị")
        check.follows(movement.row, "đến", movement.starts, movement.ends, "Phong trào kết thúc trước khi bắt đầu")
        summed_up = "Phong trào tổng kết trước khi phát động"
        check.follows(movement.row, "ngày tổng kết", movement.launched_on, movement.summed_up_on, summed_up)
        for code in movement.targets:
            check.known(movement.row, "đối tượng", code, names.units | names.clusters, "đơn vị hoặc cụm, khối")
        for code in movement.legal_bases:
            check.known(movement.row, "căn cứ", code, names.documents, "văn bản")
        for relaunch in movement.relaunches:
            check.known(relaunch.row, "đơn vị", relaunch.unit, names.units, "đơn vị")
            said = "Đơn vị phát động lại trước khi phong trào được phát động"
            check.follows(relaunch.row, "ngày", movement.launched_on, relaunch.launched_on, said)


def _year(season: SeasonFiles, year: int, row: int, check: FileCheck) -> None:
    years = {season.info.year}
    if season.info.next_year:
        years.add(season.info.next_year.year)
    if year not in years and not check.problems.spoilt(check.file, row):
        said = " hoặc ".join(str(known) for known in sorted(years))
        check.wrong(row, "năm", f"Năm {year} không thuộc mùa thi đua này. Hãy ghi {said}.")


def _registrations(season: SeasonFiles, names: Names, awards: Container[str], check: FileCheck) -> None:
    check.once(
        season.registrations,
        lambda line: (line.subject, line.year, line.award),
        "mã đối tượng",
        lambda line: f"Đăng ký {line.award} năm {line.year} của “{line.subject}”",
    )
    for line in season.registrations:
        _year(season, line.year, line.row, check)
        check.known(line.row, "mã đối tượng", line.subject, names.subjects, "người hoặc đơn vị")
        check.known(line.row, "mã khen thưởng", line.award, awards, "danh hiệu, hình thức khen thưởng")
        check.follows(line.row, "ngày xử lý", line.sent_on, line.decided_on, "Đăng ký được xử lý trước khi gửi")
        if line.outcome == "returned" and not line.reason:
            check.wrong(line.row, "lý do", "Đăng ký bị trả lại phải có lý do. Hãy ghi lý do.")


def _clusters(season: SeasonFiles, names: Names, check: FileCheck) -> None:
    check.once(season.clusters, lambda cluster: cluster.code, "mã", lambda cluster: f"Mã cụm, khối “{cluster.code}”")
    placed: dict[tuple[int, str], str] = {}
    for cluster in season.clusters:
        _year(season, cluster.year, cluster.row, check)
        check.follows(cluster.row, "đến", cluster.starts, cluster.ends, "Thời hạn của cụm, khối bị ngược")
        check.known(cluster.row, "quyết định", cluster.decision, names.documents, "văn bản")
        for unit in cluster.members:
            check.known(cluster.row, "thành viên", unit, names.units, "đơn vị")
            known = placed.setdefault((cluster.year, unit), cluster.code)
            if cluster.members.count(unit) > 1 or known != cluster.code:
                where = "hai lần trong cụm, khối này" if known == cluster.code else f"cả trong cụm, khối {known}"
                check.wrong(cluster.row, "thành viên", f"Đơn vị “{unit}” có {where}. Hãy giữ ở một chỗ.")
        for field, unit in (("trưởng", cluster.head), ("phó", cluster.deputy)):
            if unit and unit not in cluster.members:
                check.wrong(cluster.row, field, f"Đơn vị “{unit}” không phải là thành viên. Hãy chọn một thành viên.")
        _papers(cluster, check)


def _papers(cluster: Cluster, check: FileCheck) -> None:
    for paper in cluster.papers:
        if paper.state == "adopted" and paper.adopted_on is None:
            check.wrong(paper.row, "ngày thông qua", "Văn bản đã thông qua phải có ngày thông qua. Hãy ghi ngày.")
        for comment in paper.comments:
            check.known(comment.row, "đơn vị", comment.unit, cluster.members, "thành viên của cụm, khối")


def _covenants(season: SeasonFiles, names: Names, check: FileCheck) -> None:
    clusters = {cluster.code: cluster for cluster in season.clusters}
    for covenant in season.covenants:
        _year(season, covenant.year, covenant.row, check)
        check.known(covenant.row, "cụm", covenant.cluster, names.clusters, "cụm, khối")
        check.once(covenant.commitments, lambda part: part.number, "số", lambda part: f"Cam kết số {part.number}")
        for part in covenant.commitments:
            check.known(part.row, "chỉ tiêu", part.indicator, names.indicators, "chỉ tiêu")
        members = clusters[covenant.cluster].members if covenant.cluster in clusters else ()
        for signature in covenant.signatures:
            check.known(signature.row, "đơn vị", signature.unit, members, "thành viên của cụm, khối")
        named = [signature for signature in covenant.signatures if signature.row != covenant.row]
        check.once(named, lambda one: one.unit, "đơn vị", lambda one: f"Chữ ký của đơn vị “{one.unit}”")


def _indicators(season: SeasonFiles, names: Names, problems: Collector) -> None:
    check = FileCheck(problems, "indicators.csv")
    check.once(season.indicators, lambda line: line.code, "mã", lambda line: f"Mã chỉ tiêu “{line.code}”")
    for target in season.targets:
        _level(target, FileCheck(problems, "targets.csv"))
    _measured(season.targets, names, FileCheck(problems, "targets.csv"))
    _measured(season.results, names, FileCheck(problems, "results.csv"))


def _level(target: Target, check: FileCheck) -> None:
    if check.problems.spoilt(check.file, target.row):
        return
    if target.comparator == "range" and None in (target.value, target.upper):
        check.wrong(target.row, "đến mức", "Chỉ tiêu trong khoảng cần cả “mức” và “đến mức”. Hãy ghi đủ hai số.")
    elif target.comparator == "change" and not target.change_unit:
        said = "Chỉ tiêu thay đổi cần ghi “%” hoặc “điểm %”. Hãy ghi đơn vị thay đổi."
        check.wrong(target.row, "đơn vị thay đổi", said)
    elif target.value is None and target.comparator != "maintain":
        check.wrong(target.row, "mức", "Chưa ghi mức phải đạt. Hãy ghi một số.")


def _measured(lines: Sequence[Target] | Sequence[Result], names: Names, check: FileCheck) -> None:
    first: dict[tuple[str, str, Period], int] = {}
    for line in lines:
        known = first.setdefault((line.unit, line.indicator, line.period), line.row)
        if known != line.row:
            said = f"Chỉ tiêu “{line.indicator}” của “{line.unit}” kỳ {line.period.code} đã có ở dòng {known}"
            check.wrong(line.row, "mã chỉ tiêu", f"{said}. Hãy bỏ hoặc sửa một dòng.")
        check.known(line.row, "mã đơn vị", line.unit, names.units, "đơn vị")
        check.known(line.row, "mã chỉ tiêu", line.indicator, names.indicators, "chỉ tiêu")


def _reports(season: SeasonFiles, names: Names, problems: Collector) -> None:
    check = FileCheck(problems, "reports.csv")
    check.once(
        season.reports,
        lambda report: (report.unit, report.period),
        "kỳ",
        lambda report: f"Báo cáo kỳ {report.period.code} của “{report.unit}”",
    )
    for report in season.reports:
        check.known(report.row, "mã đơn vị", report.unit, names.units, "đơn vị")
        _due(season, report, check)
        check.follows(report.row, "ngày xử lý", report.sent_on, report.decided_on, "Báo cáo được xử lý trước khi gửi")
        if (report.outcome == "missing") != (report.sent_on is None):
            check.wrong(report.row, "ngày gửi", "Báo cáo đã gửi thì có ngày gửi, chưa gửi thì để trống. Hãy sửa một ô.")
        if report.outcome == "returned" and not report.reason:
            check.wrong(report.row, "lý do", "Báo cáo bị trả lại phải có lý do. Hãy ghi lý do.")
    check = FileCheck(problems, "reminders.csv")
    for reminder in season.reminders:
        check.known(reminder.row, "mã đơn vị", reminder.unit, names.units, "đơn vị")


def _due(season: SeasonFiles, report: UnitReport, check: FileCheck) -> None:
    """The lines are the reporting calendar: a period of this year, due neither before it begins nor after stage 4."""
    if check.problems.spoilt(check.file, report.row):
        return
    if report.period.starts.year != season.info.year:
        said = f"Kỳ {report.period.code} không thuộc năm thi đua {season.info.year}. Hãy ghi kỳ của năm đó."
        check.wrong(report.row, "kỳ", said)
    elif report.due_on < report.period.starts:
        check.wrong(report.row, "hạn gửi", "Hạn gửi sớm hơn ngày bắt đầu kỳ báo cáo. Hãy kiểm tra lại hạn gửi và kỳ.")
    for window in season.info.windows:
        if window.code == "s4" and report.due_on > window.closes >= window.opens:
            closes = format_date(window.closes)
            said = f"Hạn gửi muộn hơn ngày cuối của giai đoạn s4 ({closes}). Hãy sửa hạn gửi hoặc giai đoạn."
            check.wrong(report.row, "hạn gửi", said)


def _scores(season: SeasonFiles, names: Names, check: FileCheck) -> None:
    check.once(
        season.scores,
        lambda line: (line.cluster, line.unit, line.criterion),
        "mã tiêu chí",
        lambda line: f"Tiêu chí “{line.criterion}” của “{line.unit}”",
    )
    members = {cluster.code: cluster.members for cluster in season.clusters}
    for line in season.scores:
        check.known(line.row, "mã cụm", line.cluster, names.clusters, "cụm, khối")
        check.known(line.row, "mã đơn vị", line.unit, names.units, "đơn vị")
        check.known(line.row, "mã tiêu chí", line.criterion, season.scheme.criteria, "tiêu chí")
        if line.unit in names.units and line.cluster in members and line.unit not in members[line.cluster]:
            said = f"Đơn vị “{line.unit}” không thuộc cụm, khối {line.cluster}. Hãy sửa mã cụm hoặc mã đơn vị."
            check.wrong(line.row, "mã đơn vị", said)
        _points(season, line, check)


def _points(season: SeasonFiles, line: ScoreLine, check: FileCheck) -> None:
    criterion = season.scheme.criteria.get(line.criterion)
    maximum = criterion.terms.ceiling if criterion else None
    for field, points in (("tự chấm", line.self_points), ("thẩm định", line.reviewed), ("thống nhất", line.agreed)):
        if maximum is not None and points.value is not None and points.value > maximum:
            said = f"Điểm {format_number(points.value)} cao hơn điểm tối đa {format_number(maximum)}"
            check.wrong(line.row, field, f"{said} của tiêu chí {line.criterion}. Hãy sửa điểm.")
    if _differs(line.self_points, line.reviewed) and not line.reason:
        check.wrong(line.row, "lý do", "Điểm thẩm định khác điểm tự chấm mà không có lý do. Hãy ghi lý do.")


def _differs(first: Quantity, second: Quantity) -> bool:
    if first.is_missing or second.is_missing:
        return False
    return (first.value, first.not_applicable) != (second.value, second.not_applicable)


def _dated(season: SeasonFiles, problems: Collector) -> None:
    """A figure counted up to a day after its report was sent can only be an estimate."""
    sent = {(report.unit, report.period): report.sent_on for report in season.reports}
    check = FileCheck(problems, "results.csv")
    for line in season.results:
        day = sent.get((line.unit, line.period))
        if day and line.as_of and line.as_of > day and not line.estimated:
            said = f"Báo cáo gửi ngày {day:%d/%m/%Y} không thể có số liệu tính đến ngày {line.as_of:%d/%m/%Y}"
            check.wrong(line.row, "tính đến ngày", f"{said}. Hãy sửa ngày hoặc ghi “có” ở cột “ước tính”.")
