"""Writing scoring tables: draft, edit, adopt with a document, retire."""

from datetime import date
from typing import Any

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.season.models import Season
from thidua.base.workflow.actions import move
from thidua.cycle.s5_score.enums import SCHEME_FLOW, SchemeState
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme
from thidua.cycle.s5_score.policies import check_decides, check_writes_schemes
from thidua.engine.scoring import SchemeError, Severity, check_scheme
from thidua.engine.scoring.schemetext import scheme_from_text

_LONGEST = {"code": 40, "version": 20, "title": 300}


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


def edit_scheme(*, by: Actor, scheme: Scheme, text: str) -> None:
    """Change a draft. An adopted version never changes: write the next version."""
    check_writes_schemes(by, scheme.season)
    if scheme.state != SchemeState.DRAFT:
        raise Refused("Bảng tiêu chí đã ban hành thì không sửa được. Hãy lập phiên bản mới.")
    read = _read(scheme.season, text, scheme.previous, scheme.pk)
    with audited("score.scheme_edited", by=by, on=scheme):
        for name, value in read.items():
            setattr(scheme, name, value)
        scheme.save()


def _read(season: Season, text: str, previous: Scheme | None, own: int = 0) -> dict[str, Any]:
    """The fields of a scheme, from its text."""
    try:
        data, rules = scheme_from_text(text)
    except SchemeError as error:
        faults = [str(fault) for fault in error.problems]
        raise SchemeFaults([f"{fault[:1].upper()}{fault[1:]}." for fault in faults]) from error
    named = {name: getattr(rules, name) for name in _LONGEST}
    for name, value in named.items():
        if not value.strip() or len(value) > _LONGEST[name]:
            raise Problem(f"Mục «{name}» phải có nội dung và không dài quá {_LONGEST[name]} ký tự.", "text")
    if any(len(node.code) > 50 for node in rules.nodes()):
        raise Problem("Mã nhóm, mã tiêu chí không được dài quá 50 ký tự. Hãy rút ngắn.", "text")
    if previous is not None and previous.code != rules.code:
        raise Problem(f"Phiên bản mới phải giữ mã «{previous.code}»; đang ghi «{rules.code}».", "text")
    if Scheme.objects.filter(season=season, code=rules.code, version=rules.version).exclude(pk=own).exists():
        sentence = f"Bảng «{rules.code}» phiên bản {rules.version} đã có trong năm này. Hãy ghi số phiên bản khác."
        raise Problem(sentence, "text")
    return {"text": text, "data": data, **named}


def adopt_scheme(*, by: Actor, scheme: Scheme, today: date, document: str) -> None:
    """Adopt a draft with the document that does so. Raises Problem while the check of the table finds an error."""
    check_decides(by, scheme.season)
    if not document.strip():
        raise Problem("Hãy ghi số, ngày và tên văn bản ban hành bảng tiêu chí.", "document")
    errors = [f for f in check_scheme(rules_of(scheme)) if f.severity is Severity.ERROR]
    if errors:
        raise Problem(f"Bảng còn {len(errors)} lỗi phải sửa trước khi ban hành. Lỗi đầu tiên: {errors[0]}.")
    named = {"document": document.strip()}
    move(SCHEME_FLOW, scheme, "adopt", by=by, today=today, adopted_on=today, details=named, **named)


def retire_scheme(*, by: Actor, scheme: Scheme, today: date, reason: str) -> None:
    """No new sheet is opened with this version; sheets that stand keep it."""
    check_decides(by, scheme.season)
    move(SCHEME_FLOW, scheme, "retire", by=by, today=today, reason=reason)
