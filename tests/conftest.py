"""What every test shares: no network, and the triggers of a real database."""

import pytest
from pytest_socket import disable_socket


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Unit tests reach no network; journeys and crash tests talk to a server on this machine."""
    if not (item.get_closest_marker("journey") or item.get_closest_marker("crash")):
        disable_socket(allow_unix_socket=True)
