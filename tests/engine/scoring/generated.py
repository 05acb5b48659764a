"""Schemes of any shape: every kind of formula with figures of its own, in groups with limits of their own."""

from typing import Any

from hypothesis import strategies as st

from thidua.engine.scoring import Combine, NaMode, RankBy, RoundingMode, Scheme, TotalMode, scheme_from_data

small = st.decimals(0, 20, places=2).map(str)
positive = st.decimals("0.25", 20, places=2).map(str)
taken = positive.map(lambda text: f"-{text}")
whole = st.integers(0, 5)


def _line(code: str, points: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"code": st.just(code), "label": st.just(f"Dòng {code}"), "points": points},
        optional={"cap": small, "needs_clean": st.booleans(), "waive": st.just("tự báo"), "exclusive": st.just("n")},
    )


def _kind(name: str, **fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    optional = {key[1:]: value for key, value in fields.items() if key.startswith("_")}
    needed = {key: value for key, value in fields.items() if not key.startswith("_")}
    return st.fixed_dictionaries({"kind": st.just(name), **needed}, optional=optional)


def _parts(label: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(small, min_size=1, max_size=3).map(
        lambda points: [{"code": f"m{n}", "label": f"{label} {n}", "points": p} for n, p in enumerate(points)]
    )


def _bands(ends: tuple[int, int]) -> st.SearchStrategy[list[dict[str, Any]]]:
    low, high = ends
    worth = st.fixed_dictionaries({"points": small}) | st.fixed_dictionaries({"keep": st.sampled_from(["50", "0"])})
    return st.tuples(worth, worth, worth).map(
        lambda w: [{"lt": low, **w[0]}, {"gte": low, "lt": high, **w[1]}, {"gte": high, **w[2]}]
    )


_ENDS = st.tuples(st.integers(-10, 40), st.integers(41, 120))
_MEANS = st.sampled_from(
    [{"how": "mean", "parts": ["a", "b"]}, {"how": "sum", "parts": ["a", "b"]}, {"how": "ratio"}, {}]
)
_LEVELS = _parts("Mức")
FORMULAS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "events": _kind(
        "events", lines=st.tuples(_line("a", taken), _line("b", taken), _line("c", positive)).map(list),
        _deduct_cap=small, _bonus_cap=small, _net_cap=small, _start=small,
        _gate=st.fixed_dictionaries({"label": st.just("Tỷ lệ"), "lt": small, "points": small}),
    ),
    "ladder": _ENDS.flatmap(
        lambda ends: _kind("ladder", bands=_bands(ends), measure=_MEANS, _none=st.just({"keep": "0"}))
    ),
    "choice": _kind("choice", levels=_LEVELS),
    "yes_no": _kind("yes_no", _otherwise=small),
    "all_conditions": _kind("all_conditions", conditions=st.just([{"code": c, "label": c} for c in "abc"])),
    "parts": _kind("parts", parts=_LEVELS),
    "titles": _kind("titles", titles=_LEVELS, _stack=st.booleans()),
    "direct": _kind("direct"),
    "keep_percent": _kind("keep_percent"),
    "count_points": _kind("count_points", each=positive, _cap=small),
    "linear": _kind("linear", full=st.integers(50, 90), start=st.integers(-10, 40), measure=_MEANS),
    "percent_of_target": _kind(
        "percent_of_target", _loss=small, _gain=small, _step=positive, _zero_below=st.just("70"),
        _partial=st.sampled_from(["share", "nothing", "full"]), _direction=st.sampled_from(["higher", "lower"]),
        _lower_by=st.sampled_from(["difference", "quotient"]),
    ),
    "step_above": _kind("step_above", start=small, each=small, _first=small, _step=positive, _cap=small),
    "target_leader": _kind("target_leader", _share=st.integers(0, 100)),
    "rank_points": _kind(
        "rank_points", table=st.lists(small, min_size=1, max_size=3), beyond=small, measure=_MEANS,
        _ties=st.sampled_from(["average", "higher"]), _direction=st.sampled_from(["higher", "lower"]),
    ),
    "matrix": _kind(
        "matrix", rows=st.just([{"lt": 50}, {"gte": 50}]),
        sides=st.tuples(small, taken).map(
            lambda cells: [
                {"code": "s", "label": "Sớm", "open_ended": True, "only_if_zero": "t", "columns": [{"gt": 10}],
                 "cells": [[cells[0]], [0]]},
                {"code": "t", "label": "Trễ", "open_ended": True, "columns": [{"gt": 0}], "cells": [[cells[1]], [0]]},
            ]
        ),
    ),
    "deadline": _kind(
        "deadline", _due=st.just("2026-01-31"), _late_once=small, _late_per_day=small, _early_once=small,
        _early_per_day=small, _grace_days=whole, _early_days=st.integers(1, 9), _not_sent=small,
    ),
    "variables": _kind(
        "variables", variables=st.just([{"code": "n", "label": "Số"}, {"code": "t", "label": "Tốt", "flag": True}]),
        cases=st.tuples(small, positive).map(
            lambda p: [{"when": "t and n > 3", "points": p[0]}, {"points": f"n / {p[1]} - min(n, 2)"}]
        ),
    ),
}  # fmt: skip


@st.composite
def _criterion(draw: st.DrawFn, number: int, floor: bool) -> dict[str, Any]:
    return {
        "code": f"c{number}", "label": f"Tiêu chí {number}", "maximum": draw(small),
        "bonus_max": draw(st.sampled_from(["unlimited", 0, "2.55"])),
        "floor": 0 if floor else draw(st.sampled_from(["unlimited", 0, "-3.15"])),
        "not_applicable": draw(st.sampled_from([None, NaMode.DROP, NaMode.FULL])),
        "formula": draw(FORMULAS[draw(st.sampled_from(sorted(FORMULAS)))]),
    }  # fmt: skip


@st.composite
def _group(draw: st.DrawFn, number: int, first: int, floor: bool) -> dict[str, Any]:
    count = draw(st.integers(1, 3))
    limits = {name: draw(small) for name in ("bonus_max", "penalty_max") if draw(st.booleans())}
    combine = draw(st.sampled_from([Combine.SUM, Combine.SUM, Combine.HIGHEST])).value
    children = [draw(_criterion(first + n, floor)) for n in range(count)]
    return {"code": f"g{number}", "label": f"Nhóm {number}", "combine": combine, "children": children, **limits}


@st.composite
def schemes(draw: st.DrawFn, *, floor: bool = False) -> Scheme:
    """A scheme; with ``floor`` no criterion can go below zero."""
    groups = [draw(_group(n, 10 * n, floor)) for n in range(draw(st.integers(1, 3)))]
    limits = {name: draw(small) for name in ("bonus_max", "penalty_max") if draw(st.booleans())}
    rounding = {"places": draw(st.integers(0, 3)), "mode": draw(st.sampled_from(list(RoundingMode))).value}
    total = {"mode": draw(st.sampled_from(list(TotalMode))).value, **limits}
    ranking = {"by": draw(st.sampled_from(list(RankBy))).value}
    return scheme_from_data(
        {"code": "s", "version": "1", "title": "Bảng", "rounding": rounding, "total": total, "ranking": ranking,
         "groups": groups}
    )  # fmt: skip
