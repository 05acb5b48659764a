"""Decisions: drafts that can be changed; what was issued, to whom, and what became of it, which can not."""

from django.db import models
from django.db.models import F, Q

from thidua.base.audit.append_only import AppendOnly
from thidua.cycle.s8_award.enums import DecisionKind, DecisionState, EventKind
from thidua.language.text import fold


class Decision(models.Model):
    """A decision of an authority. The number is given once, when it is issued; from then on the row stays as it is."""

    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    authority = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị ban hành"
    )
    session = models.ForeignKey(
        "vote.Session", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="phiên họp"
    )
    kind = models.CharField("loại", max_length=20, choices=DecisionKind.choices, default=DecisionKind.AWARD)
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name="quyết định gốc",
    )
    title = models.CharField("trích yếu", max_length=500)
    bases = models.JSONField("căn cứ khác", default=list)
    authority_code = models.CharField("thẩm quyền theo quy định", max_length=60)
    symbol = models.CharField("ký hiệu", max_length=40, default="QĐ-UBND")
    place = models.CharField("địa danh", max_length=100, blank=True)
    signer_name = models.CharField("người ký", max_length=200, blank=True)
    signer_office = models.CharField("chức vụ người ký", max_length=300, blank=True)
    state = models.PositiveSmallIntegerField("trạng thái", choices=DecisionState.choices, default=DecisionState.DRAFT)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    year = models.PositiveSmallIntegerField("năm ban hành", null=True, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)

    class Meta:
        verbose_name = "quyết định"
        ordering = [F("issued_on").desc(nulls_first=True), "-id"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=Q(state=DecisionState.ISSUED, number__isnull=False, issued_on__isnull=False)
                | (~Q(state=DecisionState.ISSUED) & Q(number__isnull=True)),
                name="decision_number_with_issue",
            ),
        ]

    def __str__(self) -> str:
        if self.number is None:
            return f"Dự thảo quyết định: {self.title}"
        return f"Quyết định số {self.full_number} ngày {self.issued_on:%d/%m/%Y}"

    @property
    def full_number(self) -> str:
        """42/QĐ-UBND; empty while it has no number."""
        return f"{self.number:02d}/{self.symbol}" if self.number is not None else ""


class DraftLine(models.Model):
    """A dossier chosen for a decision that is not yet issued, with the words that shall stand in the list."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="lines", verbose_name="quyết định")
    dossier = models.OneToOneField("propose.Dossier", on_delete=models.PROTECT, related_name="+", verbose_name="hồ sơ")
    order = models.PositiveSmallIntegerField("thứ tự", default=1)
    recipient = models.CharField("người, tập thể được khen", max_length=300)
    position = models.CharField("chức vụ, đơn vị công tác", max_length=300, blank=True)
    citation = models.TextField("thành tích", blank=True)

    class Meta:
        verbose_name = "dòng dự thảo khen thưởng"
        ordering = ["decision", "order", "id"]

    def __str__(self) -> str:
        return self.recipient


class DraftAmendment(models.Model):
    """An award that a correction or a revocation, not yet issued, speaks of."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="changes", verbose_name="quyết định")
    item = models.ForeignKey(
        "award.DecisionItem", on_delete=models.PROTECT, related_name="+", verbose_name="khen thưởng"
    )
    reason = models.CharField("lý do", max_length=500)
    new_text = models.CharField("nội dung đính chính", max_length=500, blank=True)
    new_recipient = models.CharField("tên đúng", max_length=300, blank=True)
    new_position = models.CharField("chức vụ, đơn vị đúng", max_length=300, blank=True)

    class Meta:
        verbose_name = "dòng dự thảo đính chính, thu hồi"
        ordering = ["decision", "id"]
        constraints = [models.UniqueConstraint(fields=["decision", "item"], name="amendment_once")]

    def __str__(self) -> str:
        return self.reason


class Issuance(AppendOnly):
    """The decision as it was issued: every word of it, its hash, and where the log stood."""

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="issuance", verbose_name="quyết định"
    )
    content = models.JSONField("toàn văn")
    content_hash = models.CharField("mã băm toàn văn", max_length=64)
    log_number = models.PositiveBigIntegerField("dòng nhật ký cuối")
    log_hash = models.CharField("mã băm nhật ký", max_length=64)
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người ký ban hành", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản ban hành"

    def __str__(self) -> str:
        return f"Bản ban hành {self.decision}"


