"""Forms of stage 6."""

from typing import Any

from django import forms

from thidua.cycle.s6_propose.enums import OUTSIDE, FactKind, Mode, Verdict
from thidua.ui.forms import FilterSelect, Form, VietnameseDateField, to_choose


class SubjectForm(Form):
    """Step one: who is proposed."""

    subject = forms.ChoiceField(label="Đối tượng được đề nghị", widget=FilterSelect("đối tượng"))

    def __init__(self, *args: Any, choices: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [("", "Chọn đối tượng"), *choices]  # type: ignore[attr-defined]


class DossierForm(Form):
    """Step two: for what, and why."""

    award_code = forms.ChoiceField(
        label="Danh hiệu hoặc hình thức khen thưởng", widget=FilterSelect("danh hiệu, hình thức")
    )
    mode = forms.ChoiceField(label="Loại hình khen thưởng", choices=Mode.choices, initial=Mode.MERIT)
    movement_id = forms.ChoiceField(label="Trong phong trào", required=False, help_text="Để trống nếu là công trạng.")
    achievement = forms.CharField(
        label="Tóm tắt thành tích",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Ghi kết quả cụ thể, số liệu, phạm vi; câu này được in trong danh sách trình hội đồng.",
    )

    def __init__(
        self, *args: Any, awards: list[tuple[str, str]], movements: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_code"].choices = [("", "Chọn danh hiệu, hình thức"), *awards]  # type: ignore[attr-defined]
        self.fields["movement_id"].choices = [("", "Không theo phong trào"), *movements]  # type: ignore[attr-defined]


class ContentForm(Form):
    """The achievement text and which papers are at hand."""

    achievement = forms.CharField(label="Tóm tắt thành tích", widget=forms.Textarea(attrs={"rows": 6}))
    papers = forms.MultipleChoiceField(
        label="Giấy tờ đã có trong hồ sơ",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Danh mục theo quy định cho danh hiệu, hình thức này.",
    )

    def __init__(self, *args: Any, papers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = papers  # type: ignore[attr-defined]


class OpinionForm(Form):
    """The appraisal."""

    verdict = forms.ChoiceField(label="Kết luận", choices=Verdict.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Ý kiến thẩm định",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Đơn vị đọc được ý kiến này; ý kiến đã ghi không xóa được.",
    )


class ReasonForm(Form):
    """A reason that somebody will read."""

    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}))


class PassForm(Form):
    """To whom a dossier is passed up."""

    to = forms.ChoiceField(label="Cơ quan tiếp nhận", widget=forms.RadioSelect)
    body = forms.CharField(
        label="Tên cơ quan ngoài hệ thống", required=False, max_length=300, help_text="Chỉ ghi khi chọn cơ quan khác."
    )
    note = forms.CharField(
        label="Nội dung gửi kèm",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hồ sơ, tệp đính kèm, ý kiến thẩm định, kết quả tra điều kiện và biểu quyết được chuyển cùng.",
    )
    anyway = forms.BooleanField(label="Vẫn chuyển hồ sơ này", required=False)

    def __init__(self, *args: Any, offers: list[tuple[str, str]], warned: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [*offers, (OUTSIDE, "Cơ quan khác, ngoài hệ thống")]  # type: ignore[attr-defined]
        if not offers:
            self.fields["to"].initial = OUTSIDE
        self.fields["anyway"].help_text = f"Đã có hồ sơ cùng đối tượng, cùng danh hiệu, hình thức tại: {warned}."
        if not warned:
            del self.fields["anyway"]

    def clean(self) -> dict[str, Any]:
        """A body outside has to be named."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("to") == OUTSIDE and not (data.get("body") or "").strip():
            self.add_error("body", "Hãy ghi tên cơ quan tiếp nhận.")
        return data


class FactForm(Form):
    """One fact of a subject."""

    year = forms.IntegerField(
        label="Năm",
        min_value=1945,
        max_value=2100,
        widget=forms.TextInput({"inputmode": "numeric", "class": "short num"}),
    )
    kind = forms.ChoiceField(label="Loại dữ kiện", choices=to_choose(FactKind.choices))
    code = forms.ChoiceField(label="Nội dung", required=False, widget=FilterSelect("nội dung"))
    value = forms.CharField(
        label="Giá trị", required=False, max_length=300, help_text="Tên sáng kiến, số người, «có» hoặc «không»…"
    )
    decision = forms.CharField(label="Số quyết định, giấy tờ", required=False, max_length=200)
    on_date = VietnameseDateField(label="Ngày", required=False)
    note = forms.CharField(label="Ghi chú", required=False, max_length=500)

    def __init__(self, *args: Any, codes: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", "Không"), *codes]  # type: ignore[attr-defined]
