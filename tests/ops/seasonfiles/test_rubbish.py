"""Rubbish in every column and entry of every file, one to a line: the season is read, or each is told in a sentence.

Every file is spoilt at once, each field in a line of its own, so that a round costs one reading."""

import csv
import io
from collections.abc import Callable, Iterator

import pytest
import yaml

from tests.ops.seasonfiles.seasons import Spoiled
from thidua.ops.seasonfiles import SeasonProblems, read_season

RUBBISH = (
    "", "x", "-1", "0", "1e5", "NaN", "Infinity", "1" + "0" * 30, "0," + "3" * 40, "1.5", "1,5", "1.234.567", "12%",
    "=1+1", "@SUM(A1)", "31/02/2023", "2023-13-01", "01/01/0001", "31/12/9999", "A" * 5000, "<b>", "không", "no",
    "../../etc/passwd", "😀" * 20, "²", "٣", "010", "0x10", "1_000", "null", "a;b;c", "x=1; x=2", "{0}", "%s", "~",
)  # fmt: skip


def _spoilt_list(text: str, value: str) -> str:
    rows = list(csv.reader(io.StringIO(text)))
    for column in range(len(rows[0])):
        if len(rows) > 1:
            rows[1 + column % (len(rows) - 1)][column] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _scalars(node: yaml.Node, path: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    if isinstance(node, yaml.ScalarNode):
        yield path, node
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _scalars(each, path + "[]")
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, f"{path}.{key.value}")


def _spoilt_entries(text: str, value: str) -> str:
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    first = dict(reversed([*_scalars(node)])).values() if node else ()
    for each in sorted(first, key=lambda n: -n.start_mark.index):
        quoted = "'" + value.replace("'", "''") + "'"
        text = text[: each.start_mark.index] + quoted + text[each.end_mark.index :]
    return text


@pytest.mark.parametrize("value", RUBBISH, ids=lambda value: value[:12])
def test_rubbish_everywhere_is_read_or_told(value: str, spoil: Callable[[str], Spoiled]) -> None:
    season = spoil("bac-ninh-2023")
    for path in [*season.folder.glob("*.csv"), *season.folder.glob("*.yaml")]:
        if path.name == "local.yaml":
            continue
        spoilt = _spoilt_list if path.suffix == ".csv" else _spoilt_entries
        path.write_text(spoilt(path.read_text(encoding="utf-8-sig"), value), encoding="utf-8")
    with pytest.raises(SeasonProblems) as told:
        read_season(season.folder)
    for problem in told.value.problems:
        assert problem.message.endswith(".") and len(str(problem)) < 700, problem
        assert problem.file in {path.name for path in season.folder.iterdir()}
