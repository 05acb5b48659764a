"""Row by row: what each row of a table is, and where it stands in the tree."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from thidua.engine.scoring.tablesheet.columns import Cell, Columns, Figure, figure, find_columns, text
from thidua.engine.scoring.tablesheet.guess import Said, said_in
from thidua.engine.scoring.trace import written
from thidua.language.text import fold

__all__ = ["Cell", "Read", "RowKind", "Understood", "understand"]

MOST_ROWS = 3_000


class RowKind(StrEnum):
    """What a row is."""

    GROUP = "group"
    CRITERION = "criterion"
    CONTINUATION = "continuation"
    BONUS = "bonus"
    DEDUCT = "deduct"
    TOTAL = "total"
    HEADER = "header"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Understood:
    """One row: what it is, how deep (groups and criteria), what it says, why it was taken so, what to look at."""

    number: int
    kind: RowKind
    label: str
    code: str = ""
    depth: int = 0
    maximum: Decimal | None = None
    bonus: Figure = Figure()
    penalty: Figure = Figure()
    owner: str = ""
    note: str = ""
    why: str = ""
    warnings: tuple[str, ...] = ()
    said: Said = Said()
    declared: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A whole table: its title (what stands above the header), its rows, the total that it states."""

    title: str
    rows: tuple[Understood, ...]
    total: Decimal | None = None
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def warnings(self) -> list[tuple[int, str]]:
        """Everything to look at, with the number of its row."""
        return [(row.number, each) for row in self.rows for each in row.warnings]


def understand(rows: Sequence[tuple[int, Sequence[Cell]]]) -> Read:
    """What every row of a table means. Rows carry the number that the spreadsheet shows. Raises NoHeader."""
    columns = find_columns(rows)
    above = [text(cell) for number, cells in rows if number < columns.row for cell in cells if text(cell)]
    body = [_raw(columns, number, cells) for number, cells in rows if number > columns.last_row][:MOST_ROWS]
    placed = _Tree().placed(body)
    known = list(_kinds(placed))
    total = next((row.maximum for row in known if row.kind is RowKind.TOTAL and row.maximum is not None), None)
    return Read(_title(above), tuple(known), total, columns.at)


def _title(above: list[str]) -> str:
    """The longest line above the header that is no motto of the state and no name of an office."""
    lines = [line for line in above if "cong hoa xa hoi" not in fold(line) and "doc lap" not in fold(line)]
    named = [line for line in lines if re.search(r"bang|tieu chi|thi dua|cham diem|tieu chuan", fold(line))]
    return max(named or lines, key=len, default="")[:300]


_TOTAL = re.compile(r"^(tong( cong| so| diem|$)|cong( diem)?$|tong diem)")
_DECLARED = re.compile(r"^(nhom|tieu chi) cap (\d{1,2})$")


def _raw(columns: Columns, number: int, cells: Sequence[Cell]) -> Understood:
    label, code = text(columns.cell(cells, "label")), text(columns.cell(cells, "number"))
    maximum = figure(columns.cell(cells, "maximum"))
    warnings = [f"ô điểm ghi «{maximum.other}», không phải là số"] if maximum.other else []
    note, declared = text(columns.cell(cells, "note")), fold(text(columns.cell(cells, "level")))
    if not label and code and not re.fullmatch(r"[\w.)\-+]{1,12}", code):
        label, code = code, ""  # a merged row: its text lies in the first cell
    said = said_in(note if declared else f"{label} {note}")
    row = Understood(
        number, RowKind.CONTINUATION, label, code if declared else code.rstrip(".)").strip(), 0, maximum.value,
        figure(columns.cell(cells, "bonus")), figure(columns.cell(cells, "penalty")),
        text(columns.cell(cells, "owner")), note, "", tuple(warnings), said, declared,
    )  # fmt: skip
    if not declared and _is_header_again(row):
        return replace(row, kind=RowKind.HEADER, warnings=(), why="dòng tiêu đề hoặc dòng đánh số cột lặp lại")
    if _TOTAL.match(fold(label)) and not declared:
        return replace(row, kind=RowKind.TOTAL, why="dòng tổng cộng: dùng để đối chiếu")
    return row


def _is_header_again(row: Understood) -> bool:
    numbers = fold(row.code) in ("stt", "tt") or (row.code in ("1", "a") and row.label in ("2", "b"))
    return numbers or (
        re.fullmatch(r"\(?\d\)?", row.label) is not None and re.fullmatch(r"\(?\d\)?", row.code) is not None
    )


_STYLES = (
    ("roman", r"[IVXL]{1,6}"), ("letter", r"[A-ZĐ]"), ("number", r"\d{1,3}"), ("small", r"[a-zđ]"),
    ("dash", r"[-+*•]"),
)  # fmt: skip


def _style(code: str, above: Sequence[tuple[str, str]]) -> str:
    """How a row is numbered. A letter that follows an open one (C after b, I after H) goes on with its style."""
    if len(code) == 1 and code.isalpha():
        for style, other in above:
            if style in ("letter", "small") and ord(code.lower()) == ord(other[0].lower()) + 1:
                return style
    plain = next((name for name, pattern in _STYLES if re.fullmatch(pattern, code)), "")
    return plain or re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", code))


