"""What the scanner said of a file."""

from django.db import models


class Scan(models.TextChoices):
    """What the scanner said when a file was taken in. A file found infected is never taken in."""

    NOT_SCANNED = "not_scanned", "Chưa quét mã độc"
    CLEAN = "clean", "Đã quét, không thấy mã độc"
