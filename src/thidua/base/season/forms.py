"""Forms of the year: itself, its windows, its holidays, and counting working days."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from thidua.ui.forms import Form, TypedWordField, VietnameseDateField, speak_vietnamese


def _why(label: str = "Lý do") -> forms.CharField:
    return forms.CharField(label=label, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class SeasonForm(Form):
    """A new year."""

    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    theme = forms.CharField(
        label="Chủ đề",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chủ đề thi đua của năm; có thể ghi sau.",
    )


class ThemeForm(Form):
    """The theme, corrected."""

    theme = forms.CharField(label="Chủ đề", max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    reason = _why("Lý do sửa")


class WindowForm(Form):
    """When a stage is open. A window that stands is changed with a reason only."""

    opens = VietnameseDateField(label="Mở từ ngày")
    closes = VietnameseDateField(label="Đến hết ngày")

    def __init__(self, *args: Any, standing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if standing:
            self.fields["reason"] = _why("Lý do thay đổi, gia hạn")
            speak_vietnamese(self.fields["reason"])


class ReasonForm(Form):
    """Why."""

    reason = _why()


class CloseForm(Form):
    """The word before a year ends."""

    word = TypedWordField("KẾT THÚC")


class HolidayForm(Form):
    """A holiday, or a weekend that is worked instead."""

    day = VietnameseDateField(label="Ngày")
    name = forms.CharField(label="Tên ngày nghỉ", max_length=200, help_text="Ví dụ: Quốc khánh; Làm bù cho ngày 30/4.")
    is_working = forms.BooleanField(label="Đây là ngày cuối tuần phải đi làm bù", required=False)


class CountForm(Form):
    """From a day: a number of working days on, or the working days up to another day."""

    start = VietnameseDateField(
        label="Kể từ ngày", help_text="Ngày này không tính; ngày làm việc sau đó là ngày thứ nhất."
    )
    days = forms.IntegerField(
        label="Số ngày làm việc",
        required=False,
        min_value=0,
        max_value=1000,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    end = VietnameseDateField(label="Hoặc đến ngày", required=False, help_text="Để đếm số ngày làm việc.")

    def clean(self) -> dict[str, date | int | None]:
        """One of the two questions."""
        data = super().clean() or {}
        if not self.errors and (data.get("days") is None) == (data.get("end") is None):
            raise ValidationError("Hãy ghi số ngày làm việc, hoặc ghi ngày cuối; chỉ một trong hai.")
        return data
