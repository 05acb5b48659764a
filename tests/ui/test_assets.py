"""Templates and static files: nothing inline, nothing from another host, all named and licensed, small enough."""

import gzip
import re
from pathlib import Path

import pytest

import thidua
from thidua.ui.icons import ICONS, icon_address
from thidua.ui.parts import STAGE_TONES, TONE_ICONS

SRC = Path(thidua.__file__).parent
UI = SRC / "ui"
STATIC = UI / "static" / "ui"
TEMPLATES = sorted(SRC.rglob("templates/**/*.html"))
OWN_TEXT = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"}]
# Names in the text of a licence or a namespace: they are read, never requested.
NOT_REQUESTED = re.compile(r"https?://(www\.w3\.org/|getbootstrap\.com/|github\.com/twbs/)")
FIRST_VIEW = 100_000  # bytes, compressed


def _ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(SRC)) for path in paths]


@pytest.mark.parametrize("path", TEMPLATES, ids=_ids(TEMPLATES))
def test_template_keeps_the_content_security_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<[a-z][^>]*\sstyle\s*=", text), "thuộc tính style"
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "script viết trong trang"
    assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=", text), "thuộc tính sự kiện"
    assert "javascript:" not in text
    assert "hx-on" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=_ids(TEMPLATES))
def test_template_requests_nothing_from_another_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|srcset|action|poster|data)\s*=\s*[\"'](?:https?:)?//", text)
    assert not re.search(r"<link[^>]*href\s*=\s*[\"'](?:https?:)?//", text)


@pytest.mark.parametrize("path", OWN_TEXT, ids=_ids(OWN_TEXT))
def test_static_file_requests_nothing_from_another_host(path: Path) -> None:
    text = NOT_REQUESTED.sub("", path.read_text(encoding="utf-8"))
    assert "http://" not in text and "https://" not in text
    assert "sourceMappingURL" not in text
    assert "@import" not in text
    for target in re.findall(r"url\([\"']?([^\"')]+)", text):
        if not target.startswith(("data:", "%23")):
            assert (path.parent / target).is_file(), target


def test_sprite_holds_exactly_the_listed_icons() -> None:
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    assert sorted(re.findall(r'<symbol id="([^"]+)"', sprite)) == sorted(ICONS)
    assert len(set(ICONS)) == len(ICONS)
    with pytest.raises(ValueError, match="Không có biểu tượng «no-such»"):
        icon_address("no-such")


def test_every_icon_named_in_a_template_or_tone_exists() -> None:
    named = {name for path in TEMPLATES for name in re.findall(r"{% icon \"([^\"]+)\"", path.read_text("utf-8"))}
    assert named
    assert named | set(TONE_ICONS.values()) <= set(ICONS)
    assert set(STAGE_TONES.values()) <= set(TONE_ICONS)


def test_vendored_folders_name_version_and_licence() -> None:
    page = (STATIC / "VENDORED.md").read_text(encoding="utf-8")
    folders = [folder for folder in (STATIC / "vendor").iterdir() if folder.is_dir()]
    assert folders
    for folder in folders:
        assert (folder / "LICENSE").read_text(encoding="utf-8").strip()
        row = next(line for line in page.splitlines() if line.startswith("|") and f"vendor/{folder.name}`" in line)
        assert re.search(r"\| \d+\.\d+\.\d+ \| (MIT|OFL)", row), row


def test_first_view_is_small() -> None:
    """Styles, script, sprite and the fonts of a page of text (two weights, two subsets, figures), as they travel."""
    packed = [STATIC / name for name in ("thidua.css", "components.css", "thidua.js", "icons.svg", "mark.svg")]
    packed.append(STATIC / "vendor" / "bootstrap" / "bootstrap.min.css")
    fonts = [path for path in (STATIC / "vendor").rglob("*.woff2") if "italic" not in path.name]
    travelling = sum(len(gzip.compress(path.read_bytes(), 9)) for path in packed) + sum(f.stat().st_size for f in fonts)
    assert travelling <= FIRST_VIEW - 10_000, f"{travelling} byte; để lại 10 kB cho trang HTML"
