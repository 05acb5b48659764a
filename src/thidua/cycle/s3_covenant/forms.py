"""Forms and the list filter of stage 3."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from thidua.base.access.page import Request
from thidua.base.season.enums import Comparator
from thidua.cycle.s3_covenant.actions.clusters import Places
from thidua.cycle.s3_covenant.actions.covenants import CovenantText
from thidua.cycle.s3_covenant.actions.papers import PaperText
from thidua.cycle.s3_covenant.enums import ClusterKind, CovenantState, PaperKind, Position, SigningState
from thidua.cycle.s3_covenant.membership import Composition, day_of
from thidua.cycle.s3_covenant.models import Cluster, ClusterMember, ClusterPaper, Covenant
from thidua.cycle.s3_covenant.wording import Promise
from thidua.language.text import fold
from thidua.ui.forms import (
    FilterSelect,
    FilterSelectMultiple,
    Form,
    TypedWordField,
    VietnameseDateField,
    VietnameseDecimalField,
    to_choose,
)

Choices = list[tuple[int, str]]
_NONE = [("", "(không có)")]


def _text(label: str, rows: int, *, required: bool = True, longest: int = 20_000, help_text: str = "") -> Any:
    widget = forms.Textarea({"rows": str(rows)})
    return forms.CharField(label=label, required=required, widget=widget, max_length=longest, help_text=help_text)


def _one(label: str, noun: str, choices: Any = (), help_text: str = "") -> Any:
    """One of many, or none."""
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=False, choices=choices, widget=FilterSelect(noun),
        help_text=help_text,
    )  # fmt: skip


class PlacesForm(Form):
    """What one decision says about a cluster."""

    document = _one("Quyết định", "văn bản", help_text="Chọn trong danh sách văn bản của hệ thống.")
    decision = forms.CharField(
        label="Hoặc ghi số, ngày quyết định", max_length=300, required=False,
        help_text="Khi quyết định chưa có trong hệ thống, ví dụ: Quyết định 42/QĐ-UBND ngày 12/01/2023.",
    )  # fmt: skip
    starts = VietnameseDateField(label="Áp dụng từ ngày")
    members = forms.TypedMultipleChoiceField(
        label="Đơn vị thành viên", coerce=int, required=False, widget=FilterSelectMultiple("đơn vị")
    )
    head = _one("Trưởng", "đơn vị")
    deputy = _one("Phó trưởng", "đơn vị")
    until = VietnameseDateField(
        label="Trưởng, phó trưởng đến hết ngày", required=False, help_text="Để trống: đến khi có quyết định khác."
    )

    def __init__(self, *args: Any, units: Choices, documents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["members"].choices = units
        fields["head"].choices = fields["deputy"].choices = [*_NONE, *units]
        fields["document"].choices = [*_NONE, *documents]

    def places(self) -> Places:
        """What was typed, for the action."""
        given = self.cleaned_data
        return Places(
            starts=given["starts"], member_ids=tuple(given["members"]), head_id=given["head"],
            deputy_id=given["deputy"], until=given["until"], decision=given["decision"],
            document_id=given["document"],
        )  # fmt: skip


def initial_places(found: Composition) -> dict[str, Any]:
    """The composition that stands, to be changed by a new decision."""
    head, deputy = found.head or found.last_head, found.deputy
    return {
        "members": list(found.member_ids),
        "head": head.unit_id if head else None,
        "deputy": deputy.unit_id if deputy else None,
    }


class ClusterForm(PlacesForm):
    """A new cluster with its first decision."""

    name = forms.CharField(label="Tên cụm, khối", max_length=300)
    kind = forms.ChoiceField(label="Loại", choices=ClusterKind.choices)
    code = forms.SlugField(
        label="Mã", max_length=40, required=False,
        help_text="Giữ nguyên mã qua các năm để nối với năm trước. Để trống thì hệ thống tự đặt.",
    )  # fmt: skip
    note = _text("Ghi chú", 2, required=False)

    field_order = ("name", "kind", "code", "members", "head", "deputy", "until", "document", "decision", "starts")


class CiteForm(Form):
    """A document for the library."""

    document = _one("Văn bản", "văn bản", help_text="Văn bản chưa có thì thêm ở mục «Văn bản» trước.")
    label = forms.CharField(label="Dùng làm", max_length=200, required=False)

    def __init__(self, *args: Any, documents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["document"]
        field.choices, field.required = to_choose(documents), True


class PaperForm(Form):
    """A cluster paper as typed."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=PaperKind.choices)
    title = forms.CharField(label="Tên văn bản", max_length=300)
    body = _text("Nội dung", 16, required=False, longest=200_000, help_text="Để trống khi nội dung ở tệp đính kèm.")

    def text(self) -> PaperText:
        """What was typed, for the action."""
        given = self.cleaned_data
        return PaperText(PaperKind(given["kind"]), given["title"], given["body"])


def initial_paper(paper: ClusterPaper) -> dict[str, Any]:
    """The form's starting values for rewriting a draft."""
    return {"kind": paper.kind, "title": paper.title, "body": paper.body}


class TextForm(Form):
    """One text under the label that the page gives: a comment, an answer, a reason, a reminder."""

    text = _text("Nội dung", 4, longest=5000)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class AdoptForm(Form):
    """When and where a paper was adopted, and the text as adopted."""

    on = VietnameseDateField(label="Ngày thông qua")
    at = forms.CharField(label="Thông qua tại", max_length=300, help_text="Ví dụ: Hội nghị ký giao ước của cụm")
    body = _text("Nội dung được thông qua", 16, required=False, longest=200_000)


