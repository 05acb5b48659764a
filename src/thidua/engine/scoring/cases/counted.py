"""Cases about numbers of things: quotas, votes, who checks whom, figures that contradict each other."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from thidua.engine.scoring.assignment import faults
from thidua.engine.scoring.cases.building import judged, rounding_mode
from thidua.engine.scoring.cases.form import CaseError, Data, counted, number
from thidua.engine.scoring.cases.kinds import Found, kind
from thidua.engine.scoring.consistency import outside_year, ratio_differs
from thidua.engine.scoring.exact import RoundingMode
from thidua.engine.scoring.quota import Quota, allot


@kind("quota")
def nested(data: Data) -> Iterator[Found]:
    """Class 2 is a share `l2` of all, class 1 a share `l1` of class 2, class 3 the rest; `pct`: one share of all."""
    mode, base = _mode(data, RoundingMode.DOWN), {"N": counted(data.need("n"))}
    if data.has("pct"):
        yield from _share(data, number(data.get("pct")), Decimal(100), mode, "số lượng")
        return
    quotas = (
        Quota(code="L2", label="Loại 2", of="N", part=number(data.need("l2")), rounding=mode),
        Quota(code="L1", label="Loại 1", of="L2", part=number(data.need("l1")), rounding=mode),
        Quota(code="L3", label="Loại 3", of="N", less=("L2",)),
    )
    found = allot(quotas, base)
    for code, wanted in data.need("expect").items():
        if code not in found:
            raise CaseError(f"không có loại «{code}»; các loại: {', '.join(found)}.")
        yield code, wanted, found[code].count


def _mode(data: Data, usual: RoundingMode) -> RoundingMode:
    return rounding_mode(data.get("rounding")) if data.get("rounding") is not None else usual


def _share(data: Data, part: Decimal, whole: Decimal, mode: RoundingMode, what: str) -> Iterator[Found]:
    """One share of `n`; `proposed`: how many are asked for: «ok» up to the share, refused above it."""
    if not whole:
        raise CaseError("mẫu số không được bằng 0.")
    asked = Quota(code="q", label="Số lượng", of="N", part=part, whole=whole, rounding=mode)
    count, wanted = allot([asked], {"N": counted(data.need("n"))})["q"].count, data.need("expect")
    if not data.has("proposed"):
        yield what, wanted, count
        return
    proposed = number(data.get("proposed"))
    told = [f"đề nghị {proposed}, tối đa {count}."] if proposed > count else []
    yield f"{what}, đề nghị {proposed}", wanted, judged(wanted, told)


@kind("threshold")
def votes(data: Data) -> Iterator[Found]:
    """At least `num`/`den` (or `pct` percent) of `n`."""
    if data.has("pct"):
        part, whole = number(data.get("pct")), Decimal(100)
    else:
        part, whole = number(data.need("num")), number(data.need("den"))
    return _share(data, part, whole, _mode(data, RoundingMode.UP), "số phiếu")


@kind("flag_quota")
def flags(data: Data) -> Iterator[Found]:
    """Not more than `pct` percent of `n`."""
    return _share(data, number(data.need("pct")), Decimal(100), _mode(data, RoundingMode.DOWN), "số cờ")


@kind("cross_ring")
def cross_check(data: Data) -> Iterator[Found]:
    """`pairs`: [who checks, who is checked]; «ok», or any other word: something is wrong."""
    yield "phân công", data.need("expect"), judged(data.get("expect"), faults(_pairs(data)))


def _pairs(data: Data) -> list[tuple[str, str]]:
    pairs = data.need("pairs")
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        raise CaseError("mỗi mục của «pairs» phải ghi [ai kiểm tra, kiểm tra ai].")
    return [(str(by), str(on)) for by, on in pairs]


@kind("ratio_check")
def ratios(data: Data) -> Iterator[Found]:
    """`rows`: [numerator, denominator, percent as reported, ok or bad]; `tolerance` for half of the last digit."""
    tolerance = None if data.get("tolerance") is None else number(data.get("tolerance"))
    for over, under, reported, wanted in data.need("rows"):
        differs = ratio_differs(number(over), number(under), number(reported), tolerance)
        yield f"{over}/{under}", wanted, "bad" if differs else "ok"


@kind("evidence_year")
def evidence(data: Data) -> Iterator[Found]:
    """Papers dated outside the year that is scored: how many, or which."""
    days = [day if isinstance(day, date) else date.fromisoformat(str(day)) for day in data.need("dates")]
    wanted = data.get("expect_flagged") if data.has("expect_flagged") else data.need("expect")
    found = outside_year(days, counted(data.need("year")))
    yield "giấy tờ ngoài năm", wanted, [str(day) for day in found] if isinstance(wanted, list) else len(found)
