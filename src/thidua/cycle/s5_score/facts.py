"""The bridge to the engine: cells and reports become inputs; sheets become points and places."""

import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from thidua.base.workflow.queries import last_reason
from thidua.cycle.s5_score.enums import FACT, FINAL, ROUNDS, Round, SheetState, ValueState, round_of
from thidua.cycle.s5_score.feeds import Fed, feeds_of
from thidua.cycle.s5_score.models import CellEntry, Scheme, ScoreSheet
from thidua.cycle.s5_score.queries import Cells, RankRow, marks_of, newest_cells, reply_counts, row_data, tie_orders
from thidua.engine import scoring
from thidua.engine.scoring import Scheme as Rules
from thidua.engine.scoring.kept import from_kept, in_words, to_kept
from thidua.engine.scoring.told import told_to_data
from thidua.language.numbers import format_number


@lru_cache(maxsize=64)
def _rules(data: str) -> Rules:
    return scoring.scheme_from_data(json.loads(data))


def rules_of(scheme: Scheme) -> Rules:
    """A scheme as the engine understands it."""
    return _rules(json.dumps(scheme.data))


def criterion_input(criterion: scoring.Criterion, entry: CellEntry) -> scoring.CriterionInput:
    """What one entry hands in for its criterion."""
    if entry.pk and (kept_input := entry.__dict__.get("_given")):
        return kept_input  # type: ignore[no-any-return]
    found = _read(criterion, entry)
    if entry.pk:  # what is kept never changes, so that it needs to be read once
        entry.__dict__["_given"] = found
    return found


def _read(criterion: scoring.Criterion, entry: CellEntry) -> scoring.CriterionInput:
    if entry.value_state == ValueState.NOT_APPLICABLE:
        who = f"{entry.who} đề nghị, chờ" if entry.round == Round.SELF else entry.who  # read before the word «duyệt»
        return scoring.CriterionInput(not_applicable=scoring.NotApplicable(who, entry.reason))
    fields = {each.name: each for each in scoring.input_fields(criterion)} if entry.inputs else {}
    given = {}
    for name, kept in entry.inputs.items():
        raw = from_kept(fields[name], kept["value"]) if name in fields else str(kept["value"])
        given[name] = scoring.Input(raw, kept["source"])
    by_hand = None
    if entry.override is not None:
        by_hand = scoring.Override(Decimal(to_kept(entry.override)), entry.reason, entry.who)
    return scoring.CriterionInput(given, override=by_hand)


def chain(column: str) -> tuple[str, ...]:
    """The columns under a column, itself last: a cross-check stands on what the unit says, and on nothing else."""
    if round_of(column) is Round.CROSS:
        return Round.SELF.value, column
    return tuple(each.value for each in ROUNDS[: ROUNDS.index(Round(column)) + 1])


@dataclass(frozen=True)
class Standing:
    """What stands in the cells of a sheet; while the unit scores, figures of accepted reports stand in empty cells."""

    sheet: ScoreSheet
    rules: Rules
    cells: Cells
    fed: Mapping[str, Fed]

    @cached_property
    def criteria(self) -> dict[str, scoring.Criterion]:
        """The criteria that this sheet has, by code."""
        return {c.code: c for c in self.rules.criteria() if not c.roles or self.sheet.role in c.roles}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Everything that must be answered, by code: criteria, then facts of the whole sheet."""
        return {c.code: c.label for c in self.criteria.values()} | {FACT + f.code: f.label for f in self.rules.facts}

    @cached_property
    def owners(self) -> dict[str, str]:
        """The department that reviews each of them; empty where none is named."""
        owners = self.rules.owners()
        return {code: owners.get(code, "") for code in self.labels}

    def fields(self, code: str) -> tuple[scoring.Field, ...]:
        """The figures that one of them asks for."""
        if code.startswith(FACT):
            return (scoring.Field("value", "Trả lời", scoring.FieldKind.FLAG),)
        return scoring.input_fields(self.rules.criterion(code))

    def current(self, code: str, column: str) -> CellEntry | None:
        """The value of a column. A value that was given before the round below it changed has to be given again."""
        own = self.cells.get((code, column))
        if column == Round.SELF:
            return own or self._fed(code)
        if own is None:
            return None
        below = (self.cells.get((code, each)) for each in chain(column)[:-1])
        return own if all(b is None or b.pk < own.pk for b in below) else None

    def _fed(self, code: str) -> CellEntry | None:
        found = self.fed.get(code) if self.fed else None
        return found.entry if found and self.sheet.state == SheetState.SELF_SCORING else None

    def effective(self, code: str, upto: str) -> CellEntry | None:
        """The value of the latest round that has one, not beyond ``upto``."""
        return next((entry for each in reversed(chain(upto)) if (entry := self.current(code, each))), None)

    def base(self, code: str, column: str) -> CellEntry | None:
        """The value that a column starts from: what stands in the rounds below it."""
        below = chain(column)[:-1]
        return self.effective(code, below[-1]) if below else None

    def is_disputed(self, code: str) -> bool:
        """True when the review gave another value than the unit."""
        own, reviewed = self.current(code, Round.SELF), self.current(code, Round.REVIEW)
        return own is not None and reviewed is not None and own.said != reviewed.said

    def without(self, column: str) -> list[str]:
        """What has no valid value in a column yet."""
        return [code for code in self.labels if self.current(code, column) is None]

    def unanswered(self) -> list[str]:
        """What the unit has not answered, or answered with figures that can't be scored."""
        name = self.sheet.unit.name
        result = scoring.score_cluster(self.rules, {name: self.inputs(Round.SELF)}).sheets[name]
        facts = {code for code in self.without(Round.SELF) if code.startswith(FACT)}
        return [code for code in self.labels if code in {*result.pending, *result.invalid, *facts}]

    def named(self, codes: Iterable[str]) -> str:
        """«KT1 Thu ngân sách; …», shortened when there are many."""
        labels = self.labels
        found = [labels[code] if code.startswith(FACT) else f"{code} {labels[code]}" for code in codes]
        return "; ".join(found[:6]) + (f"; và {len(found) - 6} mục nữa" if len(found) > 6 else "")

    def inputs(self, upto: str) -> scoring.SheetInputs:
        """The sheet as the engine takes it."""
        entries = {code: entry for code in self.labels if (entry := self.effective(code, upto))}
        criteria = {code: criterion_input(c, entries[code]) for code, c in self.criteria.items() if code in entries}
        facts = {f.code: _fact(entries.get(FACT + f.code)) for f in self.rules.facts}
        return scoring.SheetInputs(criteria, facts, self.sheet.role)


