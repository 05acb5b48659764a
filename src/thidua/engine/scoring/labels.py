"""Gates and labels of a sheet: what leaves it unranked, lowers it, and how its total is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from thidua.engine.scoring.enums import GateEffect
from thidua.engine.scoring.exact import Number, fraction
from thidua.engine.scoring.inputs import SheetInputs
from thidua.engine.scoring.model import Gate, LabelBand, Scheme
from thidua.engine.scoring.problems import InputProblem
from thidua.engine.scoring.results import NOT_SCORED, CriterionResult
from thidua.engine.scoring.trace import Log, phrases, written

UNRANKED = "Không xếp loại"

phrases(
    {
        "gate.unranked": "Không xếp loại: {label}{why}.",
        "gate.demote": "Hạ {steps} bậc: {label}{why}.",
        "fact.open": "Chưa có câu trả lời cho: {label}.",
        "label": "Xếp loại: {label} ({band}).",
        "label.lowered": "Xếp loại sau khi hạ bậc: {label}.",
        "label.none": "Chưa xếp loại được: {value} không thuộc mức xếp loại nào của bảng.",
        "label.fact": "Không đạt mức {label}: thiếu điều kiện «{fact}».",
        "label.share": "Không đạt mức {label}: có tiêu chí dưới {share}% điểm tối đa ({codes}).",
    }
)


@dataclass(slots=True)
class Verdict:
    """Label and gates of one sheet."""

    label: str | None = None
    unranked: list[str] = field(default_factory=list)
    open_facts: list[str] = field(default_factory=list)
    problems: list[InputProblem] = field(default_factory=list)


class Judge:
    """Reads the facts of one sheet and decides gates and label."""

    def __init__(self, scheme: Scheme, inputs: SheetInputs, results: Mapping[str, CriterionResult], log: Log) -> None:
        self._scheme = scheme
        self._role = inputs.role
        self._results = results
        self._log = log
        self._names = {fact.code: fact.label for fact in scheme.facts}
        self.verdict = Verdict()
        self._answers = self._read(inputs)

    def _read(self, inputs: SheetInputs) -> dict[str, bool]:
        answers = {}
        for code, entry in inputs.facts.items():
            if code not in self._names:
                self._problem(code, "unknown_fact", f"bảng chấm không hỏi «{code}».")
            elif isinstance(entry.value, bool):
                answers[code] = entry.value
            elif entry.value is not None:
                self._problem(code, "type", f"«{self._names[code]}» phải trả lời có hoặc không.")
        return answers

    def _problem(self, field: str, code: str, message: str) -> None:
        self.verdict.problems.append(InputProblem("", field, code, message))

    def _fact(self, code: str) -> bool | None:
        """The answer, or None with a note that it is open."""
        answer = self._answers.get(code)
        if answer is None and code not in self.verdict.open_facts:
            self.verdict.open_facts.append(code)
            self._log.add("fact.open", label=self._names.get(code, code))
        return answer

    def decide(self, value: Number | None, shown: str) -> Verdict:
        """Gates first, then the label of `value` (None: nothing is scored yet); `shown` is the value in words."""
        lowered = sum(gate.steps for gate in self._scheme.gates if self._closes(gate))
        if self.verdict.unranked:
            self.verdict.label = UNRANKED
        elif value is None:
            self.verdict.label = NOT_SCORED
        else:
            self._label(value, shown, lowered)
        return self.verdict

    def _closes(self, gate: Gate) -> bool:
        """Whether the gate lowers the label; a gate that leaves the sheet unranked is noted in the verdict."""
        why = self._why(gate)
        if why is None:
            return False
        if gate.effect is GateEffect.UNRANKED:
            self._log.add("gate.unranked", label=gate.label, why=why)
            self.verdict.unranked.append(gate.label)
            return False
        self._log.add("gate.demote", steps=gate.steps, label=gate.label, why=why)
        return True

    def _why(self, gate: Gate) -> str | None:
        if gate.when or gate.unless:
            answer = self._fact(gate.when or gate.unless)
            return "" if answer is bool(gate.when) else None
        low = self._below(gate.below or Decimal(0), gate.criterion)
        return f" ({', '.join(low)})" if low else None

    def _below(self, percent: Decimal, only: str = "") -> list[str]:
        """Codes of scored criteria that stay below a percent of their maximum."""
        return [
            code
            for code, result in self._results.items()
            if (not only or code == only)
            and result.points is not None
            and result.maximum > 0
            and fraction(result.points) * 100 < fraction(percent) * fraction(result.maximum)
        ]

    def _label(self, value: Number, shown: str, lowered: int) -> None:
        bands = [band for band in self._scheme.labels.bands if not band.roles or self._role in band.roles]
        for index, band in enumerate(bands):
            if not band.contains(value):
                continue
            holds = self._holds(band)
            if holds is None:
                return
            if holds:
                self._log.add("label", label=band.label, band=band.text())
                self._lower(bands, index, lowered)
                return
        if bands:
            self._log.add("label.none", value=shown)
            self._problem("", "label_gap", f"{shown} không thuộc mức xếp loại nào của bảng. Cần bổ sung mức còn thiếu.")

    def _holds(self, band: LabelBand) -> bool | None:
        """Whether the further conditions of a band hold; None while a fact is open."""
        for code in band.requires:
            answer = self._fact(code)
            if answer is None:
                return None
            if not answer:
                self._log.add("label.fact", label=band.label, fact=self._names.get(code, code))
                return False
        low = [] if band.each_at_least is None else self._below(band.each_at_least)
        if low and band.each_at_least is not None:
            self._log.add("label.share", label=band.label, share=band.each_at_least, codes=", ".join(low))
        return not low

    def _lower(self, bands: Sequence[LabelBand], index: int, lowered: int) -> None:
        final = bands[min(index + lowered, len(bands) - 1)].label
        if lowered:
            self._log.add("label.lowered", label=final)
        self.verdict.label = final


def shown_value(value: Number | None, unit: str) -> str:
    """A total or a percent in words."""
    return NOT_SCORED if value is None else f"{written(value)}{unit}"
