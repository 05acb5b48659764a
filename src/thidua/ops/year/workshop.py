"""A database of its own for one run, gone when the run is over; made from an empty one that is kept between runs."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SRC = Path(__file__).resolve().parents[2]
CACHE = SRC.parents[1] / ".thidua" / "cache"


def _stamp() -> str:
    """Changes with every migration, the triggers and the locked libraries."""
    files = [*sorted(SRC.glob("**/migrations/*.py")), SRC / "base/audit/triggers.py"]
    files.append(SRC.parents[1] / "requirements.lock")
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def workshop() -> Iterator[Path]:
    """Set Django up on a fresh database in a temporary folder. Must come before any import of models."""
    with tempfile.TemporaryDirectory(prefix="thidua-year-") as folder:
        place = Path(folder)
        database = place / "year.sqlite3"
        os.environ["THIDUA_DATA"] = folder
        os.environ["THIDUA_DATABASE_URL"] = f"sqlite://{database}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.site.settings"
        kept = CACHE / f"empty-{_stamp()}.sqlite3"
        if kept.exists():
            shutil.copyfile(kept, database)
        import django

        django.setup()
        if not kept.exists():
            _make_empty(database, kept)
        yield place


def _make_empty(database: Path, kept: Path) -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    CACHE.mkdir(parents=True, exist_ok=True)
    for old in CACHE.glob("empty-*.sqlite3"):
        old.unlink()
    part = kept.with_suffix(f".{os.getpid()}")
    shutil.copyfile(database, part)
    part.replace(kept)


if __name__ == "__main__":  # the launcher, when it sets up: the first run need not make the empty database
    with workshop():
        pass
