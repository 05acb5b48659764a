"""Every address, as everybody, reading and sending: answered as docs/access.md says, and no rule is broken."""

import pytest

from tests.access import table
from tests.access.addresses import Address, addresses
from tests.access.examples import Example, rows, strangers
from tests.access.ground import Ground
from tests.access.rules import broken, leaked
from tests.access.survey import try_row

pytestmark = pytest.mark.django_db
ROWS = rows()


@pytest.mark.parametrize(("address", "example"), ROWS, ids=[example.row for _, example in ROWS])
def test_everybody_is_answered_as_the_table_says(ground: Ground, address: Address, example: Example) -> None:
    tried = list(try_row(ground, address, example))
    assert [f"{t.asker.code}: {why}" for t in tried for why in broken(address, example, t)] == []
    assert {t.asker.code: found for t in tried if (found := leaked(ground, address, t))} == {}
    said = table.committed().get(table.key(address, example), "(không có dòng này)")
    assert table.line(address, example, tried) == said, f"docs/access.md: {table.COMMAND}"


def test_every_address_has_a_name_and_an_object_to_be_tried_with() -> None:
    assert [a.route for a in addresses() if not a.name] == []
    assert {a.name for a in addresses()} - {a.name for a, _ in ROWS} == set()


def test_no_example_and_no_line_outlives_its_address() -> None:
    assert strangers(a.name for a in addresses()) == []
    assert set(table.committed()) == {table.key(a, e) for a, e in ROWS}


def test_every_row_is_told_apart() -> None:
    keys = [table.key(a, e) for a, e in ROWS]
    assert sorted({k for k in keys if keys.count(k) > 1}) == []
