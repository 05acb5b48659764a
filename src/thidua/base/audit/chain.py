"""The hash chain: what a row's hash covers, and how the chain is verified."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from thidua.base.audit.models import AuditChange, AuditRow

FIRST = "0" * 64
COVERED = (
    "number", "account_id", "actor_name", "actor_role", "unit_id", "unit_name", "on_behalf_of", "address", "verb",
    "subject_type", "subject_id", "subject_label", "details", "txn", "changes", "changes_digest", "prev_hash",
)  # fmt: skip

CHANGE = ("table", "op", "pk_text", "old", "new")


def row_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 over the row's own fields (their values by name) and the hash of the row before it."""
    body = {name: row[name] for name in COVERED}
    body["at"] = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def changes_digest(changes: Iterable[Sequence[str | None]]) -> tuple[int, str]:
    """How many changes (the values of ``CHANGE``, in that order), and one SHA-256 over all of them in order."""
    digest, count = hashlib.sha256(), 0
    for change in changes:
        count += 1
        digest.update("\x1f".join(value or "" for value in change).encode() + b"\x1e")
    return count, digest.hexdigest()


def _digests(changes: QuerySet[AuditChange]) -> dict[str, tuple[int, str]]:
    """The count and digest of every act's changes."""
    rows = changes.order_by("txn", "id").values_list("txn", *CHANGE).iterator(chunk_size=5000)
    return {txn: changes_digest(row[1:] for row in group) for txn, group in groupby(rows, key=itemgetter(0))}


@dataclass(frozen=True)
class Verdict:
    """Result of a verification: how many rows hold, the first that doesn't and why, and changes nobody accounts for."""

    rows: int
    head: str
    broken_number: int | None = None
    why: str = ""
    unsealed: int = 0

    @property
    def intact(self) -> bool:
        """True when every row holds. Changes outside of actions are reported apart: they break no row."""
        return self.broken_number is None


def verify() -> Verdict:
    """Walk the whole chain in order and name the first row that doesn't hold."""
    digests = _digests(AuditChange.objects.exclude(txn=None))
    empty, prev, count = changes_digest(()), FIRST, 0
    for row in AuditRow.objects.order_by("number").iterator(chunk_size=2000):
        why = _fault(row, prev, count + 1, digests.pop(row.txn, empty))
        if why:
            return Verdict(count, prev, broken_number=row.number, why=why)
        prev, count = row.hash, row.number
    unsealed = AuditChange.objects.filter(txn=None).count() + sum(n for n, _ in digests.values())
    return Verdict(count, prev, unsealed=unsealed)


def verify_last(count: int) -> Verdict:
    """Check the last ``count`` rows and that they hang on the row before them: quick enough for a page."""
    rows = list(AuditRow.objects.order_by("-number")[:count])[::-1]
    if not rows:
        return Verdict(0, FIRST)
    number = rows[0].number
    before = AuditRow.objects.filter(number=number - 1).values_list("hash", flat=True).first()
    prev, empty, done = before or FIRST, changes_digest(()), 0
    for start in range(0, len(rows), 200):
        part = rows[start : start + 200]
        digests = _digests(AuditChange.objects.filter(txn__in=[r.txn for r in part]))
        for row in part:
            why = _fault(row, prev, number + done, digests.get(row.txn, empty))
            if why:
                return Verdict(done, prev, broken_number=row.number, why=why)
            prev, done = row.hash, done + 1
    return Verdict(done, prev, unsealed=AuditChange.objects.filter(txn=None).count())


def _fault(row: AuditRow, prev: str, number: int, digest: tuple[int, str]) -> str:
    if row.number != number:
        return f"thiếu dòng {number}: dòng kế tiếp mang số {row.number}"
    if row.prev_hash != prev:
        return f"dòng {row.number} không nối với dòng trước"
    if (row.changes, row.changes_digest) != digest:
        return f"các thay đổi của dòng {row.number} đã bị sửa, thêm hoặc xóa"
    if row.hash != row_hash(vars(row)):
        return f"nội dung dòng {row.number} đã bị sửa"
    return ""
