"""What the table must never say, whatever the code does: the rules by which a changed line is judged."""

from collections.abc import Iterator

from tests.access.addresses import Address
from tests.access.askers import Asker, Origin
from tests.access.browser import Answer, Visit
from tests.access.examples import Example
from tests.access.ground import Ground
from tests.access.secrets import words_in
from tests.access.survey import Tried
from thidua.cycle import STAGES

_ENTRANCE = {"account_login", "account_logout", "account_inactive", "mfa_authenticate", "ui:display"}
# what the law or an act of publishing has opened to everybody
_PUBLISHED = {"documents:document", "documents:file của bài viết đã đăng"}
_OWN_ACCOUNT = {"account", "account_reauthenticate", "account_change_password", "mfa_index", "mfa_reauthenticate",
                "mfa_activate_totp", "mfa_generate_recovery_codes", "usersessions_list", "end_session"}  # fmt: skip
# the register of units and where they came from is known to everybody who has a role
_KNOWN_TO_ALL = {"units:unit", "units:lineage"}
# a scope over a whole tree reaches into the units of an authority below: its persons, tasks, log, facts, own papers
_SCOPE_FROM_ABOVE = {
    "documents:document của đơn vị, không công khai", "documents:document của đơn vị tổ chức, không công khai",
    "documents:file của văn bản đơn vị, không công khai", "tasks:task", "people:person", "people:person_edit",
    "people:person_post", "people:posting_end", "audit:row", "audit:row của đơn vị tổ chức", "register:headcount",
    "propose:draft", "propose:subject", "propose:subject tập thể", "propose:withdraw", "units:lineage",
}  # fmt: skip
# what the season's authority has passed up is the authority's above too
_PASSED_UP = {
    "propose:dossier ở cấp trên",
    "propose:give_back ở cấp trên",
    "documents:file của lần chuyển lên cấp trên",
}
# who oversees writes nothing but about itself, and asks the log to prove itself
_OF_ONES_OWN = {"choose_season", "choose_desk", "tasks:read", "audit:verify"}
_OF_THE_MACHINE = {"system_admin", "unit_admin", "unit_admin_own", "unit_admin_neighbour", "foreign_unit_admin"}
# a specialist of one unit speaks for that unit, and for nothing of the year
_FOR_THE_OWN_UNIT = {"launch:create", "launch:relaunch", "launch:receive", "honour:story_write"}
_STAGES = {stage.label for stage in STAGES}
# a file is read, and that it was read is kept (an evidence that nobody opened is no evidence)
_READING_IS_KEPT = ("documents_attachmentopening", "audit_")


def broken(address: Address, example: Example, tried: Tried) -> Iterator[str]:
    """Sentences about what must not be."""
    for method, visit in (("GET", tried.got), ("POST", tried.posted)):
        if visit is None:
            continue
        if visit.answer in (Answer.FAULT, Answer.BAD):
            yield f"{method}: {visit.response.status_code} {visit.fault}"
        if visit.answer != Answer.OPEN and visit.writes:
            yield f"{method}: sent away, and something was written: {visit.writes}"
        if visit.answer == Answer.OPEN:
            yield from (f"{method}: {why}" for why in _too_open(address, example, tried.asker, method))
    if tried.got and (written := list(_written(address, tried.got))):
        yield f"GET wrote: {written}"


# they read every act, also that on what is closed to them
_WHOLE_LOG = {("audit", "system_admin"), ("audit", "auditor")}


def leaked(ground: Ground, address: Address, tried: Tried) -> set[str]:
    """Words that an asker met, though they stand behind doors that are closed to him."""
    if tried.got is None or tried.got.answer != Answer.OPEN or (address.room, tried.asker.code) in _WHOLE_LOG:
        return set()
    return words_in(tried.got.text) & ground.closed.get(tried.asker.code, set())


def _written(address: Address, got: Visit) -> list[str]:
    kept = _READING_IS_KEPT if address.name == "documents:file" else ()
    return [s for s in got.writes if not any(k in s for k in kept)]


def _too_open(address: Address, example: Example, asker: Asker, method: str) -> Iterator[str]:
    public = address.room == "portal" or address.name in _ENTRANCE or example.row in _PUBLISHED
    own = public or address.name in _OWN_ACCOUNT
    if asker.code == "stranger" and not public:
        yield "a stranger is let in"
    if asker.code == "no_role" and not own:
        yield "somebody without a role is let in"
    if asker.origin == Origin.FOREIGN and example.has_object and not (own or address.name in _KNOWN_TO_ALL):
        yield "somebody of another authority is let in to an object of this one"
    if asker.origin == Origin.FOREIGN and method == "POST" and address.name in _KNOWN_TO_ALL:
        yield "somebody of another authority may change what belongs to this one"
    reached = own or example.row in _SCOPE_FROM_ABOVE | _PASSED_UP or address.name in _KNOWN_TO_ALL
    if asker.origin == Origin.ABOVE and example.has_object and not reached:
        yield "the authority above is let in to what is this one's alone"
    if method == "POST":
        yield from _sends_too_much(address, asker, may=own or address.name in _OF_ONES_OWN)


def _sends_too_much(address: Address, asker: Asker, *, may: bool) -> Iterator[str]:
    if asker.code == "auditor" and not may:
        yield "who oversees may write"
    if asker.code in _OF_THE_MACHINE and address.room in _STAGES:
        yield "who runs the machine may act in the year"
    if asker.code == "specialist_below" and address.room in _STAGES and address.name not in _FOR_THE_OWN_UNIT:
        yield "a specialist below the authority acts for it"
