"""The codes behind the words of the files are codes that the ground floor and the rulebook know."""

from thidua.base.access.enums import Role, Scope
from thidua.base.people.enums import PersonClass, Sex
from thidua.base.units.enums import Level, LineageKind, UnitKind
from thidua.engine.rulebook import load_catalogue
from thidua.ops.seasonfiles import vocabulary


def test_roles_are_exactly_those_of_the_house() -> None:
    assert set(vocabulary.ROLES.values()) == set(Role.values)
    assert set(vocabulary.SCOPES.values()) == set(Scope.values)


def test_kinds_of_units_and_persons_are_exactly_those_of_the_house() -> None:
    assert set(vocabulary.UNIT_KINDS.values()) == set(UnitKind.values)
    assert set(vocabulary.LEVELS.values()) == {level.name.lower() for level in Level}
    assert set(vocabulary.LINEAGE_KINDS.values()) <= set(LineageKind.values)
    assert set(vocabulary.PERSON_CLASSES.values()) == set(PersonClass.values)
    assert set(vocabulary.SEXES.values()) == set(Sex.values)


def test_modes_and_works_are_those_of_the_law_data() -> None:
    scales = load_catalogue().law.scales
    assert set(vocabulary.MODES.values()) == set(scales["mode"])
    assert set(scales["work"]) <= set(vocabulary.HISTORY_KINDS.values())