def _fact(entry: CellEntry | None) -> scoring.Input:
    return scoring.Input(entry.inputs["value"]["value"]) if entry and entry.inputs else scoring.Input()


def figures_in_words(fields: Sequence[scoring.Field], entry: CellEntry) -> list[tuple[str, str]]:
    """(«Kế hoạch», «50 xã») of every figure of an entry, and points set by hand."""
    kept = entry.inputs if entry.value_state == ValueState.VALUE else {}
    found = [(f.label, in_words(f, from_kept(f, kept[f.name]["value"]))) for f in fields if f.name in kept]
    return found + ([("Điểm ghi tay", format_number(entry.override))] if entry.override is not None else [])


def entry_in_words(fields: Sequence[scoring.Field], entry: CellEntry) -> str:
    """The whole entry in one line."""
    if entry.value_state != ValueState.VALUE:
        return ValueState(entry.value_state).label
    return "; ".join(f"{label}: {said}" for label, said in figures_in_words(fields, entry))


def standings(sheets: Sequence[ScoreSheet], *, to_score: bool = False) -> list[Standing]:
    """Sheets with their cells. Each sheet must carry its scheme. Five queries at most, however many sheets.

    `to_score`: they will only be scored, not shown."""
    rules = _rules_by_scheme(sheets)
    cells = newest_cells((s.pk for s in sheets), to_score=to_score)
    fed = feeds_of([(s, rules[s.scheme_id]) for s in sheets])
    return [Standing(s, rules[s.scheme_id], cells.get(s.pk, {}), fed.get(s.pk, {})) for s in sheets]


@dataclass(frozen=True)
class Entered:
    """A sheet that is only scored together with others: its inputs by round, read from its cells once."""

    sheet: ScoreSheet
    rules: Rules
    read: Mapping[str, scoring.SheetInputs]

    def inputs(self, upto: str) -> scoring.SheetInputs:
        """The sheet as the engine takes it."""
        return self.read[upto]


_READ: OrderedDict[tuple[Any, ...], tuple[Rules, Mapping[str, scoring.SheetInputs]]] = OrderedDict()
_MOST_READ = 200


def entered(sheets: Sequence[ScoreSheet]) -> list[Entered]:
    """Sheets that are only scored, not shown. Cells are only ever added, so what was read of a sheet stays true until
    its mark changes; sheets that take figures from reports are read anew."""
    marks, rules = marks_of(s.pk for s in sheets), _rules_by_scheme(sheets)
    keys = {s.pk: (s.pk, s.scheme_id, s.role, *marks.get(s.pk, ())) for s in sheets}
    read = {pk: known[1] for pk, key in keys.items() if (known := _READ.get(key)) and known[0] is rules[key[1]]}
    for standing in standings([s for s in sheets if s.pk not in read], to_score=True):
        sheet = standing.sheet
        read[sheet.pk] = made = {round_.value: standing.inputs(round_) for round_ in ROUNDS}
        if not standing.fed:
            _READ[keys[sheet.pk]] = standing.rules, made
    while len(_READ) > _MOST_READ:
        _READ.popitem(last=False)
    return [Entered(s, rules[s.scheme_id], read[s.pk]) for s in sheets]


