"""What the pages of stage 9 are made of."""

from typing import Any

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.audit.queries import history_of
from thidua.base.documents.forms import UploadForm
from thidua.base.documents.queries import attachments_of
from thidua.base.workflow.queries import last_reason
from thidua.cycle.s8_award.queries import recipients
from thidua.cycle.s9_honour.enums import (
    CONFERENCE_FLOW,
    CONFERENCE_TONES,
    STORY_FLOW,
    STORY_TONES,
    ConferenceState,
    StoryState,
)
from thidua.cycle.s9_honour.models import Conference, Story
from thidua.cycle.s9_honour.policies import can_change_conference, can_change_story, can_see_minutes, can_take
from thidua.ui.forms import Form
from thidua.ui.parts import Action, Crumb, Fact, HistoryEntry, ObjectHeader, State


def _crumbs(label: str) -> tuple[Crumb, ...]:
    return (Crumb("Tôn vinh", reverse("honour:home")), Crumb(label))


def form_context(form: Form, title: str, button: str, of: Conference | Story | None = None) -> dict[str, Any]:
    """A page with one form; ``of`` is the conference or story it is about, to which its path and its way back lead."""
    home = back = reverse("honour:home")
    path = [Crumb("Tôn vinh", home)]
    if of is not None:
        back = reverse(f"honour:{'conference' if isinstance(of, Conference) else 'story'}", args=[of.pk])
        path.append(Crumb(str(of), back))
    header, crumbs = ObjectHeader(title, kind=str(of or "")), (*path, Crumb(title))
    return {"form": form, "button": button, "header": header, "crumbs": crumbs, "back": back}


def _history(subject: Conference | Story) -> list[HistoryEntry]:
    return [HistoryEntry(line.at, line.text, line.reason) for line in history_of(subject)]


def _conference_header(actor: Actor, conference: Conference, editable: bool) -> ObjectHeader:
    state = ConferenceState(conference.state)
    inside = actor.unit_id == conference.season.authority_id
    steps = [
        Action(t.label, reverse(f"honour:{t.name}", args=[conference.pk]), method="post")
        for t in CONFERENCE_FLOW.offers(conference.state, actor)
        if inside
    ]
    others = []
    if editable:
        others = [
            Action("Sửa thông tin", reverse("honour:change", args=[conference.pk])),
            Action("Chương trình, đại biểu, trao thưởng", reverse("honour:programme", args=[conference.pk])),
            Action("Ghi biên bản", reverse("honour:minutes", args=[conference.pk])),
        ]
    return ObjectHeader(
        conference.title,
        State(state.label, CONFERENCE_TONES[state]),
        kind=f"Hội nghị {conference.get_kind_display().lower()}",
        action=steps[0] if steps else None,
        others=tuple(others),
    )


def conference_context(actor: Actor, conference: Conference) -> dict[str, Any]:
    """Everything the page of a conference shows; the recipients come from the decisions of stage 8."""
    editable = can_change_conference(actor, conference)
    given = {row.dossier_id: row for row in recipients(conference.season_id)}
    honours = [(entry, [given[pk] for pk in entry.dossier_ids if pk in given]) for entry in conference.honours.all()]
    here = reverse("honour:conference", args=[conference.pk])
    return {
        "conference": conference,
        "crumbs": _crumbs(conference.title),
        "header": _conference_header(actor, conference, editable),
        "facts": (
            Fact("Ngày họp", conference.held_on.strftime("%d/%m/%Y")),
            Fact("Địa điểm", conference.place or "chưa ghi"),
            Fact("Chủ trì", conference.chair or "chưa ghi"),
        ),
        "honours": honours,
        "minutes": conference.minutes if can_see_minutes(actor, conference) else "",
        "attachments": attachments_of(conference),
        "upload": UploadForm.for_owner(conference, next=here) if editable else None,
        "history": _history(conference),
    }


_STEPS_WITH_PAGE = {"send_back", "withdraw", "publish"}


def _story_header(actor: Actor, story: Story) -> ObjectHeader:
    state = StoryState(story.state)
    steps = [
        Action(
            t.label,
            reverse(f"honour:story_{t.name}", args=[story.pk]),
            method="get" if t.name in _STEPS_WITH_PAGE else "post",
        )
        for t in STORY_FLOW.offers(story.state, actor)
        if can_take(actor, story, t.name)
    ]
    steps.sort(key=lambda a: a.label in {"Trả lại để sửa", "Gỡ bài"})
    others = list(steps[1:])
    if can_change_story(actor, story):
        others.append(Action("Sửa bài", reverse("honour:story_edit", args=[story.pk])))
    turn = {StoryState.WRITTEN: str(story.season.authority), StoryState.CHECKED: str(story.season.authority)}
    return ObjectHeader(
        story.title,
        State(state.label, STORY_TONES[state]),
        kind=story.get_kind_display(),
        turn=turn.get(state, ""),
        action=steps[0] if steps else None,
        others=tuple(others),
    )


def story_context(actor: Actor, story: Story) -> dict[str, Any]:
    """Everything the page of a story shows to the people at work."""
    editable = can_change_story(actor, story)
    here = reverse("honour:story", args=[story.pk])
    return {
        "story": story,
        "crumbs": _crumbs(story.title),
        "header": _story_header(actor, story),
        "facts": (
            Fact("Chuyên mục", story.category or "–"),
            Fact("Nói về", story.subject_name or "–"),
            Fact("Đơn vị viết", story.written_for),
            Fact("Người viết", story.author_name),
            Fact("Nguồn", story.source or "–"),
        ),
        "reason": last_reason(story) if story.state in (StoryState.WRITTEN, StoryState.WITHDRAWN) else None,
        "attachments": attachments_of(story),
        "upload": UploadForm.for_owner(story, next=here) if editable else None,
        "history": _history(story),
    }
