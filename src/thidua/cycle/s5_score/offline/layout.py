"""How a sheet is laid out in its workbook: which row asks for which figure; what of it must come back unchanged.

The same description writes the page, goes into the signature, and reads what comes back."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from thidua.cycle.s5_score.enums import FACT
from thidua.cycle.s5_score.facts import Standing
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.engine.scoring import Field, FieldKind, rule_text

PAGE, HIDDEN = "Bảng chấm", "Gói ngoại tuyến"
TITLES = 4  # rows above the header
FIRST_ROW = TITLES + 2
COLUMNS = (
    ("Mã", 9), ("Tiêu chí", 30), ("Cách tính", 34), ("Tối đa", 8), ("Số liệu cần ghi", 24), ("Đơn vị tính", 10),
    ("Giá trị", 14), ("Không áp dụng (x)", 10), ("Thuyết minh", 28), ("Tình trạng", 13),
)  # fmt: skip
CODE, LABEL, RULE, MAXIMUM, FIGURE, UNIT, VALUE, NA, REASON, STATUS = range(len(COLUMNS))
LOCKED = {"mark": CODE, "label": LABEL, "rule": RULE, "maximum": MAXIMUM, "figure": FIGURE, "unit": UNIT}
NONE_OF_THEM = "-"
_SALT = "thidua.cycle.s5_score.offline"
FORM = 1  # of this description; a package of another form is refused


@dataclass(frozen=True)
class LayoutRow:
    """One row: a figure of a criterion (or one thing to tick of it). The texts stand in locked cells."""

    row: int
    code: str
    name: str
    option: str
    mark: str
    label: str
    rule: str
    maximum: str
    figure: str
    unit: str

    @property
    def place(self) -> str:
        """How a person finds it."""
        return f"dòng {self.row}"


def layout(standing: Standing) -> list[LayoutRow]:
    """The rows of a sheet, in the order of the scheme."""
    return list(_rows(standing))


def _rows(standing: Standing) -> Iterator[LayoutRow]:
    row, criteria = FIRST_ROW, standing.criteria
    for code, label in standing.labels.items():
        criterion = criteria.get(code)
        rule = _one_line(rule_text(criterion)) if criterion else "Trả lời có hoặc không."
        maximum = f"{criterion.maximum.normalize():f}" if criterion else ""
        first = True
        for field in standing.fields(code):
            for option, figure in _asked(field):
                shown = (_one_line(label), rule, maximum) if first else ("", "", "")
                mark = code.removeprefix(FACT)
                yield LayoutRow(row, code, field.name, option, mark, *shown, _one_line(figure), _one_line(field.unit))
                row, first = row + 1, False


def _asked(field: Field) -> list[tuple[str, str]]:
    """A figure takes one row; one of which several may be chosen takes a row for each choice."""
    if field.kind is not FieldKind.CHOICES:
        return [("", field.label)]
    offered = [(o.code, f"{field.label}: {o.label} (ghi x)") for o in field.options]
    return [*offered, (NONE_OF_THEM, f"{field.label}: không có (ghi x)")]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def content(sheet: ScoreSheet, number: str, made_on: str, after: Mapping[str, int], rows: list[LayoutRow]) -> Any:
    """Everything that must come back as it was handed out, as plain data."""
    return {
        "head": {
            "form": str(FORM), "number": number, "sheet": str(sheet.pk), "season": str(sheet.season_id),
            "scheme": sheet.scheme.code, "version": sheet.scheme.version, "made_on": made_on,
        },
        "after": {code: str(pk) for code, pk in after.items()},
        "rows": [{**asdict(row), "row": str(row.row)} for row in rows],
    }  # fmt: skip


def sign(data: Any) -> str:
    """The keyed hash over a content; only this site can make it."""
    return salted_hmac(_SALT, _canonical(data), algorithm="sha256").hexdigest()


def is_signed(data: Any, signature: str) -> bool:
    """Whether this site signed the content, with its key of today or one it had before."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    text = _canonical(data)
    made = (salted_hmac(_SALT, text, secret=key, algorithm="sha256").hexdigest() for key in keys)
    return any(constant_time_compare(each, signature) for each in made)


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hidden_rows(data: Any, signature: str) -> list[list[str]]:
    """The rows of the hidden page: what kind of line, then its texts."""
    found = [["head", name, text] for name, text in data["head"].items()]
    found += [["after", code, pk] for code, pk in data["after"].items()]
    found += [["row", each["row"], each["code"], each["name"], each["option"]] for each in data["rows"]]
    return [*found, ["signature", signature]]


def number_text(value: object) -> str:
    """A number of a cell as the layout keeps it; any other value as its text."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else " ".join(str(value or "").split())
