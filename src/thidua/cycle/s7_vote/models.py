"""The council with its dated roster, its sessions, the roll and the ballots (kept apart), the count and the minutes.

Why roll and ballots cannot be joined: ``sealing``, and docs/glossary/vote.md § Bỏ phiếu kín.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from thidua.base.audit.append_only import AppendOnly
from thidua.cycle.s7_vote.enums import Capacity, Choice, Mode, Presence, SeatRole, SessionState


class Council(models.Model):
    """A council of emulation and commendation of one authority, as set up by a decision, from a day to a day."""

    authority = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị tổ chức"
    )
    name = models.CharField("tên hội đồng", max_length=300)
    decision = models.CharField("quyết định thành lập", max_length=300, blank=True)
    quorum = models.CharField("tỷ lệ dự họp tối thiểu theo quy chế", max_length=10, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "hội đồng thi đua, khen thưởng"
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="council_period"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A member of a council, from a day to a day; ``account`` is how the member signs in, where there is one."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="seats", verbose_name="hội đồng")
    account = models.ForeignKey(
        "people.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tài khoản"
    )
    full_name = models.CharField("họ và tên", max_length=200)
    office = models.CharField("chức vụ", max_length=300)
    role = models.CharField("vai trò trong hội đồng", max_length=20, choices=SeatRole.choices, default=SeatRole.MEMBER)
    order = models.PositiveSmallIntegerField("thứ tự", default=1)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thành viên hội đồng"
        ordering = ["council", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="seat_period"
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class Session(models.Model):
    """One meeting of the council. ``urn_key``: the public key that seals the ballots of an electronic vote."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions", verbose_name="hội đồng")
    season = models.ForeignKey("season.Season", on_delete=models.PROTECT, related_name="+", verbose_name="năm thi đua")
    held_on = models.DateField("ngày họp")
    place = models.CharField("địa điểm", max_length=300, blank=True)
    mode = models.CharField("cách bỏ phiếu", max_length=20, choices=Mode.choices, default=Mode.ELECTRONIC)
    chair = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", verbose_name="chủ trì")
    secretary = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", verbose_name="thư ký")
    state = models.PositiveSmallIntegerField("trạng thái", choices=SessionState.choices, default=SessionState.PLANNED)
    opened = models.CharField("khai mạc lúc", max_length=100, blank=True)
    ended = models.CharField("kết thúc lúc", max_length=100, blank=True)
    proceedings = models.TextField("diễn biến", blank=True)
    conclusions = models.TextField("kết luận", blank=True)
    minutes_hash = models.CharField("mã băm biên bản thư ký đã ký", max_length=64, blank=True)
    urn_key = models.CharField("khóa niêm phong phiếu", max_length=64, blank=True)

    class Meta:
        verbose_name = "phiên họp hội đồng"
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        return f"Phiên họp ngày {self.held_on:%d/%m/%Y} của {self.council}"


class Attendance(models.Model):
    """The roll-call of one member at one session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance", verbose_name="phiên họp")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", verbose_name="thành viên")
    status = models.CharField("dự họp", max_length=20, choices=Presence.choices)

    class Meta:
        verbose_name = "điểm danh"
        constraints = [models.UniqueConstraint(fields=["session", "seat"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_status_display()}"


class Item(models.Model):
    """A dossier on the agenda of a session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items", verbose_name="phiên họp")
    dossier = models.ForeignKey("propose.Dossier", on_delete=models.PROTECT, related_name="+", verbose_name="hồ sơ")
    order = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "mục biểu quyết"
        ordering = ["session", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "dossier"], name="item_once")]

    def __str__(self) -> str:
        return f"Mục {self.order}, phiên {self.session_id}"


class Recusal(AppendOnly):
    """A member stays out of the vote on one item, and says why."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", verbose_name="mục biểu quyết")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", verbose_name="thành viên")
    reason = models.CharField("lý do", max_length=500)
    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người ghi", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "rút khỏi biểu quyết"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.seat} rút khỏi biểu quyết mục {self.item_id}"


class Roll(AppendOnly):
    """Who has cast a ballot on an item. Says nothing of what was on it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", verbose_name="mục biểu quyết")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", verbose_name="thành viên")

    class Meta:
        verbose_name = "danh sách đã bỏ phiếu"
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="roll_once")]

    def __str__(self) -> str:
        return f"{self.seat} đã bỏ phiếu mục {self.item_id}"


