"""Which stories a list shows (policies.check_sees_story, for a whole list)."""

from django.db.models import Q, QuerySet

from thidua.base.access.actor import Actor
from thidua.base.season.models import Season
from thidua.cycle.s9_honour.enums import StoryState
from thidua.cycle.s9_honour.models import Story
from thidua.cycle.s9_honour.policies import UNIT_ROLES, sees_all_stories
from thidua.cycle.s9_honour.queries import stories_of
from thidua.language.text import fold


def visible_stories(actor: Actor, season: Season, text: str) -> QuerySet[Story]:
    """Published ones, and the unpublished ones of the own unit or, for the authority's people, of the season."""
    rows = stories_of(season.pk)
    if not sees_all_stories(actor, season):
        own = actor.unit_id if actor.is_any(*UNIT_ROLES) else None
        rows = rows.filter(Q(state=StoryState.PUBLISHED) | Q(written_for_id=own or 0))
    for word in fold(text).split():
        rows = rows.filter(search__contains=word)
    return rows
