"""Giving a task to units, and the list of what was given: a correction asked for, a paper that is missing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, Request, page
from thidua.base.season.inview import season_of
from thidua.base.tasks import actions, policies, queries
from thidua.base.tasks.duties import overseen_units
from thidua.base.tasks.enums import TONES, TaskState
from thidua.base.tasks.forms import GiveForm
from thidua.base.units.queries import units_by_id
from thidua.ui.answers import form_answer
from thidua.ui.parts import Action, Crumb, EmptyState, ObjectHeader, State

_HOME = "Việc cần làm"
_NONE = EmptyState(
    "Chưa giao việc nào", "Việc bạn giao cho đơn vị hiện ở đây, kèm tình trạng và hạn làm.", icon="check2"
)


@page(policies.check_supervises)
def given(request: Request) -> HttpResponse:
    """Everything that the visitor's unit has given, what is still open first."""
    context = {
        "crumbs": (Crumb(_HOME, reverse("tasks:home")), Crumb("Việc đã giao")),
        "header": ObjectHeader("Việc đã giao", action=Action("Giao việc", reverse("tasks:give"), "plus-lg")),
        "rows": [(t, State(t.get_state_display(), TONES[TaskState(t.state)])) for t in queries.given_by(request.actor)],
        "nothing": _NONE,
    }
    return render(request, "tasks/given.html", context)


@page(policies.check_supervises, methods=GET_POST)
def give(request: Request) -> HttpResponse:
    """One task for the officers or heads of the units chosen, each with its own line in their list and their bell."""
    actor, season, today = request.actor, season_of(request), request.today
    overseen = overseen_units(actor, season, today)
    form = GiveForm(request.POST or None)
    choices = sorted(units_by_id(overseen).values(), key=lambda unit: unit.name_sort)
    form.fields["units"].choices = [(unit.pk, unit.name) for unit in choices]  # type: ignore[attr-defined]
    if form.is_valid():
        try:
            made = actions.give_tasks(by=actor, new=form.new_task(), season=season, today=today)
            messages.success(request, f"Đã giao việc cho {len(made)} đơn vị.")
            return redirect("tasks:given")
        except Problem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    crumbs = (Crumb(_HOME, reverse("tasks:home")), Crumb("Việc đã giao", reverse("tasks:given")), Crumb("Giao việc"))
    context = {"crumbs": crumbs, "header": ObjectHeader("Giao việc"), "form": form, "has_units": bool(choices)}
    return form_answer(request, "tasks/give.html", context)
