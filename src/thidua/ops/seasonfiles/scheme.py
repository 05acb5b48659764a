"""Reads scheme.yaml through the scoring engine, and the figures of scores.csv in the types that formulas ask for."""

from collections.abc import Callable, Mapping
from pathlib import Path

from thidua.engine.scoring import Criterion, Field, FieldKind, SchemeError
from thidua.engine.scoring.inputs import Raw
from thidua.engine.scoring.problems import CannotScore
from thidua.engine.scoring.schemetext import scheme_from_text
from thidua.language.dates import parse_date
from thidua.language.numbers import parse_number
from thidua.ops.seasonfiles.fields import Fields
from thidua.ops.seasonfiles.form import build, columns
from thidua.ops.seasonfiles.model_report import SchemeFile, ScoreLine
from thidua.ops.seasonfiles.problems import Collector
from thidua.ops.seasonfiles.sources import read_entry, read_table, read_text
from thidua.ops.seasonfiles.vocabulary import YES_NO

_FILE = "scheme.yaml"


def read_scheme(folder: Path, problems: Collector) -> SchemeFile | None:
    """The scheme; none, with every wrong field noted, when it can't be read."""
    if read_entry(folder, _FILE, problems) is None:
        return None
    text = read_text(folder, _FILE, problems) or ""
    try:
        data, scheme = scheme_from_text(text)
    except SchemeError as error:
        for problem in error.problems:
            problems.unreadable(
                _FILE, None, f"{problem.message[:1].upper()}{problem.message[1:]}.", problem.path or None
            )
        return None
    return SchemeFile(text=text, data=data, scheme=scheme, criteria={each.code: each for each in scheme.criteria()})


def read_scores(folder: Path, scheme: SchemeFile | None, problems: Collector) -> tuple[ScoreLine, ...]:
    """scores.csv."""
    criteria = scheme.criteria if scheme else {}
    return tuple(
        build(ScoreLine, line, inputs=_inputs(line, criteria.get(line.optional("mã tiêu chí"))))
        for line in read_table(folder, "scores.csv", columns(ScoreLine), problems)
    )


def _inputs(line: Fields, criterion: Criterion | None) -> Mapping[str, Raw]:
    """“plan=50; actual=48” by field name, each read as what the criterion's formula asks for."""
    inputs: dict[str, Raw] = {}
    wanted = {field.name: field for field in criterion.formula.fields(criterion.terms)} if criterion else {}
    for piece in line.codes("số liệu"):
        name, sign, text = (part.strip() for part in piece.partition("="))
        if not sign or not text or name in inputs:
            line.wrong("số liệu", f"“{piece}” chưa đúng mẫu. Hãy ghi mỗi số liệu một lần, dạng “tên=giá trị”.")
        elif criterion is not None and name not in wanted:
            names = ", ".join(wanted) or "không có"
            line.wrong("số liệu", f"Tiêu chí {criterion.code} không có số liệu “{name}”; các số liệu: {names}.")
        elif name in wanted:
            _read_input(line, wanted[name], text, inputs)
    return inputs


def _read_input(line: Fields, field: Field, text: str, inputs: dict[str, Raw]) -> None:
    try:
        inputs[field.name] = field.clean(_READERS[field.kind](text))
    except CannotScore as error:
        line.wrong("số liệu", error.message)
    except ValueError as error:
        line.wrong("số liệu", str(error))


def _flag(text: str) -> bool:
    if text not in YES_NO:
        raise ValueError(f"“{text}” không phải là “có” hoặc “không”. Hãy ghi một trong hai.")
    return YES_NO[text]


_READERS: Mapping[FieldKind, Callable[[str], Raw]] = {
    FieldKind.NUMBER: parse_number,
    FieldKind.COUNT: parse_number,
    FieldKind.FLAG: _flag,
    FieldKind.CHOICE: str,
    FieldKind.CHOICES: lambda text: tuple(part.strip() for part in text.split("|")),
    FieldKind.DATE: parse_date,
}
