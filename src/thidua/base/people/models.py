"""Accounts and persons. A person who is commended needs no account; an account need not be a person's."""

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractUser
from django.db import models

from thidua.base.access.actor import Actor
from thidua.base.audit.actions import audited
from thidua.base.people.enums import PersonClass, Sex
from thidua.language.text import fold, person_sort_key, tidy


class Account(AbstractUser):
    """Somebody who signs in. What the account may do stands in its appointments (``units.Appointment``)."""

    audit_omit = ("password", "last_login")

    full_name = models.CharField("họ và tên", max_length=200)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)

    class Meta:
        verbose_name = "tài khoản"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password. One that is kept in an older way is renewed, in an act of its own: Django
        writes it in the midst of the question, for every form that asks, where no action could frame it."""

        def renew(word: str) -> None:
            with audited("people.password_renewed", by=Actor(account_id=self.pk, name=str(self)), on=self):
                self.set_password(word)
                self._password = None  # it is kept in another way, not changed
                self.save(update_fields=["password"])

        return check_password(raw_password, self.password, renew)

    def get_full_name(self) -> str:
        """The name as it is written in Vietnamese: family name first, one field."""
        return self.full_name


class Person(models.Model):
    """An award subject: an official, a worker, a citizen. Found by name, birth and unit, never by name alone."""

    code = models.CharField("mã", max_length=40, unique=True)
    full_name = models.CharField("họ và tên", max_length=200)
    name_fold = models.CharField("tên không dấu", max_length=200, db_index=True, editable=False)
    name_sort = models.CharField("khóa sắp xếp", max_length=800, editable=False)
    sex = models.CharField("giới tính", max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    person_class = models.CharField(
        "đối tượng thống kê", max_length=30, choices=PersonClass.choices, default=PersonClass.UNKNOWN
    )
    in_enterprise = models.BooleanField("thuộc doanh nghiệp", default=False)
    is_illustration = models.BooleanField("nhân vật minh họa", default=False)

    class Meta:
        verbose_name = "người"
        ordering = ["name_sort", "id"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search and sort columns in step with the name."""
        self.set_names()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def set_names(self) -> None:
        """Derive the folded name and the sort key (also before ``bulk_create``, which skips ``save``)."""
        self.full_name = tidy(self.full_name)
        self.name_fold = fold(self.full_name)
        self.name_sort = person_sort_key(self.full_name)
