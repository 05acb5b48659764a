"""``./thidua year``: results from a folder; the same bytes twice; a bad folder leaves nothing."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# runs the real command in processes of its own
pytestmark = [pytest.mark.crash, pytest.mark.sqlite_only]
ROOT = Path(__file__).resolve().parents[2]
DATA = ("xep-hang.csv", "dieu-kien.csv", "bieu-quyet.csv", "khen-thuong.csv", "chi-tieu.csv", "tong-hop.json")


def _year(folder: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "thidua.ops.cli", "year", str(folder), "--out", str(out)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


@pytest.fixture(scope="module")
def binh_lieu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of Bình Liêu 2020."""
    out = tmp_path_factory.mktemp("out")
    done = _year(ROOT / "examples" / "binh-lieu-2020", out)
    assert done.returncode == 0, done.stderr
    return out


def test_the_published_awards_come_out(binh_lieu: Path) -> None:
    awards = [row["mã"] for row in _rows(binh_lieu / "khen-thuong.csv")]
    assert awards.count("CSTDCS") == 5
    assert awards.count("DAN_DAU_KHOI") == 12 and awards.count("NHI_KHOI") == 12


def test_the_money_follows_the_base_salary_of_the_decisions_day(binh_lieu: Path) -> None:
    money = {row["mã"]: row["tiền thưởng (đồng)"] for row in _rows(binh_lieu / "khen-thuong.csv")}
    assert money["CSTDCS"] == "1490000"


def test_a_fall_is_called_a_fall_and_a_missing_figure_stays_empty(binh_lieu: Path) -> None:
    rows = {(row["đơn vị"], row["mã chỉ tiêu"]): row for row in _rows(binh_lieu / "chi-tieu.csv")}
    visitors = next(row for (unit, _), row in rows.items() if row["kết quả"] == "66927")
    assert visitors["so với cùng kỳ"] == "giảm dưới 23%" and visitors["kế hoạch"] == ""


def test_refusals_say_what_is_missing(binh_lieu: Path) -> None:
    refused = [row for row in _rows(binh_lieu / "dieu-kien.csv") if row["theo quy định"] == "Không đủ điều kiện"]
    assert refused and all("Chưa đạt" in row["còn thiếu"] for row in refused)


def test_official_papers_and_the_report_lie_there(binh_lieu: Path) -> None:
    names = {path.name for path in binh_lieu.iterdir()}
    assert "bao-cao-tong-ket.docx" in names and "tong-hop.xlsx" in names
    assert any(n.startswith("quyet-dinh-") and n.endswith(".pdf") for n in names)
    assert any(n.startswith("quyet-dinh-") and n.endswith(".docx") for n in names)
    assert any(n.startswith("giay-chung-nhan-") for n in names)
    assert json.loads((binh_lieu / "tong-hop.json").read_text(encoding="utf-8"))


def test_the_same_folder_gives_the_same_bytes(binh_lieu: Path, tmp_path: Path) -> None:
    assert _year(ROOT / "examples" / "binh-lieu-2020", tmp_path).returncode == 0
    for name in DATA:
        assert (tmp_path / name).read_bytes() == (binh_lieu / name).read_bytes(), name


@pytest.mark.parametrize("season", ["quynh-phu-2022", "bac-ninh-2023", "pho-lu-2023", "binh-lieu-2022"])
def test_every_season_runs_to_its_end(season: str, tmp_path: Path) -> None:
    done = _year(ROOT / "examples" / season, tmp_path)
    assert done.returncode == 0, done.stderr
    assert {*DATA} <= {path.name for path in tmp_path.iterdir()}


def test_a_bad_folder_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    folder, out = tmp_path / "season", tmp_path / "out"
    shutil.copytree(ROOT / "examples" / "bac-ninh-2023", folder)
    units = folder / "units.csv"
    lines = units.read_text(encoding="utf-8").splitlines()
    units.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    done = _year(folder, out)
    assert done.returncode == 1 and not out.exists()
    assert f"units.csv, dòng {len(lines) + 1}" in done.stdout


def test_a_missing_folder_gets_one_sentence(tmp_path: Path) -> None:
    done = _year(tmp_path / "khong-co", tmp_path / "out")
    assert done.returncode == 2 and "không có thư mục" in done.stderr and "Traceback" not in done.stderr
