"""Movements, whom they address, and who below has received them."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from thidua.base.audit.append_only import AppendOnly
from thidua.base.units.enums import Level
from thidua.cycle.s1_launch.enums import CODE_LENGTH, MovementKind, MovementScope, MovementState, PeriodState
from thidua.language.text import fold, sort_key, tidy


class Movement(models.Model):
    """An emulation movement of one unit in one season; ``parent`` is the movement from above that it launches anew."""

    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    code = models.CharField("mã phong trào", max_length=CODE_LENGTH)
    title = models.CharField("tên phong trào", max_length=500)
    search_fold = models.CharField("chữ để tìm", max_length=1300, editable=False)
    title_sort = models.CharField("khóa sắp xếp", max_length=2000, editable=False)
    kind = models.CharField("hình thức tổ chức", max_length=20, choices=MovementKind.choices)
    scope = models.CharField(
        "phạm vi tổ chức", max_length=20, choices=MovementScope.choices, default=MovementScope.LOCALITY
    )
    level = models.PositiveSmallIntegerField("cấp phát động", choices=Level.choices)
    launched_by = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị phát động"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="phong trào gốc"
    )
    scope_text = models.TextField("đối tượng thi đua", blank=True)
    theme = models.CharField("chủ đề", max_length=600, blank=True)
    objectives = models.TextField("mục tiêu", blank=True)
    contents = models.TextField("nội dung, tiêu chí thi đua")
    period_from = models.DateField("từ ngày")
    period_to = models.DateField("đến hết ngày")
    launched_on = models.DateField("ngày phát động", null=True, blank=True)
    summed_up_on = models.DateField("ngày tổng kết", null=True, blank=True)
    summary = models.TextField("kết quả sơ kết, tổng kết", blank=True)
    state = models.PositiveSmallIntegerField("trạng thái", choices=MovementState.choices, default=MovementState.DRAFT)

    class Meta:
        verbose_name = "phong trào thi đua"
        ordering = ["-period_from", "title_sort", "id"]
        constraints = [
            models.UniqueConstraint(fields=["season", "code"], name="movement_code_once"),
            models.UniqueConstraint(fields=["parent", "launched_by"], name="movement_relaunched_once_by_unit"),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="movement_period"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search and sort columns in step with the title, the theme and the code."""
        self.title, self.theme = tidy(self.title), tidy(self.theme)
        self.search_fold = fold(f"{self.title} {self.theme} {self.code}")
        self.title_sort = sort_key(self.title)[:2000]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def period_state(self, today: date) -> PeriodState:
        """Where the movement stands in time on a day; both ends of the period belong to it."""
        if today < self.period_from:
            return PeriodState.NOT_BEGUN
        return PeriodState.OVER if today > self.period_to else PeriodState.UNDER_WAY


class MovementAudience(models.Model):
    """Whom a movement addresses: a unit, a cluster by name, or a unit as member of a named cluster."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="audience", verbose_name="phong trào")
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    cluster_name = models.CharField("cụm, khối thi đua", max_length=300, blank=True)

    class Meta:
        verbose_name = "đối tượng của phong trào"
        ordering = ["movement", "id"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit"], name="movement_addresses_unit_once"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(cluster_name=""), name="movement_audience_named"
            ),
        ]

    def __str__(self) -> str:
        return self.cluster_name or str(self.unit)


class MovementReceipt(AppendOnly):
    """One unit has received one movement from above: when, and by whom."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="receipts", verbose_name="phong trào")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    received_on = models.DateField("ngày nhận")
    by_name = models.CharField("người nhận", max_length=200)
    account_id = models.BigIntegerField("tài khoản", null=True)

    class Meta:
        verbose_name = "tiếp nhận phong trào"
        ordering = ["movement", "id"]
        constraints = [models.UniqueConstraint(fields=["movement", "unit"], name="movement_received_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.movement}"
