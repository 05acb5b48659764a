"""One clear sentence to the terminal, and the process tools that the words share."""

import argparse
import errno
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[4]
BIN = Path(sys.executable).parent


# What argparse says in English, and how an official is told; {0}, {1}: what stood in its sentence.
_WRONG = (
    (r"unrecognized arguments: (.+)", "không có tùy chọn hay đối số «{0}»"),
    (r"argument (.+?): expected one argument", "«{0}» cần một giá trị đi sau"),
    (r"argument (.+?): expected at least one argument", "«{0}» cần ít nhất một giá trị đi sau"),
    (r"argument (.+?): invalid int value: '(.*)'", "«{0}» phải là số nguyên, không phải «{1}»"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", "«{0}» không nhận «{1}»; chọn một trong: {2}"),
    (r"argument (.+?): invalid .*value: '(.*)'", "«{0}» không nhận «{1}»"),
    (r"argument (.+?): not allowed with argument (.+)", "không dùng «{0}» cùng với «{1}»"),
    (r"the following arguments are required: (.+)", "thiếu {0}"),
    (r"argument (.+?): (.+)", "«{0}»: {1}"),
    (r"ambiguous option: (.+?) could match (.+)", "«{0}» có thể là nhiều tùy chọn: {1}"),
)


def _said(message: str) -> str:
    for pattern, sentence in _WRONG:
        if found := re.fullmatch(pattern, message):
            return sentence.format(*found.groups())
    return f"đối số không hợp lệ ({message})"


class Parser(argparse.ArgumentParser):
    """Arguments of one word of the command, explained in Vietnamese; a wrong one gets one sentence."""

    def __init__(self, word: str, description: str) -> None:
        super().__init__(prog=f"./thidua {word}", description=description, add_help=False)
        self._positionals.title, self._optionals.title = "đối số", "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="hiện phần giải thích này rồi thoát")

    def format_help(self) -> str:
        """The help text, its first word in Vietnamese too."""
        return super().format_help().replace("usage:", "cách dùng:", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and leave with code 2."""
        say(f"{_said(message)}. Xem {self.prog} --help.")
        raise SystemExit(2)


class Stop(Exception):
    """The command can't go on; the sentence says why and what to do."""


def say(sentence: str) -> None:
    """A line on stderr, so that stdout stays for results."""
    print(f"thidua: {sentence}", file=sys.stderr, flush=True)


def call(command: Sequence[str | Path], **environment: str) -> int:
    """Run a program in the repository with extra environment; returns its exit code."""
    env = {**os.environ, **environment}
    return subprocess.run([str(c) for c in command], cwd=ROOT, env=env, check=False).returncode


def port(text: str) -> int:
    """A port as an argument of the command."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"cổng là số nguyên từ 1 đến 65535, không phải «{text}»")
    return int(text)


def positive(text: str) -> int:
    """A number of something, one or more, as an argument of the command."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 1000):
        raise argparse.ArgumentTypeError(f"cần một số nguyên từ 1 đến 999, không phải «{text}»")
    return int(text)


def place(text: str) -> Path:
    """A path as an argument of the command, meant from the folder in which the command was typed."""
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError("chưa ghi đường dẫn")
    return Path(os.environ.get("THIDUA_FROM", "."), text)


_NO_WORDS = "máy báo «{0}»"
_FAULTS = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã hết chỗ",
    errno.ENOENT: "không có đường dẫn này",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EISDIR: "đó là một thư mục",
    errno.EEXIST: "chỗ đó đã có một tệp",
    errno.ENAMETOOLONG: "tên quá dài",
}


def broken(error: Exception) -> str:
    """One sentence for what a command can't help: files, libraries, settings; empty for a fault of the code itself."""
    from django.core.exceptions import ImproperlyConfigured

    if isinstance(error, OSError) and error.filename is not None:
        why = _FAULTS.get(error.errno or 0) or _NO_WORDS.format(error.strerror)
        return f"không đọc hoặc ghi được {os.fsdecode(error.filename)}: {why}. Hãy kiểm tra đường dẫn rồi chạy lại."
    if isinstance(error, ModuleNotFoundError) and not (error.name or "").startswith("thidua"):
        return (
            f"thiếu thư viện {error.name}; môi trường riêng đã hỏng. "
            "Hãy xóa thư mục .thidua/venv cạnh lệnh này rồi chạy lại: nó được dựng lại từ đầu."
        )
    return str(error) if isinstance(error, ImproperlyConfigured) else ""


def port_is_free(host: str, port: int) -> bool:
    """True when a server could listen there now. Raises Stop for an address that this machine doesn't have."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (socket.gaierror, UnicodeError) as error:
            raise Stop(f"không hiểu địa chỉ máy «{host}». Hãy ghi như 127.0.0.1 hoặc 0.0.0.0 sau --host.") from error
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise Stop(f"máy này không có địa chỉ «{host}». Hãy chọn địa chỉ khác sau --host.") from error
            if error.errno == errno.EACCES:
                raise Stop(f"không có quyền mở cổng {port}. Hãy chọn cổng từ 1024 trở lên: --port 8000") from error
            return False
    return True


def need(program: str, package: str, why: str) -> str:
    """Path of a program. Where it is missing, Debian's root installs it and is told so; others get one sentence."""
    found = shutil.which(program)
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"thiếu {program} ({why}); đang cài gói {package} của Debian ...")
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package],
            check=False,
            **quiet,  # type: ignore[call-overload]
        )
        found = shutil.which(program)
        if found:
            return found
    raise Stop(f"không tìm thấy {program} ({why}). Hãy cài (Debian: apt-get install {package}) rồi chạy lại.")
