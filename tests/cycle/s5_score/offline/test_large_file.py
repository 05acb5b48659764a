"""300 MB and a disguised program over real HTTP: refused by a sentence, with little memory and little disk."""

import http.client
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.journey
MEGABYTE = 1024 * 1024
SERVED = Path(__file__).resolve().parents[1] / "served.py"
EDGE = "mot-ranh-gioi"


class Site:
    """A running server, with what it uses."""

    def __init__(self, process: "subprocess.Popen[str]", said: dict[str, Any], scratch: Path) -> None:
        self.process, self.said, self.scratch = process, said, scratch

    def memory(self) -> int:
        """The most memory that the server ever held, in bytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024

    def on_disk(self) -> int:
        """Bytes in the folder of temporary files and in the store now."""
        found = 0
        for path in self.scratch.rglob("*"):
            try:
                found += path.stat().st_size
            except FileNotFoundError:
                continue
        return found

    def send(self, path: str, fields: dict[str, str], file: str, name: str, size: int) -> tuple[int, str]:
        """Post a form with a file of so many bytes, as a browser does, and read the answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.said["port"], timeout=120)
        session = f"sessionid={self.said['sessions']['dv-can-bo']}"
        line.request("GET", f"/cham-diem/bang/{self.said['sheets']['DV']}/", headers={"Cookie": session})
        page = line.getresponse()
        token = SimpleCookie(page.headers["Set-Cookie"])["csrftoken"].value
        page.read()
        parts = [f'--{EDGE}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
        parts.append(f'--{EDGE}\r\nContent-Disposition: form-data; name="{file}"; filename="{name}"\r\n\r\n')
        head, tail = "".join(parts).encode(), f"\r\n--{EDGE}--\r\n".encode()
        kind, length = f"multipart/form-data; boundary={EDGE}", str(len(head) + size + len(tail))
        headers = {"Cookie": f"{session}; csrftoken={token}", "X-CSRFToken": token}
        headers |= {"Content-Type": kind, "Content-Length": length}
        line.request("POST", path, body=self._body(head, size, tail), headers=headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode()

    def _body(self, head: bytes, size: int, tail: bytes) -> Iterator[bytes]:
        yield head
        block = b"MZ" + b"\x90" * (MEGABYTE - 2)
        for start in range(0, size, MEGABYTE):
            yield block[: min(MEGABYTE, size - start)]
        yield tail


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A sheet that scores itself, served."""
    folder = tmp_path_factory.mktemp("tep-lon")
    scratch = folder / "tam"
    scratch.mkdir()
    environment = {**os.environ, "TMPDIR": str(scratch)}
    command = [sys.executable, str(SERVED), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        yield Site(process, json.loads(process.stdout.readline()), scratch)
        process.terminate()


def forms(site: Site) -> tuple[tuple[str, dict[str, str], str], ...]:
    """The two doors for files of a sheet: path, other fields, name of the file's field."""
    sheet = site.said["sheets"]["DV"]
    evidence = {"owner_type": "score.scoresheet", "owner_id": str(sheet), "label": "KT1"}
    return (f"/cham-diem/bang/{sheet}/ngoai-tuyen/", {}, "file"), ("/van-ban/dinh-kem/", evidence, "files")


def test_300_megabytes_are_refused_without_filling_memory_or_disk(site: Site) -> None:
    for path, fields, name in forms(site):
        before, most, over = site.memory(), [0], threading.Event()

        def watch(most: list[int] = most, over: threading.Event = over) -> None:
            while not over.wait(0.02):
                most[0] = max(most[0], site.on_disk())

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            status, page = site.send(path, fields, name, "bang.xlsx", 300 * MEGABYTE)
        finally:
            over.set()
            watcher.join()
        assert (status, "lớn hơn 50 MB" in page) == (422, True), (path, status, page[:500])
        assert site.memory() - before < 40 * MEGABYTE, path
        assert most[0] < 110 * MEGABYTE, (path, most[0])  # the upload and its copy in the store, each cut off
        assert site.on_disk() < MEGABYTE, path


def test_a_disguised_program_is_refused_by_its_content(site: Site) -> None:
    for path, fields, name in forms(site):
        for shown, said in (("minh-chung.pdf", "nội dung không phải PDF"), ("bang.xlsx", "nội dung không phải Excel")):
            status, page = site.send(path, fields, name, shown, 4096)
            assert (status, said in page) == (422, True), (path, shown, status)
