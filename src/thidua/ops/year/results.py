"""Everything a season yields, as files: data, official papers, certificates, the report."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

from thidua.base.units.tree import unit_and_below
from thidua.cycle.s8_award.enums import DecisionKind, DecisionState
from thidua.cycle.s8_award.models import Certificate, Decision
from thidua.cycle.s8_award.printing import certificates_pdf, docx_of, noon, paper_of
from thidua.faces.reports.summary import made_at, season_summary, summary_data, summary_docx, summary_xlsx
from thidua.language.text import fold
from thidua.ops.loading.run import Run
from thidua.ops.year import tables
from thidua.paper.decisions import decision_pdf

SITE = "http://127.0.0.1:8000"


def results_of(run: Run) -> dict[str, bytes]:
    """File name → content. Data files (.csv, .json) are the same bytes for the same folder.

    PDF pages are typeset beside everything else: setting a page leaves the other core free for Python. Two at a time,
    because the pages of certificates are what one waits for in the end."""
    decisions = Decision.objects.filter(season=run.season, state=DecisionState.ISSUED).order_by("issued_on", "number")
    with ThreadPoolExecutor(2) as press:
        printed = {name: press.submit(print_) for each in decisions for name, print_ in _pages(each)}
        files = _data(run)
        for decision in decisions:
            files[f"{_name(decision)}.docx"] = docx_of(decision, _day(decision))
        return files | {name: made.result() for name, made in printed.items()}


def _data(run: Run) -> dict[str, bytes]:
    season, files = run.season, dict[str, bytes]()
    last = max(w.closes for w in run.files.info.windows)
    files["xep-hang.csv"] = tables.ranking(season)
    files["dieu-kien.csv"] = tables.eligibility(season)
    files["bieu-quyet.csv"] = tables.votes(season)
    files["khen-thuong.csv"] = tables.awards(season)
    files["chi-tieu.csv"] = tables.figures(season, unit_and_below(season.authority_id, last))
    summary = season_summary(season, last)
    data = json.dumps(summary_data(summary), ensure_ascii=False, indent=1, sort_keys=True)
    files["tong-hop.json"] = data.encode() + b"\n"
    files["tong-hop.xlsx"] = summary_xlsx(summary)
    files["bao-cao-tong-ket.docx"] = summary_docx(summary, made_at=made_at(summary))
    return files


def _name(decision: Decision) -> str:
    number = fold(f"{decision.number}-{decision.symbol}").replace("/", "-").replace(" ", "-")
    return f"quyet-dinh-{number}"


def _day(decision: Decision) -> date:
    assert decision.issued_on is not None  # an issued decision has its day
    return decision.issued_on


def _pages(decision: Decision) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The PDF files of a decision and how each is printed, which asks the database nothing more."""
    name, on = _name(decision), _day(decision)
    yield f"{name}.pdf", partial(decision_pdf, paper_of(decision, on), made_at=noon(on))
    rows = Certificate.objects.filter(decision=decision).select_related("item", "decision__authority")
    if decision.kind == DecisionKind.AWARD and (certificates := list(rows.order_by("number"))):
        yield f"giay-chung-nhan-{name}.pdf", partial(certificates_pdf, certificates, SITE, on)
