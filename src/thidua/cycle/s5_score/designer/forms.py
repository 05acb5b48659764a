"""Forms of the designer that are the same for every table: its text, where it comes from, its next version."""

from typing import Any

from django import forms

from thidua.engine.scoring.schemetext import LONGEST
from thidua.ui.forms import Form, VietnameseIntegerField, to_choose


class SchemeForm(Form):
    """The text of a scoring table, typed or taken from a file."""

    text = forms.CharField(
        label="Nội dung bảng tiêu chí (YAML)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "num", "spellcheck": "false"}),
        help_text="Nhóm, tiêu chí, điểm tối đa và công thức; mỗi mục một dòng «tên: giá trị».",
    )
    file = forms.FileField(
        label="Hoặc chọn tệp .yaml", required=False, help_text="Nội dung tệp thay cho nội dung đang soạn."
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The file, when one was chosen, else what was typed."""
        data = super().clean() or {}
        file: Any = data.get("file")
        if file is not None:
            if (file.size or 0) > 4 * LONGEST:
                self.add_error("file", "Tệp quá lớn, không phải bảng tiêu chí. Hãy chọn tệp khác.")
                return data
            try:
                data["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", "Tệp không phải văn bản UTF-8. Hãy lưu lại tệp dạng YAML, bảng mã UTF-8.")
        if not data.get("text", "").strip() and not self.errors:
            self.add_error("text", "Hãy soạn nội dung hoặc chọn tệp.")
        return data


class MoveForm(Form):
    """Into which group, and where in it."""

    above = forms.ChoiceField(label="Chuyển vào nhóm")
    number = VietnameseIntegerField(
        label="Đứng thứ mấy trong nhóm", required=False, min_value=1, max_digits=4, help_text="Bỏ trống: cuối nhóm."
    )

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["above"].choices = groups  # type: ignore[attr-defined]


class VersionForm(Form):
    """What the next version is called."""

    version = forms.CharField(label="Phiên bản", max_length=20)


class CopyForm(Form):
    """Which table, and what the copy is called."""

    source = forms.TypedChoiceField(label="Bảng tiêu chí", coerce=int)
    code = forms.CharField(label="Mã bảng mới", max_length=40, help_text="Chữ không dấu, ví dụ: KX-2024.")
    version = forms.CharField(label="Phiên bản", max_length=20)
    title = forms.CharField(label="Tên bảng mới", max_length=300)

    def __init__(self, *args: Any, schemes: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = to_choose(schemes)  # type: ignore[attr-defined]


class UploadForm(Form):
    """A spreadsheet."""

    file = forms.FileField(
        label="Tệp bảng tiêu chí",
        help_text="Tệp .xlsx, .xls hoặc .ods có các cột: STT, nội dung, điểm chuẩn, thưởng, trừ.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )


class DraftForm(Form):
    """What the table made of a spreadsheet is called."""

    code = forms.CharField(label="Mã bảng", max_length=40, help_text="Chữ không dấu, ví dụ: KX-2024.")
    version = forms.CharField(label="Phiên bản", max_length=20)
    title = forms.CharField(label="Tên bảng tiêu chí", max_length=300)
