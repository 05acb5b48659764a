"""YAML as people type it: what the parser takes in silence and must not be taken is said before anything is built."""

from typing import Any

import yaml

DEEPEST = 40  # brackets within brackets; the files of a season need seven. Without a bound the C parser itself crashes
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where it was built in, same results
_CORE = "tag:yaml.org,2002:"
_PLAIN_TAGS = {f"{_CORE}{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")}


class Loader(_Base):  # type: ignore[misc]
    """Plain values only. What looks like a day stays a text: its reader knows which days there are."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != f"{_CORE}timestamp"]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}


def fault_in(text: str) -> tuple[int, str] | None:
    """The line and a sentence for the first thing that is well-formed YAML and yet not taken; none when all is plain.

    Raises yaml.YAMLError for what is no YAML."""
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):  # it can grow without end
            return line, "Không dùng dấu & và * để nhắc lại phần đã viết. Hãy viết đầy đủ từng phần."
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return line, f"Các phần lồng nhau quá {DEEPEST} lớp. Hãy kiểm tra các dấu ngoặc và thụt đầu dòng."
        if getattr(event, "tag", None) not in (None, "!", *_PLAIN_TAGS):
            return line, "Không dùng dấu “!” trước một giá trị. Hãy bỏ dấu đó, hoặc đặt giá trị trong ngoặc kép."
    return None
