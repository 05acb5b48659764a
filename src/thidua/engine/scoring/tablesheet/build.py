"""From understood rows to a scheme: groups, criteria, and a formula for each that only says what the table says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from thidua.engine.scoring.exact import ZERO
from thidua.engine.scoring.formulas.direct import Direct
from thidua.engine.scoring.formulas.events import Events
from thidua.engine.scoring.formulas.lines import Line
from thidua.engine.scoring.model import Criterion, Group, Scheme, Total
from thidua.engine.scoring.tablesheet.rows import Read, RowKind, Understood
from thidua.engine.scoring.trace import written
from thidua.language.text import fold

LOOSE = ("TC", "Các tiêu chí")  # the group of criteria that stand in none
MOST_LINES = 60
_LONGEST_CODE = 50


@dataclass
class _Branch:
    """A group or criterion while it is put together."""

    row: Understood
    code: str
    inside: list["_Branch"] = field(default_factory=list)
    lines: list[Understood] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def scheme_of(
    read: Read, *, code: str, version: str, title: str, owner_code: Callable[[str], str] = lambda name: name
) -> tuple[Scheme, list[tuple[int, str]]]:
    """The scheme that a table describes, and what had to be guessed, each with the number of its row.

    `owner_code` finds the department that a name in the table means."""
    top = _branches(read.rows)
    builder = _Builder(owner_code)
    groups: list[Group] = []
    loose: list[Criterion] = []
    for branch in top:
        node = builder.node(branch)
        if isinstance(node, Group):
            groups.append(node)
        else:
            loose.append(node)
    if loose:
        taken = {branch.code for branch in _all(top)}
        name = next(c for n in range(1, len(taken) + 2) if (c := LOOSE[0] if n == 1 else f"{LOOSE[0]}{n}") not in taken)
        groups.append(Group(code=name, label=LOOSE[1], children=tuple(loose)))
        builder.told.append((loose_row(top), "các tiêu chí đứng ngoài mọi nhóm được đưa vào nhóm «Các tiêu chí»"))
    total = Total(maximum=read.total)
    return Scheme(code=code, version=version, title=title, total=total, groups=tuple(groups)), builder.told


def loose_row(top: Iterable[_Branch]) -> int:
    """The first row that stands in no group."""
    return next((branch.row.number for branch in top if branch.row.kind is RowKind.CRITERION), 0)


def _branches(rows: Iterable[Understood]) -> list[_Branch]:
    top: list[_Branch] = []
    open_: list[_Branch] = []
    taken: set[str] = set()
    for row in rows:
        if row.kind in (RowKind.GROUP, RowKind.CRITERION):
            while open_ and (open_[-1].row.depth >= row.depth or open_[-1].row.kind is RowKind.CRITERION):
                open_.pop()
            siblings = open_[-1].inside if open_ else top
            branch = _Branch(row, _free(row.code, open_, len(siblings), taken))
            taken.add(branch.code)
            siblings.append(branch)
            open_.append(branch)
        elif open_ and row.kind in (RowKind.BONUS, RowKind.DEDUCT):
            open_[-1].lines.append(row)
        elif open_ and row.kind is RowKind.CONTINUATION and row.label:
            open_[-1].texts.append(row.label)
    return top


def _free(code: str, open_: list[_Branch], before: int, taken: set[str]) -> str:
    """A code that no node has: the number of the row, else with the codes above it in front."""
    above = open_[-1].code if open_ else ""
    wanted = code or str(before + 1)
    full = f"{above}.{wanted}" if above else wanted
    tries = [wanted] if code else []
    tries += [full, *(f"{full}-{number}" for number in range(2, len(taken) + 3))]
    return next(each for each in (t[-_LONGEST_CODE:] for t in tries) if each not in taken)


def _all(branches: Iterable[_Branch]) -> Iterable[_Branch]:
    for branch in branches:
        yield branch
        yield from _all(branch.inside)


class _Builder:
    def __init__(self, owner_code: Callable[[str], str]) -> None:
        self._owner_code = owner_code
        self.told: list[tuple[int, str]] = []

    def node(self, branch: _Branch) -> Group | Criterion:
        """The group or criterion of a branch."""
        row = branch.row
        owner = self._owner_code(row.owner) if row.owner else ""
        if row.kind is RowKind.CRITERION:
            return self._criterion(branch, owner)
        children = tuple(self.node(each) for each in branch.inside)
        penalty = None if row.penalty.value is None else abs(row.penalty.value)
        return Group(
            code=branch.code, label=row.label, maximum=row.maximum, bonus_max=_positive(row.bonus.value),
            penalty_max=penalty, owner=owner, children=children,
        )  # fmt: skip

    def _criterion(self, branch: _Branch, owner: str) -> Criterion:
        row = branch.row
        maximum = row.maximum or ZERO
        if maximum < 0:
            self._tell(row, f"điểm chuẩn ghi âm ({written(maximum)}): lấy {written(abs(maximum))}")
            maximum = abs(maximum)
        lines = self._lines(branch)
        formula = Events(lines=lines, deduct_cap=self._deduct_cap(branch, lines)) if lines else Direct()
        notes = [text for text in (*branch.texts, row.note) if text and not _is_unlimited(text)]
        return Criterion(
            code=branch.code, label=row.label, maximum=maximum, bonus_max=self._bonus(branch, lines), owner=owner,
            note="\n".join(notes)[:1000], formula=formula,
        )  # fmt: skip

    def _lines(self, branch: _Branch) -> tuple[Line, ...]:
        rows = branch.lines[:MOST_LINES]
        if len(branch.lines) > MOST_LINES:
            self._tell(branch.row, f"có {len(branch.lines)} dòng cộng, trừ: chỉ lấy {MOST_LINES} dòng đầu")
        if rows:
            return tuple(_line(row, f"d{number}", _points(row)) for number, row in enumerate(rows, 1))
        return self._own_line(branch)

    def _own_line(self, branch: _Branch) -> tuple[Line, ...]:
        """The criterion's own row names what is taken or given: one line with its own words."""
        row, points = branch.row, branch.row.said.points
        if row.declared:
            return ()
        penalty = row.penalty.value
        if penalty:
            each = points if points is not None and points < 0 else -abs(penalty)
            self._tell(row, f"một dòng trừ {written(abs(each))} điểm, đoán từ chính dòng này")
            return (_line(row, "d1", each),)
        if points is not None:
            word = "cộng" if points > 0 else "trừ"
            self._tell(row, f"một dòng {word} {written(abs(points))} điểm, đoán từ câu chữ")
            return (_line(row, "d1", points),)
        return ()

    def _deduct_cap(self, branch: _Branch, lines: tuple[Line, ...]) -> Decimal | None:
        penalty = branch.row.penalty.value
        taken = [line for line in lines if line.points < 0]
        if penalty and taken:
            return abs(penalty)
        said = [row.said.whole_cap for row in (branch.row, *branch.lines)]
        from_words = next((cap for cap in said if cap is not None), None)
        return from_words if taken and not branch.row.declared else None

    def _bonus(self, branch: _Branch, lines: tuple[Line, ...]) -> Decimal | None:
        row, given = branch.row, [line for line in lines if line.points > 0]
        if row.bonus.unlimited or _is_unlimited(row.note):
            return None
        if row.bonus.value:
            if lines and not given:
                self._tell(row, "cột thưởng có điểm nhưng không dòng nào nói khi nào được thưởng")
            return abs(row.bonus.value)
        if not given or row.declared:
            return ZERO
        caps = [line.points if line.once else line.cap for line in given]
        if None not in caps:
            return sum((cap for cap in caps if cap is not None), ZERO)
        self._tell(row, "chưa ghi thưởng tối đa: để không hạn chế, hãy kiểm tra")
        return None

    def _tell(self, row: Understood, sentence: str) -> None:
        self.told.append((row.number, sentence))


def _is_unlimited(note: str) -> bool:
    return "thuong khong han che" in fold(note)


def _positive(value: Decimal | None) -> Decimal | None:
    return None if value is None else abs(value)


def _points(row: Understood) -> Decimal:
    if row.penalty.value:
        return -abs(row.penalty.value)
    return abs(row.bonus.value) if row.bonus.value else row.said.points or ZERO


def _line(row: Understood, code: str, points: Decimal) -> Line:
    label = row.label.lstrip("-+*• ").strip() or "Không ghi nội dung"
    cap = row.said.cap if row.said.cap is not None and row.said.cap >= 0 else None
    return Line(code=code, label=label, points=points, unit=row.said.unit or "lần", cap=cap, once=row.said.once)
