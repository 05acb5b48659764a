"""Is this file the package that was handed out for this sheet, with nothing changed but the answers?"""

from collections.abc import Iterator, Mapping
from typing import Any

from thidua.base.access.actor import Problem
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.offline import layout as at
from thidua.cycle.s5_score.offline.models import OfflinePackage
from thidua.language.text import nfc
from thidua.paper.filled import FilledPage

_SHOWN = {
    "mark": "mã", "label": "tên tiêu chí", "rule": "cách tính", "maximum": "điểm tối đa", "figure": "số liệu cần ghi",
    "unit": "đơn vị tính",
}  # fmt: skip
_HEAD = {
    "form": "mẫu của gói", "number": "số gói", "sheet": "mã bảng chấm", "season": "năm thi đua",
    "scheme": "mã bảng tiêu chí", "version": "phiên bản bảng tiêu chí", "made_on": "ngày lấy gói",
}  # fmt: skip
_AGAIN = "Hãy lấy gói mới và chép số liệu sang."
_FOREIGN = "Tệp này không phải gói ngoại tuyến do hệ thống cấp. Hãy nạp đúng tệp đã lấy về, lưu dạng .xlsx."


def check_package(sheet: ScoreSheet, pages: Mapping[str, FilledPage]) -> tuple[OfflinePackage, FilledPage]:
    """The package that a file is, and its page of answers. Raises Problem, one sentence, for any other file."""
    page, hidden = pages.get(at.PAGE), pages.get(at.HIDDEN)
    if page is None or hidden is None:
        raise Problem(_FOREIGN)
    found, signature = _read_hidden(hidden)
    package = OfflinePackage.objects.filter(number=found["head"].get("number", "")).first()
    package = package or OfflinePackage.objects.filter(signature=signature).first()
    if package is None:
        raise Problem(_FOREIGN)
    for fault in _faults(package.content, found, page):
        raise Problem(f"Gói đã bị sửa cấu trúc: {fault} {_AGAIN}")
    if signature != package.signature or not at.is_signed(package.content, signature):
        raise Problem(f"Gói đã bị sửa cấu trúc: mã kiểm tra không khớp. {_AGAIN}")
    _check_belongs(sheet, package)
    return package, page


def _check_belongs(sheet: ScoreSheet, package: OfflinePackage) -> None:
    made_for = package.sheet
    if made_for.season_id != sheet.season_id:
        raise Problem(f"Gói này thuộc {made_for.season}, không phải {sheet.season}. Hãy lấy gói của năm nay.")
    if made_for.pk != sheet.pk:
        raise Problem("Gói này được lấy từ bảng chấm của đơn vị khác nên không nạp vào đây được.")
    if package.scheme_id != sheet.scheme_id:
        made, now = package.scheme, sheet.scheme
        raise Problem(f"Gói làm theo phiên bản {made.version}, bảng chấm nay theo phiên bản {now.version}. {_AGAIN}")


def _read_hidden(page: FilledPage) -> tuple[Any, str]:
    """What the hidden page says, in the form of a content, and its signature."""
    head, after, rows, signature = {}, {}, [], ""
    for number in range(1, max((row for row, _ in page.cells), default=0) + 1):
        kind, *texts = [_exact(page, number, column) for column in range(5)]
        if kind == "head":
            head[texts[0]] = texts[1]
        elif kind == "after":
            after[texts[0]] = texts[1]
        elif kind == "row":
            rows.append(dict(zip(("row", "code", "name", "option"), texts, strict=True)))
        elif kind == "signature":
            signature = texts[0]
    return {"head": head, "after": after, "rows": rows}, signature


def _exact(page: FilledPage, row: int, column: int) -> str:
    """A text of the hidden page. A program that saves the file anew may turn digits into a number."""
    return at.number_text(page.cells.get((row, column)))


def _faults(issued: Any, found: Any, page: FilledPage) -> Iterator[str]:
    """What differs between a package and the file, each as a sentence; the first is enough to refuse."""
    for name, said in _HEAD.items():
        if found["head"].get(name) != issued["head"][name]:
            yield f"{said} không còn như khi cấp ({found['head'].get(name) or 'trống'})."
    if found["after"] != issued["after"]:
        yield "các lần ghi mà gói dựa vào đã bị sửa."
    keys = ("row", "code", "name", "option")
    if found["rows"] != [{key: row[key] for key in keys} for row in issued["rows"]]:
        yield "danh sách dòng ẩn đã bị sửa, thêm hoặc bớt."
    yield from _row_faults(issued["rows"], page)


def _row_faults(rows: list[Any], page: FilledPage) -> Iterator[str]:
    for row in rows:
        number = int(row["row"])
        for name, column in at.LOCKED.items():
            shown = at.number_text(page.cells.get((number, column)))
            where = f"dòng {number}, {_SHOWN[name]} của «{row['mark']}»"
            if (number, column) in page.formulas:
                yield f"{where} chứa công thức."
            elif shown != nfc(row[name]):
                yield f"{where} đổi từ «{row[name] or 'trống'}» thành «{shown or 'trống'}»."
    last = int(rows[-1]["row"])
    if extra := sorted(row for row, _ in page.cells if row > last):
        yield f"có thêm nội dung ở dòng {extra[0]}, dưới dòng cuối của bảng."
