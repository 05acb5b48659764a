"""Authority documents, citations and attachments."""
