"""Cases about numbers of things: quotas, votes, who checks whom, figures that contradict each other."""

from collections.abc import Iterator

from thidua.engine.scoring.assignment import faults
from thidua.engine.scoring.cases.form import Data, number
from thidua.engine.scoring.cases.kinds import Found, kind
from thidua.engine.scoring.consistency import outside_year, ratio_differs
from thidua.engine.scoring.exact import RoundingMode
from thidua.engine.scoring.quota import Quota, allot


@kind("quota")
def nested(data: Data) -> Iterator[Found]:
    """Class 2 is a share of all, class 1 a share of class 2, class 3 the rest."""
    quotas = (
        Quota(code="L2", label="Loại 2", of="N", part=number(data.need("l2"))),
        Quota(code="L1", label="Loại 1", of="L2", part=number(data.need("l1"))),
        Quota(code="L3", label="Loại 3", of="N", less=("L2",)),
    )
    found = allot(quotas, {"N": int(data.need("n"))})
    for code, wanted in data.need("expect").items():
        yield code, wanted, found[code].count


@kind("threshold")
def votes(data: Data) -> Iterator[Found]:
    """At least `num`/`den` of `n`."""
    part, whole = number(data.need("num")), number(data.need("den"))
    asked = Quota(code="q", label="Số phiếu cần", of="N", part=part, whole=whole, rounding=RoundingMode.UP)
    yield "số phiếu", data.need("expect"), allot([asked], {"N": int(data.need("n"))})["q"].count


@kind("flag_quota")
def flags(data: Data) -> Iterator[Found]:
    """Not more than `pct` percent of `n`."""
    asked = Quota(code="q", label="Cờ", of="N", part=number(data.need("pct")))
    yield "số cờ", data.need("expect"), allot([asked], {"N": int(data.need("n"))})["q"].count


@kind("cross_ring")
def cross_check(data: Data) -> Iterator[Found]:
    """`pairs`: [who checks, who is checked]."""
    found = faults([(str(by), str(on)) for by, on in data.need("pairs")])
    yield "phân công", data.need("expect"), "; ".join(found) or "ok"


@kind("ratio_check")
def ratios(data: Data) -> Iterator[Found]:
    """`rows`: [numerator, denominator, percent as reported, ok or bad]."""
    for over, under, reported, wanted in data.need("rows"):
        differs = ratio_differs(number(over), number(under), number(reported))
        yield f"{over}/{under}", wanted, "bad" if differs else "ok"


@kind("evidence_year")
def evidence(data: Data) -> Iterator[Found]:
    """Papers dated outside the year that is scored."""
    yield "số giấy tờ", data.need("expect_flagged"), len(outside_year(data.need("dates"), int(data.need("year"))))
