"""Score one sheet, or a whole cluster where formulas compare units."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock

from thidua.engine.scoring.compiled import Compiled
from thidua.engine.scoring.exact import exactly
from thidua.engine.scoring.inputs import SheetInputs
from thidua.engine.scoring.model import Scheme
from thidua.engine.scoring.results import ClusterResult, SheetResult

_MOST = 16  # schemes that stay ready
_READY: OrderedDict[int, Compiled] = OrderedDict()
_LOCK = Lock()


def compiled(scheme: Scheme) -> Compiled:
    """The scheme made ready; the same object again comes back with what it remembers.

    Raises SchemeError when two criteria or groups of the scheme share a code.
    """
    with _LOCK:
        found = _READY.get(id(scheme))
        if found is not None and found.scheme is scheme:
            _READY.move_to_end(id(scheme))
            return found
    with exactly():
        made = Compiled(scheme)
    with _LOCK:
        _READY[id(scheme)] = made
        while len(_READY) > _MOST:
            _READY.popitem(last=False)
    return made


def score_sheet(scheme: Scheme, inputs: SheetInputs, unit: str = "") -> SheetResult:
    """One sheet alone. Criteria that compare units stay pending: they need `score_cluster`.

    Never raises for a wrong input: the problem is in the result, and that criterion has no points. Raises SchemeError
    when two criteria or groups of the scheme share a code.
    """
    ready = compiled(scheme)
    with exactly():
        return ready.sheet(inputs, unit)


def score_cluster(
    scheme: Scheme, inputs: Mapping[str, SheetInputs], decided: Sequence[Sequence[str]] = ()
) -> ClusterResult:
    """All sheets of a cluster, by unit code, and their ranking. The order of entry makes no difference.

    ``decided``: ties that the council has put in order (see ``rank``).

    A criterion that compares units is provisional for everybody until the inputs of all its units are in. Scored again
    after some figures changed, only what depends on them is computed.
    """
    ready = compiled(scheme)
    with exactly():
        return ready.cluster(inputs, decided)
