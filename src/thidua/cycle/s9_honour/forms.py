"""Forms of stage 9."""

from django import forms

from thidua.cycle.s9_honour.actions import Guest, Handing, Part
from thidua.cycle.s9_honour.enums import ConferenceKind, StoryKind
from thidua.cycle.s9_honour.models import Conference
from thidua.language.numbers import digits_only
from thidua.ui.forms import Form, TypedWordField, VietnameseDateField

_LINES = "Mỗi dòng một mục; các phần cách nhau bằng dấu gạch đứng |"


class ConferenceForm(Form):
    """What, when, where."""

    kind = forms.ChoiceField(label="Loại hội nghị", choices=ConferenceKind.choices)
    title = forms.CharField(label="Tên hội nghị", max_length=400)
    held_on = VietnameseDateField(label="Ngày họp")
    place = forms.CharField(label="Địa điểm", max_length=300, required=False)
    chair = forms.CharField(label="Chủ trì", max_length=300, required=False)


def _lines(text: str, parts: int) -> list[list[str]]:
    rows = [line.strip() for line in text.splitlines() if line.strip()]
    return [([p.strip() for p in row.split("|")] + [""] * parts)[:parts] for row in rows]


class ProgrammeForm(Form):
    """Programme, delegates and awards, one a line: quick to type and to paste."""

    programme = forms.CharField(
        label="Chương trình",
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=f"{_LINES}: nội dung | người thực hiện",
    )
    delegates = forms.CharField(
        label="Đại biểu",
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=f"{_LINES}: họ và tên | chức vụ | cơ quan (tên có thể để trống)",
    )
    honours = forms.CharField(
        label="Trao thưởng theo thứ tự",
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=f"{_LINES}: nội dung | số lượng | người trao",
    )

    def clean_delegates(self) -> str:
        """Every delegate has an office."""
        text: str = self.cleaned_data["delegates"]
        for number, (name, office, _) in enumerate(_lines(text, 3), 1):
            if not office:
                raise forms.ValidationError(
                    f"Dòng {number} («{name}»): thiếu chức vụ. Ghi: họ và tên | chức vụ | cơ quan."
                )
        return text

    def clean_honours(self) -> str:
        """Every line has a count."""
        text: str = self.cleaned_data["honours"]
        for number, (title, count, _) in enumerate(_lines(text, 3), 1):
            if digits_only(count, most=6) is None:
                raise forms.ValidationError(
                    f"Dòng {number} («{title}»): số lượng phải là số nguyên, không quá sáu chữ số, ví dụ: 12."
                )
        return text

    def parts(self) -> tuple[list[Part], list[Guest], list[Handing]]:
        """What was typed."""
        data = self.cleaned_data
        programme = [Part(title, by) for title, by in _lines(data["programme"], 2)]
        guests = [Guest(office=office, name=name, body=body) for name, office, body in _lines(data["delegates"], 3)]
        handings = [Handing(title, int(count), presenter=by) for title, count, by in _lines(data["honours"], 3)]
        return programme, guests, handings

    @staticmethod
    def initial_of(conference: Conference) -> dict[str, str]:
        """What stands, as it would be typed."""
        return {
            "programme": "\n".join(f"{p.title} | {p.presenter}" for p in conference.programme.all()),
            "delegates": "\n".join(f"{d.name} | {d.office} | {d.body}" for d in conference.delegates.all()),
            "honours": "\n".join(f"{h.title} | {h.count} | {h.presenter}" for h in conference.honours.all()),
        }


class MinutesForm(Form):
    """The minutes."""

    minutes = forms.CharField(label="Nội dung biên bản", widget=forms.Textarea(attrs={"rows": 12}))


class StoryForm(Form):
    """A story for the public."""

    kind = forms.ChoiceField(label="Loại bài", choices=StoryKind.choices)
    title = forms.CharField(label="Tên bài", max_length=300)
    subject_name = forms.CharField(
        label="Nói về",
        max_length=300,
        required=False,
        help_text="Người, tập thể hoặc hộ gia đình; để trống nếu là tin.",
    )
    category = forms.CharField(label="Chuyên mục", max_length=100, required=False)
    body = forms.CharField(
        label="Nội dung",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Văn bản thường; để một dòng trống giữa hai đoạn.",
    )
    source = forms.CharField(label="Nguồn", max_length=300, required=False)


class ReasonForm(Form):
    """A reason that the author will read."""

    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}))


class PublishForm(Form):
    """The final word."""

    word = TypedWordField("ĐĂNG")
