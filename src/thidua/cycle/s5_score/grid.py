"""What the scoring grid shows: criteria by group, the three rounds side by side, and the cell that may be written."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from thidua.base.access.actor import Actor, Problem
from thidua.base.documents.models import Attachment
from thidua.base.documents.queries import attachments_of, opened_by
from thidua.base.units.queries import unit_by_code, units_by_id
from thidua.cycle.s5_score import facts
from thidua.cycle.s5_score.actions.cells import Conflict, save_cell
from thidua.cycle.s5_score.enums import FACT, FINAL, ROUNDS, Round, SheetState, ValueState, checker_of, round_of
from thidua.cycle.s5_score.forms import CellForm
from thidua.cycle.s5_score.models import CellEntry, ScoreSheet
from thidua.cycle.s5_score.policies import column_of, oversees, sees_column, sees_drafts, writable
from thidua.cycle.s5_score.queries import publication_of, sheets_in
from thidua.engine.scoring import Criterion, Group, rule_text
from thidua.engine.scoring.told import Told, ToldSheet, tell, told_from_data
from thidua.ui.parts import Cell


@dataclass(frozen=True)
class Column:
    """One round of one row. ``word`` stands where there are no points although something was entered."""

    round: str
    label: str
    entry: CellEntry | None
    figures: list[tuple[str, str]]
    points: Cell
    word: str = ""
    stale: bool = False


@dataclass(frozen=True)
class Row:
    """One criterion, or one fact of the whole sheet."""

    number: int
    code: str
    label: str
    criterion: Criterion | None
    rule: str
    owner: str
    files: int
    unopened: int
    columns: tuple[Column, ...]
    form: CellForm | None
    source: str
    disputed: bool
    answered: bool
    after: int

    @property
    def active(self) -> Column:
        """The column that is being written."""
        return self.columns[-1]


@dataclass(frozen=True)
class Head:
    """A group, with what it has come to in the latest round."""

    label: str
    told: Told | None
    index: int = 0
    number: None = None  # rows have one


@dataclass(frozen=True)
class Total:
    """What a round has come to: always with its denominator; ``rank`` for those who may know it."""

    label: str
    told: Told
    percent: Decimal | None
    rank: str


class Grid:
    """The grid of one sheet for one reader. ``data`` is what was posted."""

    def __init__(self, actor: Actor, sheet: ScoreSheet, today: date, data: Any = None) -> None:
        self.actor, self.sheet, self.today, self.data = actor, sheet, today, data
        self.standing: facts.Standing = facts.standing_of(sheet)
        self.sees_all, self.sees_drafts = oversees(actor, sheet.season), sees_drafts(actor, sheet.season)
        self.round: str = column_of(actor, sheet)
        is_open = sheet.state < SheetState.DECIDED
        self.mine = writable(actor, sheet, self.round, self.standing.owners, today) if is_open else frozenset()
        self.is_excluded = sheet.state == SheetState.EXCLUDED
        self._forms: dict[str, CellForm] = {}
        self._scored: dict[str, facts.Together] = {}
        self._numbers = {code: number for number, code in enumerate(self.standing.labels, 1)}

    @cached_property
    def rounds(self) -> list[str]:
        """The columns shown: rounds that have come; to readers also any that left something behind; cross-checks beside
        what they check."""
        written, now = {column for _, column in self.standing.cells}, round_of(self.round)
        last = ROUNDS.index(now) if now in ROUNDS else 0
        found: list[str] = [
            r.value
            for place, r in enumerate(ROUNDS)
            if (place <= last and r is not FINAL) or r.value == self.round or (not self.mine and r.value in written)
        ]
        return [found[0], *self._crosses(written), *found[1:]]

    def _crosses(self, written: set[str]) -> list[str]:
        shown = {c for c in written if round_of(c) is Round.CROSS and sees_column(self.actor, self.sheet, c)}
        own = {self.round} if round_of(self.round) is Round.CROSS else set()
        return [*sorted(shown - own, key=checker_of), *own]

    @cached_property
    def headings(self) -> dict[str, str]:
        """The name of each column; of a cross-check with the unit that makes it."""
        units = units_by_id({checker for column in self.rounds if (checker := checker_of(column))})
        names = {pk: f": {unit.name}" for pk, unit in units.items()}
        return {column: round_of(column).label + names.get(checker_of(column), "") for column in self.rounds}

    @cached_property
    def told(self) -> dict[str, ToldSheet]:
        """Points by column; asked for after everything posted was saved."""
        found = {column: self._tell(column) for column in self.rounds}
        if self.sheet.state == SheetState.PUBLISHED and (kept := publication_of(self.sheet.cluster_id)):
            found[self.rounds[-1]] = told_from_data(kept.results["sheets"][str(self.sheet.unit_id)])
        return found

    def _tell(self, upto: str) -> ToldSheet:
        relative = any(c.formula.relative for c in self.standing.criteria.values())
        # a unit that cross-checks has marked its own share of the cluster only: nothing to compare it with
        if not (relative and self.sees_all) or round_of(upto) is Round.CROSS or self.is_excluded:
            return tell(facts.score_alone(self.standing, upto))
        result, names = self._together(upto)
        return tell(next(result.sheets[name] for name, sheet in names.items() if sheet.pk == self.sheet.pk))

    def _together(self, upto: str) -> facts.Together:
        """The whole cluster in a round, once; asked for after everything posted was saved."""
        if upto not in self._scored:
            self._scored[upto] = facts.score_together([self.standing, *self._others], upto)
        return self._scored[upto]

    @cached_property
    def _others(self) -> list[facts.Entered]:
        shown = [s for s in self._cluster if self.sees_drafts or s.state > SheetState.SELF_SCORING]
        return facts.entered(shown)

    @cached_property
    def _cluster(self) -> list[ScoreSheet]:
        """The other sheets, whatever their state."""
        return [s for s in sheets_in(self.sheet.cluster_id) if s.pk != self.sheet.pk]

    @cached_property
    def _files(self) -> Counter[str]:
        return Counter(file.label for file in self._attached)

    @cached_property
    def _attached(self) -> list[Attachment]:
        return [file for file in attachments_of(self.sheet) if not hasattr(file, "withdrawal")]

    @cached_property
    def _unopened(self) -> Counter[str]:
        """How many files of each criterion the reader has not opened; the unit itself is not asked."""
        if not self._attached or self.actor.unit_id == self.sheet.unit_id:
            return Counter()
        opened = opened_by(self.actor.account_id or 0, [file.pk for file in self._attached])
        return Counter(file.label for file in self._attached if file.pk not in opened)

    @cached_property
    def _owner_names(self) -> dict[str, str]:
        found = {code: unit_by_code(code) for code in set(self.standing.owners.values()) if code}
        return {code: unit.name if unit else code for code, unit in found.items()}

    def form(self, code: str) -> CellForm | None:
        """The inputs of a cell that the reader may write."""
        if code in self.mine and code not in self._forms:
            self._forms[code] = CellForm(self.data, self._numbers[code], self.standing, code, self.round)
        return self._forms.get(code)

    def save(self, code: str) -> None:
        """Save one cell from what was posted; what is wrong stands in its form."""
        form = self.form(code)
        if form is None or not form.is_valid():
            return
        given, after = form.given(), form.cleaned_data["after"] or 0
        where: dict[str, Any] = {"by": self.actor, "standing": self.standing, "round_": self.round, "today": self.today}
        try:
            save_cell(**where, code=code, given=given, after=after)
            form.saved = True
        except Problem as problem:
            form.put(problem)
        except Conflict as conflict:
            form.conflict = conflict

    def save_all(self) -> int:
        """Save every cell that was changed on the page. Returns how many could not be saved."""
        changed = [code for code in self._numbers if (form := self.form(code)) and form.was_changed()]
        for code in changed:
            self.save(code)
        return sum(1 for code in changed if not self._forms[code].saved)

    def row(self, code: str) -> Row:
        """One row."""
        criterion = self.standing.criteria.get(code)
        fed, form = self.standing.fed.get(code), self.form(code)
        clash = form.conflict if form else None
        stands = clash.entry if clash else self.standing.cells.get((code, self.round))
        return Row(
            number=self._numbers[code], code=code, label=self.standing.labels[code], criterion=criterion,
            rule=rule_text(criterion) if criterion else "",
            owner=self._owner_names.get(self.standing.owners[code], ""), files=self._files[code],
            unopened=self._unopened[code],
            columns=tuple(self._column(code, r) for r in self.rounds), form=form, source=fed.source if fed else "",
            disputed=self.round == Round.AGREED and self.standing.is_disputed(code),
            answered=self.standing.current(code, self.round) is not None, after=stands.pk if stands else 0,
        )  # fmt: skip

    def _column(self, code: str, round_: str) -> Column:
        current = self.standing.current(code, round_)
        entry = current or self.standing.cells.get((code, round_))
        told = self.told[round_].criteria.get(code) if current else None
        points = told.points if told else (entry.points if entry else None)
        figures = facts.figures_in_words(self.standing.fields(code), entry) if entry else []
        applies = points is not None or entry is None or entry.value_state != ValueState.NOT_APPLICABLE
        word = ""
        if told and current and points is None and current.value_state == ValueState.VALUE:
            word = "chờ cả cụm" if self.standing.criteria[code].formula.relative else told.state
        stale = entry is not None and current is None
        return Column(round_, self.headings[round_], entry, figures, Cell(points, applicable=applies), word, stale)

    def lines(self) -> list[Head | Row]:
        """Groups and rows in the order of the scheme, then the facts of the whole sheet."""
        found: list[Head | Row] = []

        def walk(node: Group | Criterion) -> None:
            if isinstance(node, Criterion):
                found.extend([self.row(node.code)] if node.code in self._numbers else [])
                return
            found.append(self._head(node))
            for child in node.children:
                walk(child)

        for group in self.standing.rules.groups:
            walk(group)
        answers = [self.row(code) for code in self._numbers if code.startswith(FACT)]
        return [*found, Head("Điều kiện chung của cả bảng", None), *answers] if answers else found

    def _head(self, group: Group) -> Head:
        index = [g.code for g in self.standing.rules.all_groups()].index(group.code)
        return Head(f"{group.code} {group.label}", self.told[self.rounds[-1]].groups.get(group.code), index)

    def heads_of(self, code: str) -> list[Head]:
        """The groups that hold a criterion: what changes when it changes."""
        return [self._head(g) for g in self.standing.rules.all_groups() if any(c.code == code for c in g.criteria())]

    def totals(self) -> list[Total]:
        """What each round has come to; the place in the cluster for those who may see all its sheets."""
        rank = ""
        if self.sees_all and not self.is_excluded:
            rows = facts.rank_rows(*self._together(self.rounds[-1]))
            place = next(row for row in rows if row.unit_id == self.sheet.unit_id)
            open_ = place.provisional or len(self._others) < len(self._cluster)
            rank = f"thứ {place.rank}{' (tạm tính)' if open_ else ''}" if place.rank else ""
        last, told = self.rounds[-1], self.told
        return [
            Total(name, told[r].whole, told[r].percent, rank if r == last else "") for r, name in self.headings.items()
        ]

    def left(self) -> int:
        """How many cells of the reader still wait."""
        if self.round == FINAL:
            return 0  # the council writes only what it changes
        return len(self.mine & set(self.standing.without(self.round)))
