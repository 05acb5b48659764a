"""A PostgreSQL for the tests: the one that runs on this machine, else one started in a temporary folder."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from thidua.ops.commands.speaking import Stop, need, say


def _answers(url: str) -> bool:
    with contextlib.suppress(psycopg.Error), psycopg.connect(url, connect_timeout=3):
        return True
    return False


def _standing() -> str | None:
    """A server that lets this user in and lets it create databases."""
    given = os.environ.get("THIDUA_TEST_POSTGRES")
    user = pwd.getpwuid(os.geteuid()).pw_name
    for url in filter(None, (given, f"postgresql://{user}@127.0.0.1:5432/postgres", f"postgresql://{user}@/postgres")):
        if _answers(url):
            return url
    return None


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3].split(".")[0]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        need("pg_ctlcluster", "postgresql", "kiểm thử chạy trên cả SQLite và PostgreSQL")
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).parent
    raise Stop("không tìm thấy initdb; hãy cài PostgreSQL hoặc nêu máy chủ trong THIDUA_TEST_POSTGRES.")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Address of a server where test databases may be created, ``postgresql://…/postgres``."""
    standing = _standing()
    if standing:
        yield standing
        return
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
    # initdb refuses root: the server then runs as the user that Debian's package made
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", "54329"
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    say("không có PostgreSQL nào trả lời; đang mở một máy chủ trong thư mục tạm ...")
    subprocess.run([*as_user, programs / "initdb", "-D", data, "-U", "thidua", "-A", "trust"], **quiet)  # type: ignore[call-overload]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    subprocess.run([*as_user, programs / "pg_ctl", "-D", data, "-o", options, "-w", "start"], **quiet)  # type: ignore[call-overload]
    try:
        yield f"postgresql://thidua@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False)
        shutil.rmtree(folder, ignore_errors=True)
