"""Draws of what is verified: the list before the seed, the seed, what was drawn, what was found. Nothing changes."""

from django.db import models

from thidua.base.audit.append_only import AppendOnly
from thidua.cycle.s5_score.evidence.enums import Finding


class VerificationDraw(AppendOnly):
    """A list fixed before its seed is known. ``size``: how many items, or how many per cent of them (``by_share``)."""

    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    cluster = models.ForeignKey(
        "covenant.Cluster", on_delete=models.PROTECT, related_name="+", verbose_name="cụm, khối"
    )
    per_unit = models.BooleanField("rút riêng từng đơn vị")
    by_share = models.BooleanField("tính theo phần trăm")
    size = models.PositiveIntegerField("số lượng")
    pool = models.JSONField("danh sách")
    labels = models.JSONField("tên các mục")
    digest = models.CharField("mã băm danh sách", max_length=64)
    seed_source = models.CharField("số rút thăm lấy từ đâu", max_length=300)
    seed_on = models.DateField("ngày có số rút thăm")
    announced_on = models.DateField("ngày công bố danh sách")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người công bố", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "rút thăm xác minh"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Rút thăm xác minh {self.cluster}, {self.announced_on:%d/%m/%Y}"

    @property
    def text(self) -> str:
        """The list as the file that is handed out: one item a line. Its SHA-256 is ``digest``."""
        return "".join(f"{name}\n" for name in self.pool)


class DrawResult(AppendOnly):
    """The seed, once it was known, and what it draws."""

    draw = models.OneToOneField(
        VerificationDraw, on_delete=models.PROTECT, related_name="result", verbose_name="rút thăm xác minh"
    )
    seed = models.CharField("số rút thăm", max_length=200)
    drawn = models.JSONField("các mục rút được")
    drawn_on = models.DateField("ngày rút")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người ghi số", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "kết quả rút thăm"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Kết quả: {self.draw}"


class DrawFinding(AppendOnly):
    """What was found of one item. The newest counts; ``after`` is the one it replaces (0: the first)."""

    draw = models.ForeignKey(VerificationDraw, on_delete=models.PROTECT, related_name="+", verbose_name="rút thăm")
    item = models.CharField("mục", max_length=140)
    finding = models.CharField("kết quả", max_length=10, choices=Finding.choices)
    reason = models.CharField("ghi chú, lý do", max_length=1000, blank=True)
    after = models.BigIntegerField("thay lần ghi", default=0)
    on_date = models.DateField("ngày")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người xác minh", max_length=200)
    unit_name = models.CharField("đơn vị của người xác minh", max_length=300, blank=True)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "kết quả xác minh một mục"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["draw", "item", "after"], name="finding_one_next")]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_finding_display()}"


class DrawRelease(AppendOnly):
    """From here on every member of the cluster reads what was found."""

    draw = models.OneToOneField(
        VerificationDraw, on_delete=models.PROTECT, related_name="release", verbose_name="rút thăm xác minh"
    )
    released_on = models.DateField("ngày công khai")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người công khai", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "công khai kết quả xác minh"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Công khai: {self.draw}"
