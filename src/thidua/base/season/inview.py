"""The season in which a page stands: the one that the visitor chose, or the one of the object that is shown."""

from django.db.models import Model
from django.http import Http404

from thidua.base.access.actor import Refused
from thidua.base.access.page import Request
from thidua.base.season.models import Season
from thidua.base.season.queries import visible_seasons


def season_of(request: Request) -> Season:
    """The season in view. Raises Refused when there is none."""
    if request.season is None:
        raise Refused("Chưa có năm thi đua nào để làm việc. Hãy nhờ chuyên viên của đơn vị tổ chức lập năm thi đua.")
    season: Season = request.season
    return season


def stand_in(request: Request, season_id: int) -> bool:
    """Bring a page into the season of its object, so that the frame around it tells that year and not another.

    False, and nothing changed, where the visitor doesn't work in that season."""
    if request.season is not None and request.season.pk == season_id:
        return True
    found = visible_seasons(request.actor).filter(pk=season_id).prefetch_related("windows").first()
    if found:
        request.season = found
    return found is not None


def stand_in_that_of(request: Request, model: type[Model], pk: int) -> Season:
    """The season of a row, in which the page then stands. 404 without such a row, or where the visitor doesn't work."""
    season_id = model._default_manager.filter(pk=pk).values_list("season_id", flat=True).first()
    if season_id is None or not stand_in(request, season_id):
        raise Http404
    return season_of(request)
