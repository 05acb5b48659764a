"""Roles and scopes. Roles are code: what a role may do is decided in each room's policies, never in a table."""

from django.db import models


class Role(models.TextChoices):
    """What somebody is in the emulation work of a unit. Always held together with a scope and dates."""

    UNIT_OFFICER = "unit_officer", "Cán bộ thi đua đơn vị"
    UNIT_HEAD = "unit_head", "Thủ trưởng đơn vị"
    CLUSTER_HEAD = "cluster_head", "Trưởng cụm, khối thi đua"
    REVIEWING_DEPARTMENT = "reviewing_department", "Cơ quan thẩm định"
    SPECIALIST = "specialist", "Chuyên viên thi đua, khen thưởng"
    COUNCIL_SECRETARY = "council_secretary", "Thư ký hội đồng"
    COUNCIL_MEMBER = "council_member", "Ủy viên hội đồng"
    AUTHORITY = "authority", "Người có thẩm quyền quyết định"
    UNIT_ADMINISTRATOR = "unit_administrator", "Quản trị đơn vị"
    SYSTEM_ADMINISTRATOR = "system_administrator", "Quản trị hệ thống"
    AUDITOR = "auditor", "Kiểm tra, giám sát"


class Scope(models.TextChoices):
    """How far an appointment reaches from its unit."""

    UNIT = "unit", "Riêng đơn vị"
    SUBTREE = "subtree", "Đơn vị và các đơn vị trực thuộc"
    CLUSTER = "cluster", "Cụm, khối do đơn vị làm trưởng"
