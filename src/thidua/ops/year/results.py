"""Everything a season yields, as files: data, official papers, certificates, the report."""

import json

from thidua.base.units.tree import unit_and_below
from thidua.cycle.s8_award.enums import DecisionKind, DecisionState
from thidua.cycle.s8_award.models import Certificate, Decision
from thidua.cycle.s8_award.printing import certificates_pdf, docx_of, pdf_of
from thidua.faces.reports.summary import made_at, season_summary, summary_data, summary_docx, summary_xlsx
from thidua.language.text import fold
from thidua.ops.loading.run import Run
from thidua.ops.year import tables

SITE = "http://127.0.0.1:8000"


def results_of(run: Run) -> dict[str, bytes]:
    """File name → content. Data files (.csv, .json) are the same bytes for the same folder."""
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
    decisions = Decision.objects.filter(season=season, state=DecisionState.ISSUED).order_by("issued_on", "number")
    for decision in decisions:
        files |= _papers(decision)
    return files


def _papers(decision: Decision) -> dict[str, bytes]:
    on = decision.issued_on
    assert on is not None  # an issued decision has its day
    name = f"quyet-dinh-{fold(f'{decision.number}-{decision.symbol}').replace('/', '-').replace(' ', '-')}"
    files = {f"{name}.pdf": pdf_of(decision, on), f"{name}.docx": docx_of(decision, on)}
    if decision.kind == DecisionKind.AWARD:
        rows = list(Certificate.objects.filter(decision=decision).order_by("number"))
        if rows:
            files[f"giay-chung-nhan-{name}.pdf"] = certificates_pdf(rows, SITE, on)
    return files
