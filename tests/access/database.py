"""A database of this suite's own beside the one of all other tests: filled once, never seen by them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

SUFFIX = "access"


@contextmanager
def own_database() -> Iterator[BaseDatabaseWrapper]:
    """An empty copy of the test database, with its triggers; gone when the session ends."""
    origin = connections["default"]
    copy = origin.copy()
    if origin.vendor == "sqlite":
        copy.settings_dict["NAME"] = f"file:{SUFFIX}?mode=memory&cache=shared"
        origin.ensure_connection()
        copy.ensure_connection()
        origin.connection.backup(copy.connection)
        yield copy
        copy.connection.close()
        return
    origin.creation.clone_test_db(SUFFIX, verbosity=0)
    copy.settings_dict["NAME"] = origin.creation.get_test_db_clone_settings(SUFFIX)["NAME"]
    yield copy
    copy.close()
    origin.creation.destroy_test_db(suffix=SUFFIX, verbosity=0)


@contextmanager
def in_use(wrapper: BaseDatabaseWrapper) -> Iterator[None]:
    """Everything that asks for the default database gets this one."""
    origin = connections["default"]
    connections["default"] = wrapper
    try:
        yield
    finally:
        connections["default"] = origin
