"""Putting the results down: all of them, or none."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

# papers carry the number of their decision in their name: those of another run would lie among the new ones
PAPERS = ("quyet-dinh-*", "giay-chung-nhan-*")


def strangers(names: Iterable[str], out: Path) -> list[str]:
    """Decisions and certificates that lie in the target and don't belong to these results."""
    return sorted({path.name for pattern in PAPERS for path in out.glob(pattern)} - {*names})


def deliver(files: Mapping[str, bytes], out: Path) -> None:
    """Write every file beside the target first, then move each into place: a cut-off run leaves no half file.

    A target that was made for this run goes again when it can't be filled. Raises OSError."""
    made = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".thidua-", dir=out) as folder:
            for name, data in files.items():
                (Path(folder) / name).write_bytes(data)
            for name in files:
                shutil.move(Path(folder) / name, out / name)
    except OSError:
        if made:
            shutil.rmtree(out, ignore_errors=True)
        raise
