"""Three tables: changes (written by triggers only), rows (written by actions, chained), and the SQLite context."""

from django.db import models

from thidua.base.audit.append_only import AppendOnly


class AuditChange(AppendOnly):
    """One changed row of one table, before and after, as the database itself saw it."""

    at = models.DateTimeField("lúc")
    txn = models.CharField("mã thao tác", max_length=32, null=True)
    table = models.CharField("bảng", max_length=100)
    op = models.CharField("phép", max_length=6)
    pk_text = models.CharField("khóa", max_length=64)
    old = models.TextField("trước", null=True)
    new = models.TextField("sau", null=True)

    class Meta:
        verbose_name = "thay đổi"
        indexes = [models.Index(fields=["txn"]), models.Index(fields=["table", "pk_text"])]

    def __str__(self) -> str:
        return f"{self.op} {self.table} {self.pk_text}"


class AuditRow(AppendOnly):
    """One act. No foreign keys: the log outlives what it speaks of. ``hash`` covers the row and ``prev_hash``."""

    number = models.PositiveBigIntegerField("số thứ tự", unique=True)
    at = models.DateTimeField("lúc")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người thực hiện", max_length=200)
    actor_role = models.CharField("vai trò", max_length=40, blank=True)
    unit_id = models.BigIntegerField("mã đơn vị", null=True)
    unit_name = models.CharField("đơn vị", max_length=300, blank=True)
    on_behalf_of = models.CharField("thay mặt", max_length=300, blank=True)
    address = models.CharField("từ địa chỉ", max_length=64, blank=True)
    verb = models.CharField("việc", max_length=80)
    subject_type = models.CharField("loại đối tượng", max_length=80, blank=True)
    subject_id = models.BigIntegerField("mã đối tượng", null=True)
    subject_label = models.CharField("đối tượng", max_length=500, blank=True)
    details = models.JSONField("chi tiết", default=dict)
    txn = models.CharField("mã thao tác", max_length=32, unique=True)
    changes = models.PositiveIntegerField("số thay đổi", default=0)
    changes_digest = models.CharField("mã băm thay đổi", max_length=64)
    prev_hash = models.CharField("mã băm trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64)

    class Meta:
        verbose_name = "dòng nhật ký"
        ordering = ["number"]
        indexes = [models.Index(fields=["subject_type", "subject_id"]), models.Index(fields=["account_id"])]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject_label}"


class AuditContext(models.Model):
    """SQLite has no session variables: the act under way stands in this one row, inside its own transaction."""

    txn = models.CharField(max_length=32, null=True)

    class Meta:
        verbose_name = "thao tác đang ghi"

    def __str__(self) -> str:
        return self.txn or ""
