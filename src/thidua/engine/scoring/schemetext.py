"""A scheme as people type it (YAML): read with every fault named by its line or its place."""

import re
from typing import Any

import yaml

from thidua.engine import yamltext
from thidua.engine.scoring.model import Scheme
from thidua.engine.scoring.problems import SchemeError, SchemeProblem
from thidua.engine.scoring.schemedata import scheme_from_data, scheme_to_data

LONGEST = 400_000  # letters; the largest real table known (176 criteria) has about 40.000


def scheme_from_text(text: str) -> tuple[dict[str, Any], Scheme]:
    """The plain data (ready for JSON) and the scheme that a text describes. Raises SchemeError with every fault."""
    if len(text) > LONGEST:
        raise SchemeError(
            [SchemeProblem("", f"bảng dài {len(text)} ký tự, tối đa {LONGEST}. Hãy chia thành nhiều bảng")]
        )
    try:
        if fault := yamltext.fault_in(text):
            raise SchemeError([SchemeProblem(f"Dòng {fault[0]}", fault[1][:1].lower() + fault[1][1:].rstrip("."))])
        node = yaml.compose(text, Loader=yamltext.Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = "viết sai YAML. Hãy kiểm tra thụt đầu dòng, dấu hai chấm và dấu ngoặc ở dòng này"
        raise SchemeError([SchemeProblem(f"Dòng {line}", message)]) from error
    except yaml.YAMLError as error:
        message = "có ký tự không đọc được. Hãy lưu lại tệp dạng văn bản UTF-8"
        raise SchemeError([SchemeProblem("", message)]) from error
    if not isinstance(node, yaml.MappingNode):
        raise SchemeError([SchemeProblem("Dòng 1", "bảng phải gồm các mục có tên dạng «tên: giá trị»")])
    if faults := _faults(node):
        raise SchemeError(faults)
    try:
        data = _plain(yaml.load(text, Loader=yamltext.Loader))
    except (yaml.YAMLError, ValueError, TypeError) as error:
        message = "có một giá trị không đọc được, ví dụ số quá dài. Hãy đặt giá trị đó trong ngoặc kép"
        raise SchemeError([SchemeProblem("", message)]) from error
    return data, scheme_from_data(data)


def _faults(root: yaml.MappingNode) -> list[SchemeProblem]:
    """What YAML takes in silence: a name that is no word, and a name given twice."""
    found = []
    waiting: list[yaml.Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            names: set[str] = set()
            for key, value in node.value:
                line = f"Dòng {key.start_mark.line + 1}"
                if not isinstance(key, yaml.ScalarNode):
                    return [SchemeProblem(line, "tên mục phải là một từ, không phải là danh sách. Hãy sửa dòng này")]
                if key.value in names:
                    found.append(SchemeProblem(line, f"mục «{key.value}» viết hai lần trong cùng một phần. Hãy bỏ một"))
                names.add(key.value)
                waiting.append(value)
    return found


def _plain(data: Any) -> Any:
    """YAML values as JSON keeps them: days and fractions as the text that was meant (0.1 stays one tenth)."""
    if isinstance(data, dict):
        return {str(name): _plain(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return data if data is None or isinstance(data, (bool, int, str)) else str(data)


class _Writer(yaml.SafeDumper):
    """Numbers with a fraction are written as people type them, not between quotes."""


def _text(writer: yaml.SafeDumper, value: str) -> yaml.Node:
    plain = _FRACTION.fullmatch(value) and str(float(value)) == value
    return writer.represent_scalar("tag:yaml.org,2002:float" if plain else "tag:yaml.org,2002:str", value)


_FRACTION = re.compile(r"-?\d{1,9}\.\d{1,9}")
_Writer.add_representer(str, _text)


def text_of(scheme: Scheme) -> str:
    """The scheme as a text that `scheme_from_text` reads back to the same scheme and the same data."""
    data = scheme_to_data(scheme)
    return str(yaml.dump(data, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=110))
