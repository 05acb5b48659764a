"""The season's summary: figures, drawings and the report as DOCX. Reads, never writes."""
