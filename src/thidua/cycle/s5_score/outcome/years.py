"""The places of a cluster's units across the years, wherever they were published."""

from thidua.base.season.models import Season
from thidua.cycle.s3_covenant.queries import ClusterInfo
from thidua.cycle.s5_score.models import Publication
from thidua.cycle.s5_score.outcome.results import Results
from thidua.cycle.s5_score.queries import ranking_rows
from thidua.ui.charts.bump import BumpChart, BumpLine

_MOST = 6  # years


def ranks_chart(season: Season, cluster: ClusterInfo, found: Results) -> BumpChart | None:
    """A line for each unit of the cluster, a place for each year in which the same authority published one; None while
    that is less than two years. One query. A provisional place of this year is no place yet."""
    rows = Publication.objects.filter(season__authority_id=season.authority_id, season__year__lte=season.year)
    members, names = set(cluster.member_ids), {row.unit_id: row.unit_name for row in found.rows}
    by_year: dict[int, dict[int, int]] = {}
    kept = rows.order_by("season__year", "id").values_list("season__year", "cluster_id", "results__ranking")
    newest = {(year, other): ranking for year, other, ranking in kept}
    for (year, _), ranking in newest.items():
        places = {row.unit_id: row.rank for row in ranking_rows(ranking) if row.rank and row.unit_id in members}
        if places:
            by_year.setdefault(year, {}).update(places)
    years = sorted(by_year)[-_MOST:]
    if len(years) < 2:
        return None
    last = years[-1]
    units = sorted(
        {pk for year in years for pk in by_year[year]} & names.keys(), key=lambda pk: by_year[last].get(pk, 999)
    )
    lines = tuple(BumpLine(names[pk], tuple(by_year[year].get(pk) for year in years)) for pk in units)
    about = "Mỗi đường là một đơn vị; mỗi mốc là thứ hạng đã công bố của năm đó trong cụm, khối của đơn vị."
    return BumpChart("Thứ hạng qua các năm", about, tuple(str(year) for year in years), lines)
