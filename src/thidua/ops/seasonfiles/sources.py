"""The files of a folder as lines with their numbers: decoding, the header of a list, the entries of a YAML file."""

import csv
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from thidua.engine import yamltext
from thidua.language.text import nfc, tidy
from thidua.ops.seasonfiles.fields import Fields
from thidua.ops.seasonfiles.problems import Collector

# Control characters break papers and databases; marks of direction show a text other than it is.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# Vietnamese typed in TCVN3 (fonts “.VnTime”) and saved as UTF-8: đ, ơ, ư, á, à come out as signs within words.
_OLD_FONT = re.compile("[A-Za-z][µ¸¶¹¨ª«¬®¾¼½]|®[a-z]")
LARGEST = 20 * 2**20  # bytes; the largest list of a province with 3,000 units has two or three
_FEW = 3  # a trade mark may stand in a good file


def read_text(folder: Path, file: str, problems: Collector, *, required: bool = True) -> str | None:
    """The text of a file in UTF-8 (a byte order mark is dropped); none, with a problem noted, when there is none."""
    path = folder / file
    if not path.is_file():
        if required:
            problems.unreadable(file, None, f"Thiếu tệp {file}. Hãy thêm tệp này vào thư mục mùa thi đua.")
        return None
    if path.stat().st_size > LARGEST:
        said = f"Tệp {file} lớn hơn {LARGEST // 2**20} MB. Hãy kiểm tra xem đã chép đúng tệp chưa."
        problems.unreadable(file, None, said)
        return None
    raw = path.read_bytes()
    try:
        text = nfc(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        problems.unreadable(
            file, row, "Tệp không ở bảng mã UTF-8. Hãy lưu lại với bảng mã UTF-8 (trong Excel: “CSV UTF-8”)."
        )
        return None
    if fault := _foreign(text):
        problems.unreadable(file, *fault)
        return None
    if not text.strip():
        problems.unreadable(file, None, f"Tệp {file} rỗng. Hãy ghi nội dung hoặc chép lại tệp.")
        return None
    return text


def _foreign(text: str) -> tuple[int, str] | None:
    """Line and sentence for letters that no good file has."""
    if found := _UNSEEN.search(text):
        row, code = text.count("\n", 0, found.start()) + 1, f"U+{ord(found[0]):04X}"
        return (
            row,
            f"Dòng có ký tự điều khiển không nhìn thấy ({code}). Hãy gõ lại dòng này hoặc lưu lại tệp dạng UTF-8.",
        )
    old = list(itertools.islice(_OLD_FONT.finditer(text), _FEW))
    if len(old) == _FEW:
        row = text.count("\n", 0, old[0].start()) + 1
        return row, "Chữ gõ bằng bảng mã cũ TCVN3 (ABC). Hãy chuyển tệp sang Unicode UTF-8 rồi chạy lại."
    return None


def read_table(
    folder: Path, file: str, columns: tuple[str, ...], problems: Collector, *, required: bool = True
) -> list[Fields]:
    """The lines of a CSV list, each with the line number at which it begins. Empty lines are passed over."""
    text = read_text(folder, file, problems, required=required)
    if text is None:
        return []
    records = list(_records(text, file, problems))
    if not records or not _header_is_right(records[0], file, columns, problems):
        return []
    header = [tidy(name).casefold() for name in records[0][1]]
    lines: list[Fields] = []
    for row, cells in records[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            problems.distrust(
                file,
                row,
                f"Dòng có {len(cells)} ô, trong khi tiêu đề có {len(header)} cột. "
                "Ô nào có dấu phẩy thì đặt trong ngoặc kép; ô trống vẫn giữ dấu phẩy.",
            )
        lines.append(Fields(problems, file, row, dict(zip(header, cells, strict=False))))
    return lines


def _records(text: str, file: str, problems: Collector) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    row = 1
    try:
        for cells in reader:
            yield row, cells
            row = reader.line_num + 1
    except csv.Error:
        problems.unreadable(file, row, "Dấu ngoặc kép mở mà không đóng đúng chỗ. Hãy kiểm tra các dấu ngoặc kép.")


def _header_is_right(record: tuple[int, list[str]], file: str, columns: tuple[str, ...], problems: Collector) -> bool:
    row, cells = record
    names = [tidy(name).casefold() for name in cells]
    if len(names) == 1 and any(mark in cells[0] for mark in ";\t"):
        problems.unreadable(file, row, "Các cột không ngăn bằng dấu phẩy. Hãy lưu lại dạng CSV ngăn bằng dấu phẩy “,”.")
        return False
    wanted = ", ".join(columns)
    for name in names:
        if name not in columns:
            problems.unreadable(file, row, f"Không có cột “{name}” trong mẫu. Các cột của tệp là: {wanted}.", name)
    for name in columns:
        if name not in names:
            problems.unreadable(file, row, f"Thiếu cột “{name}”. Các cột của tệp là: {wanted}.", name)
        elif names.count(name) > 1:
            problems.unreadable(file, row, f"Cột “{name}” có hai lần. Hãy giữ một cột.", name)
    return set(names) == set(columns) and len(names) == len(columns)


class Entry(Fields):
    """A mapping of a YAML file: texts by name, and further entries below it. All scalars are read as texts."""

    def __init__(self, problems: Collector, file: str, node: yaml.MappingNode) -> None:
        self._nodes: dict[str, yaml.Node] = {}
        values: dict[str, str] = {}
        row = node.start_mark.line + 1
        for key, value in node.value:
            name = tidy(str(key.value))
            if name in self._nodes:
                problems.add(file, key.start_mark.line + 1, name, f"Mục “{name}” có hai lần. Hãy giữ một mục.")
            self._nodes[name] = value
            problems.place(file, row, name, key.start_mark.line + 1)
            if isinstance(value, yaml.ScalarNode):
                values[name] = "" if value.tag == "tag:yaml.org,2002:null" else str(value.value)
        super().__init__(problems, file, row, values)

    def allow(self, *names: str) -> None:
        """Note every name that the format does not know."""
        for name in self._nodes:
            if name not in names:
                self.wrong(name, f"Không có mục “{name}” trong mẫu. Các mục dùng được: {', '.join(names)}.")

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they are written."""
        return tuple(self._nodes)

    def has(self, name: str) -> bool:
        """Whether the name is written at all."""
        return name in self._nodes

    def child(self, name: str) -> "Entry | None":
        """The mapping under a name, or none."""
        node = self._nodes.get(name)
        if node is None or _is_empty(node):
            return None
        if isinstance(node, yaml.MappingNode):
            return Entry(self.problems, self.file, node)
        self.problems.add(
            self.file, node.start_mark.line + 1, name, f"“{name}” phải gồm các mục con, mỗi mục một dòng."
        )
        return None

    def children(self, name: str) -> list["Entry"]:
        """The list of mappings under a name; nothing written is an empty list."""
        entries: list[Entry] = []
        for node in self._sequence(name):
            if isinstance(node, yaml.MappingNode):
                entries.append(Entry(self.problems, self.file, node))
            else:
                self.wrong(name, f"Mỗi phần của “{name}” phải gồm các mục con có tên.")
        return entries

    def texts(self, name: str) -> tuple[str, ...]:
        """The list of texts under a name; nothing written is an empty list."""
        found: list[str] = []
        for node in self._sequence(name):
            if isinstance(node, yaml.ScalarNode):
                found.append(tidy(str(node.value)))
            else:
                self.wrong(name, f"Mỗi phần của “{name}” phải là một đoạn chữ.")
        return tuple(found)

    def _sequence(self, name: str) -> list[yaml.Node]:
        node = self._nodes.get(name)
        if node is None or _is_empty(node):
            return []
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.wrong(name, f"“{name}” phải là một danh sách, mỗi phần bắt đầu bằng dấu gạch “-”.")
        return []


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not str(node.value).strip()


def read_entry(folder: Path, file: str, problems: Collector, *, required: bool = True) -> Entry | None:
    """The top mapping of a YAML file; none, with a problem noted, when it can't be read."""
    text = read_text(folder, file, problems, required=required)
    if text is None:
        return None
    try:
        if fault := yamltext.fault_in(text):
            problems.unreadable(file, *fault)
            return None
        node = yaml.compose(text, Loader=yamltext.Loader)
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else None
        problems.add(
            file, row, None, "Tệp YAML viết sai: kiểm tra thụt đầu dòng, dấu hai chấm và dấu ngoặc ở dòng này."
        )
        return None
    except yaml.YAMLError:
        problems.unreadable(file, None, "Tệp YAML có ký tự không đọc được. Hãy lưu lại tệp dạng văn bản UTF-8.")
        return None
    if not isinstance(node, yaml.MappingNode):
        problems.unreadable(file, 1, "Tệp phải gồm các mục có tên dạng “tên: giá trị”.")
        return None
    return Entry(problems, file, node)
