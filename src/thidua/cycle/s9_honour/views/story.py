"""One story: writing, checking, publishing, withdrawing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.season.policies import check_sees_season
from thidua.cycle.s9_honour import actions
from thidua.cycle.s9_honour.enums import STORY_FLOW, StoryKind
from thidua.cycle.s9_honour.forms import PublishForm, ReasonForm, StoryForm
from thidua.cycle.s9_honour.models import Story
from thidua.cycle.s9_honour.pages import form_context, story_context
from thidua.cycle.s9_honour.policies import (
    check_change_story,
    check_publishes_story,
    check_sees_story,
    check_write_story,
)
from thidua.cycle.s9_honour.queries import story_by_id
from thidua.cycle.s9_honour.views.lists import season_of
from thidua.ui.answers import form_answer


def _story(request: Request, pk: int) -> Story:
    """The story, when the actor may see it; the page then stands in the story's own season."""
    found = story_by_id(pk)
    if found is None:
        raise Http404
    check_sees_season(request.actor, found.season)
    check_sees_story(request.actor, found)
    request.season = found.season
    return found


def _text(form: StoryForm) -> actions.Text:
    data = form.cleaned_data
    return actions.Text(
        kind=StoryKind(data["kind"]),
        title=data["title"],
        body=data["body"],
        category=data["category"],
        subject_name=data["subject_name"],
        source=data["source"],
    )


@page(signed_in)
def story(request: Request, pk: int) -> HttpResponse:
    """The story with its state and history."""
    return render(request, "honour/story.html", story_context(request.actor, _story(request, pk)))


@page(signed_in, methods=GET_POST)
def write(request: Request) -> HttpResponse:
    """Write a story."""
    season = season_of(request)
    check_write_story(request.actor, season)
    form = StoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.write_story(by=request.actor, season=season, text=_text(form))
        return redirect("honour:story", pk=made.pk)
    return form_answer(request, "honour/form.html", form_context(form, "Viết bài", "Lưu bản thảo"))


@page(signed_in, methods=GET_POST)
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a draft."""
    found = _story(request, pk)
    check_change_story(request.actor, found)
    fields = ("kind", "title", "subject_name", "category", "body", "source")
    form = StoryForm(request.POST or None, initial={name: getattr(found, name) for name in fields})
    if request.method == "POST" and form.is_valid():
        actions.change_story(by=request.actor, story=found, text=_text(form))
        return redirect("honour:story", pk=pk)
    return form_answer(request, "honour/form.html", form_context(form, "Sửa bài", "Lưu", found))


@page(signed_in, methods=POST)
def check(request: Request, pk: int) -> HttpResponse:
    """Say that the facts were checked."""
    actions.check_story(by=request.actor, story=_story(request, pk), today=request.today)
    messages.success(request, "Đã xác nhận kiểm tra.")
    return redirect("honour:story", pk=pk)


@page(signed_in, methods=GET_POST)
def publish(request: Request, pk: int) -> HttpResponse:
    """Publish: everybody will read it."""
    found = _story(request, pk)
    check_publishes_story(request.actor, found)
    STORY_FLOW.check("publish", found.state, request.actor)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.publish_story(by=request.actor, story=found, today=request.today)
        messages.success(request, "Đã đăng lên trang công khai.")
        return redirect("honour:story", pk=pk)
    context = form_context(form, "Đăng bài lên trang công khai", "Đăng bài", found)
    return form_answer(request, "honour/form.html", context)


_REASONED = {
    "send_back": (actions.send_back_story, "Trả lại để sửa"),
    "withdraw": (actions.withdraw_story, "Gỡ bài khỏi trang công khai"),
}


@page(signed_in, methods=GET_POST)
def with_reason(request: Request, pk: int, step: str) -> HttpResponse:
    """Send back or withdraw, with a reason."""
    found = _story(request, pk)
    check_publishes_story(request.actor, found)
    STORY_FLOW.check(step, found.state, request.actor, reason="…")
    act, title = _REASONED[step]
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(by=request.actor, story=found, reason=form.cleaned_data["reason"], today=request.today)
            return redirect("honour:story", pk=pk)
        except Problem as problem:
            form.add_error(None, problem.sentence)
    return form_answer(request, "honour/form.html", form_context(form, title, title, found))
