"""What keeps the demonstration away from real data. Knows no Django: the settings ask it while they are read."""

from collections.abc import Mapping
from pathlib import Path

MARKER = "DEMO"
WORD = "demo"
_MARK = (
    "Thư mục số liệu của bản trình diễn, do ./thidua demo tạo.\n"
    "Ai cũng vào được mọi vai trò: không để số liệu thật ở đây.\n"
)


def mark(folder: Path) -> None:
    """Make the folder of the demonstration. Raises FileExistsError when it already holds something else."""
    if is_marked(folder):
        return
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).write_text(_MARK, encoding="utf-8")


def is_marked(folder: Path) -> bool:
    """Whether ``./thidua demo`` made this folder."""
    return (folder / MARKER).is_file()


def is_named(database: Mapping[str, object]) -> bool:
    """Whether the database is called a demonstration: the file's own name counts, not the folders above it."""
    return WORD in Path(str(database.get("NAME", ""))).name.lower()


def fault(folder: Path, database: Mapping[str, object]) -> str:
    """Why the demonstration may not run here, as a sentence; empty when it may."""
    if not is_marked(folder):
        return (
            f"Chế độ trình diễn không chạy trên thư mục {folder}: thư mục không có tệp {MARKER} do ./thidua demo tạo. "
            "Hệ thống thật dùng thidua.site.settings; muốn xem bản trình diễn, hãy chạy ./thidua demo."
        )
    if not is_named(database):
        return (
            f"Chế độ trình diễn không chạy trên cơ sở dữ liệu «{database.get('NAME', '')}»: tên không có chữ «{WORD}». "
            "Hãy dùng một cơ sở dữ liệu riêng, ví dụ thidua_demo."
        )
    return ""
