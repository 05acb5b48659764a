"""A season folder as frozen dataclasses, part four: stages 6 to 9. See ``model`` for what all records share."""

from dataclasses import dataclass
from datetime import date

from thidua.ops.seasonfiles import form
from thidua.ops.seasonfiles import vocabulary as words
from thidua.ops.seasonfiles.vocabulary import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A line of histories.csv: something recorded earlier about a person, household or unit.

    ``code`` is one of the law data's codes (law/scales.yaml), by kind: rating; award of a title or form; scope of an
    initiative, research or combat; degree of a discipline; group; situation; what is attested; which members or which
    figure are counted. A count, a figure, and yes or no of something attested stand in ``value``. ``complete`` states
    that nothing else of its kind happened (``code``: awards, initiatives, disciplines, open_matters; empty: all four):
    without it, what is not listed is unknown.
    """

    subject: str = form.code("mã đối tượng")
    kind: str = form.choice("loại", words.HISTORY_KINDS)
    year: int = form.whole("năm")
    code: str = form.optional("mã")
    value: str = form.optional("giá trị")
    decision: str = form.optional("số quyết định")
    on: date | None = form.optional_day("ngày")
    note: str = form.optional("ghi chú")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A line of dossiers.csv: a proposal for one award, with the appraiser's opinion and what became of it."""

    code: str = form.code("mã")
    subject: str = form.code("mã đối tượng")
    award: str = form.code("mã khen thưởng")
    mode: str = form.choice("loại hình", words.MODES)
    year: int = form.whole("năm")
    achievement: str = form.text("thành tích")
    papers: tuple[str, ...] = form.codes("giấy tờ")
    sent_on: date = form.day("ngày gửi")
    opinion: str = form.choice("thẩm định", {**words.OPINIONS, "": ""})
    opinion_text: str = form.optional("ý kiến thẩm định")
    appraised_on: date | None = form.optional_day("ngày thẩm định")
    state: str = form.choice("trạng thái", words.DOSSIER_STATES)
    reason: str = form.optional("lý do")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilMember:
    """A member of the council's roster. ``username`` ties to accounts.csv where the member signs in."""

    code: str = form.code("mã")
    name: str = form.text("họ và tên")
    office: str = form.text("chức vụ")
    role: str = form.choice("vai trò", words.COUNCIL_ROLES)
    username: str = form.optional("tài khoản")
    starts: date = form.day("từ")
    ends: date | None = form.optional_day("đến")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session of the council; ``absent`` members may have written their opinion (``wrote``)."""

    code: str = form.code("mã")
    on: date = form.day("ngày")
    place: str = form.optional("địa điểm")
    chair: str = form.code("chủ trì")
    secretary: str = form.code("thư ký")
    present: tuple[str, ...] = form.texts("có mặt")
    absent: tuple[str, ...] = form.texts("vắng")
    wrote: tuple[str, ...] = form.texts("ý kiến bằng văn bản")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """council.yaml."""

    name: str = form.text("tên")
    unit: str = form.code("đơn vị")
    document: str = form.optional("văn bản")
    members: tuple[CouncilMember, ...] = form.many("thành viên", CouncilMember)
    sessions: tuple[Session, ...] = form.many("phiên họp", Session)
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCount:
    """A line of ballots.csv: the count for one dossier. Written opinions of absent members are counted apart."""

    session: str = form.code("mã phiên")
    dossier: str = form.code("mã hồ sơ")
    issued: int = form.whole("phát ra")
    returned: int = form.whole("thu về")
    agree: int = form.whole("đồng ý")
    disagree: int = form.whole("không đồng ý")
    invalid: int = form.whole("không hợp lệ")
    written_agree: int = form.whole("văn bản đồng ý")
    written_disagree: int = form.whole("văn bản không đồng ý")
    result: str = form.choice("kết quả", words.BALLOT_RESULTS)
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A later event on one item of a decision: a correction or a revocation, by a decision of its own."""

    kind: str = form.choice("việc", words.AMENDMENT_KINDS)
    dossier: str = form.code("hồ sơ")
    number: str = form.text("số")
    on: date = form.day("ngày")
    reason: str = form.text("lý do")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision of commendation; ``items`` are codes of dossiers, in the order of the list."""

    code: str = form.code("mã")
    number: str = form.text("số")
    on: date = form.day("ngày")
    unit: str = form.code("đơn vị")
    signer: str = form.text("người ký")
    office: str = form.text("chức vụ")
    summary: str = form.text("trích yếu")
    bases: tuple[str, ...] = form.texts("căn cứ")
    session: str = form.optional("phiên họp")
    items: tuple[str, ...] = form.texts("hồ sơ")
    amendments: tuple[Amendment, ...] = form.many("thay đổi sau", Amendment)
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeItem:
    """A part of a conference's programme."""

    number: int = form.whole("số")
    text: str = form.text("nội dung")
    by: str = form.optional("người thực hiện")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate:
    """A delegate with the office as published."""

    name: str = form.optional("họ và tên")
    office: str = form.text("chức vụ")
    body: str = form.optional("cơ quan")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardStep:
    """What is handed over in which order: the award code, the dossiers, the count, who hands over."""

    number: int = form.whole("số")
    title: str = form.text("tên")
    award: str = form.optional("mã khen thưởng")
    dossiers: tuple[str, ...] = form.texts("hồ sơ")
    count: int = form.whole("số lượng")
    by: str = form.optional("người trao")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A conference; ``launches`` are codes of movements launched at it."""

    code: str = form.code("mã")
    kind: str = form.choice("loại", words.CONFERENCE_KINDS)
    name: str = form.text("tên")
    on: date = form.day("ngày")
    place: str = form.optional("địa điểm")
    chair: str = form.optional("chủ trì")
    programme: tuple[ProgrammeItem, ...] = form.many("chương trình", ProgrammeItem)
    delegates: tuple[Delegate, ...] = form.many("đại biểu", Delegate)
    awards: tuple[AwardStep, ...] = form.many("trao thưởng", AwardStep)
    launches: tuple[str, ...] = form.texts("phát động")
    minutes: str = form.optional("biên bản")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar:
    """An exemplary person, household or unit as written up."""

    code: str = form.code("mã")
    subject: str = form.code("đối tượng")
    title: str = form.text("tên bài")
    text: str = form.text("nội dung")
    category: str = form.optional("chuyên mục")
    state: str = form.choice("trạng thái", words.EXEMPLAR_STATES)
    on: date = form.day("ngày")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """honour.yaml."""

    conferences: tuple[Conference, ...] = form.many("hội nghị", Conference)
    exemplars: tuple[Exemplar, ...] = form.many("điển hình", Exemplar)
    row: int
