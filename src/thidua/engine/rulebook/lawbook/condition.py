"""One test of a condition as the files write it: its name, its parameters, and the fact that settles it."""

from dataclasses import dataclass, field, fields
from typing import Any

from .typed import Reader
from .vocabulary import (
    Attested,
    ClusterRank,
    Figure,
    Held,
    InExistence,
    Initiatives,
    Meets,
    MemberCount,
    MemberShare,
    MonthsWorked,
    NoDiscipline,
    NoOpenMatters,
    OneFormOfLevelAYear,
    Params,
    RatingAtLeast,
    RatingCount,
    RatingRun,
    ReceivedBy,
    TitleCount,
    TitleRun,
    Unenforceable,
)

NAMES: dict[str, type[Any]] = {
    "rating_at_least": RatingAtLeast,
    "rating_run": RatingRun,
    "rating_count": RatingCount,
    "title_run": TitleRun,
    "title_count": TitleCount,
    "held": Held,
    "meets": Meets,
    "initiatives": Initiatives,
    "attested": Attested,
    "months_worked": MonthsWorked,
    "no_discipline": NoDiscipline,
    "member_share": MemberShare,
    "member_count": MemberCount,
    "cluster_rank": ClusterRank,
    "figure": Figure,
    "received_by": ReceivedBy,
    "no_open_matters": NoOpenMatters,
    "one_form_of_level_a_year": OneFormOfLevelAYear,
    "in_existence": InExistence,
    "unenforceable": Unenforceable,
}

# Which scale of the catalogue (or table) each coded parameter must come from; "award" is any code of the catalogue.
CODED = {
    "rating": "rating",
    "award": "award",
    "since": "award",
    "year_after": "award",
    "kinds": "work",
    "scope": "scope",
    "recognised_by": "authority",
    "of": "member",
    "name": "figure",
    "except_modes": "mode",
}


# Which of the facts about a subject settles each test; attestations, figures and members add their code.
_FACTS = {
    "rating_at_least": "rating", "rating_run": "rating", "rating_count": "rating",
    "title_run": "awards", "title_count": "awards", "held": "awards", "meets": "awards",
    "one_form_of_level_a_year": "awards", "received_by": "awards",
    "initiatives": "initiatives", "months_worked": "months_worked", "no_discipline": "disciplines",
    "cluster_rank": "cluster_rank", "no_open_matters": "open_matters", "in_existence": "in_existence",
    "unenforceable": "",
}  # fmt: skip


@dataclass(frozen=True)
class ConditionTest:
    """One test: its name in the file and its parameters."""

    name: str
    params: Params = field(hash=False)

    @property
    def fact(self) -> str:
        """The fact that settles it, e.g. `rating` or `attestations.conduct`; empty when no fact can."""
        params = self.params
        if isinstance(params, Attested):
            return f"attestations.{params.what}"
        if isinstance(params, Figure):
            return f"figures.{params.name}"
        if isinstance(params, MemberShare | MemberCount):
            return f"members.{params.of}"
        return _FACTS[self.name]

    @classmethod
    def from_file(cls, reader: Reader, raw: object, path: str) -> "ConditionTest | None":
        """`{name: parameters}`; a bare value stands for the first parameter."""
        if not isinstance(raw, dict) or len(raw) != 1:
            reader.complain(path, "cần đúng một phép thử, ví dụ {rating_at_least: HTT}.")
            return None
        name, given = next(iter(raw.items()))
        if name not in NAMES:
            reader.complain(path, f"không có phép thử “{name}”; dùng một trong: {', '.join(NAMES)}.")
            return None
        kind = NAMES[name]
        if not isinstance(given, dict) and fields(kind):
            given = {fields(kind)[0].name: given}
        params = reader.read(kind, given or {}, f"{path}.{name}")
        return cls(name, params) if params is not None else None
