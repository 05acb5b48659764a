"""Writing scoring tables as a whole: draft from text, edit the text, adopt with a document, retire."""

from datetime import date
from typing import Any

from django.db import transaction

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.season.models import Season
from thidua.base.workflow.actions import move
from thidua.cycle.s5_score.designer.marks import Stale, text_mark
from thidua.cycle.s5_score.enums import SCHEME_FLOW, SchemeState
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme
from thidua.cycle.s5_score.policies import check_decides, check_writes_schemes
from thidua.engine.scoring import Scheme as Rules
from thidua.engine.scoring import SchemeError, Severity, check_scheme, scheme_to_data
from thidua.engine.scoring.schemetext import LONGEST, scheme_from_text, text_of

_LONGEST = {"code": 40, "version": 20, "title": 300}
_CALLED = {"code": "Mã bảng", "version": "Phiên bản", "title": "Tên bảng tiêu chí"}


class SchemeFaults(Problem):
    """The text is no scoring table; ``faults`` lists every fault as a sentence."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults), "text")
        self.faults = faults


def draft_scheme(*, by: Actor, season: Season, text: str, previous: Scheme | None = None) -> Scheme:
    """Keep a scoring table as a draft. Raises SchemeFaults; Problem when this version stands already."""
    check_writes_schemes(by, season)
    read = _read(season, text, previous)
    with audited("score.scheme_drafted", by=by) as record:
        record.on = made = Scheme.objects.create(season=season, previous=previous, **read)
    return made


def draft_rules(*, by: Actor, season: Season, rules: Rules, previous: Scheme | None = None) -> Scheme:
    """Keep a table that was put together elsewhere (a copy, a spreadsheet, a form) as a draft."""
    check_writes_schemes(by, season)
    fields = fields_of(season, rules, previous)
    with audited("score.scheme_drafted", by=by) as record:
        record.on = made = Scheme.objects.create(season=season, previous=previous, **fields)
    return made


def edit_scheme(*, by: Actor, scheme: Scheme, text: str, seen: str | None = None) -> None:
    """Change the text of a draft. An adopted version never changes: write the next version.

    ``seen``: the mark of the text that the writer began with. Raises Stale when it is not that text any more."""
    check_writes_schemes(by, scheme.season)
    with audited("score.scheme_edited", by=by, on=scheme):
        row = locked_draft(scheme)
        if seen is not None and seen != text_mark(row.text):
            raise Stale("Nội dung bảng")
        keep(row, _read(row.season, text, row.previous, row.pk))


def locked_draft(scheme: Scheme) -> Scheme:
    """The draft as it stands in the database, held until the transaction ends. Raises Refused when it is none."""
    row = Scheme.objects.select_for_update(of=("self",)).select_related("season", "previous").get(pk=scheme.pk)
    if row.state != SchemeState.DRAFT:
        raise Refused("Bảng tiêu chí đã ban hành thì không sửa được. Hãy lập phiên bản mới.")
    return row


def keep(row: Scheme, fields: dict[str, Any]) -> None:
    """Write text, data and names of a draft together, so that they never part."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


def fields_of(season: Season, rules: Rules, previous: Scheme | None, own: int = 0) -> dict[str, Any]:
    """The fields of a scheme, from its rules. Raises Problem for names that can't be kept."""
    text = text_of(rules)
    if len(text) > LONGEST:
        raise Problem(f"Bảng dài {len(text)} ký tự, tối đa {LONGEST}. Hãy chia thành nhiều bảng.")
    return {"text": text, "data": scheme_to_data(rules), **_named(season, rules, previous, own)}


def _read(season: Season, text: str, previous: Scheme | None, own: int = 0) -> dict[str, Any]:
    """The fields of a scheme, from its text."""
    try:
        data, rules = scheme_from_text(text)
    except SchemeError as error:
        faults = [str(fault) for fault in error.problems]
        raise SchemeFaults([f"{fault[:1].upper()}{fault[1:]}." for fault in faults]) from error
    try:
        return {"text": text, "data": data, **_named(season, rules, previous, own)}
    except Problem as problem:
        raise Problem(problem.sentence, "text") from problem


def _named(season: Season, rules: Rules, previous: Scheme | None, own: int) -> dict[str, str]:
    """Code, version and title. Raises Problem when they don't fit the database, the previous version, the season."""
    named = {name: getattr(rules, name) for name in _LONGEST}
    for name, value in named.items():
        if not value.strip() or len(value) > _LONGEST[name]:
            told = f"Mục «{name}» ({_CALLED[name].lower()}) phải có nội dung và không dài quá {_LONGEST[name]} ký tự."
            raise Problem(told, name)
    if any(len(node.code) > 50 for node in rules.nodes()):
        raise Problem("Mã nhóm, mã tiêu chí không được dài quá 50 ký tự. Hãy rút ngắn.", "code")
    if previous is not None and previous.code != rules.code:
        raise Problem(f"Phiên bản mới phải giữ mã «{previous.code}»; đang ghi «{rules.code}».", "code")
    if Scheme.objects.filter(season=season, code=rules.code, version=rules.version).exclude(pk=own).exists():
        sentence = f"Bảng «{rules.code}» phiên bản {rules.version} đã có trong năm này. Hãy ghi số phiên bản khác."
        raise Problem(sentence, "version")
    return named


def adopt_scheme(*, by: Actor, scheme: Scheme, today: date, document: str) -> None:
    """Adopt a draft with the document that does so. Raises Problem while the check of the table finds an error."""
    check_decides(by, scheme.season)
    if not document.strip():
        raise Problem("Hãy ghi số, ngày và tên văn bản ban hành bảng tiêu chí.", "document")
    with transaction.atomic():
        standing = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
        errors = [f for f in check_scheme(rules_of(standing)) if f.severity is Severity.ERROR]
        if errors:
            raise Problem(f"Bảng còn {len(errors)} lỗi phải sửa trước khi ban hành. Lỗi đầu tiên: {errors[0]}.")
        named = {"document": document.strip()}
        move(SCHEME_FLOW, scheme, "adopt", by=by, today=today, adopted_on=today, details=named, **named)


def retire_scheme(*, by: Actor, scheme: Scheme, today: date, reason: str) -> None:
    """No new sheet is opened with this version; sheets that stand keep it."""
    check_decides(by, scheme.season)
    move(SCHEME_FLOW, scheme, "retire", by=by, today=today, reason=reason)
