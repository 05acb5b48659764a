"""A season folder as frozen dataclasses, part one: who and what exists before the year begins.

Every record carries ``row``, the line of its file, so that whoever loads it can still name the place of a problem.
Codes are those of the files; what is chosen from a list of words (roles, kinds, states) is the code that
``vocabulary`` gives the word. Each attribute names the column it is read from: these classes are the file format.
"""

from dataclasses import dataclass
from datetime import date

from thidua.ops.seasonfiles import form
from thidua.ops.seasonfiles import vocabulary as words
from thidua.ops.seasonfiles.vocabulary import Source

STAGES = {f"s{number}": f"s{number}" for number in range(1, 10)}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWindow:
    """When a stage (``s1`` … ``s9``) is open: both days belong to it."""

    code: str = form.choice("mã", STAGES)
    opens: date = form.day("từ")
    closes: date = form.day("đến")
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """Days that are not working days, both ends included."""

    name: str = form.text("tên")
    first: date = form.day("từ")
    last: date = form.day("đến")
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NextYear:
    """The year that is launched while this one is summed up; entries with its ``year`` belong to it."""

    year: int = form.whole("năm")
    theme: str = form.optional("chủ đề")
    source: Source = form.source()
    windows: tuple[StageWindow, ...] = form.many("giai đoạn", StageWindow)
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """The published article whose facts were re-keyed."""

    file: str = form.text("tệp")
    title: str = form.text("tên")
    publisher: str = form.optional("nơi đăng")
    published: date | None = form.optional_day("ngày đăng")
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonInfo:
    """season.yaml: the year of one authority."""

    code: str = form.code("mã")
    name: str = form.text("tên")
    year: int = form.whole("năm")
    authority: str = form.code("đơn vị")
    theme: str = form.optional("chủ đề")
    theme_source: Source = form.source("nguồn chủ đề")
    windows: tuple[StageWindow, ...] = form.many("giai đoạn", StageWindow)
    holidays: tuple[Holiday, ...] = form.many("ngày nghỉ", Holiday)
    next_year: NextYear | None = form.one("năm sau", NextYear)
    seed: Seed | None = form.one("bài gốc", Seed)
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A line of units.csv. ``parent`` is empty at the top; ``ends`` is the last day of a unit that is no more."""

    code: str = form.code("mã")
    name: str = form.text("tên")
    kind: str = form.choice("loại", words.UNIT_KINDS)
    level: str = form.choice("cấp", words.LEVELS)
    parent: str = form.optional("mã cấp trên")
    starts: date | None = form.optional_day("từ ngày")
    ends: date | None = form.optional_day("đến ngày")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageStep:
    """A line of lineage.csv: what became a unit. ``before`` is empty when the same unit only changed name or type."""

    unit: str = form.code("mã đơn vị")
    kind: str = form.choice("việc", words.LINEAGE_KINDS)
    on: date = form.day("ngày")
    name_before: str = form.text("tên trước")
    before: str = form.optional("mã đơn vị trước")
    document: str = form.optional("mã văn bản")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A line of officials.csv: an office holder as published; never an award subject."""

    code: str = form.code("mã")
    name: str = form.text("họ và tên")
    office: str = form.text("chức vụ")
    unit: str = form.optional("mã đơn vị")
    body: str = form.optional("cơ quan")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A line of accounts.csv: one appointment of one sign-in; a sign-in may have several lines."""

    username: str = form.code("tên đăng nhập")
    name: str = form.text("họ và tên")
    role: str = form.choice("vai trò", words.ROLES)
    unit: str = form.code("mã đơn vị")
    scope: str = form.choice("phạm vi", words.SCOPES)
    starts: date = form.day("từ ngày")
    ends: date | None = form.optional_day("đến ngày")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A line of persons.csv: an award subject, a person or a household (then the name is that of its head)."""

    code: str = form.code("mã")
    name: str = form.text("họ và tên")
    kind: str = form.choice("đối tượng", words.SUBJECT_KINDS)
    sex: str = form.choice("giới tính", words.SEXES)
    birth_year: int | None = form.optional_whole("năm sinh")
    office: str = form.optional("chức vụ")
    person_class: str = form.choice("nhóm", words.PERSON_CLASSES)
    unit: str = form.code("mã đơn vị")
    source: Source = form.source()
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A line of documents.csv. ``number`` is the whole number and symbol ("21/KH-UBND")."""

    code: str = form.code("mã")
    number: str = form.text("số ký hiệu")
    day: date | None = form.optional_day("ngày")
    issuer: str = form.text("cơ quan ban hành")
    kind: str = form.text("loại")
    summary: str = form.text("trích yếu")
    in_force_from: date | None = form.optional_day("hiệu lực từ")
    in_force_to: date | None = form.optional_day("hiệu lực đến")
    replaces: str = form.optional("thay thế")
    source: Source = form.source()
    row: int
