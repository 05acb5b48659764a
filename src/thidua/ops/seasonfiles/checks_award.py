"""Checks of stages 6 to 9: histories, dossiers, council and ballots, decisions, conferences and exemplars."""

from collections.abc import Container

from thidua.language.dates import format_date
from thidua.ops.seasonfiles.checks import FileCheck, Names
from thidua.ops.seasonfiles.codes import Codes
from thidua.ops.seasonfiles.model_award import BallotCount, Conference, Council, Decision, Dossier, Session
from thidua.ops.seasonfiles.problems import Collector
from thidua.ops.seasonfiles.season import SeasonFiles

_SCALES = {  # kind of a history entry -> the scale of the law data that its code belongs to
    "rating": ("rating", "mức xếp loại"),
    "initiative": ("scope", "phạm vi công nhận"),
    "research": ("scope", "phạm vi công nhận"),
    "combat": ("scope", "phạm vi công nhận"),
    "discipline": ("discipline", "hình thức kỷ luật"),
    "group": ("group", "diện"),
    "situation": ("situation", "tình huống"),
    "member": ("member", "nhóm thành viên"),
    "figure": ("figure", "số liệu"),
}
_COMPLETE = ("awards", "initiatives", "disciplines", "open_matters")


def check_award(season: SeasonFiles, names: Names, codes: Codes, problems: Collector) -> None:
    """All checks of part three."""
    _histories(season, names, codes, FileCheck(problems, "histories.csv"))
    _dossiers(season, names, codes, FileCheck(problems, "dossiers.csv"))
    _council(season.council, names, FileCheck(problems, "council.yaml"))
    _ballots(season, names, FileCheck(problems, "ballots.csv"))
    _decisions(season, names, FileCheck(problems, "decisions.yaml"))
    _honour(season, names, codes.awards, FileCheck(problems, "honour.yaml"))


def _histories(season: SeasonFiles, names: Names, codes: Codes, check: FileCheck) -> None:
    ratings = [entry for entry in season.histories if entry.kind == "rating"]
    check.once(
        ratings,
        lambda entry: (entry.subject, entry.year),
        "năm",
        lambda entry: f"Xếp loại năm {entry.year} của “{entry.subject}”",
    )
    for entry in season.histories:
        check.known(entry.row, "mã đối tượng", entry.subject, names.subjects, "người hoặc đơn vị")
        if entry.kind in ("title", "form"):
            check.known(entry.row, "mã", entry.code, codes.awards, "danh hiệu, hình thức khen thưởng")
        elif entry.kind == "complete":
            check.known(entry.row, "mã", entry.code, _COMPLETE, "loại sổ")
        elif entry.kind in _SCALES:
            scale, what = _SCALES[entry.kind]
            check.known(entry.row, "mã", entry.code, codes.scales[scale], what)


def _dossiers(season: SeasonFiles, names: Names, codes: Codes, check: FileCheck) -> None:
    check.once(season.dossiers, lambda line: line.code, "mã", lambda line: f"Mã hồ sơ “{line.code}”")
    check.once(
        season.dossiers,
        lambda line: (line.subject, line.award, line.year),
        "mã đối tượng",
        lambda line: f"Hồ sơ đề nghị {line.award} năm {line.year} cho “{line.subject}”",
    )
    for line in season.dossiers:
        check.known(line.row, "mã đối tượng", line.subject, names.subjects, "người hoặc đơn vị")
        check.known(line.row, "mã khen thưởng", line.award, codes.awards, "danh hiệu, hình thức khen thưởng")
        for paper in line.papers:
            check.known(line.row, "giấy tờ", paper, codes.scales["paper"], "loại giấy tờ")
        check.follows(line.row, "ngày thẩm định", line.sent_on, line.appraised_on, "Hồ sơ được thẩm định trước khi gửi")
        if line.state in ("returned", "recalled") and not line.reason:
            check.wrong(line.row, "lý do", "Hồ sơ trả lại hoặc rút lại phải có lý do. Hãy ghi lý do.")