class CovenantForm(Form):
    """Title, place and preamble of a covenant; the commitments stand in ``PromiseForms``."""

    title = forms.CharField(label="Tên giao ước", max_length=300)
    place = forms.CharField(label="Nơi ký", max_length=200, required=False)
    preamble = _text("Lời mở đầu", 5, required=False, help_text="Chủ đề năm, mục đích. Mỗi đoạn một dòng.")


class PromiseForm(Form):
    """One commitment; the indicator is optional."""

    title = forms.CharField(label="Nhóm nội dung", max_length=200, required=False, help_text="Ví dụ: Kinh tế")
    text = _text("Nội dung cam kết", 3, longest=5000)
    indicator_code = forms.CharField(
        label="Mã chỉ tiêu", max_length=60, required=False, help_text="Nếu cam kết đo được bằng một chỉ tiêu.",
        widget=forms.TextInput({"list": "chi-tieu", "autocomplete": "off"}),
    )  # fmt: skip
    comparator = forms.ChoiceField(label="So sánh", choices=[*_NONE, *Comparator.choices], required=False)
    low = VietnameseDecimalField(
        label="Mức", max_digits=15, decimal_places=4, required=False, help_text="Ví dụ: 1.627,5"
    )
    high = VietnameseDecimalField(
        label="Đến mức", max_digits=15, decimal_places=4, required=False, help_text="Khi «trong khoảng»"
    )
    unit_of_measure = forms.CharField(
        label="Đơn vị tính", max_length=60, required=False, help_text="Ví dụ: xã, %, tỷ đồng"
    )


class Promises(forms.BaseFormSet):  # type: ignore[type-arg]
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Order and removal, in Vietnamese."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Thứ tự"
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Bỏ cam kết này"

    def promises(self) -> tuple[Promise, ...]:
        """What was typed, in the order asked for."""
        typed = [dict(form.cleaned_data) for form in self.ordered_forms]
        for given in typed:
            given.pop("DELETE", None)
        return tuple(Promise(number=given.pop("ORDER") or 0, **given) for given in typed)


PromiseForms = forms.formset_factory(
    PromiseForm, formset=Promises, extra=1, can_delete=True, can_order=True, max_num=99, absolute_max=120
)


def covenant_text(head: CovenantForm, promises: Any) -> CovenantText:
    """The whole covenant as typed, for the action."""
    return CovenantText(promises=promises.promises(), **head.cleaned_data)


def initial_covenant(covenant: Covenant, promises: tuple[Promise, ...]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The starting values of both parts."""
    head = {"title": covenant.title, "place": covenant.place, "preamble": covenant.preamble}
    names = ("title", "text", "indicator_code", "comparator", "low", "high", "unit_of_measure")
    return head, [{name: getattr(p, name) for name in names} for p in promises]


class WordForm(Form):
    """Asks to type the word of a final step."""

    def __init__(self, *args: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"] = TypedWordField(word)


class SignForm(WordForm):
    """The signer's office, the hash of the text that was on the page, and the word."""

    office = forms.CharField(label="Chức vụ của người ký", max_length=200)
    text_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


def _choice(label: str, choices: Any = (), **kwargs: Any) -> Any:
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label="Tất cả", **kwargs)


class ClusterFilter(django_filters.FilterSet):  # type: ignore[misc]
    """The list's filter, kept in the address."""

    q = django_filters.CharFilter(label="Tìm theo tên, mã", method="by_text")
    loai = _choice("Loại", ClusterKind.choices, field_name="kind")
    don_vi = _choice("Có thành viên", method="by_member", widget=FilterSelect("đơn vị"))
    giao_uoc = _choice("Giao ước", SigningState.choices, method="by_signing")
    truong = _choice("Trưởng", [("co", "Có trưởng"), ("thieu", "Chưa có trưởng năm nay")], method="by_head")

    request: Request

    class Meta:
        model = Cluster
        form = Form
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: QuerySet[Cluster], *, request: Request) -> None:
        super().__init__(data, queryset, request=request)
        self.day: date = day_of(request.season.year, request.today)
        rows = self._holding(Position.MEMBER).filter(cluster__in=queryset).order_by("unit__name_sort", "unit_id")
        self.filters["don_vi"].extra["choices"] = list(rows.values_list("unit_id", "unit__name"))

    def _holding(self, position: Position) -> QuerySet[ClusterMember]:
        lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=self.day)
        return ClusterMember.objects.filter(lasting, position=position, valid_from__lte=self.day)

    def by_text(self, rows: QuerySet[Cluster], name: str, value: str) -> QuerySet[Cluster]:
        """With or without diacritics."""
        return rows.filter(name_fold__contains=fold(value))

    def by_member(self, rows: QuerySet[Cluster], name: str, value: str) -> QuerySet[Cluster]:
        """Clusters to which a unit belongs today."""
        return rows.filter(pk__in=self._holding(Position.MEMBER).filter(unit_id=value).values("cluster_id"))

    def by_signing(self, rows: QuerySet[Cluster], name: str, value: str) -> QuerySet[Cluster]:
        """How far the signing has come."""
        states = {SigningState.OPEN: CovenantState.OPEN, SigningState.SIGNED: CovenantState.SIGNED}
        if value in states:
            return rows.filter(covenant__state=states[SigningState(value)])
        return rows.filter(Q(covenant__isnull=True) | Q(covenant__state=CovenantState.DRAFT))

    def by_head(self, rows: QuerySet[Cluster], name: str, value: str) -> QuerySet[Cluster]:
        """With and without a head in force."""
        led = Q(pk__in=self._holding(Position.HEAD).values("cluster_id"))
        return rows.filter(led if value == "co" else ~led)
