"""The words of ``./thidua``. Each lives in a module of its own with ``main(arguments) -> exit code``."""

import importlib
import sys

WORDS = ("demo", "serve", "worker", "test", "check", "bench", "year", "cases", "doctor")


def run(word: str, arguments: list[str]) -> int:
    """Hand over to the word's module."""
    if word not in WORDS:
        print(f"thidua: không có lệnh «{word}».", file=sys.stderr)
        return 2
    return int(importlib.import_module(f"thidua.ops.commands.{word}").main(arguments))