def _council(council: Council, names: Names, check: FileCheck) -> None:
    check.known(council.row, "đơn vị", council.unit, names.units, "đơn vị")
    check.known(council.row, "văn bản", council.document, names.documents, "văn bản")
    check.once(council.members, lambda member: member.code, "mã", lambda member: f"Mã ủy viên “{member.code}”")
    check.once(council.sessions, lambda session: session.code, "mã", lambda session: f"Mã phiên “{session.code}”")
    for member in council.members:
        check.known(member.row, "tài khoản", member.username, names.usernames, "tài khoản")
    for session in council.sessions:
        _session(session, names, check)


def _session(session: Session, names: Names, check: FileCheck) -> None:
    roll = (("có mặt", session.present), ("vắng", session.absent), ("ý kiến bằng văn bản", session.wrote))
    for field, codes in roll:
        for code in codes:
            check.known(session.row, field, code, names.members, "ủy viên hội đồng")
    for code in session.present:
        if session.present.count(code) > 1 or code in session.absent:
            check.wrong(session.row, "có mặt", f"Ủy viên “{code}” có hai lần trong điểm danh. Hãy giữ một lần.")
    for code in (session.chair, session.secretary):
        if code not in session.present:
            check.wrong(session.row, "có mặt", f"“{code}” chủ trì hoặc làm thư ký mà không có mặt. Hãy sửa điểm danh.")
    for code in session.wrote:
        if code not in session.absent:
            check.wrong(session.row, "ý kiến bằng văn bản", f"“{code}” không vắng mặt. Hãy sửa điểm danh.")


def _ballots(season: SeasonFiles, names: Names, check: FileCheck) -> None:
    sessions = {session.code: session for session in season.council.sessions}
    check.once(
        season.ballots,
        lambda count: (count.session, count.dossier),
        "mã hồ sơ",
        lambda count: f"Kết quả kiểm phiếu hồ sơ “{count.dossier}”",
    )
    for count in season.ballots:
        check.known(count.row, "mã phiên", count.session, names.sessions, "phiên họp")
        check.known(count.row, "mã hồ sơ", count.dossier, names.dossiers, "hồ sơ")
        if not check.problems.spoilt(check.file, count.row):
            _ballot_sums(count, sessions.get(count.session), check)


def _ballot_sums(count: BallotCount, session: Session | None, check: FileCheck) -> None:
    total = count.agree + count.disagree + count.invalid
    if total != count.returned:
        said = f"Đồng ý + không đồng ý + không hợp lệ = {total}, nhưng thu về {count.returned} phiếu"
        check.wrong(count.row, "thu về", f"{said}. Hãy kiểm tra biên bản kiểm phiếu.")
    if count.returned > count.issued:
        said = f"Thu về {count.returned} phiếu, nhiều hơn {count.issued} phiếu phát ra"
        check.wrong(count.row, "thu về", f"{said}. Hãy kiểm tra biên bản kiểm phiếu.")
    if session and count.issued > len(session.present):
        said = f"Phát ra {count.issued} phiếu, nhiều hơn {len(session.present)} ủy viên có mặt"
        check.wrong(count.row, "phát ra", f"{said}. Hãy kiểm tra điểm danh và biên bản.")
    written = count.written_agree + count.written_disagree
    if session and written > len(session.wrote):
        said = f"Có {written} ý kiến bằng văn bản, nhưng chỉ {len(session.wrote)} ủy viên vắng mặt gửi ý kiến"
        check.wrong(count.row, "văn bản đồng ý", f"{said}. Hãy kiểm tra điểm danh và biên bản.")


