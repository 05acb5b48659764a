"""How far each role reaches by its nature, and which roles only the system administrator hands out."""

from thidua.base.access.enums import Role, Scope

SCOPE_OF: dict[Role, Scope] = {
    Role.UNIT_OFFICER: Scope.UNIT,
    Role.UNIT_HEAD: Scope.UNIT,
    Role.CLUSTER_HEAD: Scope.CLUSTER,
    Role.REVIEWING_DEPARTMENT: Scope.SUBTREE,
    Role.SPECIALIST: Scope.SUBTREE,
    Role.COUNCIL_SECRETARY: Scope.UNIT,
    Role.COUNCIL_MEMBER: Scope.UNIT,
    Role.AUTHORITY: Scope.SUBTREE,
    Role.UNIT_ADMINISTRATOR: Scope.SUBTREE,
    Role.SYSTEM_ADMINISTRATOR: Scope.SUBTREE,
    Role.AUDITOR: Scope.SUBTREE,
}
SYSTEM_ROLES = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR})
# roles that look over every unit of the year: who administers one unit below would open all others with them
YEAR_ROLES = frozenset({
    Role.SPECIALIST,
    Role.AUTHORITY,
    Role.COUNCIL_SECRETARY,
    Role.COUNCIL_MEMBER,
    Role.REVIEWING_DEPARTMENT,
})  # fmt: skip
