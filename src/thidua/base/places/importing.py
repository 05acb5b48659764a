"""Import of the official places: all or nothing, and a second run changes nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.places.catalogue import PREFIX, Arrow, Place, areas, find_provinces, reform
from thidua.base.places.policies import check_import_places
from thidua.base.units.enums import LineageKind
from thidua.base.units.models import Lineage, Unit, UnitVersion

Progress = Callable[[int, int, str], None]
_BATCH = 500


@dataclass(frozen=True)
class ImportReport:
    """What a run did. ``standing`` units were there already and were left as they are."""

    provinces: int
    units: int
    arrows: int
    splits: int
    standing: int

    def __str__(self) -> str:
        if not (self.units or self.arrows):
            return f"Không có gì mới: {self.standing} đơn vị của {self.provinces} tỉnh, thành phố đã có từ trước."
        return (
            f"Đã nhập {self.units} đơn vị và {self.arrows} đề xuất nguồn gốc, có {self.splits} đề xuất chia, tách "
            f"({self.provinces} tỉnh, thành phố). {self.standing} đơn vị đã có được giữ nguyên."
        )


def run_import(*, by: Actor, provinces: Iterable[str], progress: Progress | None = None) -> ImportReport:
    """Bring in some provinces (codes or names) with their communes, before and after 1 July 2025.

    The old-to-new mapping comes in as candidates. Units whose code stands already are left untouched.
    ``progress(done, total, sentence)`` is told after each step; whatever it raises undoes everything.
    Raises Problem for an unknown province or an empty list, Refused for whoever isn't system administrator.
    """
    check_import_places(by)
    chosen = sorted(set(find_provinces(provinces)))
    if not chosen:
        raise Problem("Hãy chọn ít nhất một tỉnh, thành phố để nhập.", "provinces")
    places = [p for code in chosen for p in areas()[code].places]
    arrows = [a for code in chosen for a in areas()[code].arrows]
    tell = _Teller(progress, len(places) + len(arrows))
    source = reform()["source"]
    known = _known()
    fresh = [p for p in places if p.code not in known]
    standing = _standing_arrows(known)
    new_arrows = [a for a in arrows if (known.get(a.old), known.get(a.new)) not in standing]
    if fresh or new_arrows:
        named = ", ".join(areas()[code].name for code in chosen)
        with audited("units.imported", by=by, count=len(fresh), source=source, provinces=named):
            known |= _add_units(fresh, tell)
            _add_versions(fresh, known)
            with audited("units.lineages_imported", by=by, count=len(new_arrows), source=source):
                _add_arrows(new_arrows, known, source, tell)
    splits = sum(a.kind == LineageKind.SPLIT for a in new_arrows)
    return ImportReport(len(chosen), len(fresh), len(new_arrows), splits, len(places) - len(fresh))


def imported_provinces() -> dict[str, int]:
    """Provinces of the data set whose units stand already: official code → id of the unit."""
    codes = {PREFIX + code: code for code in areas()}
    rows = Unit.objects.filter(code__in=list(codes)).values_list("code", "pk")
    return {codes[code]: pk for code, pk in rows}


class _Teller:
    def __init__(self, progress: Progress | None, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def __call__(self, more: int, sentence: str) -> None:
        self.done += more
        if self.progress:
            self.progress(self.done, self.total, sentence)


def _known() -> dict[str, int]:
    return dict(Unit.objects.filter(code__startswith=PREFIX).values_list("code", "pk"))


def _standing_arrows(known: dict[str, int]) -> set[tuple[int | None, int | None]]:
    if not known:
        return set()
    rows = Lineage.objects.filter(on_date=reform()["effective"], old__code__startswith=PREFIX)
    return set(rows.values_list("old_id", "new_id"))


def _add_units(places: list[Place], tell: _Teller) -> dict[str, int]:
    units = [Unit(code=p.code, name=p.name, kind=p.kind, level=p.level) for p in places]
    for unit in units:
        unit.set_names()
    for start in range(0, len(units), _BATCH):
        part = Unit.objects.bulk_create(units[start : start + _BATCH])
        tell(len(part), f"đã ghi {start + len(part)}/{len(units)} đơn vị")
    return {unit.code: unit.pk for unit in units}


def _add_versions(places: list[Place], ids: dict[str, int]) -> None:
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit_id=ids[p.code],
            name=p.name,
            kind=p.kind,
            level=p.level,
            parent_id=ids[p.parent] if p.parent else None,
            valid_from=p.starts,
            valid_to=p.ends,
            decision=p.decision,
        )
        for p in places
    )


def _add_arrows(arrows: list[Arrow], ids: dict[str, int], source: str, tell: _Teller) -> None:
    rows = [
        Lineage(
            old_id=ids[a.old],
            new_id=ids[a.new],
            kind=a.kind,
            on_date=reform()["effective"],
            decision=a.decision,
            source=source,
            note=a.note,
        )
        for a in arrows
    ]
    for start in range(0, len(rows), _BATCH):
        part = Lineage.objects.bulk_create(rows[start : start + _BATCH])
        tell(len(part), f"đã ghi {start + len(part)}/{len(rows)} đề xuất nguồn gốc")
