"""Papers that flow: headings, paragraphs, lists, tables and pictures between a letterhead and the signatures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from thidua.paper import typesetting
from thidua.paper.errors import PaperError
from thidua.paper.parts import Letterhead, Signer, Table

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Heading:
    """A heading; levels 1, 2, 3 are numbered I. · 1. · a)."""

    text: str
    level: Literal[1, 2, 3] = 1

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise PaperError("Văn bản có đề mục để trống. Hãy điền tên đề mục.")


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list, one dash to an item."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A PNG with its caption, which is also what a screen reader says; `width` is its share of the line, in percent."""

    png: bytes
    caption: str
    width: int = 100

    def __post_init__(self) -> None:
        if not self.caption.strip():
            raise PaperError("Hình trong văn bản chưa có chú thích. Hãy ghi chú thích cho hình.")
        if not self.png.startswith(_PNG):
            raise PaperError(f"Hình “{self.caption}” không phải ảnh PNG. Hãy chọn ảnh khác.")


Block = Heading | Text | Bullets | Table | Picture


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A whole paper. `note` is small print at the foot of every page."""

    letterhead: Letterhead
    kind: str
    subject: str
    blocks: tuple[Block, ...]
    signers: tuple[Signer, ...] = ()
    copies: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        above = 1
        for block in self.blocks:
            if isinstance(block, Heading):
                if block.level > above + 1:
                    raise PaperError(f"Đề mục “{block.text}” nằm sâu hơn đề mục trước nó hơn một bậc.")
                above = block.level


def flow_pdf(flow: Flow, *, made_at: datetime) -> bytes:
    """The paper as PDF/A."""
    data = {
        "title": f"{flow.kind} {flow.subject}",
        "author": flow.letterhead.issuer,
        "letterhead": flow.letterhead.as_data(),
        "kind": flow.kind.upper(),
        "summary": flow.subject,
        "blocks": [_block(block) for block in flow.blocks],
        "signers": [signer.as_data() for signer in flow.signers],
        "copies": [copy.rstrip(" ;.") for copy in flow.copies],
        "note": flow.note,
    }
    return typesetting.pdf("flow.typ", data, made_at=made_at)


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": text, "level": level}
        case Text(text):
            return {"is": "text", "text": text}
        case Bullets(items):
            return {"is": "bullets", "items": items}
        case Picture(png, caption, width):
            return {"is": "picture", "png": list(png), "caption": caption, "width": width}
        case Table():
            return {"is": "table", "table": block.as_data()}
