"""Cases about what a total is called: labels, tiers, grades, gates that leave a sheet unranked or lower it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thidua.engine.scoring.cases.building import rounding_of
from thidua.engine.scoring.cases.form import CaseError, Data, number
from thidua.engine.scoring.cases.kinds import Found, kind
from thidua.engine.scoring.cases.papers import paper
from thidua.engine.scoring.cases.sheets import TOTAL, scheme_data, sheet_of, sheets_of
from thidua.engine.scoring.labels import UNRANKED
from thidua.engine.scoring.results import SheetResult

_DEMOTED = {"code": "demote", "label": "Hạ bậc", "effect": "demote", "when": "demote"}
_OUT = {"code": "out", "label": "Không xét", "when": "out"}
_SEEN = ("ranked", "xếp hạng", "ok")


def label_of(sheet: SheetResult) -> Any:
    """The label, GAP where the total lies in no band, or the codes of why there is none."""
    if sheet.label is not None:
        return sheet.label
    codes = [problem.code for problem in sheet.problems]
    return "GAP" if codes == ["label_gap"] else ", ".join(codes) or None


def _band(row: Any) -> dict[str, Any]:
    """A band as [from, label], [from, to, label], or by name with the ends gt, gte, lt, lte."""
    if isinstance(row, Mapping):
        return dict(row)
    if isinstance(row, list) and len(row) == 2:
        return {"gte": row[0], "label": str(row[1])}
    if isinstance(row, list) and len(row) == 3:
        return {"gte": row[0], "lte": row[1], "label": str(row[2])}
    raise CaseError("mỗi bậc phải ghi [từ, tên] hoặc [từ, đến, tên].")


def _lowest(band: Mapping[str, Any]) -> Any:
    ends = [band[end] for end in ("gte", "gt", "eq") if band.get(end) is not None]
    return number(ends[0]) if ends else number("-1e12")


def _labelled(data: Data, bands: Sequence[Mapping[str, Any]], x: Any, maximum: Any = 100) -> SheetResult:
    """A total under its bands; `cap`: the label sees no more than that, `demote`: so many steps down."""
    steps, cap = data.get("demote", 0), data.get("cap")
    gates = [{**_DEMOTED, "steps": int(steps)}] if steps else []
    criterion = {**TOTAL, "maximum": maximum if cap is None else cap, "floor": "unlimited"}
    scheme = scheme_data(
        [criterion], labels={"bands": sorted(map(dict, bands), key=_lowest, reverse=True)}, gates=gates,
        facts=[{"code": "demote", "label": "Hạ bậc"}] if steps else [],
        **({} if cap is None else {"total": {"mode": "cap_for_label"}}), **rounding_of(data),
    )  # fmt: skip
    return sheet_of(scheme, {"x": x}, facts={"demote": True} if steps else {})


@kind("label", "int_label")
def labels(data: Data) -> Iterator[Found]:
    """`bands` as [from, label] or [from, to, label], both ends counted; a value between two of them is GAP."""
    bands, x = [_band(row) for row in data.need("bands")], data.need("x")
    yield f"x = {x}", data.need("expect"), label_of(_labelled(data, bands, x, data.get("max", 100)))


@kind("null_total")
def nothing_scored(data: Data) -> Iterator[Found]:
    """A sheet without any figure is not scored yet: not zero, and no class."""
    total, bands = data.get("input"), [_band(row) for row in data.get("bands", paper("front")["bands"])]
    sheet = _labelled(data, bands, total)
    yield "tổng", total, sheet.total
    yield "xếp loại", data.need("expect"), label_of(sheet)


@kind("gate")
def gate(data: Data) -> Iterator[Found]:
    """A sheet that was not sent has no place, whatever its total; one that was sent has its total, or «ranked»."""
    case = data.part("input")
    scheme = scheme_data(
        [TOTAL],
        facts=[{"code": "sent", "label": "Đã gửi bảng tự chấm"}],
        gates=[{"code": "g", "label": "Không gửi bảng tự chấm", "unless": "sent"}],
    )
    given = {"criteria": {"x": case.need("total")}, "facts": {"sent": case.need("sheet_sent")}}
    (place,) = sheets_of(scheme, {"u": given}).ranking
    case.done("input: ")
    wanted, out = data.need("expect"), place.place is None
    seen = "unranked" if out and place.label == UNRANKED else "ranked" if wanted in _SEEN and not out else place.total
    yield "xếp hạng", "ranked" if wanted in _SEEN else wanted, seen


@kind("nghean")
def tiers(data: Data) -> Iterator[Found]:
    """A total and the lowest percent that any criterion has."""
    total, low = number(data.need("total")), number(data.need("min_pct"))
    lowest = {"code": "a", "label": "Mục thấp nhất", "maximum": 1, "formula": {"kind": "direct"}}
    rest = {**TOTAL, "code": "b", "label": "Các mục khác", "maximum": 0, "floor": "unlimited"}
    scheme = scheme_data([lowest, rest], labels=paper("tiers"), rounding={"places": 6})
    given = {"a": low / 100, "b": total - low / 100}
    yield "hạng", data.need("expect"), label_of(sheet_of(scheme, given))


@kind("school_grade")
def grades(data: Data) -> Iterator[Found]:
    """`x` points in a `role`, without fault (`clean`), with a criterion at zero (`zero_item`).

    `demote`: so many steps down (true: one); `disqualified`: not ranked at all.
    """
    x, role, steps = data.need("x"), data.need("role"), int(data.get("demote", 0))
    facts = [{"code": "clean", "label": "Sạch lỗi"}, {"code": "no_zero_item", "label": "Không có mục 0 điểm"}]
    facts += [{"code": "demote", "label": "Sai quy trình"}, {"code": "out", "label": "Không xét"}]
    gates = [_OUT, *([{**_DEMOTED, "steps": steps}] if steps else [])]
    roles = ["homeroom", "non_homeroom", "staff"]
    if role not in roles:
        raise CaseError(f"không biết vai «{role}»; các vai: {', '.join(roles)}.")
    scheme = scheme_data([TOTAL], roles=roles, facts=facts, labels=paper("grades"), gates=gates)
    told = {"clean": data.get("clean"), "no_zero_item": not data.get("zero_item", False)}
    told |= {"demote": bool(steps), "out": bool(data.get("disqualified", False))}
    yield f"{role} {x}", data.need("expect"), label_of(sheet_of(scheme, {"x": x}, role=role, facts=told))
