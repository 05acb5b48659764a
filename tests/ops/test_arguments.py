"""A wrong argument gets one sentence, in the language of who typed it."""

import argparse

import pytest

from thidua.ops.commands.speaking import Parser


def _parser() -> argparse.ArgumentParser:
    parser = Parser("thu", "Thử.")
    parser.add_argument("--port", type=int)
    parser.add_argument("--db", choices=("sqlite", "postgresql"))
    parser.add_argument("--out", required=True)
    return parser


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--out", "x", "--dbb", "y"], "không có tùy chọn hay đối số «--dbb y»"),
        (["--out", "x", "--db", "z"], "«--db» không nhận «z»; chọn một trong: "),
        (["--out", "x", "--port", "a"], "«--port» phải là số nguyên, không phải «a»"),
        (["--out"], "«--out» cần một giá trị đi sau"),
        ([], "thiếu --out"),
    ],
)
def test_a_wrong_argument_is_named(typed: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        _parser().parse_args(typed)
    told = capsys.readouterr().err
    assert end.value.code == 2
    assert said in told and told.count("\n") == 1 and "Xem ./thidua thu --help." in told
