"""The store of file contents: checked, scanned, kept once under their hash. What they hang on: ``documents``."""
