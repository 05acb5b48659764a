"""A district with two communes and one person in each role, and a strange district beside it."""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date

from django.test import Client

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role, Scope
from thidua.base.documents.actions import record_document
from thidua.base.documents.models import Document
from thidua.base.people.actions import create_account
from thidua.base.season.actions import create_season, set_season_state
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season
from thidua.base.units.actions import appoint, create_unit
from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.models import Appointment, Unit
from thidua.base.units.queries import actor_for

START = date(2020, 1, 1)
TODAY = date(2023, 6, 12)
LOADER = Actor(name="Nạp số liệu thử", role=Role.SYSTEM_ADMINISTRATOR)

UNITS = (
    ("BL", "Huyện Bình Liêu", UnitKind.DISTRICT, Level.DISTRICT, None),
    ("LH", "Xã Lục Hồn", UnitKind.COMMUNE, Level.COMMUNE, "BL"),
    ("DV", "Xã Đồng Văn", UnitKind.COMMUNE, Level.COMMUNE, "BL"),
    ("QP", "Huyện Quỳnh Phụ", UnitKind.DISTRICT, Level.DISTRICT, None),
    ("AK", "Xã An Khê", UnitKind.COMMUNE, Level.COMMUNE, "QP"),
)
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
class World:
    """Everything by its short name."""

    units: dict[str, Unit] = field(default_factory=dict)
    desks: dict[str, Appointment] = field(default_factory=dict)
    seasons: dict[str, Season] = field(default_factory=dict)

    def actor(self, username: str, on: date = TODAY) -> Actor:
        """Somebody at work on a day."""
        return actor_for(self.desks[username], on)

    def client(self, username: str) -> Client:
        """A signed-in browser."""
        client = Client()
        client.force_login(self.desks[username].account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def id(self, code: str) -> int:
        """The id of a unit."""
        return self.units[code].pk

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
    """The district, its people and its year, made through the same actions that people use."""
    world = World()
    for code, name, kind, level, parent in UNITS:
        world.units[code] = create_unit(
            by=LOADER,
            code=code,
            name=name,
            kind=kind,
            level=level,
            parent=world.units[parent] if parent else None,
            valid_from=START,
            is_authority=parent is None,
        )
    for username, role, unit, scope in PEOPLE:
        account = create_account(by=LOADER, username=username, full_name=f"Người {username}", email=f"{username}@vi.du")
        world.desks[username] = appoint(
            by=LOADER, account_id=account.pk, role=role, unit=world.units[unit], scope=scope, valid_from=START
        )
    for code, username in (("BL", "chuyen-vien"), ("QP", "qp-chuyen-vien")):
        by = world.actor(username)
        season = create_season(by=by, code=f"{code}-2023", authority_id=world.id(code), year=2023)
        set_season_state(by=by, season=season, state=SeasonState.OPEN)
        world.seasons[code] = season
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
