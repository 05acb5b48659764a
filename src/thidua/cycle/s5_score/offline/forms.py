"""The form of this wing."""

from django import forms

from thidua.ui.forms import Form


class PackageForm(Form):
    """The file that comes back."""

    file = forms.FileField(
        label="Gói đã điền", widget=forms.ClearableFileInput({"accept": ".xlsx"}),
        help_text="Tệp .xlsx đã lấy từ trang này. Chưa có gì được ghi cho đến khi bạn xem báo cáo và bấm ghi.",
    )  # fmt: skip
