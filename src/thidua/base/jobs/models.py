"""Background jobs as people see them, and when each regular chore ran last."""

from django.db import models

from thidua.base.jobs.enums import OVER, JobState


class Job(models.Model):
    """Work in the background, as people see it. The queue of the library only says which job is next.

    ``lease_until``: while a worker lives it moves this ahead; once it has passed, the job was lost with its worker.
    """

    audited = False

    kind = models.CharField("loại tác vụ", max_length=80)
    title = models.CharField("tác vụ", max_length=300)
    url = models.CharField("trang bắt đầu", max_length=500, blank=True)
    payload = models.JSONField("đầu vào", default=dict)
    actor = models.JSONField("người chạy, vai trò, phạm vi", default=dict)
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người chạy", max_length=200)
    unit_id = models.BigIntegerField("mã đơn vị", null=True)
    unit_name = models.CharField("đơn vị", max_length=300, blank=True)
    state = models.PositiveSmallIntegerField("trạng thái", choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tất cả", default=0)
    result = models.JSONField("kết quả", default=dict)
    error = models.CharField("lý do không xong", max_length=1000, blank=True)
    cancel_requested = models.BooleanField("đã yêu cầu dừng", default=False)
    attempts = models.PositiveSmallIntegerField("số lần chạy", default=0)
    ticket = models.CharField("phiếu trong hàng đợi", max_length=64, blank=True)
    lease_until = models.DateTimeField("giữ chỗ đến", null=True)
    heartbeat = models.DateTimeField("nhịp cuối", null=True)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    finished_at = models.DateTimeField("kết thúc lúc", null=True)

    class Meta:
        verbose_name = "tác vụ nền"
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "lease_until"]), models.Index(fields=["account_id"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Nothing more will change by itself."""
        return self.state in OVER


class CronRun(models.Model):
    """When each regular chore of the worker ran last, so that several workers do it once."""

    audited = False

    code = models.CharField("việc định kỳ", max_length=60, unique=True)
    last_at = models.DateTimeField("lần cuối")

    class Meta:
        verbose_name = "việc định kỳ của máy chủ"

    def __str__(self) -> str:
        return self.code
