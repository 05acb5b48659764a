"""Checks the law files: form, codes, dates, gaps and overlaps. Every problem names its file and path."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

from .build import Law, read_law
from .condition import CODED, ConditionTest
from .model import AwardRule, Condition, Dated
from .overlay import conflicts
from .tables import Narrowing, Paper, Regime
from .typed import Problem

DEFAULT_FOLDER = Path(__file__).resolve().parents[3] / "law"


def check_catalogue(folder: Path | None = None, overlays: Iterable[Path] = ()) -> tuple[Problem, ...]:
    """Everything wrong with a folder of law files and its overlays; empty when all is well."""
    law, problems = read_law(folder or DEFAULT_FOLDER, overlays)
    if not problems:
        problems = [*faults(law), *conflicts(law)]
    return tuple(problems)


def faults(law: Law) -> Iterator[Problem]:
    """What is wrong with a law whose files have the right form."""
    yield from _periods("regimes.yaml", "regimes", law.regimes.items(), "quy định")
    salaries = ((str(number), salary) for number, salary in enumerate(law.base_salaries, 1))
    yield from _periods("money.yaml", "base_salaries", salaries, "mức lương cơ sở")
    for key, regime in law.regimes.items():
        yield from _regime(law, key, regime)
    for code, principle in law.principles.items():
        for number, value in enumerate(principle.values, 1):
            path = f"principles.{code}.values[{number}].test"
            if value.test:
                yield from _test(law, value.test, "principles.yaml", path)
    for (regime_key, code), file in law.files.items():
        yield from _award(law, law.awards[regime_key][code], file, f"awards.{code}", law.regimes[regime_key])
    for file, overlay in law.overlays:
        for code, rule in overlay.awards.items():
            yield from _award(law, rule, file, f"awards.{code}", None)
        for code, wanted in overlay.narrows.items():
            yield from _narrowing(law, wanted, file, f"narrows.{code}")


def _periods(file: str, path: str, items: Iterable[tuple[str, Dated]], what: str) -> Iterator[Problem]:
    """Periods must follow each other without a gap or an overlap; only the last one may be open."""
    ordered = sorted(items, key=lambda item: item[1].start or date.min)
    for (code, one), (next_code, following) in zip(ordered, ordered[1:], strict=False):
        if one.end is None or following.start is None or one.end >= following.start:
            yield Problem(file, f"{path}.{next_code}", f"chồng thời gian với {code}: hai {what} cho cùng một ngày.")
        elif one.end + timedelta(days=1) < following.start:
            yield Problem(file, f"{path}.{next_code}", f"hở thời gian sau {code}: có ngày không có {what}.")


def _regime(law: Law, key: str, regime: Regime) -> Iterator[Problem]:
    for instrument in regime.instruments:
        if instrument not in law.instruments:
            path = f"regimes.{key}.instruments"
            yield Problem("regimes.yaml", path, f"“{instrument}” không có trong instruments.yaml.")
    if regime.falls_back_on:
        if regime.falls_back_on not in law.regimes:
            yield Problem("regimes.yaml", f"regimes.{key}.falls_back_on", f"không có thời kỳ “{regime.falls_back_on}”.")
        if not regime.warning:
            yield Problem("regimes.yaml", f"regimes.{key}.warning", "thiếu câu cảnh báo khi dùng tạm quy định khác.")
        return
    for file, table in _regime_tables(law):
        if key not in table:
            yield Problem(file, key, f"thiếu phần của thời kỳ {key}.")
    yield from _votes(law, key)
    yield from _procedures(law, key)
    for number, dossier in enumerate(law.dossiers.get(key, ()), 1):
        path = f"dossiers.{key}[{number}]"
        for code in dossier.codes:
            yield from _known(law, "award", code, "dossiers.yaml", f"{path}.for")
        yield from _papers(law, dossier.papers, "dossiers.yaml", path)
    for other_key, other in law.regimes.items():
        if regime.end and other.start == regime.end + timedelta(days=1) and not other.falls_back_on:
            for code in sorted(law.awards[key].keys() - law.awards[other_key].keys()):
                sentence = f"có ở thời kỳ {key} nhưng không có ở {other_key}."
                yield Problem(law.files[key, code], f"awards.{code}", sentence)


def _regime_tables(law: Law) -> Iterator[tuple[str, Mapping[str, object]]]:
    yield "money.yaml", law.money
    yield "votes.yaml", law.votes
    yield "dossiers.yaml", law.dossiers
    yield "procedures.yaml", law.procedures


def _procedures(law: Law, key: str) -> Iterator[Problem]:
    procedures = law.procedures.get(key)
    if procedures and procedures.revocation:
        for effect in procedures.revocation.effects:
            path = f"procedures.{key}.revocation.effects"
            yield from _known(law, "revocation_effect", effect, "procedures.yaml", path)
    for area in procedures.fund.caps if procedures and procedures.fund else ():
        yield from _known(law, "area", area, "procedures.yaml", f"procedures.{key}.fund.caps")


def _votes(law: Law, key: str) -> Iterator[Problem]:
    rules = law.votes.get(key)
    seen: set[str] = set()
    for number, rule in enumerate([*rules.thresholds, rules.otherwise] if rules else [], 1):
        path = f"votes.{key}[{number}]"
        share = rule.at_least if rule.at_least is not None else rule.more_than
        if (rule.at_least is None) == (rule.more_than is None) or share is None or not 0 < share <= 1:
            yield Problem("votes.yaml", path, "cần đúng một trong at_least, more_than, lớn hơn 0% và không quá 100%.")
        for code in rule.codes:
            yield from _known(law, "award", code, "votes.yaml", f"{path}.for")
            if code in seen:
                yield Problem("votes.yaml", f"{path}.for", f"“{code}” có hai ngưỡng phiếu trong cùng thời kỳ.")
            seen.add(code)


def _award(law: Law, rule: AwardRule, file: str, path: str, regime: Regime | None) -> Iterator[Problem]:
    for scale, codes in (("subject", rule.subjects), ("level", (rule.level,)), ("narrowing", rule.local_may)):
        for code in codes:
            yield from _known(law, scale, code, file, path)
    for code in rule.authority.who:
        yield from _known(law, "authority", code, file, f"{path}.authority.who")
        authority = law.authorities.get(code)
        if regime and authority and authority.end and regime.start and authority.end < regime.start:
            yield Problem(file, f"{path}.authority.who", f"“{authority.name}” không còn ở thời kỳ này.")
    if rule.quota:
        yield from _quota(law, rule, file, path)
    for standard in rule.standards:
        for subject in standard.subjects:
            if subject not in rule.subjects:
                yield Problem(file, f"{path}.standards", f"“{subject}” không thuộc đối tượng (subjects) của mục này.")
        yield from _conditions(law, standard.all_of, file, f"{path}.standards")


def _quota(law: Law, rule: AwardRule, file: str, path: str) -> Iterator[Problem]:
    quota = rule.quota
    if quota is None or quota.none:
        return
    if quota.max_share is None or not 0 < quota.max_share <= 1:
        yield Problem(file, f"{path}.quota", "cần max_share lớn hơn 0% và không quá 100%, hoặc none: true.")
    yield from _known(law, "quota_base", quota.of, file, f"{path}.quota.of")


def _narrowing(law: Law, wanted: Narrowing, file: str, path: str) -> Iterator[Problem]:
    yield from _conditions(law, wanted.conditions, file, f"{path}.conditions")
    yield from _papers(law, wanted.papers, file, f"{path}.papers")


def _conditions(law: Law, conditions: tuple[Condition, ...], file: str, path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for condition in conditions:
        here = f"{path}[{condition.code}]"
        if condition.code in seen:
            yield Problem(file, here, "hai điều kiện cùng cấp trùng mã.")
        seen.add(condition.code)
        if [bool(condition.test), bool(condition.all_of), bool(condition.any_of)].count(True) != 1:
            yield Problem(file, here, "cần đúng một trong test, all_of, any_of.")
        for scale, codes in (("group", condition.applies_to), ("mode", (condition.mode,)),
                             ("situation", (condition.when, condition.unless))):  # fmt: skip
            for code in filter(None, codes):
                yield from _known(law, scale, code, file, here)
        if condition.test:
            yield from _test(law, condition.test, file, f"{here}.test")
        yield from _conditions(law, condition.parts, file, here)


def _test(law: Law, test: ConditionTest, file: str, path: str) -> Iterator[Problem]:
    for field in fields(test.params):
        value, scale = getattr(test.params, field.name), CODED.get(field.name, "")
        if field.name == "level":
            scale = "discipline" if test.name == "no_discipline" else "level"
        for code in value if isinstance(value, tuple) else (value,):
            if scale and code:
                yield from _known(law, scale, code, file, f"{path}.{field.name}")


def _papers(law: Law, papers: tuple[Paper, ...], file: str, path: str) -> Iterator[Problem]:
    for paper in papers:
        if bool(paper.paper) == bool(paper.one_of):
            yield Problem(file, path, "mỗi giấy tờ cần đúng một trong paper, one_of.")
        if paper.paper:
            yield from _known(law, "paper", paper.paper, file, path)
        if paper.when:
            yield from _known(law, "situation", paper.when, file, path)
        yield from _papers(law, paper.one_of, file, path)


def _known(law: Law, scale: str, code: str, file: str, path: str) -> Iterator[Problem]:
    if scale == "award":
        known = any(code in awards for awards in law.awards.values()) or any(code in o.awards for _, o in law.overlays)
    elif scale == "authority":
        known = code in law.authorities
    else:
        known = code in law.scales.get(scale, {}) or any(code in o.scales.get(scale, {}) for _, o in law.overlays)
    if not known:
        table = {"award": "danh mục", "authority": "authorities.yaml"}.get(scale, f"scales.yaml, thang {scale}")
        yield Problem(file, path, f"“{code}” không có trong {table}.")
