"""Writes docs/access.md anew. Collected only when asked for: see ``table.COMMAND``."""

import pytest

from tests.access import table
from tests.access.examples import rows
from tests.access.ground import Ground
from tests.access.survey import try_row

pytestmark = pytest.mark.django_db


def test_the_table_is_written(ground: Ground) -> None:
    lines = [(address, table.line(address, example, try_row(ground, address, example))) for address, example in rows()]
    table.PAGE.write_text(table.page(lines), encoding="utf-8")
