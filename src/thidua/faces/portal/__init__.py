"""The public face: news, exemplars, movements, decisions, awards, the check of certificates. Reads, never writes."""
