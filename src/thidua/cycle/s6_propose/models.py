"""What is recorded of subjects, and the dossiers that propose them."""

from django.db import models
from django.db.models import Q

from thidua.base.audit.append_only import AppendOnly
from thidua.cycle.s6_propose.enums import DossierState, FactKind, Mode, Outcome, SubjectKind, Verdict
from thidua.language.text import fold


def _one_subject(name: str) -> models.CheckConstraint:
    person, unit, household = (Q(**{f"{field}__isnull": False}) for field in ("person", "unit", "household"))
    one = (person & ~unit & ~household) | (~person & unit & ~household) | (~person & ~unit & household)
    return models.CheckConstraint(condition=one, name=name)


class SubjectFact(AppendOnly):
    """One recorded fact about a person, a collective or a household, with the paper it rests on.

    ``code`` and ``value`` mean what the kind says: the rating, the award, the scope, the level, the condition attested.
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người"
    )
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="tập thể"
    )
    household = models.ForeignKey(
        "units.Household", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="hộ"
    )
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("loại", max_length=20, choices=FactKind.choices)
    code = models.CharField("mã", max_length=60, blank=True)
    value = models.CharField("giá trị", max_length=300, blank=True)
    decision = models.CharField("số quyết định, giấy tờ", max_length=200, blank=True)
    on_date = models.DateField("ngày", null=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người ghi", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "dữ kiện"
        ordering = ["year", "id"]
        constraints = [_one_subject("fact_has_one_subject")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year} {self.code}"


class FactWithdrawal(AppendOnly):
    """A fact was recorded wrongly: it no longer counts, and stays."""

    fact = models.OneToOneField(SubjectFact, on_delete=models.PROTECT, related_name="+", verbose_name="dữ kiện")
    reason = models.CharField("lý do", max_length=500)
    actor_name = models.CharField("người rút", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "rút dữ kiện"

    def __str__(self) -> str:
        return f"Rút: {self.fact}"


class Dossier(models.Model):
    """A proposal of one subject for one award."""

    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    code = models.CharField("mã hồ sơ", max_length=40)
    award_code = models.CharField("danh hiệu, hình thức", max_length=40)
    award_name = models.CharField("tên danh hiệu, hình thức", max_length=300)
    subject_kind = models.CharField("đối tượng", max_length=20, choices=SubjectKind.choices)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người"
    )
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tập thể"
    )
    household = models.ForeignKey(
        "units.Household", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hộ gia đình"
    )
    proposing_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị đề nghị"
    )
    mode = models.CharField("loại hình khen thưởng", max_length=20, choices=Mode.choices, default=Mode.MERIT)
    year = models.PositiveSmallIntegerField("năm thành tích")
    movement_id = models.BigIntegerField("phong trào", null=True, blank=True)
    position = models.CharField("chức vụ, đơn vị công tác", max_length=300, blank=True)
    achievement = models.TextField("tóm tắt thành tích")
    papers = models.JSONField("giấy tờ đã có", default=list)
    state = models.PositiveSmallIntegerField("trạng thái", choices=DossierState.choices, default=DossierState.DRAFT)
    passed_to = models.CharField("chuyển tới", max_length=300, blank=True)
    # the dossier of the level below that this one is the other side of; that level alone writes its content
    origin = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hồ sơ ở cấp dưới"
    )
    sent_on = models.DateField("ngày gửi", null=True, blank=True)
    decided_on = models.DateField("ngày xử lý", null=True, blank=True)
    # the newest answer and opinion once more, and the words that the list searches: lists must not read the history
    outcome = models.CharField("theo quy định", max_length=20, choices=Outcome.choices, blank=True)
    verdict = models.CharField("thẩm định", max_length=20, choices=Verdict.choices, blank=True)
    search = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = "hồ sơ đề nghị"
        ordering = ["-id"]
        indexes = [models.Index(fields=["season", "state"]), models.Index(fields=["season", "award_code", "code"])]
        constraints = [
            models.UniqueConstraint(fields=["season", "code"], name="dossier_code_once"),
            models.UniqueConstraint(fields=["season", "origin"], name="dossier_received_once"),
            _one_subject("dossier_has_one_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.subject_name}, {self.award_name}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search column in step when a dossier is made (its subject never changes)."""
        if not self.search:
            self.search = fold(f"{self.subject_name} {self.code} {self.proposing_unit.name}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def subject(self) -> models.Model:
        """The person, unit or household."""
        found = self.person or self.unit or self.household
        assert found is not None  # held by a constraint
        return found

    @property
    def subject_name(self) -> str:
        """The subject's name as it will stand in the decision."""
        return str(self.subject)


class AppraisalOpinion(AppendOnly):
    """What an appraiser wrote; a later opinion stands beside it, never over it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", verbose_name="hồ sơ")
    verdict = models.CharField("kết luận", max_length=20, choices=Verdict.choices)
    text = models.TextField("ý kiến")
    on_date = models.DateField("ngày")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người thẩm định", max_length=200)
    unit_name = models.CharField("đơn vị", max_length=300, blank=True)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "ý kiến thẩm định"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.dossier}"


class EligibilityCheck(AppendOnly):
    """What the rulebook answered on a day, with all conditions, so that it can be explained again as it was."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", verbose_name="hồ sơ")
    asked_on = models.DateField("ngày tra")
    outcome = models.CharField("kết quả", max_length=20, choices=Outcome.choices)
    doubtful = models.BooleanField("còn điểm cần đối chiếu", default=False)
    regime = models.CharField("chế độ", max_length=200)
    sentence = models.TextField("kết luận")
    result = models.JSONField("từng điều kiện")
    rulebook_version = models.CharField("phiên bản quy định", max_length=100)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần tra điều kiện"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.dossier}"


class DossierPass(AppendOnly):
    """A dossier was handed to a higher authority, with what came with it. Its files hang on this row.

    ``upper`` is the dossier in the season of that authority; empty where it doesn't work in this system.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", verbose_name="hồ sơ")
    upper = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="hồ sơ ở cấp trên"
    )
    to_name = models.CharField("cơ quan tiếp nhận", max_length=300)
    note = models.TextField("nội dung gửi kèm", blank=True)
    achievement = models.TextField("tóm tắt thành tích")
    papers = models.JSONField("giấy tờ đã có", default=list)
    opinion = models.ForeignKey(
        AppraisalOpinion, on_delete=models.PROTECT, related_name="+", verbose_name="ý kiến thẩm định"
    )
    check_made = models.ForeignKey(
        EligibilityCheck, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="lần tra điều kiện"
    )
    # what the council of the lower level had said by then, in its words
    said = models.JSONField("kết quả biểu quyết", default=list)
    on_date = models.DateField("ngày chuyển")
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người chuyển", max_length=200)
    unit_name = models.CharField("đơn vị", max_length=300, blank=True)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần chuyển cấp trên"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.dossier} → {self.to_name}"
