"""Indicators, their targets, the reports of units, and every version of every figure."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from thidua.base.audit.append_only import AppendOnly
from thidua.base.season.enums import Comparator
from thidua.cycle.s4_report.enums import Approx, ChangeUnit, Direction, ReportState, ValueState


class Indicator(models.Model):
    """What is measured in a season, in which unit of measure, and which way is better."""

    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    code = models.CharField("mã chỉ tiêu", max_length=40)
    name = models.CharField("tên chỉ tiêu", max_length=300)
    group = models.CharField("nhóm", max_length=200, blank=True)
    unit_of_measure = models.CharField("đơn vị tính", max_length=60)
    direction = models.CharField("chiều tốt", max_length=10, choices=Direction.choices)
    places = models.PositiveSmallIntegerField("số lẻ", default=0)
    order = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "chỉ tiêu"
        ordering = ["order", "code"]
        constraints = [models.UniqueConstraint(fields=["season", "code"], name="indicator_once")]

    def __str__(self) -> str:
        return self.name


def _figure(label: str) -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(label, max_digits=15, decimal_places=4, null=True, blank=True)


class Target(models.Model):
    """The value a unit is to reach in a period."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    period = models.CharField("kỳ", max_length=20)
    comparator = models.CharField("so sánh", max_length=20, choices=Comparator.choices)
    value = _figure("mức phải đạt")
    upper = _figure("đến mức")
    change_unit = models.CharField("đơn vị thay đổi", max_length=20, choices=ChangeUnit.choices, blank=True)
    published = models.CharField("nguyên văn", max_length=200, blank=True)

    class Meta:
        verbose_name = "mức chỉ tiêu"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "unit", "period"], name="target_once"),
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(upper__gte=F("value")), name="target_range_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.published or self.value}"


class ReportPeriod(models.Model):
    """One period of the season's reporting calendar, with the day by which its reports are due."""

    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    period = models.CharField("kỳ báo cáo", max_length=20)
    starts = models.DateField("từ ngày")
    ends = models.DateField("đến hết ngày")
    due_on = models.DateField("hạn gửi")

    class Meta:
        verbose_name = "kỳ trong lịch báo cáo"
        ordering = ["ends", "-starts"]
        constraints = [
            models.UniqueConstraint(fields=["season", "period"], name="report_period_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("starts")), name="report_period_due_after_start"),
        ]

    def __str__(self) -> str:
        return f"kỳ {self.period}"


class OwedReport(models.Model):
    """That a unit owes the report of a period; ``extended_to`` is its own day, later than that of the others."""

    report_period = models.ForeignKey(ReportPeriod, on_delete=models.PROTECT, related_name="+", verbose_name="kỳ")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    extended_to = models.DateField("được gia hạn đến", null=True, blank=True)
    reason = models.CharField("lý do gia hạn", max_length=500, blank=True)

    class Meta:
        verbose_name = "báo cáo phải gửi"
        constraints = [models.UniqueConstraint(fields=["report_period", "unit"], name="report_owed_once")]

    def __str__(self) -> str:
        return f"Báo cáo {self.report_period} của {self.unit}"


class Report(models.Model):
    """The report of one unit for one period."""

    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    period = models.CharField("kỳ báo cáo", max_length=20)
    starts = models.DateField("từ ngày")
    ends = models.DateField("đến hết ngày")
    due_on = models.DateField("hạn gửi", null=True, blank=True)
    sent_on = models.DateField("ngày gửi", null=True, blank=True)
    decided_on = models.DateField("ngày xử lý", null=True, blank=True)
    state = models.PositiveSmallIntegerField("trạng thái", choices=ReportState.choices, default=ReportState.DRAFT)

    class Meta:
        verbose_name = "báo cáo"
        ordering = ["-ends", "unit__name_sort"]
        constraints = [models.UniqueConstraint(fields=["season", "unit", "period"], name="report_once")]

    def __str__(self) -> str:
        return f"Báo cáo {self.period} của {self.unit}"


class ResultVersion(AppendOnly):
    """One figure as it was entered at one time; the newest version of an indicator counts, all are kept.

    Percentages stand here only as they were published or reported; what follows from plan and result is computed.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+", verbose_name="báo cáo")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    state = models.CharField("tình trạng", max_length=20, choices=ValueState.choices)
    value = _figure("kết quả")
    value_approx = models.CharField("mức độ", max_length=10, choices=Approx.choices, default=Approx.EXACT)
    plan = _figure("kế hoạch")
    last = _figure("cùng kỳ năm trước")
    percent_of_plan = _figure("% kế hoạch như đã báo cáo")
    percent_approx = models.CharField("mức độ", max_length=10, choices=Approx.choices, default=Approx.EXACT)
    ratio_to_last = _figure("% so với cùng kỳ như đã báo cáo")
    ratio_approx = models.CharField("mức độ", max_length=10, choices=Approx.choices, default=Approx.EXACT)
    change_on_last = _figure("tăng, giảm % như đã báo cáo")
    change_approx = models.CharField("mức độ", max_length=10, choices=Approx.choices, default=Approx.EXACT)
    estimated = models.BooleanField("ước tính", default=False)
    as_of = models.DateField("tính đến ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người nhập", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "số liệu"
        ordering = ["id"]
        indexes = [models.Index(fields=["report", "indicator"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ValueState.VALUE, value__isnull=False)
                | (~Q(state=ValueState.VALUE) & Q(value__isnull=True)),
                name="result_state_says_value",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"
