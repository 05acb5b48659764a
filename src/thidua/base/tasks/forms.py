"""Forms: the words of a reminder, a new task, and why a task is taken back."""

from django import forms

from thidua.base.access.enums import Role
from thidua.base.tasks.actions import NewTask
from thidua.ui.forms import Form, VietnameseDateField


class RemindForm(Form):
    """Which units are reminded, in which words."""

    units = forms.MultipleChoiceField(label="Đơn vị", widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(label="Lời nhắc", max_length=500, widget=forms.Textarea({"rows": 2}))


class GiveForm(Form):
    """What must be done, by whom at which units, by when, and why."""

    title = forms.CharField(label="Việc phải làm", max_length=300)
    units = forms.MultipleChoiceField(label="Đơn vị", widget=forms.CheckboxSelectMultiple)
    role = forms.ChoiceField(
        label="Người làm",
        choices=[(r, r.label) for r in (Role.UNIT_OFFICER, Role.UNIT_HEAD)],
        initial=Role.UNIT_OFFICER,
    )
    due = VietnameseDateField(label="Hạn làm", required=False)
    reason = forms.CharField(label="Lý do, căn cứ", max_length=500, widget=forms.Textarea({"rows": 2}))

    def new_task(self) -> NewTask:
        """What was typed."""
        data = self.cleaned_data
        units = frozenset(int(pk) for pk in data["units"])
        return NewTask(data["title"], units, Role(data["role"]), data["reason"], data["due"])


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label="Lý do hủy việc", max_length=500)
