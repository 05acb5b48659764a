"""The designer of scoring tables: tree and formulas by form, preview, versions, import from and export to Excel."""