class Envelope(AppendOnly):
    """A sealed ballot while the vote is open; nobody can read it, and after the count nobody ever can."""

    audited = False

    id = models.UUIDField("mã", primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", verbose_name="mục biểu quyết")
    sealed = models.CharField("phiếu đã niêm phong", max_length=100, unique=True)

    class Meta:
        verbose_name = "phiếu niêm phong"

    def __str__(self) -> str:
        return f"Phiếu niêm phong mục {self.item_id}"


class Ballot(AppendOnly):
    """An opened ballot. All ballots of a session are written at its close, in one act, in random order."""

    audited = False

    id = models.UUIDField("mã", primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", verbose_name="mục biểu quyết")
    choice = models.CharField("nội dung", max_length=10, choices=Choice.choices)

    class Meta:
        verbose_name = "phiếu"

    def __str__(self) -> str:
        return f"Phiếu mục {self.item_id}"


class CountSheet(AppendOnly):
    """What the counting board entered for a session; it counts once two have signed."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sheets", verbose_name="phiên họp")
    on_date = models.DateField("ngày")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bảng kiểm phiếu"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Bảng kiểm phiếu {self.session}"


class PaperCount(AppendOnly):
    """One line of a count sheet. Written opinions of absent members stand apart from the papers in the box."""

    sheet = models.ForeignKey(CountSheet, on_delete=models.PROTECT, related_name="counts", verbose_name="bảng kiểm")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", verbose_name="mục biểu quyết")
    issued = models.PositiveSmallIntegerField("số phiếu phát ra", default=0)
    agree = models.PositiveSmallIntegerField("đồng ý", default=0)
    disagree = models.PositiveSmallIntegerField("không đồng ý", default=0)
    blank = models.PositiveSmallIntegerField("trắng, không hợp lệ", default=0)
    written_agree = models.PositiveSmallIntegerField("văn bản đồng ý", default=0)
    written_disagree = models.PositiveSmallIntegerField("văn bản không đồng ý", default=0)

    class Meta:
        verbose_name = "kết quả kiểm phiếu một mục"
        ordering = ["sheet", "item__order", "item"]
        constraints = [models.UniqueConstraint(fields=["sheet", "item"], name="count_once")]

    def __str__(self) -> str:
        return f"Kiểm phiếu mục {self.item_id}"


class CountSignature(AppendOnly):
    """One of the two signatures of the counting board."""

    sheet = models.ForeignKey(CountSheet, on_delete=models.PROTECT, related_name="signatures", verbose_name="bảng kiểm")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", verbose_name="thành viên")
    account_id = models.BigIntegerField("tài khoản", null=True)
    signer_name = models.CharField("người ký", max_length=200)
    signed_on = models.DateField("ngày ký")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "chữ ký ban kiểm phiếu"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sheet", "seat"], name="count_signed_once")]

    def __str__(self) -> str:
        return f"{self.signer_name} ký {self.sheet}"


class Outcome(AppendOnly):
    """The result of one item, with the threshold that it was held against, as the rulebook gave it on that day.

    ``issued`` and ``collected`` count papers in the box; ``agree`` and so on count written opinions too.
    """

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="outcome", verbose_name="mục biểu quyết")
    issued = models.PositiveSmallIntegerField("phiếu phát ra")
    collected = models.PositiveSmallIntegerField("phiếu thu về")
    agree = models.PositiveSmallIntegerField("đồng ý")
    disagree = models.PositiveSmallIntegerField("không đồng ý")
    blank = models.PositiveSmallIntegerField("trắng, không hợp lệ")
    written = models.PositiveSmallIntegerField("ý kiến bằng văn bản")
    total_members = models.PositiveSmallIntegerField("tổng số thành viên")
    needed = models.PositiveSmallIntegerField("số đồng ý cần có")
    passed = models.BooleanField("đạt")
    sentence = models.TextField("kết luận")
    threshold_text = models.CharField("ngưỡng", max_length=300)
    citation = models.CharField("căn cứ", max_length=500)
    binding = models.BooleanField("ngưỡng đã đọc nguyên văn")
    warnings = models.JSONField("cảnh báo", default=list)
    closed_on = models.DateField("ngày kiểm phiếu")

    class Meta:
        verbose_name = "kết quả biểu quyết"
        ordering = ["item__order", "item"]

    def __str__(self) -> str:
        return self.sentence


class MinutesSignature(AppendOnly):
    """The chair's or the secretary's signature on one text of the minutes, which ``sha256`` names."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="signatures", verbose_name="phiên họp")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", verbose_name="thành viên")
    capacity = models.CharField("tư cách", max_length=20, choices=Capacity.choices)
    account_id = models.BigIntegerField("tài khoản", null=True)
    signer_name = models.CharField("người ký", max_length=200)
    office = models.CharField("chức vụ", max_length=300)
    signed_on = models.DateField("ngày ký")
    at = models.DateTimeField("lúc", auto_now_add=True)
    sha256 = models.CharField("mã băm biên bản", max_length=64)

    class Meta:
        verbose_name = "chữ ký biên bản"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["session", "capacity", "sha256"], name="minutes_signed_once")]

    def __str__(self) -> str:
        return f"{self.signer_name} ký biên bản"
