"""Clusters with their dated places, cluster papers with comments, covenants with commitments and signatures."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from thidua.base.audit.append_only import AppendOnly
from thidua.base.season.enums import Comparator
from thidua.cycle.s3_covenant.enums import ClusterKind, CovenantState, PaperKind, PaperState, Position
from thidua.language.text import fold, sort_key, tidy


class Cluster(models.Model):
    """An emulation cluster or bloc of one season; the next year's is a row of its own with the same code."""

    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    code = models.CharField("mã", max_length=40)
    name = models.CharField("tên cụm, khối", max_length=300)
    name_fold = models.CharField("chữ để tìm", max_length=400, editable=False)
    name_sort = models.CharField("khóa sắp xếp", max_length=1200, editable=False)
    kind = models.CharField("loại", max_length=10, choices=ClusterKind.choices)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "cụm, khối thi đua"
        ordering = ["name_sort", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "code"], name="cluster_code_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search and sort columns in step with the name and the code."""
        self.name = tidy(self.name)
        self.name_fold = fold(f"{self.name} {self.code}")
        self.name_sort = sort_key(self.name)[:1200]
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class ClusterMember(models.Model):
    """A place of a unit in a cluster from one day to another (both included); each place has its decision."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="places", verbose_name="cụm, khối")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    position = models.CharField("vị trí", max_length=10, choices=Position.choices)
    decision = models.CharField("theo quyết định", max_length=300)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "vị trí trong cụm, khối"
        ordering = ["cluster", "valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "unit", "position", "valid_from"], name="cluster_place_begins_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="cluster_place_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_position_display()}, {self.cluster}"

    def holds(self, on: date) -> bool:
        """True from the first to the last day, both included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class ClusterPaper(models.Model):
    """A regulation, criteria, scoring table or plan; once adopted it changes only as a new version."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="papers", verbose_name="cụm, khối")
    kind = models.CharField("loại văn bản", max_length=20, choices=PaperKind.choices)
    title = models.CharField("tên văn bản", max_length=300)
    body = models.TextField("nội dung", blank=True)
    circulated = models.TextField("nội dung đã gửi lấy ý kiến", blank=True)
    version = models.PositiveSmallIntegerField("bản", default=1)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thay bản"
    )
    state = models.PositiveSmallIntegerField("trạng thái", choices=PaperState.choices, default=PaperState.DRAFT)
    adopted_on = models.DateField("ngày thông qua", null=True, blank=True)
    adopted_at = models.CharField("thông qua tại", max_length=300, blank=True)

    class Meta:
        verbose_name = "văn bản của cụm, khối"
        ordering = ["cluster", "kind", "title", "-version"]
        constraints = [models.UniqueConstraint(fields=["previous"], name="cluster_paper_one_next_version")]

    def __str__(self) -> str:
        return f"{self.title} (bản {self.version})" if self.version > 1 else self.title


class PaperComment(AppendOnly):
    """What a member says about the draft of a paper."""

    paper = models.ForeignKey(ClusterPaper, on_delete=models.PROTECT, related_name="comments", verbose_name="văn bản")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    text = models.TextField("ý kiến")
    account_id = models.BigIntegerField("tài khoản", null=True)
    author_name = models.CharField("người góp ý", max_length=200)
    on_date = models.DateField("ngày")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "ý kiến góp ý"
        ordering = ["paper", "id"]

    def __str__(self) -> str:
        return f"{self.unit}: {self.text[:80]}"


class PaperAnswer(AppendOnly):
    """What the head of the cluster answers to one comment; once."""

    comment = models.OneToOneField(
        PaperComment, on_delete=models.PROTECT, related_name="answer", verbose_name="ý kiến được trả lời"
    )
    text = models.TextField("trả lời")
    account_id = models.BigIntegerField("tài khoản", null=True)
    author_name = models.CharField("người trả lời", max_length=200)
    on_date = models.DateField("ngày")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "trả lời ý kiến"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:80]


class Covenant(models.Model):
    """The covenant of a cluster. From its opening on, ``frozen_text`` and its hash say what is being signed."""

    cluster = models.OneToOneField(Cluster, on_delete=models.PROTECT, related_name="covenant", verbose_name="cụm, khối")
    title = models.CharField("tên giao ước", max_length=300)
    preamble = models.TextField("lời mở đầu", blank=True)
    place = models.CharField("nơi ký", max_length=200, blank=True)
    state = models.PositiveSmallIntegerField("trạng thái", choices=CovenantState.choices, default=CovenantState.DRAFT)
    opened_on = models.DateField("ngày mở ký", null=True, blank=True)
    signed_on = models.DateField("ngày đủ chữ ký", null=True, blank=True)
    frozen_text = models.TextField("văn bản được ký", blank=True)
    text_hash = models.CharField("mã băm văn bản được ký", max_length=64, blank=True)

    class Meta:
        verbose_name = "giao ước thi đua"
        ordering = ["cluster"]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_hash(self) -> str:
        """The hash in groups of eight, as people compare it."""
        return " ".join(self.text_hash[n : n + 8] for n in range(0, 64, 8))


class Commitment(models.Model):
    """One numbered promise; with an indicator it can be held against the figures of the year."""

    covenant = models.ForeignKey(
        Covenant, on_delete=models.CASCADE, related_name="commitments", verbose_name="giao ước"
    )
    number = models.PositiveSmallIntegerField("số")
    title = models.CharField("nhóm nội dung", max_length=200, blank=True)
    text = models.TextField("nội dung cam kết")
    indicator_code = models.CharField("mã chỉ tiêu", max_length=60, blank=True)
    comparator = models.CharField("so sánh", max_length=20, choices=Comparator.choices, blank=True)
    target_low = models.DecimalField("mức", max_digits=15, decimal_places=4, null=True, blank=True)
    target_high = models.DecimalField("đến mức", max_digits=15, decimal_places=4, null=True, blank=True)
    unit_of_measure = models.CharField("đơn vị tính", max_length=60, blank=True)

    class Meta:
        verbose_name = "cam kết"
        ordering = ["covenant", "number"]
        constraints = [models.UniqueConstraint(fields=["covenant", "number"], name="commitment_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title or self.text[:80]}"


class Signature(AppendOnly):
    """A member's representative has signed one text, named by its hash. A changed text needs a new signature."""

    covenant = models.ForeignKey(Covenant, on_delete=models.PROTECT, related_name="signatures", verbose_name="giao ước")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    unit_name = models.CharField("tên đơn vị khi ký", max_length=300)
    account_id = models.BigIntegerField("tài khoản", null=True)
    signer_name = models.CharField("người ký", max_length=200)
    office = models.CharField("chức vụ", max_length=200)
    signed_on = models.DateField("ngày ký")
    at = models.DateTimeField("lúc", auto_now_add=True)
    text_hash = models.CharField("mã băm văn bản đã ký", max_length=64)

    class Meta:
        verbose_name = "chữ ký giao ước"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["covenant", "unit", "text_hash"], name="covenant_signed_once_by_unit")
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.signer_name}, {self.office}"
