"""The scoring grid in a browser: from a changed cell to the new total; a real server, 20 units × 176 criteria."""

import os
import statistics
import tempfile
from pathlib import Path
from typing import Any

from bench.measure import table

_SCHEME = Path(__file__).resolve().parents[1] / "examples" / "schemes" / "quang_tri_2025.yaml"
_TRIES = 20
# writes a value as a person would, and waits until the total on the page is another one
_CHANGE = """([name, reason, value]) => new Promise((done) => {
  const input = document.getElementsByName(name)[0], before = document.getElementById("tong").textContent;
  document.getElementsByName(reason)[0].value = "Thẩm định lại";
  input.value = value;
  const started = performance.now();
  const look = () => document.getElementById("tong").textContent !== before
    ? done(performance.now() - started) : setTimeout(look, 1);
  input.dispatchEvent(new Event("change", {bubbles: true}));
  look();
})"""
# the way to the server and back with nothing to compute: a small file
_NOTHING = """async (address) => {
  const started = performance.now();
  await (await fetch(address, {cache: "no-store"})).text();
  return performance.now() - started;
}"""


def main() -> None:
    """Prints the table."""
    from playwright.sync_api import sync_playwright

    from tests.cycle.s5_score.crowdserver import run, served
    from thidua.ops.commands.test import browser

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite://{folder}/page.sqlite3"
        made = run(url, "build", str(_SCHEME), "full")
        with served(url, workers=1) as port, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox", "--disable-gpu"])
            base, sheet = f"http://127.0.0.1:{port}", made["people"][0]["sheet"]
            context = chromium.new_context()
            context.add_cookies([{"name": "sessionid", "value": made["office"], "url": base}])
            page = context.new_page()
            page.goto(f"{base}/cham-diem/bang/{sheet}/", timeout=60_000)
            took = [_changed(page, place) for place in range(_TRIES + 3)][3:]  # the first ones fill what is remembered
            still = f"{base}/static/score/grid.js"
            nothing = [float(page.evaluate(_NOTHING, still)) / 1000 for _ in range(_TRIES)]
            chromium.close()
    rows = [
        (
            "a small file from the same server, half within",
            statistics.median(nothing),
            "what the machine needs for nothing",
        ),
        ("half of the changes within", statistics.median(took), f"{_TRIES} changes by the reviewing office"),
        ("the slowest change", max(took), ""),
    ]
    print(f"\n  load of the last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    table("From a changed cell to the new total in the browser, 20 units × 176 criteria", rows)


def _changed(page: Any, place: int) -> float:
    """Seconds from one change to the new total, with the ranks of the whole cluster behind it."""
    number = 5 + place  # answers and marks of the first group
    name = f"o{number}-f-value"
    options = page.evaluate("(name) => document.getElementsByName(name)[0].tagName", name) == "SELECT"
    now = page.evaluate("(name) => document.getElementsByName(name)[0].value", name)
    value = ("khong" if now == "co" else "co") if options else ("1" if now != "1" else "2")
    return float(page.evaluate(_CHANGE, [name, f"o{number}-reason", value])) / 1000
