"""States of a background job, and the verbs of this room."""

from django.db import models


class JobState(models.IntegerChoices):
    QUEUED = 10, "đang chờ"
    RUNNING = 20, "đang chạy"
    DONE = 30, "đã xong"
    FAILED = 40, "không xong"
    CANCELLED = 50, "đã dừng"


OVER = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)

VERBS = {
    "jobs.started": "chạy tác vụ {subject}",
    "jobs.cancelled": "dừng tác vụ {subject}",
    "jobs.retried": "chạy lại tác vụ {subject}",
}