def _rules_by_scheme(sheets: Sequence[ScoreSheet]) -> dict[int, Rules]:
    return {pk: rules_of(scheme) for pk, scheme in {s.scheme_id: s.scheme for s in sheets}.items()}


def standing_of(sheet: ScoreSheet) -> Standing:
    """One sheet with its cells."""
    return standings([sheet])[0]


def score_alone(standing: Standing, upto: str) -> scoring.SheetResult:
    """One sheet without the others: criteria that compare units stay open, so that nobody learns of other scores."""
    return scoring.score_sheet(standing.rules, standing.inputs(upto), standing.sheet.unit.name)


Together = tuple[scoring.ClusterResult, dict[str, ScoreSheet]]


def score_together(sheets: Sequence[Standing | Entered], upto: str = FINAL, *, decided: bool = True) -> Together:
    """All sheets of a cluster, and the sheet behind each name of the result. They must share one scheme.

    Ties that the council has decided are taken into account unless ``decided`` is False. Units that are left without
    a place are compared with nobody: see ``excluded_rows``."""
    named: dict[str, Standing | Entered] = {}
    for each in sheets:
        if each.sheet.state == SheetState.EXCLUDED:
            continue
        unit = each.sheet.unit
        named[f"{unit.name} ({unit.code})" if unit.name in named else unit.name] = each
    names = {each.sheet.unit_id: name for name, each in named.items()}
    orders = tie_orders(sheets[0].sheet.cluster_id) if decided else []
    known = [[names[pk] for pk in order] for order in orders if names.keys() >= set(order)]
    result = scoring.score_cluster(sheets[0].rules, {name: each.inputs(upto) for name, each in named.items()}, known)
    return result, {name: each.sheet for name, each in named.items()}


def rank_rows(result: scoring.ClusterResult, names: Mapping[str, ScoreSheet]) -> list[RankRow]:
    """The places as they stand today, best first; provisional until every sheet of the cluster is agreed on."""
    open_ = any(sheet.state < SheetState.AGREED for sheet in names.values())
    rows = [
        RankRow(
            names[r.unit].unit_id, r.unit, r.place, bool(r.tied_with), r.total, result.sheets[r.unit].denominator,
            r.percent, r.label or "", r.provisional or open_, result.sheets[r.unit].pending, r.reason,
        )
        for r in result.ranking
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r.rank is None, r.rank or 0, names[r.unit_name].unit.name_sort))


def excluded_rows(sheets: Sequence[ScoreSheet]) -> list[RankRow]:
    """The units of a cluster that are left without a place, with the reason."""
    found = []
    for sheet in sheets:
        if sheet.state == SheetState.EXCLUDED:
            step = last_reason(sheet)
            why, maximum = step.reason if step else "", scoring.score_sheet(rules_of(sheet.scheme), _nothing(sheet))
            label = SheetState.EXCLUDED.label
            found.append(
                RankRow(sheet.unit_id, sheet.unit.name, None, False, None, maximum.denominator, None, label, reason=why)
            )
    return found


def _nothing(sheet: ScoreSheet) -> scoring.SheetInputs:
    return scoring.SheetInputs(role=sheet.role)


def told_of_excluded(sheets: Sequence[ScoreSheet]) -> dict[int, scoring.SheetResult]:
    """By unit: an empty result for each unit that is left without a place."""
    return {
        sheet.unit_id: scoring.score_sheet(rules_of(sheet.scheme), _nothing(sheet), sheet.unit.name)
        for sheet in sheets
        if sheet.state == SheetState.EXCLUDED
    }


def published_data(sheets: Sequence[Standing]) -> dict[str, Any]:
    """The result of a cluster as plain data: places, totals, every number with its trace and its sentences."""
    result, names = score_together(sheets)
    rules, all_ = sheets[0].rules, [each.sheet for each in sheets]
    told = {names[name].unit_id: sheet for name, sheet in result.sheets.items()} | told_of_excluded(all_)
    return {
        "scheme": {"code": rules.code, "version": rules.version, "title": rules.title},
        "ranking": [row_data(row) for row in [*rank_rows(result, names), *excluded_rows(all_)]],
        "replies": {str(pk): asdict(count) for pk, count in reply_counts(sheets[0].sheet.cluster_id).items()},
        "sheets": {str(unit): told_to_data(sheet) for unit, sheet in told.items()},
    }
