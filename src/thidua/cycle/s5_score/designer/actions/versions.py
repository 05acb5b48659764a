"""New drafts out of tables that stand: the next version, a copy for another year."""

from dataclasses import replace

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.season.models import Season
from thidua.cycle.s5_score.designer.actions.schemes import draft_rules
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme
from thidua.cycle.s5_score.policies import check_sees_scheme
from thidua.engine.scoring import Scheme as Rules


def begin_scheme(*, by: Actor, season: Season, code: str, version: str, title: str) -> Scheme:
    """An empty table as a draft."""
    rules = Rules(code=code.strip(), version=version.strip(), title=title.strip(), groups=())
    return draft_rules(by=by, season=season, rules=rules)


def draft_next(*, by: Actor, old: Scheme, version: str) -> Scheme:
    """The next version of a table in its own year, as a draft that begins as the old one."""
    check_sees_scheme(by, old)
    rules = replace(rules_of(old), version=version.strip())
    return draft_rules(by=by, season=old.season, rules=rules, previous=old)


def copy_scheme(*, by: Actor, season: Season, source: Scheme, code: str, version: str, title: str) -> Scheme:
    """A draft for ``season`` from a table of the same authority. Raises Refused for a table of another authority."""
    if source.season.authority_id != season.authority_id:
        raise Refused("Chỉ sao chép được bảng tiêu chí của chính đơn vị tổ chức này.")
    check_sees_scheme(by, source)
    if not title.strip():
        raise Problem("Hãy ghi tên bảng tiêu chí.", "title")
    rules = replace(rules_of(source), code=code.strip(), version=version.strip(), title=title.strip())
    return draft_rules(by=by, season=season, rules=rules)
