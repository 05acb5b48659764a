"""What all checks share: codes that occur once, references that exist, ends that follow beginnings."""

from collections.abc import Callable, Container, Hashable, Iterable
from datetime import date
from typing import Protocol, TypeVar

from thidua.ops.seasonfiles.problems import Collector
from thidua.ops.seasonfiles.season import SeasonFiles


class HasRow(Protocol):
    """Any record of a file."""

    @property
    def row(self) -> int:
        """The line at which it begins."""


R = TypeVar("R", bound=HasRow)


class Names:
    """The codes that other files may point to."""

    def __init__(self, season: SeasonFiles) -> None:
        self.units = {unit.code for unit in season.units}
        self.persons = {person.code for person in season.persons}
        self.subjects = self.units | self.persons
        self.documents = {document.code for document in season.documents}
        self.clusters = {cluster.code for cluster in season.clusters}
        self.indicators = {indicator.code for indicator in season.indicators}
        self.movements = {movement.code for movement in season.movements}
        self.dossiers = {dossier.code for dossier in season.dossiers}
        self.sessions = {session.code for session in season.council.sessions}
        self.members = {member.code for member in season.council.members}
        self.usernames = {account.username for account in season.accounts}


class FileCheck:
    """Checks the records of one file."""

    def __init__(self, problems: Collector, file: str) -> None:
        self.problems = problems
        self.file = file

    def wrong(self, row: int, field: str | None, message: str) -> None:
        """Note a problem."""
        self.problems.add(self.file, row, field, message)

    def once(self, records: Iterable[R], key: Callable[[R], Hashable], field: str, said: Callable[[R], str]) -> None:
        """No two records with one key; the later one is named, with the line of the first."""
        first: dict[Hashable, int] = {}
        for record in records:
            known = first.setdefault(key(record), record.row)
            if known != record.row:
                self.wrong(record.row, field, f"{said(record)} đã có ở dòng {known}. Hãy bỏ hoặc sửa một dòng.")

    def known(self, row: int, field: str, code: str, codes: Container[str], what: str) -> None:
        """A code that must exist, unless it is empty."""
        if code and code not in codes:
            self.wrong(row, field, f"Không có {what} mang mã “{code}”. Hãy sửa mã này hoặc thêm vào danh sách.")

    def follows(self, row: int, field: str, first: date | None, then: date | None, what: str) -> None:
        """The second date may not lie before the first."""
        if first is not None and then is not None and then < first and not self.problems.spoilt(self.file, row):
            self.wrong(row, field, f"{what}. Hãy kiểm tra lại hai ngày.")
