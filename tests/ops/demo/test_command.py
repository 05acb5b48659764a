"""``./thidua demo`` touches nothing that is not its own."""

import os
import threading
from pathlib import Path

import pytest

from thidua.ops.commands import demo
from thidua.ops.demo import guard, state, turns


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command sets is taken back after the test."""
    for name in ("THIDUA_DATA", "DJANGO_SETTINGS_MODULE", "THIDUA_DATABASE_URL"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    monkeypatch.delenv("THIDUA_DATABASE_URL")


def _said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert demo.main(["--no-serve", *arguments]) == 2
    return capsys.readouterr().err


def test_a_folder_with_other_content_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thidua.sqlite3").write_bytes(b"real")
    assert "đã có nội dung khác" in _said(capsys, "--data", str(tmp_path))
    assert "đã có nội dung khác" in _said(capsys, "--data", str(tmp_path), "--fresh")
    assert (tmp_path / "thidua.sqlite3").read_bytes() == b"real"


def test_a_database_that_is_not_called_a_demonstration_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIDUA_DATABASE_URL", "postgresql://root@127.0.0.1/thidua")
    assert "«thidua» trong THIDUA_DATABASE_URL không có chữ «demo»" in _said(capsys, "--data", str(tmp_path / "demo"))
    assert not (tmp_path / "demo").exists()


def test_an_sqlite_address_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIDUA_DATABASE_URL", f"sqlite://{tmp_path / 'demo.sqlite3'}")
    assert "Hãy bỏ biến THIDUA_DATABASE_URL" in _said(capsys, "--data", str(tmp_path / "demo"))


def test_a_database_with_foreign_tables_is_not_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_DATABASE_URL", "postgresql://root@127.0.0.1/thidua_demo")
    monkeypatch.setattr(demo, "_ask_postgresql", lambda command: [(1,)])
    with pytest.raises(demo.Stop, match="đã có bảng không do bản trình diễn này tạo"):
        demo._claim(state.Loaded())
    demo._claim(state.Loaded(database="127.0.0.1:/thidua_demo"))


def test_an_empty_database_is_claimed_and_its_state_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_DATABASE_URL", "postgresql://root@127.0.0.1/thidua_demo")
    monkeypatch.setattr(demo, "_ask_postgresql", lambda command: [])
    loaded = state.Loaded(code="x", seasons={"a": "b"})
    demo._claim(loaded)
    assert (loaded.database, loaded.code, loaded.seasons) == ("127.0.0.1:/thidua_demo", "", {})


def test_starting_afresh_wipes_only_a_database_that_the_folder_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setenv("THIDUA_DATABASE_URL", "postgresql://root@127.0.0.1/thidua_demo")
    monkeypatch.setattr(demo, "_ask_postgresql", asked.append)
    for claimed, wiped in (("", []), ("127.0.0.1:/thidua_demo", ["DROP"])):
        guard.mark(tmp_path / "demo")
        state.Loaded(database=claimed).keep(tmp_path / "demo")
        demo._wipe(tmp_path / "demo")
        assert [command.split()[0] for command in asked] == wiped
        assert not (tmp_path / "demo").exists()


def test_a_port_in_use_gets_one_sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "port_is_free", lambda host, port: False)
    assert demo.main(["--port", "8000"]) == 2
    assert "cổng 8000 đang có chương trình khác dùng" in capsys.readouterr().err


def test_nothing_is_prepared_again_when_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guard.mark(tmp_path / "demo")
    from thidua.ops.demo.plan import plan

    seasons = {s.code: state.season_fingerprint(s.folder) for s in plan().seasons}
    state.Loaded(code="same", seasons=seasons).keep(tmp_path / "demo")
    monkeypatch.setattr(demo.state, "code_fingerprint", lambda source: "same")
    monkeypatch.setattr(demo, "prepare", lambda: pytest.fail("nothing to prepare"))
    assert demo.main(["--no-serve", "--data", str(tmp_path / "demo")]) == 0
    assert capsys.readouterr().err == ""


def test_changed_files_are_told_with_the_way_to_start_afresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guard.mark(tmp_path / "demo")
    from thidua.ops.demo.plan import plan

    state.Loaded(code="same", seasons={s.code: "older" for s in plan().seasons}).keep(tmp_path / "demo")
    monkeypatch.setattr(demo.state, "code_fingerprint", lambda source: "same")
    assert demo.main(["--no-serve", "--data", str(tmp_path / "demo")]) == 0
    assert "./thidua demo --fresh" in capsys.readouterr().err


def test_an_unknown_season_is_named_with_those_that_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, "--data", str(tmp_path / "demo"), "--seasons", "ha-noi-1954")
    assert "không có mùa ha-noi-1954" in said and "quynh-phu-2022" in said
    assert not (tmp_path / "demo" / "demo.sqlite3").exists()


def test_a_demonstration_that_is_shown_is_not_wiped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "demo"
    guard.mark(folder)
    with turns.in_use(folder), turns.in_use(folder):
        assert "đang mở ở nơi khác" in _said(capsys, "--data", str(folder), "--fresh")
    assert guard.is_marked(folder)
    turns.refuse_in_use(folder)


def test_two_started_at_once_take_turns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order: list[str] = []

    def second() -> None:
        with turns.alone(tmp_path / "demo"):
            order.append("second")

    with turns.alone(tmp_path / "demo"):
        other = threading.Thread(target=second)
        other.start()
        other.join(0.3)
        order.append("first")
    other.join(5)
    assert order == ["first", "second"]
    assert "đang chờ nó xong" in capsys.readouterr().err
