"""A district with two communes and one person in each role, and a strange district beside it."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date

from tests import world as district
from thidua.base.access.enums import Role, Scope
from thidua.base.documents.actions import record_document
from thidua.base.documents.models import Document

TODAY = date(2023, 6, 12)
UNITS = tuple(row for row in district.UNITS if row[0] in {"BL", "LH", "DV", "QP", "AK"})
PEOPLE = (
    ("chuyen-vien", Role.SPECIALIST, "BL", Scope.SUBTREE),
    ("chu-tich", Role.AUTHORITY, "BL", Scope.SUBTREE),
    ("quan-tri", Role.UNIT_ADMINISTRATOR, "BL", Scope.SUBTREE),
    ("thu-ky", Role.COUNCIL_SECRETARY, "BL", Scope.UNIT),
    ("uy-vien", Role.COUNCIL_MEMBER, "BL", Scope.UNIT),
    ("tham-dinh", Role.REVIEWING_DEPARTMENT, "BL", Scope.UNIT),
    ("kiem-tra", Role.AUDITOR, "BL", Scope.SUBTREE),
    ("he-thong", Role.SYSTEM_ADMINISTRATOR, "BL", Scope.SUBTREE),
    ("lh-can-bo", Role.UNIT_OFFICER, "LH", Scope.UNIT),
    ("lh-chu-tich", Role.UNIT_HEAD, "LH", Scope.UNIT),
    ("lh-truong-cum", Role.CLUSTER_HEAD, "LH", Scope.CLUSTER),
    ("dv-can-bo", Role.UNIT_OFFICER, "DV", Scope.UNIT),
    ("dv-chu-tich", Role.UNIT_HEAD, "DV", Scope.UNIT),
    ("qp-chuyen-vien", Role.SPECIALIST, "QP", Scope.SUBTREE),
    ("ak-can-bo", Role.UNIT_OFFICER, "AK", Scope.UNIT),
)


@dataclass
class World(district.World):
    """The district with documents."""

    today: date = TODAY

    def document(self, by: str = "chuyen-vien", unit: str = "BL", **changes: object) -> Document:
        """A document as an officer records it."""
        given: dict[str, object] = {
            "kind": "decision",
            "number": "42/QĐ-UBND",
            "issued_on": date(2023, 1, 12),
            "issuer": "Ủy ban nhân dân huyện Bình Liêu",
            "summary": "Về việc chia khối thi đua năm 2023",
        }
        return record_document(by=self.actor(by), kept_by=self.units[unit], **{**given, **changes})  # type: ignore[arg-type]


def build() -> World:
    """The district; its year has no windows yet."""
    world = World()
    district.build(world, units=UNITS, people=PEOPLE, stages={})
    return world


PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def zipped(**parts: bytes) -> bytes:
    """An archive with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    """A Word file in outline."""
    return zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>", **more})


def xlsx() -> bytes:
    """An Excel file in outline."""
    return zipped(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
