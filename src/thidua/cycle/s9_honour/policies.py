"""Who may, in which state, what is visible: the three questions of stage 9."""

from thidua.base.access.actor import Actor, Refused, refusal
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season, check_sees_season
from thidua.cycle.s9_honour.enums import ConferenceState, StoryState
from thidua.cycle.s9_honour.models import Conference, Story

UNIT_ROLES = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
_DESK = (Role.SPECIALIST, Role.AUTHORITY)
_EVERYWHERE = (Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)


def check_manage_conference(actor: Actor, season: Season) -> None:
    """The specialist of the authority prepares conferences."""
    check_runs_season(actor, season)


def check_change_conference(actor: Actor, conference: Conference) -> None:
    """Until its minutes are approved."""
    check_runs_season(actor, conference.season)
    if conference.state == ConferenceState.APPROVED:
        raise Refused("Biên bản hội nghị đã thông qua nên không sửa được nữa.")


def check_sees_minutes(actor: Actor, conference: Conference) -> None:
    """Approved minutes: everybody in the season. Before: those who write and approve them, and those who oversee."""
    check_sees_season(actor, conference.season)
    if conference.state == ConferenceState.APPROVED or actor.is_any(*_EVERYWHERE):
        return
    if not (actor.is_any(*_DESK, Role.COUNCIL_SECRETARY) and actor.unit_id == conference.season.authority_id):
        raise Refused("Biên bản hội nghị chưa thông qua; chỉ đơn vị tổ chức được xem.")


def check_approve_minutes(actor: Actor, conference: Conference) -> None:
    """The chairman or the council's secretary of the authority, and only minutes that were written."""
    if actor.unit_id != conference.season.authority_id:
        raise Refused("Chỉ người của đơn vị tổ chức được thông qua biên bản.")
    if not conference.minutes.strip():
        raise Refused("Chưa có nội dung biên bản để thông qua.")


def check_write_story(actor: Actor, season: Season) -> None:
    """Any unit of the season may write about its own people; the specialist about all."""
    check_sees_season(actor, season)
    if not actor.is_any(*UNIT_ROLES, Role.SPECIALIST):
        raise Refused("Bài viết do cán bộ đơn vị hoặc chuyên viên của đơn vị tổ chức soạn.")


def check_change_story(actor: Actor, story: Story) -> None:
    """Its unit, or the specialist, while it is a draft."""
    check_write_story(actor, story.season)
    if story.state != StoryState.WRITTEN:
        raise Refused(f"Bài viết đang ở trạng thái «{story.get_state_display()}» nên không sửa được.")
    desk = actor.is_any(Role.SPECIALIST) and actor.unit_id == story.season.authority_id
    if not desk and actor.unit_id != story.written_for_id:
        raise Refused("Bài viết này của đơn vị khác.")


def sees_all_stories(actor: Actor, season: Season) -> bool:
    """Also those that were not published: the desk and who checks facts for it, and those who oversee the system."""
    checks = actor.is_any(Role.REVIEWING_DEPARTMENT) and actor.authority_id == season.authority_id
    return checks or actor.is_any(*_EVERYWHERE) or (actor.is_any(*_DESK) and actor.unit_id == season.authority_id)


def check_sees_story(actor: Actor, story: Story) -> None:
    """Published: everybody. Before: those who write for its unit, and the authority's people."""
    if story.state == StoryState.PUBLISHED:
        return
    check_sees_season(actor, story.season)
    own = actor.is_any(*UNIT_ROLES) and actor.unit_id == story.written_for_id
    if own or sees_all_stories(actor, story.season):
        return
    raise Refused("Bài viết này chưa đăng; bạn không có quyền xem.")


def check_checks_story(actor: Actor, story: Story) -> None:
    """Four eyes: whoever wrote it does not check it."""
    if actor.authority_id != story.season.authority_id:
        raise Refused("Chỉ người của đơn vị tổ chức được kiểm tra bài viết.")
    if actor.account_id == story.author_account_id:
        raise Refused("Người viết bài không tự kiểm tra bài của mình.")


def check_publishes_story(actor: Actor, story: Story) -> None:
    """The desk of the authority."""
    if not actor.is_any(*_DESK) or actor.unit_id != story.season.authority_id:
        raise Refused("Chỉ người của đơn vị tổ chức được đăng, gỡ hoặc trả lại bài viết.")


def check_sees_story_id(actor: Actor, story_id: int) -> None:
    """For pictures that hang on a story."""
    check_sees_story(actor, _story(story_id))


def check_writes_story_id(actor: Actor, story_id: int) -> None:
    """For pictures to be added."""
    check_change_story(actor, _story(story_id))


def check_sees_conference_id(actor: Actor, conference_id: int) -> None:
    """For papers that hang on a conference."""
    conference = Conference.objects.filter(pk=conference_id).select_related("season").first()
    if conference is None:
        raise Refused("Hội nghị này không còn.")
    check_sees_season(actor, conference.season)


def check_writes_conference_id(actor: Actor, conference_id: int) -> None:
    """For papers to be added."""
    conference = Conference.objects.filter(pk=conference_id).select_related("season").first()
    if conference is None:
        raise Refused("Hội nghị này không còn.")
    check_change_conference(actor, conference)


def _story(story_id: int) -> Story:
    story = Story.objects.filter(pk=story_id).select_related("season").first()
    if story is None:
        raise Refused("Bài viết này không còn.")
    return story


def can_see_minutes(actor: Actor, conference: Conference) -> bool:
    """For templates."""
    return refusal(check_sees_minutes, actor, conference) is None


def can_change_conference(actor: Actor, conference: Conference) -> bool:
    """For templates."""
    return refusal(check_change_conference, actor, conference) is None


def can_change_story(actor: Actor, story: Story) -> bool:
    """For templates."""
    return refusal(check_change_story, actor, story) is None


def can_take(actor: Actor, story: Story, step: str) -> bool:
    """For buttons: scope of one step of a story."""
    check = check_checks_story if step == "check" else check_publishes_story
    return refusal(check, actor, story) is None
