"""What a cluster's rounds are made of: their windows, who checks whom, replies with answers, minutes, ties decided."""

from typing import Any

from django.db import models

from thidua.base.audit.append_only import AppendOnly
from thidua.cycle.s5_score.enums import Draw, Outcome, Phase, Side
from thidua.cycle.s5_score.models.sheets import ScoreSheet


def _to(model: str | type[models.Model], name: str, **how: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name="+", verbose_name=name, **how)


class Act(AppendOnly):
    """Who did it, for whom, when."""

    account_id = models.BigIntegerField("tài khoản", null=True)
    actor_name = models.CharField("người thực hiện", max_length=200)
    unit_name = models.CharField("đơn vị của người thực hiện", max_length=300, blank=True)
    on_date = models.DateField("ngày")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    @property
    def who(self) -> str:
        """The person and the unit they work for."""
        return ", ".join(part for part in (self.actor_name, self.unit_name) if part)


class RoundPlan(Act):
    """How one cluster is scored: the phases it goes through, each with its window. The newest counts; all stay.

    ``windows``: phase -> [first day, last day]; a phase that isn't named is left out. ``minutes``: the agreed points
    hold only when both sides have signed them."""

    cluster = _to("covenant.Cluster", "cụm, khối")
    windows = models.JSONField("thời hạn các vòng")
    minutes = models.BooleanField("phải ký biên bản thống nhất", default=False)
    reason = models.CharField("văn bản, lý do", max_length=300)

    class Meta(Act.Meta):
        verbose_name = "lịch chấm điểm của cụm, khối"

    def __str__(self) -> str:
        return f"Lịch chấm điểm {self.cluster}"


class Extension(Act):
    """More time for one phase, for one sheet or (without one) the whole cluster, with the reason."""

    cluster = _to("covenant.Cluster", "cụm, khối")
    sheet = _to(ScoreSheet, "bảng chấm", null=True, blank=True)
    phase = models.CharField("vòng", max_length=10, choices=Phase.choices)
    until = models.DateField("gia hạn đến hết ngày")
    reason = models.CharField("lý do", max_length=500)

    class Meta(Act.Meta):
        verbose_name = "gia hạn vòng chấm điểm"

    def __str__(self) -> str:
        return f"Gia hạn {self.get_phase_display().lower()} đến {self.until:%d/%m/%Y}"


class CrossCheck(Act):
    """Who checks whom in a cluster. The newest counts; anybody can repeat a draw with its seed.

    ``pairs``: [checking unit, checked unit] by id."""

    cluster = _to("covenant.Cluster", "cụm, khối")
    method = models.CharField("cách phân công", max_length=10, choices=Draw.choices)
    seed = models.CharField("hạt giống công khai", max_length=100, blank=True)
    each = models.PositiveSmallIntegerField("mỗi đơn vị kiểm tra mấy đơn vị", default=1)
    pairs = models.JSONField("phân công")
    reason = models.CharField("lý do phân công lại", max_length=500, blank=True)

    class Meta(Act.Meta):
        verbose_name = "phân công kiểm tra chéo"

    def __str__(self) -> str:
        return f"Phân công kiểm tra chéo {self.cluster}"


class Reply(Act):
    """What a unit says to the review of one criterion. ``about`` is the reviewed entry; ``after`` the reply it replaces
    (0: the first)."""

    sheet = _to(ScoreSheet, "bảng chấm")
    criterion_code = models.CharField("mã tiêu chí", max_length=60)
    about = models.BigIntegerField("giá trị thẩm định được giải trình")
    after = models.BigIntegerField("thay lần giải trình", default=0)
    text = models.CharField("nội dung giải trình", max_length=2000)

    class Meta(Act.Meta):
        verbose_name = "giải trình của đơn vị"
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion_code", "after"], name="reply_one_next")]

    def __str__(self) -> str:
        return f"Giải trình tiêu chí {self.criterion_code}"


class Answer(Act):
    """The one answer that closes a reply."""

    reply = models.OneToOneField(Reply, on_delete=models.PROTECT, related_name="answer", verbose_name="giải trình")
    outcome = models.CharField("kết luận", max_length=10, choices=Outcome.choices)
    text = models.CharField("nội dung trả lời", max_length=2000)

    class Meta(Act.Meta):
        verbose_name = "trả lời giải trình"

    def __str__(self) -> str:
        return f"Trả lời {self.reply}"


class AgreementSignature(Act):
    """One side's signature under the agreed points of a sheet, with the text that was signed and its hash."""

    sheet = _to(ScoreSheet, "bảng chấm")
    side = models.CharField("bên ký", max_length=10, choices=Side.choices)
    office = models.CharField("chức vụ", max_length=200)
    text = models.TextField("nội dung biên bản")
    text_hash = models.CharField("mã băm SHA-256", max_length=64)

    class Meta(Act.Meta):
        verbose_name = "chữ ký biên bản thống nhất"
        constraints = [models.UniqueConstraint(fields=["sheet", "side", "text_hash"], name="agreement_signed_once")]

    def __str__(self) -> str:
        return f"{self.get_side_display()} ký biên bản {self.sheet}"


class TieOrder(Act):
    """Units with equal results, put in order by the council. It counts as long as they are still equal."""

    cluster = _to("covenant.Cluster", "cụm, khối")
    unit_ids = models.JSONField("thứ tự")
    reason = models.CharField("biên bản, căn cứ", max_length=500)

    class Meta(Act.Meta):
        verbose_name = "hội đồng phân định đồng hạng"

    def __str__(self) -> str:
        return f"Phân định đồng hạng {self.cluster}"
