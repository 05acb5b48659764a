"""The door of this face for commands: the season's summary as plain data and as files. Needs no request."""

from thidua.faces.reports.document import season_paper, summary_docx
from thidua.faces.reports.exports import made_at, summary_data, summary_xlsx, table_csv
from thidua.faces.reports.gathering.whole import season_summary
from thidua.faces.reports.shapes import Part, Stat, Summary
from thidua.faces.reports.tables import DataTable
from thidua.faces.reports.tabling import summary_tables

__all__ = [
    "DataTable",
    "Part",
    "Stat",
    "Summary",
    "made_at",
    "season_paper",
    "season_summary",
    "summary_data",
    "summary_docx",
    "summary_tables",
    "summary_xlsx",
    "table_csv",
]
