"""How many people a unit has, and what it registers for: titles, forms and targets."""

from django.db import models
from django.db.models import PROTECT, Q

from thidua.base.people.enums import PersonClass
from thidua.cycle.s2_register.enums import AWARD_KINDS, Comparator, RegistrationState, SubjectKind


class Headcount(models.Model):
    """How many people of one class a unit has in a season: the base of the coverage."""

    season = models.ForeignKey("season.Season", PROTECT, related_name="+", verbose_name="năm thi đua")
    unit = models.ForeignKey("units.Unit", PROTECT, related_name="+", verbose_name="đơn vị")
    person_class = models.CharField("đối tượng", max_length=30, choices=PersonClass.choices)
    expected = models.PositiveIntegerField("số người")

    class Meta:
        verbose_name = "số người của đơn vị"
        ordering = ["season", "unit", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "unit", "person_class"], name="headcount_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.expected} {self.get_person_class_display()}"


class Registration(models.Model):
    """The registration sheet of one unit in one season."""

    season = models.ForeignKey("season.Season", PROTECT, related_name="+", verbose_name="năm thi đua")
    unit = models.ForeignKey("units.Unit", PROTECT, related_name="+", verbose_name="đơn vị")
    state = models.PositiveSmallIntegerField("trạng thái", choices=RegistrationState.choices, default=10)
    sent_on = models.DateField("ngày gửi", null=True, blank=True)
    decided_on = models.DateField("ngày xử lý", null=True, blank=True)

    class Meta:
        verbose_name = "phiếu đăng ký thi đua"
        ordering = ["season", "unit__name_sort", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "unit"], name="registration_once")]

    def __str__(self) -> str:
        return f"Phiếu đăng ký thi đua năm {self.season.year} của {self.unit}"


class RegistrationLine(models.Model):
    """One subject registers for one award. The award's name and kind are kept as the law called it on that day."""

    registration = models.ForeignKey(Registration, models.CASCADE, "lines", verbose_name="phiếu đăng ký")
    subject_kind = models.CharField("loại đối tượng", max_length=20, choices=SubjectKind.choices)
    subject_key = models.CharField("khóa đối tượng", max_length=320, editable=False)
    team_name = models.CharField("tập thể trong đơn vị", max_length=300, blank=True)
    person = models.ForeignKey("people.Person", PROTECT, "+", null=True, blank=True, verbose_name="cá nhân")
    household = models.ForeignKey("units.Household", PROTECT, "+", null=True, blank=True, verbose_name="hộ gia đình")
    group_class = models.CharField("đối tượng của nhóm", max_length=30, choices=PersonClass.choices, blank=True)
    group_count = models.PositiveIntegerField("số người của nhóm", null=True, blank=True)
    award_code = models.CharField("mã danh hiệu, hình thức", max_length=40, blank=True)
    award_kind = models.CharField("loại khen thưởng", max_length=10, blank=True)
    award_name = models.CharField("danh hiệu, hình thức", max_length=300, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "dòng đăng ký"
        ordering = ["registration", "-award_kind", "award_code", "subject_kind", "person__name_sort", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "subject_key", "award_code"], name="registration_line_once"
            ),
            models.CheckConstraint(
                name="registration_line_subject",
                condition=Q(subject_kind="collective", person=None, household=None, group_count=None)
                | Q(subject_kind="person", person__isnull=False, household=None, group_count=None)
                | Q(subject_kind="household", person=None, household__isnull=False, group_count=None)
                | Q(subject_kind="group", person=None, household=None, group_count__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name}: {self.award_name}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Derive the key that keeps a subject from registering twice for one award."""
        who = self.person_id or self.household_id or self.group_class or self.team_name
        self.subject_key = f"{self.subject_kind}:{who}"
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def subject_name(self) -> str:
        """Who is registered, as the sheet says it."""
        if self.subject_kind == SubjectKind.GROUP:
            return f"{self.group_count} người, {self.get_group_class_display().lower()}"
        return str(self.person or self.household or self.team_name or self.registration.unit)

    @property
    def kind_label(self) -> str:
        """The heading under which the line stands: titles and forms are never mixed."""
        return AWARD_KINDS[self.award_kind]

    @property
    def people(self) -> int:
        """How many subjects the line stands for."""
        return self.group_count or 1


class RegistrationTarget(models.Model):
    """A target that a unit sets itself for the year, in words and, where it has one, with its figure."""

    registration = models.ForeignKey(Registration, models.CASCADE, "targets", verbose_name="phiếu đăng ký")
    text = models.CharField("chỉ tiêu", max_length=500)
    comparator = models.CharField("cách so", max_length=20, choices=Comparator.choices, default=Comparator.NONE)
    value = models.DecimalField("mức", max_digits=15, decimal_places=3, null=True, blank=True)
    unit_of_measure = models.CharField("đơn vị tính", max_length=60, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu đăng ký"
        ordering = ["registration", "id"]

    def __str__(self) -> str:
        return self.text
