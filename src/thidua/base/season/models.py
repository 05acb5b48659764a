"""Season, its stage windows, and the holidays that working days leave out."""

from django.db import models
from django.db.models import F, Q

from thidua.base.season.enums import SeasonState


class Season(models.Model):
    """The emulation year of one authority."""

    code = models.CharField("mã năm thi đua", max_length=60, unique=True)
    authority = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị tổ chức"
    )
    year = models.PositiveSmallIntegerField("năm")
    theme = models.CharField("chủ đề", max_length=600, blank=True)
    state = models.PositiveSmallIntegerField("trạng thái", choices=SeasonState.choices, default=SeasonState.DRAFT)
    is_illustration = models.BooleanField("có số liệu minh họa", default=False)
    source_note = models.TextField("nguồn số liệu", blank=True)

    class Meta:
        verbose_name = "năm thi đua"
        ordering = ["-year", "authority"]
        constraints = [models.UniqueConstraint(fields=["authority", "year"], name="season_once_a_year")]

    def __str__(self) -> str:
        return f"Năm thi đua {self.year} – {self.authority}"


class StageWindow(models.Model):
    """When a stage of a season is open (both days included), and whether it was locked by hand."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="windows", verbose_name="năm thi đua")
    stage = models.CharField("giai đoạn", max_length=20)
    opens = models.DateField("mở từ ngày")
    closes = models.DateField("đến hết ngày")
    locked = models.BooleanField("khóa", default=False)
    lock_reason = models.CharField("lý do khóa", max_length=500, blank=True)

    class Meta:
        verbose_name = "lịch giai đoạn"
        ordering = ["season", "opens", "stage"]
        constraints = [
            models.UniqueConstraint(fields=["season", "stage"], name="stage_window_once"),
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="stage_window_period"),
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.opens:%d/%m/%Y} – {self.closes:%d/%m/%Y}"


class Holiday(models.Model):
    """A day that is no working day although it is no weekend, or (``is_working``) a weekend that is worked."""

    day = models.DateField("ngày", unique=True)
    name = models.CharField("tên ngày nghỉ", max_length=200)
    is_working = models.BooleanField("làm bù", default=False)

    class Meta:
        verbose_name = "ngày nghỉ"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
