"""``./thidua serve``: bring the database up to date, then serve the application and run its background jobs."""

import os
import subprocess
import sys

from thidua.ops.commands.speaking import BIN, ROOT, Parser, call, port_is_free, say


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
    jobs = subprocess.Popen([sys.executable, "-m", "thidua.ops.cli", "worker"], cwd=ROOT, env=env)
    say(f"http://{host}:{port}/  (Ctrl-C để dừng)")
    try:
        gunicorn = [str(BIN / "gunicorn"), "thidua.site.wsgi", "-b", f"{host}:{port}", "-w", str(workers)]
        return subprocess.run([*gunicorn, "--log-level", "warning"], cwd=ROOT, env=env, check=False).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        _end(jobs)


def _end(jobs: subprocess.Popen[bytes]) -> None:
    """Stop the worker. A job that doesn't let go is repeated, or told as failed, when its lease has run out."""
    jobs.terminate()
    try:
        jobs.wait(timeout=10)
    except subprocess.TimeoutExpired:
        say("tác vụ nền chưa dừng sau mười giây nên đã bị ngắt; lần chạy sau sẽ làm lại hoặc báo là chưa xong.")
        jobs.kill()
        jobs.wait()


def main(arguments: list[str]) -> int:
    """Exit code of the server."""
    parser = Parser("serve", "Cập nhật cơ sở dữ liệu, rồi chạy hệ thống cùng các tác vụ nền.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args(arguments)
    if not port_is_free(chosen.host, chosen.port):
        return port_in_use(chosen.port)
    return prepare() or serve(chosen.host, chosen.port, chosen.workers)