class DecisionItem(AppendOnly):
    """One award as the decision gave it. ``bonus_vnd`` None: not known; 0 with ``left_out``: a higher one is paid."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="items", verbose_name="quyết định")
    dossier = models.OneToOneField("propose.Dossier", on_delete=models.PROTECT, related_name="+", verbose_name="hồ sơ")
    order = models.PositiveSmallIntegerField("thứ tự")
    recipient = models.CharField("người, tập thể được khen", max_length=300)
    recipient_kind = models.CharField("đối tượng", max_length=20)
    subject_key = models.CharField("mã đối tượng", max_length=40, db_index=True)
    person_class = models.CharField("đối tượng thống kê", max_length=30, blank=True)
    position = models.CharField("chức vụ, đơn vị công tác", max_length=300, blank=True)
    unit_id = models.BigIntegerField("mã đơn vị đề nghị")
    unit_name = models.CharField("đơn vị đề nghị", max_length=300)
    award_code = models.CharField("mã danh hiệu, hình thức", max_length=40)
    award_name = models.CharField("danh hiệu, hình thức", max_length=300)
    award_kind = models.CharField("danh hiệu hay hình thức", max_length=10)
    mode = models.CharField("loại hình khen thưởng", max_length=20)
    period = models.PositiveSmallIntegerField("năm thành tích")
    citation = models.TextField("thành tích", blank=True)
    bonus_vnd = models.BigIntegerField("tiền thưởng (đồng)", null=True)
    bonus_arithmetic = models.TextField("cách tính", blank=True)
    bonus_citation = models.CharField("căn cứ mức thưởng", max_length=500, blank=True)
    left_out = models.BooleanField("không chi vì chỉ lấy mức cao nhất", default=False)
    warnings = models.JSONField("cảnh báo", default=list)
    search_fold = models.CharField("chữ để tìm", max_length=1500, editable=False)

    class Meta:
        verbose_name = "khen thưởng trong quyết định"
        ordering = ["decision", "order", "id"]
        indexes = [models.Index(fields=["award_code"])]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.award_name}"

    def set_search(self) -> None:
        """Derive the folded column (``bulk_create`` skips ``save``)."""
        self.search_fold = fold(f"{self.recipient} {self.position} {self.unit_name} {self.award_name}")[:1500]


class Certificate(AppendOnly):
    """A certificate in the register of an authority's year. A correction gives a new one; the old one stays."""

    item = models.ForeignKey(
        DecisionItem, on_delete=models.PROTECT, related_name="certificates", verbose_name="khen thưởng"
    )
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", verbose_name="theo quyết định")
    authority = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị cấp")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số thứ tự trong sổ")
    code = models.CharField("số vào sổ", max_length=80, unique=True)
    recipient = models.CharField("tên in trên bằng", max_length=300)
    position = models.CharField("chức vụ, đơn vị in trên bằng", max_length=300, blank=True)
    token = models.TextField("mã xác thực")
    issued_on = models.DateField("ngày cấp")

    class Meta:
        verbose_name = "bằng, giấy khen"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["authority", "year", "number"], name="register_number_once")]

    def __str__(self) -> str:
        return self.code


class AwardEvent(AppendOnly):
    """An award was corrected or revoked by a later decision. Nothing of what stood before is taken away."""

    item = models.ForeignKey(DecisionItem, on_delete=models.PROTECT, related_name="events", verbose_name="khen thưởng")
    kind = models.CharField("việc", max_length=20, choices=EventKind.choices)
    on = models.DateField("ngày")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", verbose_name="theo quyết định")
    reason = models.CharField("lý do", max_length=500)
    new_text = models.CharField("nội dung đính chính", max_length=500, blank=True)
    new_recipient = models.CharField("tên đúng", max_length=300, blank=True)
    new_position = models.CharField("chức vụ, đơn vị đúng", max_length=300, blank=True)
    search_fold = models.CharField("chữ để tìm", max_length=700, blank=True, editable=False)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "đính chính, thu hồi"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.item}"
