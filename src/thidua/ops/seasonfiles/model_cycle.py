"""A season folder as frozen dataclasses, part two: stages 1 to 3. See ``model`` for what all records share."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.ops.seasonfiles import form
from thidua.ops.seasonfiles import vocabulary as words
from thidua.ops.seasonfiles.vocabulary import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaunch:
    """A unit below launches the movement for its own people."""

    unit: str = form.code("đơn vị")
    name: str = form.text("tên")
    launched_on: date = form.day("ngày")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """An emulation movement. ``targets`` are codes of units and clusters; empty means every unit of the season."""

    code: str = form.code("mã")
    year: int = form.whole("năm")
    name: str = form.text("tên")
    kind: str = form.choice("loại", words.MOVEMENT_KINDS)
    scope: str = form.choice("phạm vi", words.MOVEMENT_SCOPES)
    unit: str = form.code("đơn vị")
    theme: str = form.optional("chủ đề")
    objectives: tuple[str, ...] = form.texts("mục tiêu")
    contents: tuple[str, ...] = form.texts("nội dung")
    targets: tuple[str, ...] = form.texts("đối tượng")
    starts: date = form.day("từ")
    ends: date = form.day("đến")
    launched_on: date = form.day("ngày phát động")
    summed_up_on: date | None = form.optional_day("ngày tổng kết")
    legal_bases: tuple[str, ...] = form.texts("căn cứ")
    relaunches: tuple[Relaunch, ...] = form.many("phát động lại", Relaunch)
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """A line of registrations.csv: a person, household or unit registers for one award of the year."""

    subject: str = form.code("mã đối tượng")
    year: int = form.whole("năm")
    award: str = form.code("mã khen thưởng")
    target: str = form.optional("nội dung đăng ký")
    sent_on: date = form.day("ngày gửi")
    outcome: str = form.choice("kết quả", words.REGISTRATION_OUTCOMES)
    reason: str = form.optional("lý do")
    decided_on: date | None = form.optional_day("ngày xử lý")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperComment:
    """What a member said about the draft of a cluster paper."""

    unit: str = form.code("đơn vị")
    text: str = form.text("nội dung")
    on: date = form.day("ngày")
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterPaper:
    """Regulation, criteria, scoring table or plan of a cluster."""

    kind: str = form.choice("loại", words.PAPER_KINDS)
    title: str = form.text("tên")
    state: str = form.choice("trạng thái", words.PAPER_STATES)
    adopted_on: date | None = form.optional_day("ngày thông qua")
    comments: tuple[PaperComment, ...] = form.many("ý kiến", PaperComment)
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """An emulation cluster (``cum``) or bloc (``khoi``) of one year, with head and deputy by decision."""

    code: str = form.code("mã")
    year: int = form.whole("năm")
    name: str = form.text("tên")
    kind: str = form.choice("loại", words.CLUSTER_KINDS)
    head: str = form.code("trưởng")
    deputy: str = form.optional("phó")
    decision: str = form.optional("quyết định")
    starts: date = form.day("từ")
    ends: date = form.day("đến")
    members: tuple[str, ...] = form.texts("thành viên")
    papers: tuple[ClusterPaper, ...] = form.many("văn bản", ClusterPaper)
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A numbered commitment; with an indicator its target stands in targets.csv or here as comparator and value."""

    number: int = form.whole("số")
    title: str = form.text("tên")
    text: str = form.text("nội dung")
    indicator: str = form.optional("chỉ tiêu")
    comparator: str = form.choice("so sánh", {"": "", **words.COMPARATORS})
    value: Decimal | None = form.number("mức")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A member's representative signs."""

    unit: str = form.code("đơn vị")
    signer: str = form.optional("người ký")
    office: str = form.optional("chức vụ")
    on: date = form.day("ngày")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CovenantEntry:
    """An entry of covenant.yaml as written: one text for one or several clusters.

    With ``together_on`` every member that is not named under ``signatures`` signed that day.
    """

    code: str = form.code("mã")
    year: int = form.whole("năm")
    clusters: tuple[str, ...] = form.texts("cụm")
    title: str = form.text("tên")
    commitments: tuple[Commitment, ...] = form.many("cam kết", Commitment)
    together_on: date | None = form.optional_day("cả cụm ký ngày")
    signatures: tuple[Signature, ...] = form.many("ký", Signature)
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Covenant:
    """The covenant of one cluster and year; its code ends with the cluster's when the entry names several."""

    code: str
    year: int
    cluster: str
    title: str
    commitments: tuple[Commitment, ...]
    signatures: tuple[Signature, ...]
    source: Source
    row: int
