"""What is drawn of a summary, on the page and in the document; None where there is nothing to draw."""

from decimal import Decimal

from thidua.faces.reports.shapes import CoverRow, RankLine, Summary
from thidua.paper.charts import Bars
from thidua.paper.charts import Chart as PaperChart
from thidua.ui.charts import (
    Bullet,
    BulletChart,
    Chart,
    Coverage,
    CoverageChart,
    SlopeChart,
    SlopeLine,
    TieRow,
    TiesChart,
)

_HUNDRED = Decimal(100)


def _coverage(title: str, about: str, words: tuple[str, str], bars: list[Coverage]) -> CoverageChart | None:
    drawn = tuple(bar for bar in bars if bar.total)
    return CoverageChart(title, about, *words, drawn) if drawn else None


def _registered(title: str, rows: tuple[CoverRow, ...]) -> CoverageChart | None:
    bars = [Coverage(r.label, r.sent, r.expected) for r in rows if r.sent is not None]
    about = "Số đơn vị đã gửi phiếu đăng ký trên số đơn vị phải đăng ký."
    return _coverage(title, about, ("đã đăng ký", "chưa đăng ký"), bars)


def _plan(summary: Summary) -> BulletChart | None:
    bars = tuple(
        Bullet(r.indicator, r.plan, r.value, r.percent, r.measure, r.estimated)
        for r in summary.results
        if r.percent is not None
    )
    about = "Mỗi thanh là một chỉ tiêu; vạch đứng là 100% kế hoạch."
    return BulletChart("Kết quả so với kế hoạch", about, bars) if bars else None


def _years(summary: Summary) -> SlopeChart | None:
    lines = tuple(SlopeLine(r.indicator, _HUNDRED, r.ratio) for r in summary.results if r.ratio is not None)
    about = "Cùng kỳ năm trước là 100; đường đi xuống là giảm so với cùng kỳ."
    before, after = str(summary.year - 1), str(summary.year)
    return SlopeChart("So với cùng kỳ năm trước", about, before, after, "% cùng kỳ", lines) if lines else None


def _ties(cluster: str, rows: list[RankLine]) -> TiesChart | None:
    placed = tuple(
        TieRow(r.rank, r.unit_name, r.score, r.score - 1, r.score + 1, r.close)
        for r in rows
        if r.rank is not None and r.score is not None
    )
    unit, apart = ("điểm", "1 điểm") if rows[0].by_points else ("% điểm tối đa", "1 điểm phần trăm")
    about = "Mỗi chấm là một đơn vị; nơi hai khoảng chạm nhau, thứ hạng có thể đổi."
    return TiesChart(f"Xếp hạng {cluster}", about, unit, f"nếu lệch {apart}", placed) if len(placed) > 1 else None


def _rankings(summary: Summary) -> list[TiesChart | None]:
    grouped: dict[str, list[RankLine]] = {}
    for row in summary.ranking:
        grouped.setdefault(row.cluster, []).append(row)
    return [_ties(cluster, rows) for cluster, rows in grouped.items()]


def drawings(summary: Summary) -> dict[str, list[Chart]]:
    """The drawings of each section of the page, by the code of the section."""
    cover, people = _coverage, summary.people
    found: dict[str, list[Chart | None]] = {
        "launch": [
            cover("Đơn vị tiếp nhận phong trào", "Số đơn vị đã tiếp nhận trên số đơn vị được gửi.",
                  ("đã tiếp nhận", "chưa tiếp nhận"),
                  [Coverage(m.title, m.received, m.expected) for m in summary.movements])
        ],
        "register": [
            _registered("Đăng ký theo loại đơn vị", summary.registration_by_kind),
            _registered("Đăng ký theo cụm, khối", summary.registration_by_cluster),
            cover("Người đăng ký theo đối tượng", "Số người đã đăng ký trên tổng số người.",
                  ("đã đăng ký", "chưa đăng ký"),
                  [Coverage(p.label, min(p.registered, p.expected), p.expected) for p in people if p.expected]),
        ],
        "covenant": [
            cover("Ký giao ước thi đua", "Số thành viên đã ký trên số thành viên của cụm, khối.",
                  ("đã ký", "chưa ký"),
                  [Coverage(c.cluster, c.signed, c.members) for c in summary.covenants if c.signed is not None])
        ],
        "report": [
            _plan(summary),
            _years(summary),
            cover("So sánh các đơn vị", "Số chỉ tiêu đạt trên số chỉ tiêu đủ căn cứ để đánh giá.",
                  ("đạt", "chưa đạt"),
                  [Coverage(u.unit_name, u.met, u.met + u.not_met) for u in summary.units]),
        ],
        "score": list(_rankings(summary)),
        "propose": [
            cover("Hồ sơ đủ điều kiện", "Số hồ sơ đủ điều kiện trên số hồ sơ đã tra điều kiện.",
                  ("đủ điều kiện", "không đủ, chưa rõ"),
                  [Coverage(d.award, d.eligible, d.total - d.unchecked) for d in summary.dossiers])
        ],
        "vote": [
            cover("Hội đồng bỏ phiếu", "Số hồ sơ được thông qua trên số hồ sơ đưa ra bỏ phiếu.",
                  ("thông qua", "không thông qua"),
                  [Coverage(v.title, v.passed, v.items) for v in summary.votes if v.passed is not None])
        ],
        "award": [
            cover("Nữ trong số cá nhân được khen", "Số nữ trên số cá nhân được khen của từng đối tượng.",
                  ("nữ", "nam, chưa rõ"), [Coverage(c.label, c.women, c.total) for c in summary.classes])
        ],
    }  # fmt: skip
    return {code: [c for c in charts if c is not None] for code, charts in found.items()}


def paper_charts(summary: Summary) -> dict[str, PaperChart]:
    """Bars for the document, by the code of the table that they stand under; empty ones are left out."""
    plan = [Bars(label=r.indicator, values=(100, r.percent)) for r in summary.results if _drawable(r.percent)]
    years = [Bars(label=r.indicator, values=(100, r.ratio)) for r in summary.results if _drawable(r.ratio)]
    kinds = [Bars(label=r.label, values=(r.expected, r.sent)) for r in summary.registration_by_kind]
    signed = [Bars(label=c.cluster, values=(c.members, c.signed)) for c in summary.covenants]
    given = [Bars(label=a.award, values=(a.total,)) for a in summary.awards]
    year = summary.year
    found = {
        "registration_by_kind": ("Đơn vị đăng ký thi đua", ("Phải đăng ký", "Đã đăng ký"), kinds, "đơn vị"),
        "covenants": ("Đơn vị ký giao ước", ("Thành viên", "Đã ký"), signed, "đơn vị"),
        "results": ("Kết quả so với kế hoạch", ("Kế hoạch", "Kết quả"), plan, "% kế hoạch"),
        "years": (f"Năm {year} so với cùng kỳ", (f"Năm {year - 1}", f"Năm {year}"), years, "% cùng kỳ"),
        "awards": ("Số được khen", ("Số lượng",), given, "cá nhân, tập thể, hộ"),
    }
    return {
        code: PaperChart(title=title, series=series, bars=tuple(bars), unit=unit)
        for code, (title, series, bars, unit) in found.items()
        if bars
    }


def _drawable(value: Decimal | None) -> bool:
    return value is not None and value >= 0
