"""What the pages of the designer share: the draft, its tree with places, the findings beside it, what may be chosen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from thidua.base.access.actor import Refused
from thidua.base.access.page import Request
from thidua.base.season.inview import stand_in_that_of
from thidua.base.units.queries import children_of, units_by_id
from thidua.cycle.s4_report.queries import indicators_of
from thidua.cycle.s5_score.designer.actions.drafts import Spot
from thidua.cycle.s5_score.designer.findings import Found, findings_of, names_in, place_of, slug_of, with_places
from thidua.cycle.s5_score.designer.marks import mark, own_mark
from thidua.cycle.s5_score.designer.schemepage import scheme_crumbs
from thidua.cycle.s5_score.enums import SchemeState
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme
from thidua.cycle.s5_score.policies import check_sees_scheme, check_writes_schemes
from thidua.cycle.s5_score.queries import schemes_of
from thidua.engine.scoring import Criterion, Group
from thidua.engine.scoring.design.tree import Node, Place, node_at, walk
from thidua.engine.scoring.evaluate import rule_text
from thidua.ui.parts import Crumb


@dataclass(frozen=True)
class Line:
    """One node in the tree of the designer."""

    slug: str
    depth: int
    node: Node
    maximum: Decimal
    owner: str
    rule: str = ""
    kind: str = ""
    errors: int = 0
    warnings: int = 0

    @property
    def is_group(self) -> bool:
        """Whether things can be put into it."""
        return isinstance(self.node, Group)


class Board:
    """A draft on the table."""

    def __init__(self, scheme: Scheme, today: date) -> None:
        self.scheme, self.today, self.rules = scheme, today, rules_of(scheme)
        self.names = names_in(self.rules, scheme.season_id)

    @cached_property
    def found(self) -> list[Found]:
        """What the check finds, each with where it is mended."""
        return with_places(self.scheme, self.rules, findings_of(self.rules, self.names), mends=True)

    @property
    def total(self) -> Decimal:
        """The sum of the maxima of all criteria."""
        return sum((c.maximum for c in self.rules.criteria()), Decimal(0))

    def lines(self) -> list[Line]:
        """The tree."""
        owners = self.rules.owners()
        counted: dict[str, list[bool]] = {}
        for each in self.found:
            counted.setdefault(each.finding.place, []).append(each.is_error)
        return [self._line(at, node, owners, counted.get(node.code, [])) for at, node in walk(self.rules)]

    def _line(self, at: Place, node: Node, owners: dict[str, str], faults: list[bool]) -> Line:
        owner = node.owner if isinstance(node, Group) else owners[node.code]
        counts: dict[str, Any] = {"errors": sum(faults), "warnings": len(faults) - sum(faults)}
        shown = self.names.owners.get(owner, owner)
        if isinstance(node, Criterion):
            name = node.formula.name
            return Line(slug_of(at), len(at) - 1, node, node.maximum, shown, rule_text(node), name, **counts)
        inside = sum((c.maximum for c in node.criteria()), Decimal(0))
        return Line(slug_of(at), len(at) - 1, node, inside if node.maximum is None else node.maximum, shown, **counts)

    def spot(self, slug: str, code: str = "", seen: str = "") -> Spot:
        """The node that an address names. 404 when there is none, unless a form says which code it stood for."""
        place = place_of(slug)
        if place is None:
            raise Http404
        if not place:
            return Spot((), "", seen)
        try:
            node = node_at(self.rules, place)
        except LookupError:
            if not code:
                raise Http404 from None
            return Spot(place, code, seen)
        return Spot(place, code or node.code, seen)

    def node(self, spot: Spot) -> Node:
        """The node itself. 404 when somebody took it away."""
        try:
            return node_at(self.rules, spot.place)
        except LookupError:
            raise Http404 from None

    def seen(self, node: Node, *, whole: bool = False) -> str:
        """The mark that a form carries."""
        return mark(node) if whole else own_mark(node)

    def groups(self, besides: Place | None = None) -> list[tuple[str, str]]:
        """Groups that something may be moved into, indented; without what lies inside ``besides``."""
        return [
            (slug_of(at), f"{'– ' * (len(at) - 1)}{node.code} {node.label}")
            for at, node in walk(self.rules)
            if isinstance(node, Group) and (besides is None or at[: len(besides)] != besides)
        ]

    @cached_property
    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """What may be chosen for parameters that name something of the house or of the table."""
        authority = self.scheme.season.authority_id
        units = [*units_by_id([authority]).values(), *children_of(authority, self.today).order_by("name_sort")]
        owners = [(unit.code, unit.name) for unit in units]
        owners += [(c, n) for c, n in self.names.owners.items() if c not in dict(owners)]
        facts = [(fact.code, fact.label) for fact in self.rules.facts]
        indicators = [(i.code, f"{i.code} {i.name}") for i in indicators_of(self.scheme.season_id)]
        return {
            "Criterion.owner": owners, "Group.owner": owners, "Criterion.indicator": indicators,
            "Gate.when": facts, "Gate.unless": facts,
            "Gate.criterion": [(c.code, f"{c.code} {c.label}"[:120]) for c in self.rules.criteria()],
        }  # fmt: skip

    def crumbs(self, *more: str) -> tuple[Crumb, ...]:
        """The path to a page of the designer."""
        scheme = Crumb(str(self.scheme), reverse("score:scheme", args=[self.scheme.pk]))
        design = Crumb("Thiết kế", self.url if more else "")
        return (*scheme_crumbs(), scheme, design, *(Crumb(each) for each in more))

    @property
    def url(self) -> str:
        """The page of the tree."""
        return reverse("score:design", args=[self.scheme.pk])

    def context(self, title: str, *crumbs: str) -> dict[str, Any]:
        """What every page of the designer shows."""
        return {"board": self, "scheme": self.scheme, "title": title, "crumbs": self.crumbs(*crumbs)}


def seen_scheme(request: Request, pk: int) -> Scheme:
    """A scheme that the visitor may read, in whose season the page then stands."""
    found = schemes_of(stand_in_that_of(request, Scheme, pk).pk).filter(pk=pk).first()
    if found is None:
        raise Http404
    check_sees_scheme(request.actor, found)
    return found


def draft_board(request: Request, pk: int) -> Board:
    """A draft that the visitor may change. Refused for what was adopted, and for who doesn't write tables."""
    scheme = seen_scheme(request, pk)
    check_writes_schemes(request.actor, scheme.season)
    if scheme.state != SchemeState.DRAFT:
        raise Refused("Bảng tiêu chí đã ban hành thì không sửa được. Hãy lập phiên bản mới.")
    return Board(scheme, request.today)
