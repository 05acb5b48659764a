"""What happens to a package on its way: filled in, saved anew by another program, edited by a wrong hand."""

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import python_calamine
import xlsxwriter

from tests.cycle.s5_score.ground import OFFICERS, OPEN
from tests.world import World
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.offline import actions
from thidua.cycle.s5_score.offline import layout as at
from thidua.cycle.s5_score.offline.models import OfflinePackage, PackageUpload

Changes = Mapping[tuple[str, int, int], Any]


class Formula(str):
    """A formula to write into a cell."""


class Percent(Decimal):
    """A number that the program shows as a percent."""


def resaved(data: bytes, changes: Changes = {}, *, drop: tuple[str, ...] = ()) -> bytes:  # noqa: B006 (never written)
    """The workbook as another program saves it: other bytes, other styles, the same cells; and some changes."""
    read, out = python_calamine.load_workbook(io.BytesIO(data)), io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        day, percent = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0.0%"})
        for name in read.sheet_names:
            if name in drop:
                continue
            page = book.add_worksheet(name)
            rows = read.get_sheet_by_name(name).to_python(skip_empty_area=False)
            cells = {(r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row) if v != ""}
            cells |= {(r, c): v for (where, r, c), v in changes.items() if where == name}
            for (row, column), value in cells.items():
                _write(page, row - 1, column, value, day, percent)
    return out.getvalue()


def _write(page: Any, row: int, column: int, value: Any, day: Any, percent: Any) -> None:
    if isinstance(value, Formula):
        page.write_formula(row, column, str(value), None, 9)
    elif isinstance(value, Percent):
        page.write_number(row, column, float(value), percent)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, day)
    elif isinstance(value, str):
        page.write_string(row, column, value)
    elif value is not None:
        page.write(row, column, value)


def row_of(package: OfflinePackage, code: str, name: str = "") -> int:
    """Where a figure stands in a package."""
    rows = [row for row in package.content["rows"] if row["code"] == code and name in ("", row["name"])]
    return int(rows[0]["row"])


def answers(package: OfflinePackage, given: Mapping[str, Any]) -> dict[tuple[str, int, int], Any]:
    """Cells to write: ``"KT1.plan"`` a figure, ``"KT1:x"`` not applicable, ``"KT1:why"`` the explanation."""
    found = {}
    for key, value in given.items():
        if key.endswith((":x", ":why")):
            code, _, what = key.rpartition(":")
            found[at.PAGE, row_of(package, code), at.NA if what == "x" else at.REASON] = value
        else:
            code, _, name = key.partition(".")
            found[at.PAGE, row_of(package, code, name), at.VALUE] = value
    return found


def package_of(world: World, sheet: ScoreSheet, on: date = OPEN) -> tuple[OfflinePackage, bytes]:
    """The unit takes its sheet along."""
    return actions.issue(by=world.actor(OFFICERS[sheet.unit.code], on), sheet=sheet, today=on)


def bring(
    world: World, sheet: ScoreSheet, data: bytes, name: str = "bang.xlsx", on: date = OPEN, who: str = ""
) -> PackageUpload:
    """The unit brings a file."""
    by = world.actor(who or OFFICERS[sheet.unit.code], on)
    return actions.receive(by=by, sheet=sheet, name=name, data=data, today=on)


def outcomes(upload: PackageUpload) -> dict[str, str]:
    """The outcome of every criterion."""
    return {line["code"]: line["outcome"] for line in upload.report}


def reasons(upload: PackageUpload) -> dict[str, str]:
    """Why, where something is said."""
    return {line["code"]: line["reason"] for line in upload.report if line["reason"]}


def write(world: World, upload: PackageUpload, on: date = OPEN, **choices: str) -> Any:
    """Write what the report says now."""
    by = world.actor(OFFICERS[upload.sheet.unit.code], on)
    seen = actions.plan_again(by=by, upload=upload, today=on).seen
    return actions.merge(by=by, upload=upload, choices=choices, seen=seen, today=on)
