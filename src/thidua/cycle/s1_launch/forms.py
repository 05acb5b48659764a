"""Forms and the list filter of stage 1."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from thidua.base.access.page import Request
from thidua.base.documents.queries import citations_of
from thidua.base.units.enums import Level
from thidua.cycle.s1_launch.actions import Draft
from thidua.cycle.s1_launch.enums import CODE_LENGTH, MovementKind, MovementScope, MovementState, PeriodState
from thidua.cycle.s1_launch.models import Movement
from thidua.cycle.s1_launch.queries import Choices, containing
from thidua.language.text import tidy
from thidua.ui.forms import FilterSelect, FilterSelectMultiple, Form, TypedWordField, VietnameseDateField


def _text(
    label: str, rows: int, help_text: str = "", *, required: bool = False, longest: int = 20_000
) -> forms.CharField:
    widget = forms.Textarea({"rows": str(rows)})
    return forms.CharField(label=label, required=required, widget=widget, help_text=help_text, max_length=longest)


class MovementForm(Form):
    """One movement as typed; ``draft()`` hands it to the action."""

    title = forms.CharField(label="Tên phong trào", max_length=500)
    code = forms.CharField(
        label="Mã phong trào",
        max_length=CODE_LENGTH,
        required=False,
        help_text="Để trống thì hệ thống tự đặt, ví dụ: PT-2023-01.",
    )
    kind = forms.ChoiceField(label="Hình thức tổ chức", choices=MovementKind.choices)
    scope = forms.ChoiceField(label="Phạm vi tổ chức", choices=MovementScope.choices, initial=MovementScope.LOCALITY)
    theme = _text("Chủ đề", 3, longest=600)
    period_from = VietnameseDateField(label="Thi đua từ ngày")
    period_to = VietnameseDateField(label="Thi đua đến hết ngày")
    scope_text = _text(
        "Đối tượng thi đua", 3, "Ai tham gia, ví dụ: cán bộ, công chức, viên chức và nhân dân trong huyện."
    )
    objectives = _text("Mục tiêu", 5)
    contents = _text(
        "Nội dung, tiêu chí thi đua",
        10,
        "Mỗi nội dung một dòng. Chỉ để trống khi nội dung nằm trong văn bản sẽ dẫn làm căn cứ.",
    )
    units = forms.TypedMultipleChoiceField(
        label="Gửi tới đơn vị",
        coerce=int,
        required=False,
        widget=FilterSelectMultiple("đơn vị"),
        help_text="Không chọn đơn vị nào thì phong trào gửi tới mọi đơn vị trực thuộc trực tiếp vào ngày phát động.",
    )
    clusters = _text("Gửi tới cụm, khối thi đua", 3, "Mỗi cụm, khối một dòng, ví dụ: Khối thi đua các cơ quan Đảng.")

    bases = forms.TypedMultipleChoiceField(
        label="Căn cứ",
        coerce=int,
        required=False,
        widget=FilterSelectMultiple("văn bản"),
        help_text="Chọn trong danh sách văn bản; văn bản chưa có thì thêm ở mục «Văn bản» trước.",
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices, self.fields["bases"].choices = choices  # type: ignore[attr-defined]

    def draft(self) -> Draft:
        """What was typed."""
        given = dict(self.cleaned_data)
        names = dict.fromkeys(tidy(line)[:300] for line in given.pop("clusters").splitlines() if line.strip())
        units, bases = tuple(given.pop("units")), tuple(given.pop("bases"))
        kind, scope = MovementKind(given.pop("kind")), MovementScope(given.pop("scope"))
        return Draft(**given, kind=kind, scope=scope, unit_ids=units, clusters=tuple(names), base_ids=bases)


def relaunch_initial(parent: Movement, today: date) -> dict[str, Any]:
    """What a unit takes over when it launches a movement from above anew, to edit as it sees fit."""
    names = ("title", "kind", "theme", "scope_text", "objectives", "contents", "period_from", "period_to")
    bases = [line.document_id for line in citations_of(parent, today)]
    return {name: getattr(parent, name) for name in names} | {"bases": bases, "scope": MovementScope.UNIT}


def initial_of(movement: Movement, today: date) -> dict[str, Any]:
    """The form's starting values for editing a movement."""
    addressed = list(movement.audience.all())
    names = dict.fromkeys(a.cluster_name for a in addressed if a.cluster_name)
    units = [a.unit_id for a in addressed if a.unit_id]
    own = {"code": movement.code, "scope": movement.scope, "units": units, "clusters": "\n".join(names)}
    return relaunch_initial(movement, today) | own


class WordForm(Form):
    """Asks to type the word of a final step."""

    def __init__(self, *args: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"] = TypedWordField(word)


class SummaryForm(Form):
    """What a movement brought."""

    summary = _text("Kết quả phong trào", 12, "Kết quả, hạn chế, nguyên nhân, bài học; gương tiêu biểu.", required=True)


class ReminderForm(Form):
    """What the units that are behind will read."""

    text = _text("Lời nhắc", 3, required=True, longest=500)


def _choice(label: str, choices: Any = (), **kwargs: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label="Tất cả", **kwargs)


class MovementFilter(django_filters.FilterSet):  # type: ignore[misc]
    """The list's filter, kept in the address. The period needs the day, which comes with the request."""

    q = django_filters.CharFilter(label="Tìm theo tên, chủ đề, mã, đơn vị", method="by_text")
    hinh_thuc = _choice("Hình thức", MovementKind.choices, field_name="kind")
    cap = _choice("Cấp", Level.choices, field_name="level")
    don_vi = _choice("Đơn vị phát động", field_name="launched_by_id", widget=FilterSelect("đơn vị"))
    trang_thai = _choice("Trạng thái", MovementState.choices, field_name="state")
    thoi_gian = _choice("Thời gian", PeriodState.choices, method="by_period")
    nguon = _choice("Nguồn", [("goc", "Phong trào gốc"), ("lai", "Phát động lại")], method="by_origin")

    request: Request

    class Meta:
        form = Form

    def __init__(self, data: Any, queryset: QuerySet[Movement], *, request: Request) -> None:
        super().__init__(data, queryset, request=request)
        rows = queryset.order_by("launched_by__name_sort", "launched_by_id")
        units = rows.values_list("launched_by_id", "launched_by__name", "launched_by__name_sort").distinct()
        self.filters["don_vi"].extra["choices"] = [(pk, name) for pk, name, _ in units]

    def by_text(self, rows: QuerySet[Movement], name: str, value: str) -> QuerySet[Movement]:
        """With or without diacritics."""
        return containing(rows, value)

    def by_period(self, rows: QuerySet[Movement], name: str, value: str) -> QuerySet[Movement]:
        """Where a movement stands in time today."""
        today: date = self.request.today
        inside = Q(period_from__lte=today, period_to__gte=today)
        outside = {PeriodState.NOT_BEGUN: Q(period_from__gt=today), PeriodState.OVER: Q(period_to__lt=today)}
        return rows.filter(outside.get(PeriodState(value), inside))

    def by_origin(self, rows: QuerySet[Movement], name: str, value: str) -> QuerySet[Movement]:
        """Written first here, or launched anew from above."""
        return rows.filter(parent__isnull=value == "goc")
