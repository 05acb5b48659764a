"""Who sees and writes documents; and the register of who may see the things that files and citations hang on.

Deny by default: a type of object that no room has registered shows its files to nobody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ObjectDoesNotExist

from thidua.base.access.actor import Actor, Refused, refusal
from thidua.base.access.enums import Role
from thidua.base.documents.models import Attachment, Citation, Document
from thidua.base.documents.reach import keepers_seen_by, sees_all

OwnerCheck = Callable[[Actor, int], None]


@dataclass(frozen=True)
class OwnerPolicy:
    """What a room says of one type of object: who may see it, who may hang things on it, where its page is."""

    check_visible: OwnerCheck
    check_write: OwnerCheck | None = None
    url: Callable[[int], str] | None = None
    open_to_public: bool = False


_OWNERS: dict[str, OwnerPolicy] = {}


def register_owner(
    label_lower: str,
    check_visible: OwnerCheck,
    *,
    check_write: OwnerCheck | None = None,
    url: Callable[[int], str] | None = None,
    open_to_public: bool = False,
) -> None:
    """Called by a room at start-up for each model (``"report.result"``) that carries attachments or citations.

    ``check_visible(actor, owner_id)`` raises Refused. ``check_write`` opens the upload and citation forms of this room
    for the type; without it only the room's own actions write. ``url(owner_id)`` is the page of the object.
    ``open_to_public`` lets a stranger's request reach ``check_visible`` at all.
    """
    _OWNERS[label_lower] = OwnerPolicy(check_visible, check_write, url, open_to_public)


def owner_policy(label_lower: str) -> OwnerPolicy:
    """The registered policy of a type. Raises Refused for a type that nobody registered."""
    try:
        return _OWNERS[label_lower]
    except KeyError:
        raise Refused("Loại hồ sơ này chưa được phép mang tệp đính kèm hoặc dẫn văn bản.") from None


def page_of(owner_type: str, owner_id: int) -> str:
    """The address of the object's page; empty when its room gave none."""
    url = owner_policy(owner_type).url
    return url(owner_id) if url else ""


def visible_places(actor: Actor, citations: Iterable[Citation], most: int = 30) -> list[tuple[Citation, str]]:
    """Where a document is cited, as far as the actor may see the citing objects: citation and address of its page."""
    seen = (c for c in citations if c.owner_type in _OWNERS)
    shown = (c for c in seen if refusal(check_sees_owner, actor, c.owner_type, c.owner_id) is None)
    return [(c, page_of(c.owner_type, c.owner_id)) for c in islice(shown, most)]


def check_sees_owner(actor: Actor, owner_type: str, owner_id: int) -> None:
    """Who may read what hangs on an object: whoever may see the object."""
    policy = owner_policy(owner_type)
    if actor.role is None and not policy.open_to_public:
        raise Refused("Tệp này chỉ dành cho người được giao việc. Hãy đăng nhập rồi mở lại.")
    _ask(policy.check_visible, actor, owner_id)


def check_writes_owner(actor: Actor, owner_type: str, owner_id: int) -> None:
    """Who may hang files or citations on an object through the forms of this room."""
    policy = owner_policy(owner_type)
    if policy.check_write is None or actor.role is None:
        raise Refused("Không thể đính kèm tệp hoặc dẫn văn bản tại đây.")
    _ask(policy.check_write, actor, owner_id)


def _ask(check: OwnerCheck, actor: Actor, owner_id: int) -> None:
    """An object that is not there is refused like one that may not be seen."""
    try:
        check(actor, owner_id)
    except ObjectDoesNotExist:
        raise Refused("Không có hồ sơ này.") from None


def check_opens_attachment(actor: Actor, attachment: Attachment) -> None:
    """Who may open a file. One that was withdrawn stays readable to the unit that gave it and to those who oversee."""
    check_sees_owner(actor, attachment.owner_type, attachment.owner_id)
    if not hasattr(attachment, "withdrawal") or actor.is_any(Role.AUDITOR, Role.SPECIALIST):
        return
    if actor.unit_id is None or actor.unit_id != attachment.unit_id:
        raise Refused("Tệp này đã được rút. Chỉ đơn vị đã đính kèm và người kiểm tra còn mở được.")


def check_withdraws(actor: Actor, attachment: Attachment) -> None:
    """Who may take a file back: the unit that gave it, while it may still write on the object."""
    check_writes_owner(actor, attachment.owner_type, attachment.owner_id)
    if actor.unit_id is None or actor.unit_id != attachment.unit_id:
        raise Refused("Chỉ đơn vị đã đính kèm tệp được rút tệp này.")


def check_sees_document(actor: Actor, document: Document) -> None:
    """Public documents: anybody. The rest: see ``keepers_seen_by``."""
    if document.is_public or sees_all(actor) or document.kept_by_id in keepers_seen_by(actor):
        return
    raise Refused("Văn bản này do đơn vị khác lưu giữ và chưa công khai; bạn không có quyền xem.")


def check_sees_document_id(actor: Actor, document_id: int) -> None:
    """The same by id, for files that hang on a document."""
    check_sees_document(actor, _document(document_id))


def check_writes_documents(actor: Actor, unit_id: int | None) -> None:
    """Who records, corrects and ends documents: the specialist or the officer of the unit that keeps them."""
    if not actor.is_any(Role.SPECIALIST, Role.UNIT_OFFICER):
        raise Refused("Việc này dành cho chuyên viên hoặc cán bộ thi đua của đơn vị lưu giữ văn bản.")
    if unit_id is None or actor.unit_id != unit_id:
        raise Refused("Văn bản này do đơn vị khác lưu giữ; chỉ đơn vị đó được sửa.")


def check_writes_document_id(actor: Actor, document_id: int) -> None:
    """The same by id, for files that hang on a document."""
    check_writes_documents(actor, _document(document_id).kept_by_id)


def check_keeps_documents(actor: Actor) -> None:
    """The door of the form for a new document: a role that may record documents of its own unit."""
    check_writes_documents(actor, actor.unit_id)


def _document(document_id: int) -> Document:
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise Refused("Không có văn bản này.")
    return document
