"""Documents of authorities, who cites them, and files that hang on any object of the house."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from thidua.base.audit.append_only import AppendOnly
from thidua.base.documents.enums import DocumentKind, Force
from thidua.base.files.enums import Scan
from thidua.language.dates import format_date
from thidua.language.text import fold, tidy
from thidua.paper.recognise import kind_of


class Document(models.Model):
    """One issued paper: what it is, who issued it, from when to when it holds, and what took its place.

    A day that nobody knows is empty: papers are often cited without their date.
    """

    kind = models.CharField("loại văn bản", max_length=20, choices=DocumentKind.choices)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300)
    issuer_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị ban hành"
    )
    summary = models.CharField("trích yếu", max_length=1000)
    in_force_from = models.DateField("có hiệu lực từ ngày", null=True, blank=True)
    in_force_to = models.DateField("hiệu lực đến hết ngày", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="được thay bằng",
    )
    kept_by = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị lưu giữ")
    is_public = models.BooleanField("công khai", default=False)
    is_illustration = models.BooleanField("văn bản minh họa", default=False)
    search_fold = models.TextField("chữ để tìm", editable=False)

    class Meta:
        verbose_name = "văn bản"
        ordering = [F("issued_on").desc(nulls_last=True), "-id"]
        indexes = [models.Index(fields=["kept_by", "-issued_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kept_by", "kind", "number", "issuer", "issued_on"],
                condition=~Q(number=""),
                name="document_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True)
                | Q(in_force_from__isnull=True)
                | Q(in_force_to__gte=F("in_force_from")),
                name="document_force",
            ),
        ]

    def __str__(self) -> str:
        number = f" số {self.number}" if self.number else ""
        day = f" ngày {format_date(self.issued_on)}" if self.issued_on else ""
        return f"{self.get_kind_display()}{number}{day}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search column in step with what is searched."""
        self.set_search()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def set_search(self) -> None:
        """Tidy the texts and derive the folded column (also before ``bulk_create``)."""
        self.number, self.issuer, self.summary = tidy(self.number), tidy(self.issuer), tidy(self.summary)
        self.search_fold = fold(f"{self.get_kind_display()} {self.number} {self.issuer} {self.summary}")

    def force_on(self, on: date) -> Force:
        """What the document is on a day; the last day of its force still counts, an unknown first day lies behind."""
        if self.in_force_from and on < self.in_force_from:
            return Force.NOT_YET
        if self.in_force_to is None:
            return Force.ENDED if self.replaced_by_id else Force.IN_FORCE
        return Force.ENDED if on > self.in_force_to else Force.IN_FORCE


class Citation(models.Model):
    """An object of the house leans on a document: ``owner_type`` is the lower-case label of the object's model."""

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="citations", verbose_name="văn bản được dẫn"
    )
    owner_type = models.CharField("loại đối tượng", max_length=80)
    owner_id = models.BigIntegerField("mã đối tượng")
    owner_text = models.CharField("đối tượng", max_length=300)
    label = models.CharField("dẫn để làm gì", max_length=200, blank=True)

    class Meta:
        verbose_name = "dẫn chiếu văn bản"
        ordering = ["id"]
        indexes = [models.Index(fields=["owner_type", "owner_id"])]
        constraints = [
            models.UniqueConstraint(fields=["document", "owner_type", "owner_id", "label"], name="citation_once")
        ]

    def __str__(self) -> str:
        return f"{self.owner_text}: {self.document}"


class Attachment(AppendOnly):
    """A file that hangs on an object. The row never changes; the content lies in the store under its SHA-256."""

    owner_type = models.CharField("loại đối tượng", max_length=80)
    owner_id = models.BigIntegerField("mã đối tượng")
    owner_text = models.CharField("đối tượng", max_length=300)
    label = models.CharField("dùng làm", max_length=200, blank=True)
    name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("mã băm nội dung", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("dung lượng (byte)")
    media_type = models.CharField("kiểu nội dung", max_length=100)
    scan = models.CharField("quét mã độc", max_length=20, choices=Scan.choices)
    dated_on = models.DateField("ngày ghi trên văn bản", null=True, blank=True)
    at = models.DateTimeField("lúc", auto_now_add=True)
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người đính kèm", max_length=200)
    unit_id = models.BigIntegerField("mã đơn vị đính kèm", null=True)
    unit_name = models.CharField("đơn vị đính kèm", max_length=300, blank=True)

    class Meta:
        verbose_name = "tệp đính kèm"
        ordering = ["id"]
        indexes = [models.Index(fields=["owner_type", "owner_id"])]

    def __str__(self) -> str:
        return self.name

    @property
    def withdrawn(self) -> str:
        """Why the file was taken back; empty while it stands (no query when read through this room's queries)."""
        return self.withdrawal.reason if hasattr(self, "withdrawal") else ""

    @property
    def kind(self) -> str:
        """The kind of file in words."""
        found = kind_of(self.name)
        return found.name if found else "tệp"


class AttachmentWithdrawal(AppendOnly):
    """An attachment was taken back: by whom, when and why. The file stays in the store."""

    attachment = models.OneToOneField(
        Attachment, on_delete=models.PROTECT, related_name="withdrawal", verbose_name="tệp đính kèm"
    )
    reason = models.CharField("lý do", max_length=500)
    at = models.DateTimeField("lúc", auto_now_add=True)
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người rút", max_length=200)

    class Meta:
        verbose_name = "việc rút tệp đính kèm"

    def __str__(self) -> str:
        return f"Rút {self.attachment}"


class AttachmentOpening(AppendOnly):
    """Somebody opened a file: what tells a reviewer who looked at the evidence from one who did not."""

    attachment = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, related_name="openings", verbose_name="tệp đính kèm"
    )
    on_date = models.DateField("ngày")
    at = models.DateTimeField("lúc", auto_now_add=True)
    account_id = models.BigIntegerField("tài khoản")
    actor_name = models.CharField("người mở", max_length=200)
    actor_role = models.CharField("vai trò", max_length=40, blank=True)
    unit_id = models.BigIntegerField("mã đơn vị", null=True)
    unit_name = models.CharField("đơn vị", max_length=300, blank=True)

    class Meta:
        verbose_name = "lượt mở tệp đính kèm"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["attachment", "account_id", "on_date"], name="opening_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} mở {self.attachment}"
