"""The list of documents: its filter and its columns."""

from datetime import date
from typing import Any

import django_filters as filters
import django_tables2
from django.db.models import QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.urls import reverse

from thidua.base.documents.enums import DocumentKind, Force
from thidua.base.documents.models import Document
from thidua.base.documents.queries import containing, in_force_on, visible_documents, with_counts
from thidua.ui import tables
from thidua.ui.forms import Form, VietnameseDateField
from thidua.ui.parts import EmptyState, State

TONES = {Force.NOT_YET: "waiting", Force.IN_FORCE: "success", Force.ENDED: "locked"}


def force_state(document: Document, on: date) -> State:
    """Icon and word for what the document is on a day."""
    force = document.force_on(on)
    return State(force.label, TONES[force])


class DayFilter(filters.Filter):  # type: ignore[misc]
    """A day typed as dd/mm/yyyy."""

    field_class = VietnameseDateField


class DocumentFilter(filters.FilterSet):  # type: ignore[misc]
    """Kind, year, issuer, in force on a day, text without diacritics."""

    q = filters.CharFilter(label="Số, cơ quan, trích yếu", method="with_text")
    kind = filters.ChoiceFilter(label="Loại văn bản", choices=DocumentKind.choices, empty_label="Tất cả")
    year = filters.ChoiceFilter(label="Năm ban hành", field_name="issued_on", lookup_expr="year", empty_label="Tất cả")
    issuer = filters.ChoiceFilter(label="Cơ quan ban hành", empty_label="Tất cả")
    on = DayFilter(label="Còn hiệu lực vào ngày", method="holding")

    class Meta:
        model = Document
        form = Form
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: QuerySet[Document]) -> None:
        super().__init__(data, queryset)
        plain = queryset.order_by().select_related(None)
        issuers = plain.values_list("issuer", flat=True).distinct()
        years = plain.exclude(issued_on=None).annotate(of=ExtractYear("issued_on")).values_list("of", flat=True)
        self.filters["issuer"].extra["choices"] = [(i, i) for i in sorted(issuers)]
        self.filters["year"].extra["choices"] = [(y, str(y)) for y in sorted(years.distinct(), reverse=True)]

    def with_text(self, rows: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:
        """Every word somewhere."""
        return containing(rows, value)

    def holding(self, rows: QuerySet[Document], name: str, value: date) -> QuerySet[Document]:
        """In force on the day."""
        return in_force_on(rows, value)

    @property
    def day(self) -> date | None:
        """The day that was asked about, when one was."""
        return self.form.cleaned_data.get("on") if self.is_valid() else None


def document_filter(request: HttpRequest) -> DocumentFilter:
    """The filter of the address over what the actor may read: for the list and its Excel alike."""
    return DocumentFilter(request.GET, visible_documents(request.actor))  # type: ignore[attr-defined]


class DocumentTable(tables.Table):
    """Documents, newest first."""

    caption = "Văn bản"
    number = django_tables2.Column(
        verbose_name="Số, ký hiệu",
        attrs=tables.WHOLE,
        linkify=lambda record: reverse("documents:document", args=[record.pk]),
        empty_values=(),
        order_by=("search_fold",),
    )
    kind = django_tables2.Column(verbose_name="Loại")
    issued_on = tables.DateColumn(verbose_name="Ngày ban hành", default="chưa rõ")
    issuer = django_tables2.Column(verbose_name="Cơ quan ban hành")
    summary = django_tables2.Column(verbose_name="Trích yếu", orderable=False)
    force = tables.StateColumn(verbose_name="Hiệu lực", empty_values=(), orderable=False)
    files = tables.NumberColumn(verbose_name="Số tệp")
    cited = tables.NumberColumn(verbose_name="Số nơi dẫn")

    def __init__(self, rows: QuerySet[Document], on: date, *, may_add: bool, **kwargs: Any) -> None:
        self.on = on
        action = "Bấm «Thêm văn bản» để ghi văn bản của đơn vị." if may_add else ""
        self.empty_state = EmptyState("Không có văn bản nào khớp", f"Bỏ bớt điều kiện lọc. {action}".strip())
        super().__init__(with_counts(rows), **kwargs)

    def render_number(self, record: Document) -> str:
        """The number, or words for a paper without one."""
        return record.number or "không số"

    def render_kind(self, record: Document) -> str:
        """The kind in words."""
        return record.get_kind_display()

    def render_force(self, record: Document) -> Any:
        """State on the day of the filter, else today."""
        state = force_state(record, self.on)
        return tables.state_html(state.label, state.tone)
