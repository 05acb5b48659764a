"""Units, their versions in time, lineage, appointments (account in a role), postings (person at work), households."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from thidua.base.access.enums import Role, Scope
from thidua.base.units.enums import Level, LineageKind, LineageState, UnitKind
from thidua.language.text import fold, sort_key, tidy


class Unit(models.Model):
    """The identity of a unit through all its names and places. ``name`` is the latest; history is in the versions."""

    code = models.CharField("mã đơn vị", max_length=40, unique=True)
    name = models.CharField("tên đơn vị", max_length=300)
    name_fold = models.CharField(max_length=300, db_index=True, editable=False)
    name_sort = models.CharField(max_length=1200, editable=False)
    kind = models.CharField("loại", max_length=30, choices=UnitKind.choices)
    level = models.PositiveSmallIntegerField("cấp", choices=Level.choices)
    is_authority = models.BooleanField("tổ chức năm thi đua riêng", default=False)

    class Meta:
        verbose_name = "đơn vị"
        ordering = ["name_sort", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search and sort columns in step with the name."""
        self.set_names()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def set_names(self) -> None:
        """Derive the folded name and the sort key (also before ``bulk_create``)."""
        self.name = tidy(self.name)
        self.name_fold = fold(self.name)
        self.name_sort = sort_key(self.name)


class UnitVersion(models.Model):
    """What a unit was called, what it was and under whom it stood, from one date to another (end not included)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions", verbose_name="đơn vị")
    name = models.CharField("tên", max_length=300)
    kind = models.CharField("loại", max_length=30, choices=UnitKind.choices)
    level = models.PositiveSmallIntegerField("cấp", choices=Level.choices)
    parent = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="trực thuộc"
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    decision = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "giai đoạn của đơn vị"
        ordering = ["unit", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_version_start_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="unit_version_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (từ {self.valid_from:%d/%m/%Y})"


class Lineage(models.Model):
    """One arrow from an old unit to a new one, with the decision that caused it."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị cũ")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị mới")
    kind = models.CharField("cách thay đổi", max_length=30, choices=LineageKind.choices)
    on_date = models.DateField("từ ngày")
    decision = models.CharField("căn cứ", max_length=300)
    state = models.PositiveSmallIntegerField("trạng thái", choices=LineageState.choices, default=LineageState.CANDIDATE)
    source = models.CharField("nguồn dữ liệu", max_length=200, blank=True)
    is_lead = models.BooleanField("đơn vị kế thừa chính", default=False)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "nguồn gốc đơn vị"
        constraints = [models.UniqueConstraint(fields=["old", "new", "on_date"], name="lineage_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Appointment(models.Model):
    """An account's role at a unit, how far it reaches, and for how long. Missing means no."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+", verbose_name="tài khoản")
    role = models.CharField("vai trò", max_length=40, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    scope = models.CharField("phạm vi", max_length=20, choices=Scope.choices)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "vai trò được giao"
        ordering = ["account", "id"]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.unit}"

    def in_force(self, on: date) -> bool:
        """True from the first to the last day, both included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Posting(models.Model):
    """Where a person works, in which position, from when to when."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    position = models.CharField("chức vụ, công việc", max_length=200, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "nơi công tác"
        ordering = ["person", "valid_from"]

    def __str__(self) -> str:
        return f"{self.person}: {self.position}, {self.unit}"


class Household(models.Model):
    """A household as an award subject, named by its head, in a commune or hamlet."""

    code = models.CharField("mã", max_length=40, unique=True)
    head_name = models.CharField("chủ hộ", max_length=200)
    name_fold = models.CharField(max_length=200, db_index=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="nơi cư trú")
    is_illustration = models.BooleanField("minh họa", default=False)

    class Meta:
        verbose_name = "hộ gia đình"
        ordering = ["name_fold", "id"]

    def __str__(self) -> str:
        return f"Hộ {self.head_name}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search column in step with the name."""
        self.head_name = tidy(self.head_name)
        self.name_fold = fold(self.head_name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
