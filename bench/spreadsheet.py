"""The same figures as a spreadsheet: an .xlsx without results, recalculated by LibreOffice, its totals read back."""

import csv
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

# Everything is computed on loading, whatever the file says of its last results.
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets><sheet name="Tong" sheetId="1" r:id="s1"/>'
        '<sheet name="Cham" sheetId="2" r:id="s2"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="s1" Type="{_REL}/worksheet" Target="worksheets/s1.xml"/>'
        f'<Relationship Id="s2" Type="{_REL}/worksheet" Target="worksheets/s2.xml"/></Relationships>'
    ),
}  # fmt: skip

Value = Decimal | int | str | None  # a text is a formula


def column(number: int) -> str:
    """The letters of a column, counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def program() -> str | None:
    """LibreOffice on this machine, or nothing."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def write(path: Path, rows: Iterable[Sequence[Value]], totals: Sequence[str]) -> None:
    """A workbook: the sheet «Cham» with figures and formulas, the sheet «Tong» with one formula for each unit."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in _PARTS.items():
            book.writestr(name, text)
        book.writestr("xl/worksheets/s1.xml", _sheet([formula] for formula in totals))
        book.writestr("xl/worksheets/s2.xml", _sheet(rows))


def _sheet(rows: Iterable[Sequence[Value]]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            _cell(f"{column(place)}{number}", value) for place, value in enumerate(row) if value is not None
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(name: str, value: Value) -> str:
    if isinstance(value, str):
        return f'<c r="{name}"><f>{value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}</f></c>'
    return f'<c r="{name}"><v>{value}</v></c>'


def recalculated(soffice: str, book: Path, folder: Path) -> list[Decimal]:
    """The totals as LibreOffice computes them: started, loaded, recalculated, written. Raises CalledProcessError."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    command = [soffice, f"-env:UserInstallation=file://{profile.parent}", "--headless", "--convert-to", "csv"]
    subprocess.run([*command, "--outdir", str(folder), str(book)], check=True, capture_output=True, timeout=1800)
    with (folder / f"{book.stem}.csv").open(encoding="utf-8") as file:
        return [Decimal(row[0]) for row in csv.reader(file)]
