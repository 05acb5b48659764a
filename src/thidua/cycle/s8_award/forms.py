"""Forms of stage 8."""

from collections.abc import Iterable
from typing import Any

from django import forms

from thidua.cycle.s6_propose.queries import DossierInfo
from thidua.cycle.s8_award.enums import SIGNING_WORD, DecisionKind
from thidua.ui.forms import FilterSelectMultiple, Form, TypedWordField, VietnameseIntegerField


class ChooseForm(Form):
    """Which passed dossiers go into one decision."""

    title = forms.CharField(label="Trích yếu", max_length=500, help_text="Ví dụ: Về việc tặng giấy khen năm 2023")
    dossiers = forms.TypedMultipleChoiceField(
        label="Hồ sơ hội đồng đã thông qua", coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: Iterable[DossierInfo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for d in rows:
            groups.setdefault(d.award_name, []).append((str(d.id), f"{d.code}: {d.subject_name}"))
        self.fields["dossiers"].choices = list(groups.items())  # type: ignore[attr-defined]


class DecisionForm(Form):
    """What stands above and below the list."""

    title = forms.CharField(label="Trích yếu", max_length=500)
    authority_code = forms.ChoiceField(label="Thẩm quyền quyết định")
    signer_name = forms.CharField(label="Người ký", max_length=200, required=False)
    signer_office = forms.CharField(
        label="Chức vụ người ký", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ký thay ghi hai dòng: KT. Chủ tịch, rồi Phó Chủ tịch.",
    )  # fmt: skip
    symbol = forms.CharField(label="Ký hiệu", max_length=40, initial="QĐ-UBND")
    place = forms.CharField(label="Địa danh", max_length=100, required=False)
    documents = forms.TypedMultipleChoiceField(
        label="Văn bản làm căn cứ", coerce=int, required=False, widget=FilterSelectMultiple("văn bản")
    )
    bases = forms.CharField(
        label="Căn cứ khác", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Mỗi dòng một căn cứ."
    )

    def __init__(
        self, *args: Any, offices: list[tuple[str, str]], documents: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority_code"].choices = offices  # type: ignore[attr-defined]
        self.fields["documents"].choices = documents  # type: ignore[attr-defined]


class LineForm(Form):
    """One line of the list as it shall be printed."""

    recipient = forms.CharField(label="Người, tập thể được khen", max_length=300)
    position = forms.CharField(label="Chức vụ, đơn vị", max_length=300, required=False)
    citation = forms.CharField(
        label="Thành tích in trên bằng, giấy khen", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class IssueForm(Form):
    """Number and word."""

    number = VietnameseIntegerField(
        label="Số quyết định",
        min_value=1,
        max_value=999_999,
        required=False,
        help_text="Theo sổ đăng ký văn bản đi của cơ quan. Để trống thì lấy số kế tiếp trong hệ thống.",
    )
    word = TypedWordField(SIGNING_WORD)


class AmendForm(Form):
    """A correction or a revocation of one award."""

    kind = forms.ChoiceField(
        label="Việc",
        choices=[c for c in DecisionKind.choices if c[0] != DecisionKind.AWARD],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label="Trích yếu của quyết định", max_length=500)
    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    new_recipient = forms.CharField(label="Tên đúng", max_length=300, required=False, help_text="Chỉ khi đính chính.")
    new_position = forms.CharField(label="Chức vụ, đơn vị đúng", max_length=300, required=False)
    new_text = forms.CharField(label="Nội dung đính chính khác", max_length=500, required=False)


class ReasonForm(Form):
    """A reason that somebody will read."""

    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}))
