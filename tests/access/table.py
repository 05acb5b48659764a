"""The matrix as a page: docs/access.md. One line for every address and object, who reads and who may send.

Written in words, so that somebody who knows the offices and not the code can say «that one has no business there».
"""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby
from pathlib import Path

from tests.access.addresses import Address
from tests.access.askers import ASKERS, Asker, Origin
from tests.access.browser import Answer
from tests.access.examples import Example
from tests.access.survey import Tried
from thidua.cycle import STAGES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"
WRITE = "THIDUA_ACCESS"
COMMAND = f"{WRITE}=1 ./thidua test --db sqlite tests/access/test_write.py"

_GROUPS: tuple[tuple[str, Callable[[Asker], bool]], ...] = (
    ("ai cũng được", lambda a: True),
    ("người đã đăng nhập", lambda a: bool(a.username)),
    ("người có vai trò", lambda a: a.origin != Origin.NOWHERE),
    ("người trong năm", lambda a: a.origin == Origin.OURS),
    ("người ngoài năm", lambda a: a.origin in (Origin.ABOVE, Origin.FOREIGN)),
    ("người nơi khác", lambda a: a.origin == Origin.FOREIGN),
)
_MEANING = {
    "ai cũng được": "mọi người nêu trên, kể cả khách",
    "người đã đăng nhập": "mọi người, trừ khách",
    "người có vai trò": "mọi người, trừ khách và tài khoản chưa có vai trò",
    "người trong năm": "mọi vai trò của đơn vị tổ chức và các đơn vị trực thuộc",
    "người ngoài năm": "đơn vị tổ chức cấp trên và đơn vị tổ chức khác",
    "người nơi khác": "mọi vai trò của đơn vị tổ chức khác",
}
# a group is still named when it lacks at most so many, and holds enough to be worth the name
_LACKS, _HOLDS = 3, 4
_TOLD = {
    Answer.SIGN_IN: "phải đăng nhập",
    Answer.REFUSED: "từ chối",
    Answer.HIDDEN: "như không có",
    Answer.METHOD: "không nhận",
    Answer.BAD: "hỏng (400)",
    Answer.FAULT: "LỖI (500)",
}
_ROOMS = {"": "Tài khoản, phiên làm việc", "ui": "Khung trang", "portal": "Cổng công khai", "tasks": "Việc, tác vụ",
          "documents": "Văn bản, tệp", "people": "Con người, tài khoản", "units": "Đơn vị", "places": "Địa giới",
          "season": "Năm thi đua", "audit": "Nhật ký", "reports": "Tổng hợp"}  # fmt: skip

HEAD = f"""# Ai được vào đâu

Made from the addresses themselves by `{COMMAND}`:
everybody below tries every address, reading and sending. `tests/access` tries again and fails when an answer differs
from this page, or when an address isn't on it. Read a changed line before you commit it: it is a change of permission.

Dữ liệu: năm 2020 của huyện Bình Liêu. Đối tượng được hỏi là của xã Hoành Mô (Khối các xã) hoặc của huyện. «Xem» là mở
trang; «Gửi» là lọt qua cửa khi gửi biểu mẫu để trống, chưa kể các điều kiện về nội dung. **Ai không được nêu thì bị
từ chối (403); khách được đưa tới trang đăng nhập.** «Như không có» là trả lời 404; «không nhận» là địa chỉ không nhận
cách gửi đó (405).

| Viết tắt | Là ai |
|---|---|
"""


def who(askers: Iterable[Asker]) -> str:
    """Askers in words, by the groups that fit best. The same askers always give the same words."""
    wanted, said = set(askers), list[str]()
    left = [a for a in ASKERS if a in wanted]
    while fits := sorted(fit for fit in (_fit(n, left) for n in range(len(_GROUPS))) if fit):
        name, belongs = _GROUPS[fits[0][1]]
        but = ", ".join(a.short for a in ASKERS if belongs(a) and a not in left)
        said.append(f"{name} (trừ {but})" if but else name)
        left = [a for a in left if not belongs(a)]
    return ", ".join([*said, *(a.short for a in left)])


def _fit(number: int, left: list[Asker]) -> tuple[int, int] | None:
    """How many of a group are lacking, and its number, the largest group first; None when it isn't worth the name."""
    group = [a for a in ASKERS if _GROUPS[number][1](a)]
    lacking = sum(a not in left for a in group)
    return (lacking, number) if lacking <= _LACKS and len(group) - lacking >= _HOLDS else None


def _usual(asker: Asker) -> Answer:
    return Answer.REFUSED if asker.username else Answer.SIGN_IN


def cell(answers: dict[Asker, Answer]) -> str:
    """One cell: who is let in, and every answer that isn't the usual one."""
    if not answers or set(answers.values()) == {Answer.METHOD}:
        return ""
    said = [who(a for a, got in answers.items() if got == Answer.OPEN) or "không ai"]
    for answer, words in _TOLD.items():
        if odd := [a for a, got in answers.items() if got == answer != _usual(a)]:
            said.append(f"{words}: {who(odd)}")
    return "; ".join(said)


def line(address: Address, example: Example, tries: Iterable[Tried]) -> str:
    """One line of the page."""
    tried = list(tries)
    read = cell({t.asker: t.got.answer for t in tried if t.got})
    sent = cell({t.asker: t.posted.answer for t in tried if t.posted})
    return f"{key(address, example)} {read or '–'} | {sent or '–'} |"


def key(address: Address, example: Example) -> str:
    """The beginning of a line, by which it is found."""
    route = address.route.replace("<int:", "<").replace("<slug:", "<").replace("<str:", "<")
    return f"| `/{route}` | {example.name} | {example.variant or '–'} |"


@cache
def committed() -> dict[str, str]:
    """The lines of the page as it stands, by their beginning."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    rows = (line for line in text.splitlines() if line.startswith("| `/"))
    return {" | ".join(row.split(" | ", 3)[:3]) + " |": row for row in rows}


def page(rows: Iterable[tuple[Address, str]]) -> str:
    """The whole page: the legend, then a section for every room."""
    legend = [f"| {a.short} | {a.label} |" for a in ASKERS] + [f"| **{n}** | {m} |" for n, m in _MEANING.items()]
    said = [HEAD + "\n".join(legend)]
    for room, inside in groupby(rows, key=lambda row: row[0].room):
        lines = "\n".join(text for _, text in inside)
        said.append(f"## {_title(room)}\n\n| Địa chỉ | Tên | Đối tượng | Xem | Gửi |\n|---|---|---|---|---|\n{lines}")
    return "\n\n".join(said) + "\n"


def _title(room: str) -> str:
    stage = next((s for s in STAGES if s.label == room), None)
    return f"{stage.number}. {stage.name}" if stage else _ROOMS[room]
