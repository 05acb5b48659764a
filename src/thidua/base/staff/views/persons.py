"""Persons of the scope: who may be commended, and where they work."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.base.access.actor import Actor, Problem, refusal
from thidua.base.access.page import GET_POST, Request, page
from thidua.base.audit.queries import history_of
from thidua.base.people.models import Person
from thidua.base.staff import actions
from thidua.base.staff.exports import persons_xlsx
from thidua.base.staff.forms import EndForm, NewPersonForm, PersonFilter, PersonForm, PostingForm
from thidua.base.staff.policies import (
    check_administers_accounts,
    check_correct_person,
    check_reads_persons,
    check_record_at,
    check_records_persons,
    check_see_person,
)
from thidua.base.staff.queries import all_postings_of, persons_within
from thidua.base.staff.tables import PersonTable
from thidua.base.staff.views.accounts import XLSX
from thidua.base.units.models import Posting
from thidua.ui.answers import form_answer
from thidua.ui.parts import Action, Crumb, Fact, HistoryEntry, ObjectHeader
from thidua.ui.tables import paged


def _filter(request: Request) -> PersonFilter:
    return PersonFilter(request.GET, queryset=persons_within(request.actor), request=request)


@page(check_reads_persons)
def persons(request: Request) -> HttpResponse:
    """Persons of the scope, filtered in the address."""
    chosen = _filter(request)
    table = PersonTable(chosen.qs, today=request.today)
    paged(request, table, 50)
    excel = f"{reverse('people:persons_export')}?{request.GET.urlencode()}"
    may = refusal(check_records_persons, request.actor) is None
    header = ObjectHeader(
        "Con người",
        action=Action("Ghi hồ sơ người mới", reverse("people:person_create"), "plus-lg") if may else None,
        others=(*_to_accounts(request.actor), Action("Tải Excel", excel, "file-earmark-spreadsheet")),
    )
    return render(request, "staff/list.html", {"header": header, "filter": chosen, "table": table})


def _to_accounts(actor: Actor) -> tuple[Action, ...]:
    may = refusal(check_administers_accounts, actor) is None
    return (Action("Tài khoản", reverse("people:accounts"), "key"),) if may else ()


@page(check_reads_persons)
def export(request: Request) -> HttpResponse:
    """The filtered persons as a spreadsheet."""
    data = persons_xlsx(list(_filter(request).qs), request.today)
    headers = {"Content-Disposition": 'attachment; filename="con-nguoi.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


def _crumbs(last: str, of: Person | None = None) -> tuple[Crumb, ...]:
    one = (Crumb(of.full_name, reverse("people:person", args=[of.pk])),) if of else ()
    return Crumb("Con người", reverse("people:persons")), *one, Crumb(last)


@page(check_reads_persons)
def person(request: Request, person_id: int) -> HttpResponse:
    """One person: data, places of work, history."""
    found, actor, today = get_object_or_404(Person, pk=person_id), request.actor, request.today
    check_see_person(actor, found)
    may = refusal(check_correct_person, actor, found, today) is None
    edit = Action("Sửa hồ sơ", reverse("people:person_edit", args=[found.pk]), "pencil")
    more = Action("Thêm nơi công tác", reverse("people:person_post", args=[found.pk]), "plus-lg")
    context = {
        "crumbs": _crumbs(found.full_name),
        "header": ObjectHeader(found.full_name, kind="Hồ sơ người", others=(more, edit) if may else ()),
        "facts": _facts(found),
        "postings": _postings(actor, found),
        "history": [HistoryEntry(line.at, line.text) for line in history_of(found)],
    }
    return render(request, "staff/person.html", context)


def _postings(actor: Actor, found: Person) -> list[tuple[Posting, bool]]:
    """Places of work, each with whether the actor may write its end."""
    rows = all_postings_of(found.pk)
    return [(p, p.valid_to is None and refusal(check_record_at, actor, p.unit_id) is None) for p in rows]


def _facts(found: Person) -> list[Fact]:
    birth = f"{found.birth_date:%d/%m/%Y}" if found.birth_date else found.birth_year or "chưa rõ"
    facts = [
        Fact("Mã", found.code),
        Fact("Giới tính", found.get_sex_display()),
        Fact("Ngày hoặc năm sinh", birth),
        Fact("Đối tượng thống kê", found.get_person_class_display()),
        Fact("Thuộc doanh nghiệp", "có" if found.in_enterprise else "không"),
    ]
    return [*facts, Fact("Ghi chú", "nhân vật minh họa, không có thật")] if found.is_illustration else facts


@page(check_records_persons, methods=GET_POST)
def create(request: Request) -> HttpResponse:
    """A new person with the place of work."""
    form = NewPersonForm(request.POST or None, actor=request.actor, initial={"valid_from": request.today})
    if form.is_valid():
        try:
            made = actions.add_person(by=request.actor, **form.cleaned_data)
        except Problem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        else:
            messages.success(request, f"Đã ghi hồ sơ «{made}».")
            return redirect("people:person", made.pk)
    context = {"form": form, "crumbs": _crumbs("Ghi hồ sơ"), "title": "Ghi hồ sơ người mới", "submit": "Ghi hồ sơ"}
    return form_answer(request, "staff/form.html", {**context, "back": reverse("people:persons")})


@page(check_records_persons, methods=GET_POST)
def edit(request: Request, person_id: int) -> HttpResponse:
    """Correct a record."""
    found = get_object_or_404(Person, pk=person_id)
    check_correct_person(request.actor, found, request.today)
    names = ("full_name", "sex", "birth_date", "birth_year", "person_class", "in_enterprise")
    form = PersonForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if form.is_valid():
        try:
            actions.correct_person(by=request.actor, person=found, today=request.today, **form.cleaned_data)
        except Problem as problem:
            form.add_error(problem.field, problem.sentence)
        else:
            messages.success(request, "Đã sửa hồ sơ. Bản cũ vẫn nằm trong nhật ký.")
            return redirect("people:person", found.pk)
    title = f"Sửa hồ sơ {found}"
    context = {"form": form, "crumbs": _crumbs("Sửa hồ sơ", found), "title": title, "submit": "Ghi thay đổi"}
    return form_answer(request, "staff/form.html", {**context, "back": reverse("people:person", args=[found.pk])})


@page(check_records_persons, methods=GET_POST)
def post(request: Request, person_id: int) -> HttpResponse:
    """A further place of work."""
    found = get_object_or_404(Person, pk=person_id)
    check_correct_person(request.actor, found, request.today)
    form = PostingForm(request.POST or None, actor=request.actor, initial={"valid_from": request.today})
    if form.is_valid():
        actions.post(by=request.actor, person=found, today=request.today, **form.cleaned_data)
        messages.success(request, "Đã ghi nơi công tác.")
        return redirect("people:person", found.pk)
    title = f"Thêm nơi công tác của {found}"
    context = {"form": form, "crumbs": _crumbs("Nơi công tác", found), "title": title, "submit": "Ghi"}
    return form_answer(request, "staff/form.html", {**context, "back": reverse("people:person", args=[found.pk])})


@page(check_records_persons, methods=GET_POST)
def end_post(request: Request, posting_id: int) -> HttpResponse:
    """The last day at a place of work."""
    posting = get_object_or_404(Posting.objects.select_related("person", "unit"), pk=posting_id)
    check_record_at(request.actor, posting.unit_id)
    form = EndForm(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        try:
            actions.end_post(by=request.actor, posting=posting, on=form.cleaned_data["on"])
        except Problem as problem:
            form.add_error("on", problem.sentence)
        else:
            messages.success(request, "Đã ghi ngày thôi công tác.")
            return redirect("people:person", posting.person_id)
    title = f"{posting.person} thôi công tác tại {posting.unit}"
    context = {"form": form, "crumbs": _crumbs("Thôi công tác", posting.person), "title": title, "submit": "Ghi"}
    back = reverse("people:person", args=[posting.person_id])
    return form_answer(request, "staff/form.html", {**context, "back": back})
