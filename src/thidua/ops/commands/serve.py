"""``./thidua serve``: bring the database up to date, then serve the application and run its background jobs."""

import os
import signal
import subprocess
import sys
from types import FrameType

from thidua.ops.commands.speaking import BIN, ROOT, Parser, Stop, call, port, port_is_free, positive, say
from thidua.ops.demo import guard


def prepare(**environment: str) -> int:
    """Migrate and collect the static files."""
    django = [sys.executable, "-m", "django"]
    failed = call([*django, "migrate", "-v0"], **environment)
    return failed or call([*django, "collectstatic", "--noinput", "-v0"], **environment)


def port_in_use(port: int) -> int:
    """One sentence for a port that another program holds; the exit code."""
    say(f"cổng {port} đang có chương trình khác dùng. Hãy dừng nó hoặc chọn cổng khác: --port {port + 1}")
    return 2


def serve(host: str, port: int, workers: int, **environment: str) -> int:
    """Run gunicorn and one worker process until stopped."""
    if not port_is_free(host, port):
        return port_in_use(port)
    env = {**os.environ, **environment}
    at = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    gunicorn = [str(BIN / "gunicorn"), "thidua.site.wsgi", "-b", at, "-w", str(workers), "--log-level", "warning"]
    signal.signal(signal.SIGTERM, _leave)
    jobs = subprocess.Popen([sys.executable, "-m", "thidua.ops.cli", "worker"], cwd=ROOT, env=env)
    server = subprocess.Popen(gunicorn, cwd=ROOT, env=env)
    say(f"http://{at}/  (Ctrl-C để dừng)")
    try:
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _end(server, "trang chưa dừng sau mười giây nên đã bị ngắt.")
        _end(jobs, "tác vụ nền chưa dừng sau mười giây nên đã bị ngắt; lần chạy sau sẽ làm lại hoặc báo là chưa xong.")


def _leave(number: int, frame: FrameType | None) -> None:
    """A kill of this command stops what it started too."""
    raise KeyboardInterrupt


def _end(process: subprocess.Popen[bytes], sentence: str) -> None:
    """Stop a process. A job that doesn't let go is repeated, or told as failed, when its lease has run out."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        say(sentence)
        process.kill()
        process.wait()


def _check() -> None:
    """Refuse what must never be opened to others, and a database that doesn't answer. Raises Stop."""
    import django
    from django.conf import settings
    from django.db import DatabaseError, connection

    django.setup()
    database = settings.DATABASES["default"]
    if settings.DEBUG:
        raise Stop("DEBUG đang bật trong thiết lập: trang lỗi sẽ để lộ số liệu. Hãy tắt DEBUG rồi chạy lại.")
    if settings.THIDUA_DEMO or guard.is_marked(settings.DATA) or guard.is_named(database):
        raise Stop(
            f"thư mục {settings.DATA} hoặc cơ sở dữ liệu «{database['NAME']}» là của bản trình diễn, ai cũng vào được; "
            "không dùng cho hệ thống thật. Hãy đặt THIDUA_DATA và THIDUA_DATABASE_URL khác, hoặc chạy ./thidua demo."
        )
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        said = str(error).strip().splitlines()[0]
        raise Stop(f"cơ sở dữ liệu không trả lời: {said}. Hãy kiểm tra THIDUA_DATABASE_URL rồi chạy lại.") from error
    connection.close()


def main(arguments: list[str]) -> int:
    """Exit code of the server."""
    parser = Parser("serve", "Cập nhật cơ sở dữ liệu, rồi chạy hệ thống cùng các tác vụ nền.")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ máy để nghe (mặc định chỉ máy này)")
    parser.add_argument("--port", type=port, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument("--workers", type=positive, default=2, help="số tiến trình trả lời trang (mặc định 2)")
    chosen = parser.parse_args(arguments)
    if not port_is_free(chosen.host, chosen.port):
        return port_in_use(chosen.port)
    _check()
    return prepare() or serve(chosen.host, chosen.port, chosen.workers)