def _decisions(season: SeasonFiles, names: Names, check: FileCheck) -> None:
    check.once(season.decisions, lambda decision: decision.code, "mã", lambda decision: f"Mã “{decision.code}”")
    check.once(season.decisions, lambda decision: decision.number, "số", lambda decision: f"Số “{decision.number}”")
    dossiers = {dossier.code: dossier for dossier in season.dossiers}
    voted = {(count.session, count.dossier): count for count in season.ballots}
    sessions = {session.code: session for session in season.council.sessions}
    decided: dict[str, str] = {}
    for decision in season.decisions:
        check.known(decision.row, "đơn vị", decision.unit, names.units, "đơn vị")
        check.known(decision.row, "phiên họp", decision.session, names.sessions, "phiên họp")
        for code in decision.bases:
            check.known(decision.row, "căn cứ", code, names.documents, "văn bản")
        session = sessions.get(decision.session)
        if session and decision.on < session.on and not check.problems.spoilt(check.file, decision.row):
            said = f"Quyết định ký ngày {format_date(decision.on)}, trước phiên bỏ phiếu ngày {format_date(session.on)}"
            check.wrong(decision.row, "ngày", f"{said}. Hãy kiểm tra lại hai ngày.")
        for code in decision.items:
            known = decided.setdefault(code, decision.code)
            if known != decision.code or decision.items.count(code) > 1:
                check.wrong(decision.row, "hồ sơ", f"Hồ sơ “{code}” được quyết định hai lần. Hãy giữ một lần.")
            _decided_item(decision, code, dossiers.get(code), voted.get((decision.session, code)), check)
        _amendments(decision, check)


def _decided_item(
    decision: Decision, code: str, dossier: Dossier | None, count: BallotCount | None, check: FileCheck
) -> None:
    if dossier is None:
        check.known(decision.row, "hồ sơ", code, (), "hồ sơ")
    elif dossier.state != "to_council":
        said = f"Hồ sơ “{code}” đã trả lại, rút lại hoặc chuyển cấp trên nên không thể có trong quyết định"
        check.wrong(decision.row, "hồ sơ", f"{said}. Hãy bỏ hồ sơ này.")
    if count is not None and count.result == "failed":
        check.wrong(
            decision.row, "hồ sơ", f"Hội đồng không thông qua hồ sơ “{code}”. Hãy bỏ hồ sơ này khỏi quyết định."
        )


def _amendments(decision: Decision, check: FileCheck) -> None:
    for amendment in decision.amendments:
        check.known(amendment.row, "hồ sơ", amendment.dossier, decision.items, "hồ sơ trong quyết định này")
        said = "Đính chính hoặc thu hồi trước khi có quyết định"
        check.follows(amendment.row, "ngày", decision.on, amendment.on, said)


def _honour(season: SeasonFiles, names: Names, awards: Container[str], check: FileCheck) -> None:
    check.once(season.conferences, lambda one: one.code, "mã", lambda one: f"Mã hội nghị “{one.code}”")
    check.once(season.exemplars, lambda one: one.code, "mã", lambda one: f"Mã bài “{one.code}”")
    dossiers = {dossier.code: dossier for dossier in season.dossiers}
    for conference in season.conferences:
        for code in conference.launches:
            check.known(conference.row, "phát động", code, names.movements, "phong trào")
        _award_steps(conference, dossiers, awards, check)
    for exemplar in season.exemplars:
        check.known(exemplar.row, "đối tượng", exemplar.subject, names.subjects, "người hoặc đơn vị")


def _award_steps(
    conference: Conference, dossiers: dict[str, Dossier], awards: Container[str], check: FileCheck
) -> None:
    for step in conference.awards:
        check.known(step.row, "mã khen thưởng", step.award, awards, "danh hiệu, hình thức khen thưởng")
        for code in step.dossiers:
            check.known(step.row, "hồ sơ", code, dossiers, "hồ sơ")
            if code in dossiers and step.award and dossiers[code].award != step.award:
                check.wrong(step.row, "hồ sơ", f"Hồ sơ “{code}” không đề nghị {step.award}. Hãy sửa danh sách trao.")
        if step.dossiers and len(step.dossiers) != step.count:
            said = f"Ghi {step.count} phần thưởng nhưng liệt kê {len(step.dossiers)} hồ sơ"
            check.wrong(step.row, "số lượng", f"{said}. Hãy sửa số lượng hoặc danh sách.")
