"""Design-time validation: what would surprise somebody when the scheme is used."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from thidua.engine.scoring.bands import gaps, overlaps
from thidua.engine.scoring.enums import Combine, RankBy, TotalMode
from thidua.engine.scoring.exact import HUNDRED, ZERO, RoundingMode, exactly, round_to
from thidua.engine.scoring.model import Criterion, Group, LabelBand, Scheme
from thidua.engine.scoring.problems import Finding, Severity
from thidua.engine.scoring.trace import written

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


def check_scheme(scheme: Scheme) -> list[Finding]:
    """All findings, those of the whole scheme first, then group by group and criterion by criterion."""
    with exactly():
        found = [*_codes(scheme), *_sums(scheme), *_references(scheme), *_labels(scheme)]
        for group in scheme.all_groups():
            found += _group(group)
        owners = scheme.owners()
        for criterion in scheme.criteria():
            found += _criterion(scheme, criterion, owners[criterion.code])
        return found


def _codes(scheme: Scheme) -> Iterator[Finding]:
    codes = Counter(each.code for each in scheme.nodes())
    for code, count in codes.items():
        if count > 1:
            yield Finding(_ERROR, code, "duplicate_code", f"mã «{code}» khai {count} lần")
    if not any(True for _ in scheme.criteria()):
        yield Finding(_ERROR, "", "empty", "bảng chấm chưa có tiêu chí nào")


def _sums(scheme: Scheme) -> Iterator[Finding]:
    if scheme.total.maximum is None or scheme.roles:
        return  # with roles every kind of sheet has its own sum
    total = sum((_maximum(group, "") for group in scheme.groups), ZERO)
    if total != scheme.total.maximum:
        message = f"bảng ghi tổng điểm {written(scheme.total.maximum)} nhưng các nhóm cộng lại {written(total)}"
        yield Finding(_ERROR, "", "total_maximum", message)


def _maximum(node: Group | Criterion, role: str) -> Decimal:
    """What a node counts in the denominator of a sheet with this role."""
    if isinstance(node, Criterion):
        return node.maximum if not role or not node.roles or role in node.roles else ZERO
    parts = [_maximum(child, role) for child in node.children]
    return max(parts, default=ZERO) if node.combine is Combine.HIGHEST else sum(parts, ZERO)


def _group(group: Group) -> Iterator[Finding]:
    if not group.children:
        yield Finding(_WARNING, group.code, "empty", "nhóm chưa có tiêu chí nào")
    total = _maximum(group, "")
    if group.maximum is not None and total != group.maximum:
        severity = _ERROR if total > group.maximum else _WARNING
        message = f"nhóm ghi tối đa {written(group.maximum)} điểm nhưng các mục cộng lại {written(total)} điểm"
        yield Finding(severity, group.code, "group_maximum", message)
    if group.bonus_max and not any(each.bonus_max is None or each.bonus_max > 0 for each in group.criteria()):
        message = f"nhóm có thưởng tối đa {written(group.bonus_max)} điểm nhưng không tiêu chí nào có điểm thưởng"
        yield Finding(_WARNING, group.code, "unreachable_bonus", message)


def _references(scheme: Scheme) -> Iterator[Finding]:
    facts = {fact.code for fact in scheme.facts}
    criteria = {each.code for each in scheme.criteria()}
    nodes = {each.code for each in scheme.nodes()}
    asked = {code for gate in scheme.gates for code in (gate.when, gate.unless) if code}
    asked |= {code for band in scheme.labels.bands for code in band.requires}
    for code in sorted(asked - facts):
        yield Finding(_ERROR, "", "unknown_fact", f"điều kiện nhắc đến «{code}» nhưng chưa khai trong facts")
    for gate in scheme.gates:
        if gate.criterion and gate.criterion not in criteria:
            yield Finding(_ERROR, "", "unknown_criterion", f"điều kiện «{gate.label}» nhắc đến tiêu chí không có")
    for code in scheme.ranking.tie_breakers:
        if code not in nodes:
            yield Finding(_ERROR, "", "unknown_criterion", f"tiêu chí phụ «{code}» khi đồng hạng không có trong bảng")
    used = {role for each in scheme.criteria() for role in each.roles}
    used |= {role for band in scheme.labels.bands for role in band.roles}
    for role in sorted(used - set(scheme.roles)):
        yield Finding(_ERROR, "", "unknown_role", f"đối tượng «{role}» chưa khai trong roles")


def _labels(scheme: Scheme) -> Iterator[Finding]:
    unit = "%" if scheme.labels.by is RankBy.PERCENT else ""
    for role in scheme.roles or ("",):
        bands: list[LabelBand] = [band for band in scheme.labels.bands if not band.roles or role in band.roles]
        if not bands:
            continue
        highest = None if scheme.total.mode is TotalMode.OPEN else _label_limit(scheme, role)
        for gap in gaps(bands, ZERO, highest):
            inner = gap.upper.value is not None
            message = f"tổng điểm {gap.text(unit)} không thuộc mức xếp loại nào"
            yield Finding(_ERROR if inner else _WARNING, "", "label_gap", message)
        # bands without an upper end are read from the best down, so that they may contain the better ones
        for first, second, shared in overlaps([band for band in bands if band.upper.value is not None]):
            message = f"tổng điểm {shared.text(unit)} thuộc cả «{first.label}» và «{second.label}»"
            yield Finding(_ERROR, "", "label_overlap", message)


def _label_limit(scheme: Scheme, role: str) -> Decimal:
    """The highest value that labels ever see when the total is capped."""
    if scheme.labels.by is RankBy.PERCENT:
        return HUNDRED
    return sum((_maximum(group, role) for group in scheme.groups), ZERO)


def _criterion(scheme: Scheme, criterion: Criterion, owner: str) -> Iterator[Finding]:
    code, terms = criterion.code, criterion.terms
    if not owner:
        yield Finding(_WARNING, code, "no_owner", "chưa giao cho phòng, ban nào thẩm định")
    if not criterion.formula.fields(terms):
        yield Finding(_ERROR, code, "no_input", "công thức chưa có số liệu đầu vào nào")
        return
    places = scheme.rounding.places
    for value in (criterion.maximum, criterion.bonus_max, criterion.floor):
        if value is not None and round_to(value, places, RoundingMode.HALF_UP) != value:
            message = f"{written(value)} điểm có nhiều hơn {places} chữ số thập phân mà bảng làm tròn"
            yield Finding(_ERROR, code, "too_many_places", message)
    for flaw in criterion.formula.flaws(terms):
        yield Finding(flaw.severity, code, flaw.code, flaw.message)
    if criterion.indicator and not any(field.feed for field in criterion.formula.fields(terms)):
        message = f"chỉ tiêu «{criterion.indicator}» không có chỗ nào trong công thức để điền vào"
        yield Finding(_WARNING, code, "indicator_unused", message)
    yield from _reach(criterion)


def _reach(criterion: Criterion) -> Iterator[Finding]:
    """What the formula can give against what the criterion accepts."""
    code, terms = criterion.code, criterion.terms
    lowest, highest = criterion.formula.reach(terms)
    if lowest is not None and terms.floor is not None and lowest < terms.floor:
        message = f"có thể bị trừ xuống {written(lowest)} điểm, thấp hơn mức thấp nhất {written(terms.floor)} điểm"
        yield Finding(_WARNING, code, "deduction_above_maximum", message)
    if terms.bonus_max == 0 and (highest is None or highest > terms.maximum):
        message = "công thức có điểm vượt tối đa nhưng tiêu chí không khai điểm thưởng (bonus_max)"
        yield Finding(_ERROR, code, "unreachable_bonus", message)
    elif terms.bonus_max != 0 and highest is not None and highest <= terms.maximum:
        message = "tiêu chí khai điểm thưởng (bonus_max) nhưng công thức không bao giờ cho điểm vượt tối đa"
        yield Finding(_ERROR, code, "unreachable_bonus", message)
    elif terms.ceiling is not None and highest is not None and highest > terms.ceiling:
        message = f"công thức cho tới {written(highest)} điểm nhưng tiêu chí chỉ nhận {written(terms.ceiling)} điểm"
        yield Finding(_WARNING, code, "unreachable_bonus", message)
    if highest is not None and highest < terms.maximum:
        message = f"không ai đạt được tối đa {written(terms.maximum)} điểm: công thức cho nhiều nhất {written(highest)}"
        yield Finding(_WARNING, code, "unreachable_maximum", message)
