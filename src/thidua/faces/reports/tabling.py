"""Which tables a summary has, in the order of the year."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from thidua.faces.reports.gathering.begin import LAUNCHED_FROM, REGISTERED_FROM, SIGNED_FROM
from thidua.faces.reports.gathering.merit import AWARDED_FROM, HELD_FROM, PROPOSED_FROM, VOTED_FROM
from thidua.faces.reports.gathering.results import PUBLISHED_FROM, REPORTED_FROM
from thidua.faces.reports.shapes import CoverRow, ResultRow, Summary
from thidua.faces.reports.tables import About, Column, DataTable, Gap, Value, day, number, text

_MET = {True: "đạt", False: "chưa đạt", None: "chưa đủ căn cứ"}


def _stats(summary: Summary) -> DataTable:
    columns = (
        text("figure", "Nội dung", 6),
        number("value", "Số lượng"),
        number("of", "Trên tổng số"),
        text("unit", "Đơn vị tính", 2),
        text("source", "Nguồn", 6),
        text("note", "Ghi chú"),
    )
    rows = tuple((s.label, s.value, "" if s.of is None else s.of, s.unit, s.source, s.note) for s in summary.stats)
    return DataTable("figures", "Số liệu chung", "Chín giai đoạn của năm thi đua", columns, rows)


def _movements(summary: Summary) -> DataTable:
    columns = (
        text("movement", "Phong trào", 7),
        text("unit", "Đơn vị phát động"),
        day("launched_on", "Ngày phát động"),
        text("state", "Tình trạng", 3),
        number("expected", "Gửi tới (đơn vị)"),
        number("received", "Đã tiếp nhận"),
        number("relaunched", "Đã phát động lại"),
    )
    rows = tuple(
        (m.title, m.unit_name, m.launched_on, m.state, m.expected, m.received, m.relaunched) for m in summary.movements
    )
    return DataTable("movements", "Phong trào đã phát động", LAUNCHED_FROM, columns, rows)


def _cover(code: str, title: str, head: str, rows: Iterable[CoverRow]) -> DataTable:
    columns = (
        text("group", head, 7),
        number("expected", "Phải đăng ký"),
        number("sent", "Đã đăng ký"),
        number("accepted", "Đã tiếp nhận"),
    )
    found = tuple((r.label, r.expected, r.sent, r.accepted) for r in rows)
    return DataTable(code, title, REGISTERED_FROM, columns, found, ("expected", "sent", "accepted"))


def _by_kind(summary: Summary) -> DataTable:
    title = "Đăng ký thi đua theo loại đơn vị"
    return _cover("registration_by_kind", title, "Loại đơn vị", summary.registration_by_kind)


def _by_cluster(summary: Summary) -> DataTable:
    title = "Đăng ký thi đua theo cụm, khối"
    return _cover("registration_by_cluster", title, "Cụm, khối", summary.registration_by_cluster)


def _people(summary: Summary) -> DataTable:
    columns = (text("class", "Đối tượng", 7), number("registered", "Đã đăng ký"), number("expected", "Tổng số"))
    rows = tuple((p.label, p.registered, p.expected) for p in summary.people)
    title = "Người đăng ký thi đua theo đối tượng"
    return DataTable("people", title, REGISTERED_FROM, columns, rows, ("registered", "expected"))


def _wanted(summary: Summary) -> DataTable:
    columns = (
        text("award", "Danh hiệu, hình thức", 6),
        number("units", "Số đơn vị"),
        number("collectives", "Tập thể"),
        number("persons", "Cá nhân"),
        number("households", "Hộ gia đình"),
    )
    rows = tuple((w.award, w.units, w.collectives, w.persons, w.households) for w in summary.wanted)
    return DataTable("wanted", "Danh hiệu, hình thức đã đăng ký", REGISTERED_FROM, columns, rows)


def _covenants(summary: Summary) -> DataTable:
    columns = (
        text("cluster", "Cụm, khối", 5),
        text("head", "Đơn vị trưởng", 5),
        text("state", "Giao ước", 3),
        number("commitments", "Nội dung giao ước"),
        number("members", "Thành viên"),
        number("signed", "Đã ký"),
    )
    rows = tuple((c.cluster, c.head or None, c.state, c.commitments, c.members, c.signed) for c in summary.covenants)
    return DataTable("covenants", "Ký giao ước thi đua", SIGNED_FROM, columns, rows, ("members", "signed"))


def _results(summary: Summary) -> DataTable:
    columns = (
        text("indicator", "Chỉ tiêu", 6),
        text("measure", "Đơn vị tính", 3),
        text("period", "Kỳ", 3),
        text("aim", "Mức giao", 4),
        number("plan", "Kế hoạch", 3),
        number("value", "Kết quả", 3),
        number("percent", "% kế hoạch", 3),
        number("last", "Cùng kỳ", 3),
        text("movement", "So với cùng kỳ", 3),
        text("met", "Đạt", 3),
        text("note", "Ghi chú"),
    )
    return DataTable(
        "results", "Kết quả thực hiện chỉ tiêu", REPORTED_FROM, columns, tuple(_result(r) for r in summary.results)
    )


def _result(row: ResultRow) -> tuple[Value, ...]:
    gap = Gap.NOT_APPLICABLE
    head: tuple[Value, ...] = (row.indicator, row.measure, row.period, row.aim, row.plan)
    if not row.applies:
        return (*head, gap, gap, row.last, gap, gap, row.note)
    value, percent = _about(row.value, row.value_word), _about(row.percent, row.percent_word)
    return (*head, value, percent, row.last, row.movement or None, _MET[row.met], row.note)


def _about(number: Decimal | None, word: str) -> Value:
    return About(number, word) if number is not None and word else number


def _units(summary: Summary) -> DataTable:
    columns = (
        text("unit", "Đơn vị", 7),
        number("met", "Chỉ tiêu đạt"),
        number("not_met", "Chưa đạt"),
        number("unknown", "Chưa đủ căn cứ"),
    )
    rows = tuple((u.unit_name, u.met, u.not_met, u.unknown) for u in summary.units)
    return DataTable("units", "So sánh các đơn vị", REPORTED_FROM, columns, rows)


def _ranking(summary: Summary) -> DataTable:
    columns = (
        text("cluster", "Cụm, khối"),
        text("unit", "Đơn vị", 5),
        number("rank", "Thứ"),
        number("points", "Điểm", places=2),
        number("denominator", "Điểm tối đa"),
        number("percent", "Tỷ lệ (%)"),
        text("label", "Xếp loại", 3),
        text("note", "Ghi chú"),
    )
    rows = tuple(
        (
            r.cluster, r.unit_name, r.rank if r.rank is not None else Gap.NOT_RANKED, r.points, r.denominator,
            r.percent, r.label, _rank_note(r.tied, r.close, r.reason),
        )
        for r in summary.ranking
    )  # fmt: skip
    return DataTable("ranking", "Xếp hạng theo cụm, khối", PUBLISHED_FROM, columns, rows, named_by=1)


def _rank_note(tied: bool, close: bool, reason: str) -> str:
    notes = (reason, "đồng hạng" if tied else "", "sát điểm: lệch 1 điểm là đổi thứ" if close else "")
    return "; ".join(note for note in notes if note)


def _dossiers(summary: Summary) -> DataTable:
    columns = (
        text("award", "Danh hiệu, hình thức", 6),
        number("total", "Hồ sơ"),
        number("eligible", "Đủ điều kiện"),
        number("not_eligible", "Không đủ điều kiện"),
        number("unknown", "Chưa đủ căn cứ"),
        number("unchecked", "Chưa tra"),
        number("forwarded", "Đã trình"),
    )
    rows = tuple(
        (d.award, d.total, d.eligible, d.not_eligible, d.unknown, d.unchecked, d.forwarded) for d in summary.dossiers
    )
    codes = tuple(c.code for c in columns[1:])
    return DataTable("dossiers", "Hồ sơ đề nghị khen thưởng", PROPOSED_FROM, columns, rows, codes)


def _votes(summary: Summary) -> DataTable:
    columns = (
        text("session", "Phiên họp", 7),
        day("held_on", "Ngày họp"),
        text("state", "Tình trạng", 3),
        number("items", "Hồ sơ"),
        number("passed", "Được thông qua"),
    )
    rows = tuple((v.title, v.held_on, v.state, v.items, v.passed) for v in summary.votes)
    return DataTable("votes", "Hội đồng bỏ phiếu", VOTED_FROM, columns, rows)


def _awards(summary: Summary) -> DataTable:
    columns: tuple[Column, ...] = (
        text("award", "Danh hiệu, hình thức", 6),
        text("kind", "Loại", 3),
        number("persons", "Cá nhân"),
        number("collectives", "Tập thể"),
        number("households", "Hộ gia đình"),
        number("total", "Cộng"),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (a.award, "danh hiệu" if a.is_title else "hình thức", a.persons, a.collectives, a.households, a.total)
        for a in summary.awards
    )
    if summary.shows_money:
        columns += (number("bonus", "Tiền thưởng (đồng)", 3),)
        rows = tuple((*row, a.bonus) for row, a in zip(rows, summary.awards, strict=True))
    codes = tuple(c.code for c in columns[2:])
    return DataTable("awards", "Kết quả khen thưởng", AWARDED_FROM, columns, rows, codes)


def _classes(summary: Summary) -> DataTable:
    columns = (
        text("class", "Đối tượng", 7),
        number("women", "Nữ"),
        number("men", "Nam"),
        number("unknown", "Chưa rõ giới tính"),
        number("total", "Cộng"),
    )
    rows = tuple((c.label, c.women, c.men, c.unknown, c.total) for c in summary.classes)
    codes = tuple(c.code for c in columns[1:])
    return DataTable("classes", "Cá nhân được khen theo đối tượng", AWARDED_FROM, columns, rows, codes)


def _conferences(summary: Summary) -> DataTable:
    columns = (
        text("conference", "Hội nghị", 7),
        text("kind", "Loại", 2),
        day("held_on", "Ngày họp"),
        text("place", "Địa điểm"),
        number("delegates", "Đại biểu"),
        text("honours", "Trao tặng", 6),
    )
    rows = tuple((c.title, c.kind, c.held_on, c.place, c.delegates, c.honours) for c in summary.conferences)
    return DataTable("conferences", "Hội nghị", HELD_FROM, columns, rows)


_TABLES: tuple[Callable[[Summary], DataTable], ...] = (
    _stats, _movements, _by_kind, _by_cluster, _people, _wanted, _covenants, _results, _units, _ranking, _dossiers,
    _votes, _awards, _classes, _conferences,
)  # fmt: skip


def summary_tables(summary: Summary) -> dict[str, DataTable]:
    """Every table by its code, in the order of the year; a table without rows is there too: nothing is known yet."""
    return {table.code: table for table in (make(summary) for make in _TABLES)}
