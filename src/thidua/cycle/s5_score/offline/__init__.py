"""The sheet of a unit without network: taken along as a workbook, merged back with a report."""
