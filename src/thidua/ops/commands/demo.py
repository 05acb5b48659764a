"""``./thidua demo``: load the five example seasons into a folder of their own, once, and open them to everybody."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from thidua.ops.commands.serve import port_in_use, prepare, serve
from thidua.ops.commands.speaking import ROOT, Parser, Stop, place, port, port_is_free, say
from thidua.ops.demo import guard, state
from thidua.ops.demo.plan import plan
from thidua.ops.demo.turns import alone, in_use, refuse_in_use

FOLDER = ROOT / ".thidua" / "demo"
SETTINGS = "thidua.site.settings_demo"


def main(arguments: list[str]) -> int:
    """Exit code of the server; 2 with one sentence when it can't start."""
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.serve and not port_is_free(chosen.host, chosen.port):
            return port_in_use(chosen.port)
        folder = Path(chosen.data).resolve()
        seasons = _chosen_seasons(chosen.seasons)
        _stand_in(folder)
        with alone(folder):
            if chosen.fresh:
                _wipe(folder)
            guard.mark(folder)
            failed = _bring_up(folder, seasons)
    except Stop as stop:
        say(str(stop))
        return 2
    if failed or not chosen.serve:
        return failed
    say("bản trình diễn: mọi tài khoản và mật khẩu chung nằm ở trang đầu")
    with in_use(folder):
        return serve(chosen.host, chosen.port, 2)


def _parser() -> Parser:
    parser = Parser("demo", "Nạp năm mùa thi đua có thật vào một thư mục riêng (lần đầu), rồi mở trang trình diễn.")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ máy để nghe (mặc định chỉ máy này)")
    parser.add_argument("--port", type=port, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument("--no-serve", dest="serve", action="store_false", help="chỉ nạp, không mở trang")
    parser.add_argument("--seasons", nargs="+", metavar="MÙA", help="chỉ nạp những mùa này, ví dụ bac-ninh-2023")
    parser.add_argument("--fresh", action="store_true", help="xóa bản trình diễn cũ và nạp lại từ đầu")
    parser.add_argument("--data", type=place, default=FOLDER, metavar="THƯ MỤC", help="thư mục của bản trình diễn")
    return parser


def _chosen_seasons(named: list[str] | None) -> tuple[str, ...]:
    """The seasons to load: those named, else all. Raises Stop for one that does not exist."""
    known = tuple(s.code for s in plan().seasons)
    unknown = [code for code in named or () if code not in known]
    if unknown:
        raise Stop(f"không có mùa {', '.join(unknown)}. Các mùa: {', '.join(known)}.")
    return tuple(named or known)


def _stand_in(folder: Path) -> None:
    """Point the settings at the folder. Raises Stop for a folder or a database that is not the demonstration's."""
    if folder.exists() and not folder.is_dir():
        raise Stop(f"{folder} là một tệp; hãy chọn một thư mục: --data.")
    if folder.exists() and any(folder.iterdir()) and not guard.is_marked(folder):
        raise Stop(f"thư mục {folder} đã có nội dung khác, không phải bản trình diễn. Hãy chọn thư mục khác: --data.")
    url = os.environ.get("THIDUA_DATABASE_URL", "")
    name = Path(urlsplit(url).path).name
    if url.startswith("sqlite"):
        raise Stop("bản trình diễn trên SQLite có tệp riêng trong thư mục của nó. Hãy bỏ biến THIDUA_DATABASE_URL.")
    if url and not guard.is_named({"NAME": name}):
        raise Stop(
            f"cơ sở dữ liệu «{name}» trong THIDUA_DATABASE_URL không có chữ «{guard.WORD}» trong tên nên không dùng "
            "cho bản trình diễn được. Hãy tạo một cơ sở dữ liệu riêng (createdb thidua_demo) hoặc bỏ biến này."
        )
    os.environ["THIDUA_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS


def _wipe(folder: Path) -> None:
    if not guard.is_marked(folder):
        return
    refuse_in_use(folder)
    if state.read(folder).database == _postgresql():
        _ask_postgresql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    shutil.rmtree(folder)


def _postgresql() -> str:
    """Which PostgreSQL database the demonstration is to use, host and name; empty for its own SQLite file."""
    parts = urlsplit(os.environ.get("THIDUA_DATABASE_URL", ""))
    return f"{parts.hostname or ''}:{parts.port or ''}{parts.path}" if parts.scheme else ""


def _ask_postgresql(command: str) -> list[tuple[object, ...]]:
    import psycopg

    try:
        with psycopg.connect(os.environ["THIDUA_DATABASE_URL"], autocommit=True, connect_timeout=5) as connection:
            answer = connection.execute(command)
            return answer.fetchall() if answer.description else []
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0]
        raise Stop(f"PostgreSQL trong THIDUA_DATABASE_URL không dùng được: {said}") from error


def _claim(loaded: state.Loaded) -> None:
    """Take an empty PostgreSQL database for the demonstration. Raises Stop when somebody else's tables are in it."""
    name = _postgresql()
    if loaded.database == name:
        return
    if name and _ask_postgresql("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1"):
        raise Stop(
            f"cơ sở dữ liệu {name} đã có bảng không do bản trình diễn này tạo; không ghi gì vào đó. "
            "Hãy tạo một cơ sở dữ liệu trống (createdb thidua_demo) rồi chạy lại."
        )
    loaded.database, loaded.code, loaded.seasons, loaded.made = name, "", {}, {}


def _bring_up(folder: Path, seasons: tuple[str, ...]) -> int:
    """Bring the database up to date where the code has changed, and load what is missing."""
    loaded, code = state.read(folder), state.code_fingerprint(ROOT / "src")
    _claim(loaded)
    changed = bool(loaded.code) and loaded.code != code
    if loaded.code != code:
        say("đang chuẩn bị cơ sở dữ liệu và tệp tĩnh ...")
        if failed := prepare():
            return failed
        loaded.code = code
        loaded.keep(folder)
    _load(loaded, seasons, changed)
    return 0


def _load(loaded: state.Loaded, wanted: tuple[str, ...], changed: bool) -> None:
    now = {s.code: state.season_fingerprint(s.folder) for s in plan().seasons}
    stale = [code for code, mark in loaded.seasons.items() if now.get(code) != mark]
    if stale or (changed and loaded.seasons):
        why = f"tệp của {', '.join(stale)} đã đổi" if stale else "mã đã đổi"
        say(f"{why} từ lần nạp trước; bản trình diễn giữ số liệu cũ. Muốn nạp lại từ đầu: ./thidua demo --fresh")
    missing = [code for code in wanted if code not in loaded.seasons]
    if not missing:
        return
    import django

    django.setup()
    from thidua.ops.demo.loading import load_missing

    say(f"đang nạp {len(missing)} mùa, mỗi mùa vài chục giây ...")
    load_missing(plan(), wanted, loaded, say)
