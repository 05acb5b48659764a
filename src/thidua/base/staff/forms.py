"""Forms and filters of accounts and persons."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.people.enums import PersonClass, Sex
from thidua.base.people.models import Account, Person
from thidua.base.staff.enums import SCOPE_OF, SYSTEM_ROLES, YEAR_ROLES
from thidua.base.units.forms import unit_field
from thidua.base.units.models import Appointment, Posting
from thidua.language.text import fold
from thidua.ui.forms import Form, VietnameseDateField, to_choose

_USERNAME = UnicodeUsernameValidator(message="Tên đăng nhập chỉ gồm chữ, số và các dấu @ . + - _")


class RoleForm(Form):
    """A role at a unit, from a day on."""

    role = forms.ChoiceField(label="Vai trò")
    valid_from = VietnameseDateField(label="Từ ngày")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        withheld = SYSTEM_ROLES if actor.reaches(actor.authority_id) else SYSTEM_ROLES | YEAR_ROLES
        offered = [r for r in Role if actor.is_any(Role.SYSTEM_ADMINISTRATOR) or r not in withheld]
        roles = to_choose((r.value, f"{r.label} – {SCOPE_OF[r].label.lower()}") for r in offered)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["unit"] = unit_field(actor, "Tại đơn vị")
        self.order_fields(["username", "full_name", "email", "role", "unit"])

    def clean_role(self) -> Role:
        """The role itself, not its code."""
        return Role(self.cleaned_data["role"])


class AccountForm(RoleForm):
    """A new account with its first role."""

    username = forms.CharField(
        label="Tên đăng nhập", max_length=150, validators=[_USERNAME], help_text="Viết liền, không dấu. Ví dụ: maiht."
    )
    full_name = forms.CharField(label="Họ và tên", max_length=200)
    email = forms.EmailField(label="Thư điện tử", required=False, help_text="Để nhận nhắc việc.")


class ReasonForm(Form):
    """Why something is taken away from an account."""

    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class EndForm(Form):
    """The last day of a role or of a place of work."""

    on = VietnameseDateField(label="Ngày cuối cùng", help_text="Ngày này vẫn còn tính.")


class PersonForm(Form):
    """What the statistical forms ask of a person."""

    full_name = forms.CharField(label="Họ và tên", max_length=200)
    sex = forms.ChoiceField(label="Giới tính", choices=to_choose(Sex.choices))
    birth_date = VietnameseDateField(label="Ngày sinh", required=False)
    birth_year = forms.IntegerField(
        label="Năm sinh", required=False, min_value=1900, max_value=2100, help_text="Khi chưa rõ ngày sinh."
    )
    person_class = forms.ChoiceField(label="Đối tượng thống kê", choices=to_choose(PersonClass.choices))
    in_enterprise = forms.BooleanField(label="Thuộc doanh nghiệp", required=False)

    def clean_sex(self) -> Sex:
        """The enumeration itself."""
        return Sex(self.cleaned_data["sex"])

    def clean_person_class(self) -> PersonClass:
        """The enumeration itself."""
        return PersonClass(self.cleaned_data["person_class"])


class PostingForm(Form):
    """A place of work."""

    position = forms.CharField(label="Chức vụ, công việc", max_length=200, required=False)
    valid_from = VietnameseDateField(label="Công tác từ ngày")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(actor, "Đơn vị công tác")
        self.order_fields(["full_name", "sex", "birth_date", "birth_year", "person_class", "in_enterprise", "unit"])


class NewPersonForm(PostingForm, PersonForm):
    """A new person with the place of work."""


class AccountFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By name, by role in force at any time, by state."""

    q = django_filters.CharFilter(label="Họ tên hoặc tên đăng nhập", method="by_name")
    role = django_filters.ChoiceFilter(label="Vai trò", choices=Role.choices, method="by_role", empty_label="Tất cả")
    is_active = django_filters.ChoiceFilter(
        label="Trạng thái", choices=[("True", "đang mở"), ("False", "đang khóa")], empty_label="Tất cả"
    )

    class Meta:
        model = Account
        fields: list[str] = []

    def by_name(self, rows: QuerySet[Account], name: str, value: str) -> QuerySet[Account]:
        """With or without diacritics; accounts are few enough to be folded here."""
        names = rows.values_list("pk", "full_name", "username")
        return rows.filter(pk__in=[pk for pk, full, short in names if fold(value) in fold(f"{full} {short}")])

    def by_role(self, rows: QuerySet[Account], name: str, value: str) -> QuerySet[Account]:
        """Holders, now or before."""
        return rows.filter(pk__in=Appointment.objects.filter(role=value).values("account_id"))


class PersonFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By name and by unit with or without diacritics, by class and sex."""

    q = django_filters.CharFilter(label="Họ và tên", method="by_name")
    unit = django_filters.CharFilter(label="Đơn vị", method="by_unit")
    person_class = django_filters.ChoiceFilter(
        label="Đối tượng thống kê", choices=PersonClass.choices, empty_label="Tất cả"
    )
    sex = django_filters.ChoiceFilter(label="Giới tính", choices=Sex.choices, empty_label="Tất cả")

    class Meta:
        model = Person
        fields: list[str] = []

    def by_name(self, rows: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        """By the folded column."""
        return rows.filter(name_fold__contains=fold(value))

    def by_unit(self, rows: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        """Where they work or worked."""
        posted = Posting.objects.filter(unit__name_fold__contains=fold(value)).values("person_id")
        return rows.filter(pk__in=posted)
