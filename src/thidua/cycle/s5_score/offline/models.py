"""Packages that were issued, files that came back, and what was written from them: kept for ever."""

from django.db import models

from thidua.base.audit.append_only import AppendOnly


class OfflinePackage(AppendOnly):
    """A workbook as it was handed out. ``content`` is its structure, ``given`` the values it was made from."""

    sheet = models.ForeignKey("score.ScoreSheet", on_delete=models.PROTECT, related_name="+", verbose_name="bảng chấm")
    scheme = models.ForeignKey("score.Scheme", on_delete=models.PROTECT, related_name="+", verbose_name="bảng tiêu chí")
    number = models.CharField("số gói", max_length=16, unique=True)
    signature = models.CharField("mã kiểm tra", max_length=64)
    content = models.JSONField("cấu trúc")
    given = models.JSONField("giá trị khi lấy gói")
    made_on = models.DateField("ngày lấy")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người lấy", max_length=200)
    unit_name = models.CharField("đơn vị của người lấy", max_length=300, blank=True)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "gói ngoại tuyến"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Gói {self.number}"


class PackageUpload(AppendOnly):
    """A file that came back, with what was found in it. ``refusal``: why the whole file was not taken."""

    sheet = models.ForeignKey("score.ScoreSheet", on_delete=models.PROTECT, related_name="+", verbose_name="bảng chấm")
    package = models.ForeignKey(
        OfflinePackage, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="gói ngoại tuyến"
    )
    name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("mã băm nội dung", max_length=64)
    refusal = models.CharField("lý do không nhận", max_length=1000, blank=True)
    report = models.JSONField("báo cáo khi nạp")
    on_date = models.DateField("ngày")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người nạp", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "tệp ngoại tuyến nạp về"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sheet", "sha256"], name="package_file_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.sheet}"


class PackageMerge(AppendOnly):
    """What was written from a file: once for each file."""

    upload = models.OneToOneField(PackageUpload, on_delete=models.PROTECT, related_name="merge", verbose_name="tệp")
    count = models.PositiveIntegerField("số mục đã ghi")
    report = models.JSONField("báo cáo khi ghi")
    on_date = models.DateField("ngày")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người ghi", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần ghi từ gói ngoại tuyến"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Ghi từ {self.upload.name}"
