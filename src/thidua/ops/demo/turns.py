"""Two demonstrations started at once: one loads, the other waits; and none is wiped while it is being shown."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from thidua.ops.commands.speaking import Stop, say


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else prepares or loads this folder meanwhile."""
    with _beside(folder, "lock") as file:
        if not _taken(file, fcntl.LOCK_EX | fcntl.LOCK_NB):
            say("một ./thidua demo khác đang nạp cùng thư mục này; đang chờ nó xong ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """The folder is being shown; several may show it."""
    with _beside(folder, "open") as file:
        _taken(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        yield


def refuse_in_use(folder: Path) -> None:
    """Raises Stop while somebody shows the folder."""
    with _beside(folder, "open") as file:
        if not _taken(file, fcntl.LOCK_EX | fcntl.LOCK_NB):
            raise Stop(f"bản trình diễn trong {folder} đang mở ở nơi khác. Hãy dừng nó (Ctrl-C) rồi chạy lại.")


def _beside(folder: Path, word: str) -> IO[str]:
    """A file next to the folder, which itself may be made anew."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder.with_name(f".{folder.name}.{word}").open("w")


def _taken(file: IO[str], how: int) -> bool:
    try:
        fcntl.flock(file, how)
    except BlockingIOError:
        return False
    return True
