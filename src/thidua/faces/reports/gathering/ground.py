"""What every part of the summary stands on: the season, the day, the units and their names."""

from dataclasses import dataclass
from datetime import date

from thidua.base.season.models import Season
from thidua.base.season.queries import stage_statuses
from thidua.base.units.enums import UnitKind
from thidua.base.units.queries import units_by_id
from thidua.base.units.tree import Tree, tree_as_of
from thidua.cycle.s3_covenant.queries import ClusterInfo, clusters_of
from thidua.faces.reports.shapes import Part

OTHER = "Đơn vị đã thôi hoạt động"


@dataclass(frozen=True)
class Ground:
    """``on`` is the day of the summary, ``day`` the one whose units and clusters it reads, ``units`` those that
    it speaks of, ``subject`` the one whose results come first."""

    season: Season
    on: date
    day: date
    part: Part | None
    tree: Tree
    units: frozenset[int]
    clusters: tuple[ClusterInfo, ...]
    names: dict[int, str]

    @property
    def subject(self) -> int:
        """The authority, or the unit whose part this is."""
        return self.part.unit_id if self.part else self.season.authority_id

    def speaks_of(self, unit_id: int) -> bool:
        """Whether a unit belongs here; the whole season takes in every unit that a stage knows."""
        return self.part is None or unit_id in self.part.units

    def name(self, unit_id: int | None) -> str:
        """The name of a unit on the day, of one that is gone as well."""
        return self.names.get(unit_id or 0, "")

    def kind_of(self, unit_id: int) -> str:
        """What a unit is, in words."""
        node = self.tree.nodes.get(unit_id)
        return UnitKind(node.kind).label if node else OTHER


def standing_day(season: Season, on: date) -> date:
    """The day as of which units and clusters are read: an old season keeps the units that it had when it ended, and
    one that is still to come shows those it will begin with."""
    statuses = stage_statuses(season, on).values()
    opens = [s.opens for s in statuses if s.opens] or [date(season.year, 1, 1)]
    closes = [s.closes for s in statuses if s.closes] or [date(season.year, 12, 31)]
    return min(max(on, min(opens)), max(closes))


def ground_of(season: Season, on: date, part: Part | None) -> Ground:
    """Reads the tree and the clusters once."""
    day = standing_day(season, on)
    tree, clusters = tree_as_of(day), tuple(clusters_of(season.pk, day))
    units = part.units if part else tree.subtree(season.authority_id)
    known = {n.unit_id: n.name for n in tree.nodes.values()}
    missing = {u for c in clusters for u in (*c.member_ids, c.head_unit_id or 0)} | units | {season.authority_id}
    gone = units_by_id(missing - known.keys())
    return Ground(season, on, day, part, tree, units, clusters, known | {pk: unit.name for pk, unit in gone.items()})
