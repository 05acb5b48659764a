"""Putting the results down: all of them, or none."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def deliver(files: Mapping[str, bytes], out: Path) -> None:
    """Write every file beside the target first, then move each into place: a cut-off run leaves no half file."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".thidua-", dir=out) as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        for name in files:
            shutil.move(Path(folder) / name, out / name)
