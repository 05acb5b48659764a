"""Reads YAML exactly: decimals stay decimal, a key written twice is an error, `on` and `no` are words."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml


class LawError(Exception):
    """A question or a file that cannot be answered or used; the text is a Vietnamese sentence for the user."""


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where it was built in, same results


class _Loader(_Base):  # type: ignore[misc]
    """YAML 1.1 without its surprises: yes and on are text, 0.3 is a Decimal, a repeated key is refused."""


_REPLACED = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:float")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag not in _REPLACED]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("!decimal", re.compile(r"^[-+]?\d+\.\d+$"), list("-+0123456789"))


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)))


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise LawError(f"dòng {line}: tên mục phải là một từ.")
        key = loader.construct_object(key_node)
        if key in seen:
            raise LawError(f"dòng {line}: mục “{key}” ghi hai lần; chỉ giữ một.")
        seen.add(key)
    return dict(loader.construct_mapping(node, deep=True))


_Loader.add_constructor("!decimal", _decimal)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def parse(text: str) -> Any:
    """The content of one YAML text. Raises LawError with the line when it is not well formed."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise LawError(f"dòng {line}: không đọc được YAML ({error.problem}).") from None


def read(path: Path) -> dict[str, Any]:
    """One YAML file whose top is a mapping. Raises LawError naming the file."""
    try:
        content = parse(path.read_text(encoding="utf-8"))
    except OSError:
        raise LawError(f"Không mở được tệp {path}. Hãy kiểm tra đường dẫn.") from None
    except UnicodeDecodeError:
        raise LawError(f"Tệp {path.name}: không phải UTF-8. Hãy lưu lại tệp bằng UTF-8.") from None
    except LawError as error:
        raise LawError(f"Tệp {path.name}, {error}") from None
    if not isinstance(content, dict):
        raise LawError(f"Tệp {path.name}: nội dung phải là các mục “tên: giá trị”.")
    return content