class _Tree:
    """Puts rows with a number into levels: by a number that begins with another's, else by the style of numbering."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str]] = []  # style and code of the rows that are open, from the top

    def placed(self, rows: Iterable[Understood]) -> list[Understood]:
        """The rows with their depth; a row without a number has none."""
        return [self._placed(row) for row in rows]

    def _placed(self, row: Understood) -> Understood:
        if row.kind is not RowKind.CONTINUATION:
            return row
        if found := _DECLARED.match(row.declared):
            depth = int(found[2]) - 1
            kind = RowKind.GROUP if found[1] == "nhom" else RowKind.CRITERION
            return replace(row, kind=kind, depth=depth, why="theo cột «Loại dòng»")
        if not row.code or re.fullmatch(r"[-+*•]", row.code) or row.declared:
            return row
        style = _style(row.code, self.open)
        begins = [i for i, (_, code) in enumerate(self.open) if _begins(row.code, code)]
        same = [i for i, (other, _) in enumerate(self.open) if other == style]
        keep = begins[-1] + 1 if begins else same[0] if same else len(self.open)
        del self.open[keep:]
        self.open.append((style, row.code))
        return replace(row, kind=RowKind.CRITERION, depth=keep)


def _begins(code: str, above: str) -> bool:
    """Whether a number belongs under another: 1.2 under 1, a3 under a, C3.1 under C3 and C."""
    rest = code.removeprefix(above)
    if rest == code or not rest:
        return False
    return rest[0] == "." or (rest[0].isdigit() and not above[-1].isdigit())


def _kinds(rows: list[Understood]) -> Iterable[Understood]:
    """Groups, criteria and the lines under them, once it is known what stands below each row."""
    below = ""  # the criterion that lines belong to
    for index, row in enumerate(rows):
        if row.kind is RowKind.CRITERION and not row.declared:
            row = _numbered(row, _children(rows, index), below)
        elif row.kind is RowKind.CONTINUATION:
            row = _line(row, below)
        if row.kind is RowKind.CRITERION:
            below = row.code or row.label
        elif row.kind in (RowKind.GROUP, RowKind.TOTAL):
            below = ""
        yield row


def _children(rows: list[Understood], index: int) -> list[Understood]:
    found = []
    for row in rows[index + 1 :]:
        if row.kind in (RowKind.CRITERION, RowKind.GROUP):
            if row.depth <= rows[index].depth:
                break
            found.append(row)
    return found


def _points(row: Understood) -> bool:
    return row.bonus.value is not None or row.penalty.value is not None or row.bonus.unlimited


def _numbered(row: Understood, inside: list[Understood], below: str) -> Understood:
    """A row with a number: a group when rows with points of their own stand inside it."""
    if any(each.maximum is not None for each in inside):
        return replace(row, kind=RowKind.GROUP, why="có các mục con có điểm")
    if row.maximum is not None:
        return replace(row, why="có số thứ tự và điểm chuẩn")
    if below and _points(row):
        return replace(_line(row, below), label=row.label)
    if _points(row):
        return replace(row, maximum=Decimal(0), why="không có điểm chuẩn, chỉ có thưởng hoặc trừ: tối đa 0 điểm")
    if below:
        return _line(row, below)
    if inside:
        return replace(row, kind=RowKind.GROUP, why="có số thứ tự, không có điểm, có mục con")
    warning = "không có điểm và không có mục con; hãy kiểm tra"
    return replace(row, maximum=Decimal(0), why="có số thứ tự nhưng không có điểm", warnings=(*row.warnings, warning))


def _line(row: Understood, below: str) -> Understood:
    """A row that continues a criterion: text, or points given or taken each time."""
    if not row.label and not _points(row):
        return replace(row, kind=RowKind.IGNORED, why="dòng không có nội dung")
    if not below:
        return replace(row, kind=RowKind.IGNORED, why="đứng ngoài mọi tiêu chí: tiêu đề phụ hoặc ghi chú")
    penalty, bonus = row.penalty.value, row.bonus.value
    if penalty:
        return _checked(replace(row, kind=RowKind.DEDUCT, why=f"có điểm trừ, thuộc «{below}»"), -abs(penalty))
    if bonus:
        return _checked(replace(row, kind=RowKind.BONUS, why=f"có điểm thưởng, thuộc «{below}»"), abs(bonus))
    if row.maximum is not None:
        warning = f"dòng không có số thứ tự nhưng ghi {written(row.maximum)} điểm: chưa tính vào đâu, hãy kiểm tra"
        return replace(row, why=f"nối tiếp «{below}»", warnings=(*row.warnings, warning))
    if row.said.points is not None and not row.declared:
        kind = RowKind.DEDUCT if row.said.points < 0 else RowKind.BONUS
        warning = "số điểm lấy từ câu chữ, cột thưởng và cột trừ để trống; hãy kiểm tra"
        return replace(row, kind=kind, why=f"câu chữ nói số điểm, thuộc «{below}»", warnings=(*row.warnings, warning))
    return replace(row, why=f"nối tiếp «{below}»")


def _checked(row: Understood, points: Decimal) -> Understood:
    """Text against table: both may name the points."""
    told = row.said.points
    if told is None or told == points:
        return row
    warning = f"câu chữ ghi {written(told)} điểm nhưng cột ghi {written(points)} điểm; lấy theo cột"
    return replace(row, warnings=(*row.warnings, warning))
