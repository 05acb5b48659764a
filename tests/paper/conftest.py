"""What several tests of papers share."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pypdfium2
import pytest


@pytest.fixture
def made_at() -> datetime:
    """A moment in Vietnam."""
    return datetime(2021, 1, 12, 8, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def page_texts() -> Callable[[bytes], list[str]]:
    """The text of every page of a PDF, read back by another library, with single spaces."""

    def read(pdf: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
        finally:
            document.close()

    return read


@pytest.fixture
def page_sizes() -> Callable[[bytes], list[tuple[int, int]]]:
    """Width and height of every page of a PDF, in millimetres."""

    def measure(pdf: bytes) -> list[tuple[int, int]]:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sizes = [page.get_size() for page in document]
        finally:
            document.close()
        return [(round(width * 25.4 / 72), round(height * 25.4 / 72)) for width, height in sizes]

    return measure
