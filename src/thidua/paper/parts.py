"""The parts that official papers share: letterhead, signer, table. Names are given as usually written; the parts that
Nghị định 30/2020/NĐ-CP wants in capitals are put in capitals here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from thidua.language.dates import date_in_words
from thidua.language.numbers import format_number
from thidua.paper.errors import PaperError

_BLANK_DATE = "ngày      tháng      năm {year}"


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The head of a paper. A draft has no `number` and no `day`: the paper leaves room for both."""

    issuer: str  # Ủy ban nhân dân huyện Bình Liêu
    parent: str = ""  # Ủy ban nhân dân tỉnh Quảng Ninh; empty where the form names no superior office
    number: str = ""  # 42
    symbol: str = ""  # QĐ-UBND
    place: str = ""  # Bình Liêu
    day: date | None = None
    year: int | None = None  # printed in a draft, where the day is still open

    @property
    def full_number(self) -> str:
        """42/QĐ-UBND; numbers below 10 with a zero before them."""
        number = self.number.zfill(2) if self.number.isdecimal() else self.number
        return f"{number}/{self.symbol}" if self.symbol else number

    @property
    def date_words(self) -> str:
        """ngày 12 tháng 01 năm 2023, or the same with room for the day."""
        if self.day:
            return date_in_words(self.day)
        return _BLANK_DATE.format(year=self.year or "        ")

    def as_data(self) -> dict[str, str]:
        """As the templates read it."""
        number = self.full_number if self.number else f"         /{self.symbol}"
        return {
            "issuer": self.issuer.upper(),
            "parent": self.parent.upper(),
            "number": f"Số: {number}" if self.number or self.symbol else "",
            "place-and-date": ", ".join(part for part in (self.place, self.date_words) if part),
        }


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Who signs: the office, several lines where one signs for another ("KT. Chủ tịch\\nPhó Chủ tịch"), and the name.

    `mark` stands in the room of the signature, for example "(Đã ký)" on a copy.
    """

    office: str
    name: str = ""
    mark: str = ""

    def as_data(self) -> dict[str, str]:
        """As the templates read it."""
        return {"office": self.office.upper(), "name": self.name, "mark": self.mark}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a printed table; `width` is its share of the line."""

    title: str
    align: Literal["left", "center", "right"] = "left"
    width: int = 1


@dataclass(frozen=True, kw_only=True)
class Table:
    """A printed table; every cell is already written as it shall be read. `total` is a last row in bold."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    total: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        width = len(self.columns)
        for number, row in enumerate((*self.rows, self.total or self.columns), start=1):
            if len(row) != width:
                raise PaperError(f"Bảng “{self.caption}”: dòng {number} có {len(row)} ô, cần {width} ô.")

    def as_data(self) -> dict[str, Any]:
        """As the templates read it."""
        columns = [{"title": column.title, "align": column.align, "width": column.width} for column in self.columns]
        return {"columns": columns, "rows": self.rows, "caption": self.caption, "total": self.total}


@dataclass(frozen=True, kw_only=True)
class Awardee:
    """One line of a list of the commended; `bonus` in đồng, None where the list pays no money."""

    name: str
    detail: str = ""  # office and unit
    award: str = ""
    bonus: int | None = None


def awardee_table(awardees: Sequence[Awardee], *, caption: str = "") -> Table:
    """The numbered list of the commended; a column nobody fills is left out, the money is summed in the last row."""
    alone = not any(one.detail or one.award for one in awardees)  # names then have the whole line
    kept: list[tuple[Column, list[str], str]] = [
        (Column(title="TT", align="center", width=2), [str(number) for number in range(1, len(awardees) + 1)], ""),
        (Column(title="Tên cá nhân, tập thể", width=20 if alone else 10), [one.name for one in awardees], "Cộng"),
    ]
    if any(one.detail for one in awardees):
        kept.append((Column(title="Chức vụ, đơn vị", width=14), [one.detail for one in awardees], ""))
    if any(one.award for one in awardees):
        kept.append((Column(title="Danh hiệu, hình thức", width=10), [one.award for one in awardees], ""))
    paid = [one.bonus for one in awardees if one.bonus is not None]
    if paid:
        money = ["" if one.bonus is None else format_number(one.bonus) for one in awardees]
        kept.append((Column(title="Tiền thưởng (đồng)", align="right", width=6), money, format_number(sum(paid))))
    columns, cells, totals = zip(*kept, strict=True)
    return Table(columns=columns, rows=tuple(zip(*cells, strict=True)), caption=caption, total=totals if paid else ())
