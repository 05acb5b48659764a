"""What may not stand in a commit, and what every dependency owes."""

import re
import tomllib

from tests.house.tree import ROOT


def test_every_dependency_says_why_it_is_here() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if re.match(r'\s+"[a-z0-9\[\]-]+[>=<]', line)]
    assert len(wanted) > 30
    assert [line for line in wanted if "# " not in line] == []


def test_the_lock_files_carry_hashes_and_no_address() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        pins = [line for line in text.splitlines() if re.match(r"^[a-z0-9]", line)]
        assert pins and all(line.rstrip().endswith("\\") for line in pins)
        assert text.count("--hash=sha256:") >= len(pins)


def test_copyleft_strict_packages_stay_out() -> None:
    locked = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    for package in ("openfisca-core", "pymupdf", "vietnam-provinces", "unidecode", "djlint"):
        assert f"\n{package}==" not in locked


def test_the_python_floor_is_stated_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
