"""The report of a package as a spreadsheet."""

from thidua.cycle.s5_score.offline.merging import Line
from thidua.cycle.s5_score.offline.models import PackageUpload
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx


def report_xlsx(upload: PackageUpload, lines: list[Line]) -> bytes:
    """One row for each criterion: what stood, what came, what became of it and why."""
    columns = (
        SheetColumn(title="Dòng", kind=Kind.NUMBER, width=8), SheetColumn(title="Tiêu chí", width=44),
        SheetColumn(title="Trên hệ thống", width=36), SheetColumn(title="Trong gói", width=36),
        SheetColumn(title="Kết quả", width=20), SheetColumn(title="Lý do", width=48),
        SheetColumn(title="Đã chọn", width=24),
    )  # fmt: skip
    rows = [
        (line.row, line.label, line.before, line.typed, line.outcome_label, line.reason, line.chosen_label)
        for line in lines
    ]
    done = f"Đã ghi {upload.merge.count} mục." if hasattr(upload, "merge") else "Chưa ghi vào bảng chấm."
    titles = (f"Báo cáo nạp gói: {upload.name}", f"{upload.sheet}; {upload.refusal or done}")
    return write_xlsx([Sheet(name="Báo cáo", title_rows=titles, columns=columns, rows=rows)])
