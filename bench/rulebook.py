"""Eligibility: one subject explained, and the law loaded for the first time and again."""

from datetime import date

from bench.measure import seconds, table
from thidua.engine.rulebook import SubjectFacts, YearRecord, evaluate, load_catalogue

ON = date(2023, 12, 1)


def main() -> None:
    """Prints the table."""
    first = seconds(load_catalogue, repeat=1)
    law = load_catalogue()
    again = seconds(lambda: [load_catalogue() for _ in range(1000)])
    facts = SubjectFacts(subject="individual", year=2023, years=(YearRecord(year=2023, rating="HTXS", awards=()),))
    code = law.awards(ON, kind="title", subject="individual")[-1].code

    def thousand() -> None:
        for _ in range(1000):
            evaluate(code, facts, ON, law)

    table(
        "Rulebook",
        [
            ("load all law files", first, ""),
            ("ask for the catalogue 1,000 times again", again, ""),
            ("1,000 subjects explained for one title", seconds(thousand), "condition by condition with clauses"),
        ],
    )
