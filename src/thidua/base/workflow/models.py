"""Steps taken: append-only, so that a return never loses the opinion that came with it."""

from django.db import models

from thidua.base.audit.append_only import AppendOnly


class Step(AppendOnly):
    """One step of one object: from which state to which, by whom, why."""

    flow = models.CharField("quy trình", max_length=60)
    subject_type = models.CharField("loại đối tượng", max_length=80)
    subject_id = models.BigIntegerField("mã đối tượng")
    name = models.CharField("bước", max_length=60)
    source = models.PositiveSmallIntegerField("từ trạng thái")
    target = models.PositiveSmallIntegerField("đến trạng thái")
    reason = models.TextField("lý do", blank=True)
    on_date = models.DateField("ngày")
    at = models.DateTimeField("lúc", auto_now_add=True)
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người thực hiện", max_length=200)
    actor_role = models.CharField("vai trò", max_length=40, blank=True)
    unit_name = models.CharField("đơn vị", max_length=300, blank=True)

    class Meta:
        verbose_name = "bước xử lý"
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.flow}.{self.name} {self.subject_type} {self.subject_id}"
