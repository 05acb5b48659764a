"""Criteria tables as people keep them in spreadsheets: STT | nội dung | điểm chuẩn | thưởng | trừ.

`understand` says row by row what a table means, `scheme_of` makes the scheme, `rows_of` writes such a table.
"""

from thidua.engine.scoring.tablesheet.build import scheme_of
from thidua.engine.scoring.tablesheet.columns import NoHeader
from thidua.engine.scoring.tablesheet.export import COLUMNS, rows_of
from thidua.engine.scoring.tablesheet.rows import Cell, Read, RowKind, Understood, understand

__all__ = ["COLUMNS", "Cell", "NoHeader", "Read", "RowKind", "Understood", "rows_of", "scheme_of", "understand"]
