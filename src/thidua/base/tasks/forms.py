"""Forms: the words of a reminder, and why a task is taken back."""

from django import forms

from thidua.ui.forms import Form


class RemindForm(Form):
    """Which units are reminded, in which words."""

    units = forms.MultipleChoiceField(label="Đơn vị", widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(label="Lời nhắc", max_length=500, widget=forms.Textarea({"rows": 2}))


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label="Lý do hủy việc", max_length=500)
