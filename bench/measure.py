"""Timing and tables for the benches."""

import time
from collections.abc import Callable, Iterable


def seconds(work: Callable[[], object], repeat: int = 3) -> float:
    """The best of some runs: the least disturbed one."""
    best = float("inf")
    for _ in range(repeat):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def table(title: str, rows: Iterable[tuple[str, float, str]]) -> None:
    """Rows of (what, seconds, per what); the ratio is to the first row."""
    print(f"\n{title}")
    first = 0.0
    for what, took, note in rows:
        first = first or took
        print(f"  {what:<58} {took * 1000:>10.1f} ms  {took / first:>7.2f} ×  {note}")
