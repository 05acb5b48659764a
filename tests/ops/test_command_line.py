"""The one command under a hurried hand: a wrong value, folder or address gets one sentence and exit code 2."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.crash, pytest.mark.sqlite_only]  # runs the real command in processes of its own
ROOT = Path(__file__).resolve().parents[2]


def _run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("THIDUA_", "DJANGO_"))} | environment
    command = [sys.executable, "-m", "thidua.ops.cli", *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=120)


CASES: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "port too large": (("demo", "--port", "99999"), {}, "cổng là số nguyên từ 1 đến 65535"),
    "negative port": (("serve", "--port", "-5"), {}, "cổng là số nguyên từ 1 đến 65535"),
    "no workers": (("serve", "--workers", "0"), {}, "cần một số nguyên từ 1 đến 999"),
    "no such host": (("serve", "--host", "không.có"), {}, "không hiểu địa chỉ máy «không.có»"),
    "host of another machine": (("demo", "--host", "192.0.2.1"), {}, "máy này không có địa chỉ «192.0.2.1»"),
    "demo in a file": (("demo", "--no-serve", "--data", "{file}"), {}, "là một tệp; hãy chọn một thư mục"),
    "demo where no folder can be": (("demo", "--no-serve", "--data", "{file}/x"), {}, "chỗ đó đã có một tệp"),
    "season without a name": (("year", "", "--out", "{out}"), {}, "chưa ghi đường dẫn"),
    "results into a file": (("year", "examples/pho-lu-2023", "--out", "{file}"), {}, "là một tệp"),
    "results where no folder can be": (
        ("year", "examples/pho-lu-2023", "--out", "{file}/x"),
        {},
        "một phần của đường dẫn là tệp",
    ),
    "data where no folder can be": (("doctor",), {"THIDUA_DATA": "{file}/x"}, "một phần của đường dẫn là tệp"),
    "another kind of database": (
        ("doctor",),
        {"THIDUA_DATABASE_URL": "mysql://x/y", "THIDUA_DATA": "{out}"},
        "phải bắt đầu bằng sqlite:// hoặc postgresql://",
    ),
    "database that doesn't answer": (
        ("serve", "--port", "8999"),
        {"THIDUA_DATABASE_URL": "postgresql://x@127.0.0.1:1/y", "THIDUA_DATA": "{out}"},
        "cơ sở dữ liệu không trả lời",
    ),
    "limit that is no number": (
        ("worker", "--until-idle"),
        {"THIDUA_FILE_LIMIT_MB": "nhiều", "THIDUA_DATA": "{out}"},
        "THIDUA_FILE_LIMIT_MB phải là một số nguyên",
    ),
    "migrating such settings": (
        ("manage", "migrate"),
        {"THIDUA_FILE_LIMIT_MB": "nhiều", "THIDUA_DATA": "{out}"},
        "THIDUA_FILE_LIMIT_MB phải là một số nguyên",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_in_one_sentence(case: str, tmp_path: Path) -> None:
    arguments, environment, words = CASES[case]
    places = {"file": tmp_path / "file", "out": tmp_path / "out"}
    places["file"].write_text("x", encoding="utf-8")
    environment = {name: value.format(**places) for name, value in environment.items()}
    done = _run(*(word.format(**places) for word in arguments), **environment)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("thidua: ")


def test_paths_are_meant_from_where_the_command_was_typed(tmp_path: Path) -> None:
    (tmp_path / "mùa").mkdir()
    done = _run("year", "mùa", "--out", "kết quả", THIDUA_FROM=str(tmp_path))
    assert done.returncode == 1 and "season.yaml: Thiếu tệp season.yaml" in done.stdout
    assert not (tmp_path / "kết quả").exists() and not (ROOT / "kết quả").exists()


def test_results_of_two_runs_are_not_mixed(tmp_path: Path) -> None:
    strange = tmp_path / "quyet-dinh-1-qd-ubnd.pdf"
    strange.write_bytes(b"another season's")
    done = _run("year", "examples/pho-lu-2023", "--out", str(tmp_path))
    assert done.returncode == 2 and "quyet-dinh-1-qd-ubnd.pdf" in done.stderr
    assert [*tmp_path.iterdir()] == [strange]


def test_a_stopped_run_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "thidua.ops.cli", "year", "examples/pho-lu-2023", "--out", str(tmp_path / "out")]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "Báo cáo" in line:
            break
    process.send_signal(signal.SIGINT)
    told = process.stderr.read()
    assert process.wait(60) == 130
    assert "đã dừng theo yêu cầu" in told and "Traceback" not in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["thidua_demo", "Demo"])
def test_a_demonstration_is_never_served_as_the_real_system(name: str, tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path / name}.sqlite3"
    done = _run("serve", "--port", "8999", THIDUA_DATABASE_URL=url, THIDUA_DATA=str(tmp_path / "data"))
    assert done.returncode == 2 and "của bản trình diễn" in done.stderr


def test_the_folder_of_a_demonstration_is_never_served_as_the_real_system(tmp_path: Path) -> None:
    (tmp_path / "DEMO").write_text("x", encoding="utf-8")
    done = _run("serve", "--port", "8999", THIDUA_DATA=str(tmp_path))
    assert done.returncode == 2 and "của bản trình diễn" in done.stderr
    assert [path.name for path in tmp_path.glob("*.sqlite3")] == []


def test_debug_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loose.py").write_text("from thidua.site.settings import *\nDEBUG = True\n", encoding="utf-8")
    done = _run(
        "serve", "--port", "8999",
        THIDUA_DATA=str(tmp_path / "data"), DJANGO_SETTINGS_MODULE="loose", PYTHONPATH=str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 2 and "DEBUG" in done.stderr and "Traceback" not in done.stderr


def test_data_are_for_their_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "(./thidua manage migrate)" in _run("doctor", THIDUA_DATA=str(data)).stdout
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "secret-key").stat().st_mode & 0o777 == 0o600
    data.chmod(0o755)
    assert f"[LỖI] thư mục số liệu {data}" in _run("doctor", THIDUA_DATA=str(data)).stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_killed_server_takes_its_processes_with_it(tmp_path: Path) -> None:
    port = _free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("THIDUA_", "DJANGO_"))}
    command = [sys.executable, "-m", "thidua.ops.cli", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, cwd=ROOT, env=env | {"THIDUA_DATA": str(tmp_path / "data")})
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.2)
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True).stdout
    assert len(children.split()) == 2
    process.terminate()
    assert process.wait(30) == 0
    for child in children.split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(child), 0)
