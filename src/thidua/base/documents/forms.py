"""Forms: a document, its end or replacement, files and citations that hang on any object."""

from typing import Any

from django import forms
from django.core.files.base import File
from django.db import models
from django.db.models import QuerySet

from thidua.base.access.actor import Actor, Problem
from thidua.base.documents.actions import CORRECTABLE
from thidua.base.documents.enums import DocumentKind
from thidua.base.documents.models import Document
from thidua.base.documents.queries import visible_documents
from thidua.paper.recognise import accepted
from thidua.ui.forms import (
    FilterSelect,
    FilterSelectMultiple,
    Form,
    ManyChoiceField,
    VietnameseDateField,
    speak_vietnamese,
)


def put_problem(form: forms.BaseForm, problem: Problem) -> None:
    """Show what an action said beside its field, or at the top of the form."""
    form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)


class ManyFilesInput(forms.ClearableFileInput):
    """Several files in one input."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more files. What they are is checked by content when they are taken in, not here."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[File[bytes]]":
        """The files as a list; empty when none was chosen and none is needed."""
        given = (data if isinstance(data, list | tuple) else [data]) or [None]
        cleaned = [super(ManyFilesField, self).clean(one, initial) for one in given]
        return [one for one in cleaned if one]


def _files(*, required: bool) -> ManyFilesField:
    shown = {"accept": accepted(), "multiple": True}
    help_text = "PDF, Word, Excel, ảnh, CSV; không nhận tệp có macro. Có thể chọn nhiều tệp."
    return ManyFilesField(label="Tệp", required=required, help_text=help_text, widget=ManyFilesInput(shown))


class DocumentForm(Form):
    """What is recorded of a document, with the labels of the model. A correction also asks why."""

    def __init__(self, actor: Actor, *args: Any, document: Document | None = None, **kwargs: Any) -> None:
        if document:
            kwargs["initial"] = {name: getattr(document, name) for name in CORRECTABLE}
        super().__init__(*args, **kwargs)
        self.fields.update(_document_fields(actor))
        if document:
            self.fields["reason"] = forms.CharField(label="Lý do sửa", max_length=500)
        else:
            standing = visible_documents(actor).filter(kept_by_id=actor.unit_id, replaced_by__isnull=True)
            self.fields["replaces"] = _documents(standing, "Thay thế văn bản", many=True)
            self.fields["files"] = _files(required=False)
        for field in self.fields.values():
            speak_vietnamese(field)


def _document_fields(actor: Actor) -> dict[str, forms.Field]:
    days = dict.fromkeys(("issued_on", "in_force_from", "in_force_to"), VietnameseDateField)
    fields = forms.fields_for_model(
        Document, CORRECTABLE, field_classes=days, labels=_LABELS, widgets=_WIDGETS, help_texts=_HELP
    )
    units = fields["issuer_unit"]
    units.queryset = units.queryset.filter(pk__in=actor.covers | set(actor.authority_ids))
    units.empty_label = "(không có)"
    fields["kind"].choices = [("", "Chọn loại văn bản"), *DocumentKind.choices]
    return {name: field for name, field in fields.items() if field is not None}


_WIDGETS: dict[str, type[forms.Widget] | forms.Widget] = {
    "summary": forms.Textarea({"rows": 3}),
    "issuer_unit": FilterSelect("đơn vị"),
}
_HELP = {
    "number": "Ví dụ: 42/QĐ-UBND",
    "issued_on": "Ngày/tháng/năm, ví dụ: 05/09/2023. Để trống khi không rõ.",
    "in_force_from": "Ngày/tháng/năm. Để trống: từ ngày ban hành.",
    "in_force_to": "Ngày/tháng/năm. Để trống: chưa định ngày hết hiệu lực.",
}
_LABELS = {"issuer_unit": "Đơn vị ban hành trong hệ thống", "is_public": "Công khai trên trang dành cho mọi người"}


class EndForm(Form):
    """The end of a document, or what takes its place."""

    replaced_by = forms.ModelChoiceField(Document.objects.none(), required=False)
    last_day = VietnameseDateField(
        label="Còn hiệu lực đến hết ngày", required=False, help_text="Chỉ cần khi không có văn bản thay thế."
    )
    reason = forms.CharField(label="Lý do", max_length=500)

    def __init__(self, actor: Actor, document: Document, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaced_by"] = _documents(visible_documents(actor).exclude(pk=document.pk), "Được thay bằng")
        speak_vietnamese(self.fields["replaced_by"])

    def clean(self) -> dict[str, Any]:
        """One of the two must be said."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("replaced_by")) == bool(data.get("last_day")):
            self.add_error("last_day", "Hãy chọn văn bản thay thế, hoặc ghi ngày cuối cùng còn hiệu lực.")
        return data


def _documents(rows: QuerySet[Document], label: str, *, many: bool = False) -> forms.ModelChoiceField[Document]:
    if many:
        return ManyChoiceField(rows, label=label, required=False, widget=FilterSelectMultiple("văn bản"))
    return forms.ModelChoiceField(
        rows, label=label, required=False, empty_label="(không có)", widget=FilterSelect("văn bản")
    )


class UploadForm(Form):
    """Files for an object; any page may show it: ``{% include "documents/upload.html" with upload=upload %}``."""

    owner_type = forms.CharField(widget=forms.HiddenInput)
    owner_id = forms.IntegerField(widget=forms.HiddenInput)
    next = forms.CharField(widget=forms.HiddenInput, required=False)
    files = _files(required=True)  # type: ignore[assignment]
    label = forms.CharField(label="Dùng làm", max_length=200, required=False, help_text="Ví dụ: minh chứng tiêu chí 2")
    dated_on = VietnameseDateField(
        label="Ngày ghi trên văn bản", required=False, help_text="Ngày/tháng/năm. Để trống khi tệp không ghi ngày."
    )

    @classmethod
    def for_owner(cls, owner: models.Model, *, next: str, dated: bool = False) -> "UploadForm":
        """The form for one object; ``next`` is the address to come back to. ``dated`` asks for the day on the paper."""
        initial = {"owner_type": owner._meta.label_lower, "owner_id": owner.pk, "next": next}
        made = cls(initial=initial, auto_id="tep_%s")
        if not dated:
            del made.fields["dated_on"]
        return made


class WithdrawForm(Form):
    """Why a file is taken back."""

    reason = forms.CharField(label="Lý do rút tệp", max_length=500)
