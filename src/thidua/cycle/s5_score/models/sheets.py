"""Scoring schemes, the sheets of units, every value of every cell, and what was published."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q

from thidua.base.audit.append_only import AppendOnly
from thidua.cycle.s5_score.enums import Round, SchemeState, SheetState, ValueState, cross


def _to(model: str | type[models.Model], name: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name="+", verbose_name=name)


class Scheme(models.Model):
    """One version of a scoring table. ``text`` is what was typed (YAML), ``data`` what the engine reads from it.

    Once adopted a version never changes: what has to change is written as the next version."""

    season = _to("season.Season", "năm thi đua")
    code = models.CharField("mã", max_length=40)
    version = models.CharField("phiên bản", max_length=20)
    title = models.CharField("tên bảng tiêu chí", max_length=300)
    text = models.TextField("nội dung như đã soạn")
    data = models.JSONField("nội dung máy đọc")
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thay phiên bản"
    )
    state = models.PositiveSmallIntegerField("trạng thái", choices=SchemeState.choices, default=SchemeState.DRAFT)
    adopted_on = models.DateField("ngày ban hành", null=True, blank=True)
    document = models.CharField("văn bản ban hành", max_length=300, blank=True)

    class Meta:
        verbose_name = "bảng tiêu chí chấm điểm"
        ordering = ["code", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "code", "version"], name="scheme_version_once")]

    def __str__(self) -> str:
        return f"{self.title} (phiên bản {self.version})"


class TableUpload(AppendOnly):
    """A spreadsheet that somebody handed in to make a table of: what was understood of it, row by row, as it was then.

    The file itself hangs on the row as an attachment; its content lies in the store under ``sha256``."""

    season = _to("season.Season", "năm thi đua")
    name = models.CharField("tên tệp", max_length=200)
    sheet = models.CharField("trang tính", max_length=100)
    sha256 = models.CharField("mã băm nội dung", max_length=64)
    report = models.JSONField("hiểu được gì")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người tải lên", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bảng tính tải lên"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Bảng tính {self.name}"


class ScoreSheet(models.Model):
    """The sheet of one unit in one season, bound to one version of a scheme."""

    season = _to("season.Season", "năm thi đua")
    cluster = _to("covenant.Cluster", "cụm, khối")
    unit = _to("units.Unit", "đơn vị")
    scheme = _to(Scheme, "bảng tiêu chí")
    role = models.CharField("đối tượng", max_length=60, blank=True)
    state = models.PositiveSmallIntegerField("trạng thái", choices=SheetState.choices, default=SheetState.SELF_SCORING)
    submitted_on = models.DateField("ngày gửi", null=True, blank=True)
    agreed_on = models.DateField("ngày thống nhất", null=True, blank=True)

    class Meta:
        verbose_name = "bảng chấm điểm"
        ordering = ["cluster", "unit__name_sort"]
        constraints = [models.UniqueConstraint(fields=["season", "unit"], name="sheet_once")]

    def __str__(self) -> str:
        return f"Bảng chấm của {self.unit}"


class CellEntry(AppendOnly):
    """One value of one criterion in one round. The newest counts; all stay, with who, when and why.

    ``after`` is the entry that this one replaces (0: the first): of two people who start from the same entry the
    database lets only one pass. ``checker`` is the unit that cross-checks, whose chain of entries is its own; 0 in all
    other rounds. ``override`` are points set by hand beside what the inputs give. ``points`` is what the
    engine gave at that moment; empty for criteria that compare units and for values that are missing."""

    sheet = _to(ScoreSheet, "bảng chấm")
    criterion_code = models.CharField("mã tiêu chí", max_length=60)
    round = models.CharField("vòng", max_length=10, choices=Round.choices)
    checker = models.BigIntegerField("đơn vị kiểm tra chéo", default=0)
    after = models.BigIntegerField("thay lần ghi", default=0)
    value_state = models.CharField("tình trạng", max_length=20, choices=ValueState.choices)
    inputs = models.JSONField("số liệu", default=dict)
    override = models.DecimalField("điểm ghi tay", max_digits=12, decimal_places=4, null=True, blank=True)
    points = models.DecimalField("điểm", max_digits=12, decimal_places=4, null=True, blank=True)
    reason = models.CharField("lý do, thuyết minh", max_length=1000, blank=True)
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người ghi", max_length=200)
    unit_name = models.CharField("đơn vị của người ghi", max_length=300, blank=True)
    on_date = models.DateField("ngày")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "điểm đã ghi"
        ordering = ["id"]
        indexes = [models.Index(fields=["after"], name="cell_after")]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "criterion_code", "round", "checker", "after"], name="cell_one_next_value"
            ),
            models.CheckConstraint(
                condition=Q(value_state=ValueState.VALUE) | Q(override__isnull=True), name="cell_override_is_a_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_code}, {self.get_round_display()}"

    @property
    def column(self) -> str:
        """The column that it stands in: the round, and of a cross-check also whose."""
        return cross(self.checker) if self.round == Round.CROSS else self.round

    @property
    def who(self) -> str:
        """The person and the unit they work for."""
        return ", ".join(part for part in (self.actor_name, self.unit_name) if part)

    @property
    def said(self) -> tuple[str, dict[str, object], Decimal | None]:
        """What two people agree on: state, figures without their source, points set by hand."""
        return self.value_state, {name: given["value"] for name, given in self.inputs.items()}, self.override


class Publication(AppendOnly):
    """The result of one cluster as it was published: ranks, totals and the trace of every number, as data."""

    season = _to("season.Season", "năm thi đua")
    cluster = _to("covenant.Cluster", "cụm, khối")
    scheme = _to(Scheme, "bảng tiêu chí")
    published_on = models.DateField("ngày công bố")
    decision = models.CharField("văn bản công bố", max_length=300)
    results = models.JSONField("kết quả")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người công bố", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "công bố kết quả chấm điểm"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Kết quả chấm điểm {self.cluster}"
