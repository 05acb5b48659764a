"""Tasks that were given, reminders that were sent, notices in the bell."""

from django.db import models
from django.db.models import Q

from thidua.base.access.enums import Role
from thidua.base.audit.append_only import AppendOnly
from thidua.base.tasks.enums import TaskState


class Task(models.Model):
    """Something one unit's role, or one account, was asked to do: a correction after a stage was locked, for one."""

    title = models.CharField("việc", max_length=300)
    reason = models.TextField("lý do", blank=True)
    url = models.CharField("nơi làm", max_length=500, blank=True)
    due = models.DateField("hạn", null=True, blank=True)
    season = models.ForeignKey(
        "season.Season", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="năm thi đua"
    )
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị làm"
    )
    role = models.CharField("vai trò làm", max_length=40, choices=Role.choices, blank=True)
    account = models.ForeignKey(
        "people.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người làm"
    )
    source_type = models.CharField("loại hồ sơ liên quan", max_length=80, blank=True)
    source_id = models.BigIntegerField("mã hồ sơ liên quan", null=True)
    state = models.PositiveSmallIntegerField("trạng thái", choices=TaskState.choices, default=TaskState.OPEN)
    given_on = models.DateField("ngày giao")
    giver_account_id = models.BigIntegerField("tài khoản giao", null=True)
    giver_name = models.CharField("người giao", max_length=200)
    giver_unit_id = models.BigIntegerField("mã đơn vị giao", null=True)
    giver_unit_name = models.CharField("đơn vị giao", max_length=300, blank=True)

    class Meta:
        verbose_name = "việc được giao"
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["state", "unit", "role"]),
            models.Index(fields=["state", "account"]),
            models.Index(fields=["source_type", "source_id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=False) | (Q(unit__isnull=False) & ~Q(role="")), name="task_has_somebody"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Reminder(AppendOnly):
    """One unit was reminded of one thing on one day: the record of urging, never twice a day."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    about = models.CharField("về việc", max_length=500)
    text = models.CharField("lời nhắc", max_length=500)
    url = models.CharField("nơi làm", max_length=500, blank=True)
    on_date = models.DateField("ngày")
    at = models.DateTimeField("lúc", auto_now_add=True)
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người nhắc", max_length=200)
    unit_name = models.CharField("đơn vị nhắc", max_length=300, blank=True)

    class Meta:
        verbose_name = "lần nhắc việc"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["unit", "about", "on_date"], name="reminder_once_a_day")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.text}"


class Notice(models.Model):
    """One line in somebody's bell. What was said to whole units stands in ``Reminder``; this only carries it."""

    audited = False

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+", verbose_name="người nhận")
    about = models.CharField("về việc", max_length=500)
    text = models.CharField("nội dung", max_length=500)
    url = models.CharField("nơi làm", max_length=500, blank=True)
    sender = models.CharField("người gửi", max_length=500, blank=True)
    on_date = models.DateField("ngày")
    at = models.DateTimeField("lúc", auto_now_add=True)
    read_at = models.DateTimeField("đọc lúc", null=True)
    mailed_at = models.DateTimeField("gửi thư lúc", null=True)

    class Meta:
        verbose_name = "thông báo"
        ordering = ["-id"]
        indexes = [models.Index(fields=["account", "read_at"])]
        constraints = [models.UniqueConstraint(fields=["account", "about", "on_date"], name="notice_once_a_day")]

    def __str__(self) -> str:
        return self.text
