"""A scheme as plain data (JSON in the database, YAML in files), and inputs of sheets as plain data."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from thidua.engine.scoring.codec import Decoder, encode, join, read_decimal
from thidua.engine.scoring.formulas import KINDS
from thidua.engine.scoring.formulas.base import REGISTRY, Formula
from thidua.engine.scoring.inputs import CriterionInput, Input, NotApplicable, Override, Raw, SheetInputs
from thidua.engine.scoring.model import Criterion, Group, Scheme
from thidua.engine.scoring.problems import SchemeError, SchemeProblem


def scheme_from_data(data: Mapping[str, Any]) -> Scheme:
    """The scheme that the data describe. Raises SchemeError with every wrong field and its path."""
    decoder = Decoder(_choose, frozenset({"kind"}))
    scheme = decoder.decode(Scheme, data, "")
    if decoder.problems:
        raise SchemeError(decoder.problems)
    return cast(Scheme, scheme)


def part_from_data(declared: type, data: Mapping[str, Any]) -> Any:
    """One part of a scheme (a criterion, a group, a formula) that the data describe. Raises SchemeError."""
    decoder = Decoder(_choose, frozenset({"kind"}))
    part = decoder.decode(declared, data, "")
    if decoder.problems:
        raise SchemeError(decoder.problems)
    return part


def part_to_data(part: Any) -> Any:
    """A part of a scheme as plain data."""
    return encode(part, _tag)


def scheme_to_data(scheme: Scheme) -> dict[str, Any]:
    """The scheme as JSON data; `scheme_from_data` gives an equal scheme back."""
    return cast(dict[str, Any], encode(scheme, _tag))


def _choose(declared: Any, data: Mapping[str, Any]) -> type | str | None:
    if declared is Formula:
        kind = data.get("kind")
        if isinstance(kind, str) and kind in REGISTRY:
            return REGISTRY[kind]
        return f"không có loại công thức «{kind}»; các loại: {', '.join(KINDS)}"
    if "kind" in data:
        return "trường «kind» chỉ dùng trong công thức"
    if Group in get_args(declared):
        return Group if "children" in data else Criterion
    return None


def _tag(value: Any) -> Mapping[str, Any]:
    return {"kind": value.kind} if isinstance(value, Formula) else {}


def inputs_from_data(data: Mapping[str, Any]) -> SheetInputs:
    """Inputs of a sheet from plain data.

    `criteria`: by code, a mapping of fields to values, or to {value, source}; or a bare value for the field "value";
    or {not_applicable: {approved_by, reason}}; beside them {override: {points, reason, by}}. `facts`: by code, true
    or false. `role`: text. Raises SchemeError with the path of what cannot be read.
    """
    reader = _InputReader()
    criteria = {
        str(code): reader.criterion(value, f"criteria › {code}") for code, value in data.get("criteria", {}).items()
    }
    facts = {str(code): reader.field(value, f"facts › {code}") for code, value in data.get("facts", {}).items()}
    for key in data.keys() - {"criteria", "facts", "role"}:
        reader.problems.append(SchemeProblem(str(key), "không có trường này; các trường: criteria, facts, role"))
    if reader.problems:
        raise SchemeError(reader.problems)
    return SheetInputs(criteria, facts, str(data.get("role", "")))


class _InputReader:
    def __init__(self) -> None:
        self.problems: list[SchemeProblem] = []

    def criterion(self, data: Any, path: str) -> CriterionInput:
        if not isinstance(data, Mapping):
            return CriterionInput({"value": self.field(data, path)})
        rest = {key: value for key, value in data.items() if key not in ("not_applicable", "override")}
        single = rest.keys() <= {"value", "source"} and "value" in rest and not isinstance(rest["value"], Mapping)
        if single:
            fields = {"value": self.field(rest, path)}
        else:
            fields = {str(name): self.field(value, join(path, str(name))) for name, value in rest.items()}
        approval = self._record(NotApplicable, data.get("not_applicable"), join(path, "not_applicable"))
        override = self._record(Override, data.get("override"), join(path, "override"))
        return CriterionInput(fields, approval, override)

    def field(self, data: Any, path: str) -> Input:
        if not isinstance(data, Mapping):
            return Input(self._raw(data, path))
        approval = self._record(NotApplicable, data.get("not_applicable"), join(path, "not_applicable"))
        return Input(self._raw(data.get("value"), path), str(data.get("source", "")), approval)

    def _raw(self, data: Any, path: str) -> Raw | None:
        if isinstance(data, list):
            return tuple(str(item) for item in data)
        if isinstance(data, float):
            number = read_decimal(data)
            if number is None:
                self.problems.append(SchemeProblem(path, f"«{data}» không phải là con số dùng được"))
            return number
        return cast(Raw | None, data)

    def _record(self, cls: type, data: Any, path: str) -> Any:
        if data is None:
            return None
        decoder = Decoder(lambda declared, data: None, frozenset())
        record = decoder.decode(cls, data, path)
        self.problems += decoder.problems
        return None if decoder.problems else record
