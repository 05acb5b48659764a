"""Conferences with their programme, delegates and awards handed over; stories for the public."""

from django.db import models
from django.db.models import Q

from thidua.cycle.s9_honour.enums import ConferenceKind, ConferenceState, StoryKind, StoryState
from thidua.language.text import fold


class Conference(models.Model):
    """A conference of a season: it launches, takes stock in mid-year, or sums up."""

    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    kind = models.CharField("loại", max_length=20, choices=ConferenceKind.choices)
    title = models.CharField("tên hội nghị", max_length=400)
    held_on = models.DateField("ngày họp")
    place = models.CharField("địa điểm", max_length=300, blank=True)
    chair = models.CharField("chủ trì", max_length=300, blank=True)
    minutes = models.TextField("biên bản", blank=True)
    state = models.PositiveSmallIntegerField(
        "trạng thái", choices=ConferenceState.choices, default=ConferenceState.PLANNED
    )

    class Meta:
        verbose_name = "hội nghị"
        ordering = ["-held_on", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "held_on", "title"], name="conference_once")]

    def __str__(self) -> str:
        return self.title


class ProgrammeItem(models.Model):
    """One part of the programme."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="programme")
    order = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("nội dung", max_length=400)
    presenter = models.CharField("người thực hiện", max_length=300, blank=True)

    class Meta:
        verbose_name = "nội dung chương trình"
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["conference", "order"], name="programme_order_once")]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"


class Delegate(models.Model):
    """A delegate, with the office held on that day."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="delegates")
    order = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("họ và tên", max_length=200, blank=True)
    office = models.CharField("chức vụ", max_length=400)
    body = models.CharField("cơ quan", max_length=300, blank=True)

    class Meta:
        verbose_name = "đại biểu"
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["conference", "order"], name="delegate_order_once")]

    def __str__(self) -> str:
        return self.name or self.office


class HonourEntry(models.Model):
    """What is handed over, in which order, how many, by whom; the dossiers lead to decisions and certificates."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="honours")
    order = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("nội dung trao", max_length=400)
    award_code = models.CharField("mã danh hiệu, hình thức", max_length=40, blank=True)
    count = models.PositiveIntegerField("số lượng")
    presenter = models.CharField("người trao", max_length=300, blank=True)
    dossier_ids = models.JSONField("hồ sơ", default=list)

    class Meta:
        verbose_name = "phần trao thưởng"
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["conference", "order"], name="honour_order_once")]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"


class Story(models.Model):
    """A text for the public: an exemplar or a piece of news. Read by two pairs of eyes before it is published."""

    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    kind = models.CharField("loại", max_length=20, choices=StoryKind.choices)
    title = models.CharField("tên bài", max_length=300)
    search = models.TextField(editable=False)
    body = models.TextField("nội dung")
    category = models.CharField("chuyên mục", max_length=100, blank=True)
    subject_name = models.CharField("nói về", max_length=300, blank=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người"
    )
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    written_for = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị viết bài"
    )
    author_account_id = models.BigIntegerField("tài khoản viết", null=True)
    author_name = models.CharField("người viết", max_length=200)
    source = models.CharField("nguồn", max_length=300, blank=True)
    is_illustration = models.BooleanField("bài minh họa", default=False)
    published_on = models.DateField("ngày đăng", null=True, blank=True)
    state = models.PositiveSmallIntegerField("trạng thái", choices=StoryState.choices, default=StoryState.WRITTEN)

    class Meta:
        verbose_name = "bài viết"
        ordering = ["-published_on", "-id"]
        indexes = [models.Index(fields=["state", "-published_on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=StoryState.PUBLISHED) | Q(published_on__isnull=False), name="story_published_has_day"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search column in step with the text."""
        self.search = fold(f"{self.title} {self.subject_name} {self.category} {self.body}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
