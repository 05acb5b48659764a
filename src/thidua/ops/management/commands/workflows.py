"""``./thidua manage workflows``: write docs/workflows.md from the transition tables."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from thidua.base.workflow.flow import Flow, all_flows

HEAD = """# Workflows

Made from the transition tables in the code by `./thidua manage workflows`; a test fails when this page is out of step.
The same tables make the buttons, the permissions and the tests.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(flow) for flow in all_flows())


def _section(flow: Flow) -> str:
    rows = "\n".join(
        f"| {t.label} | {', '.join(flow.states(s).label for s in t.sources)} | {flow.states(t.target).label} "
        f"| {', '.join(r.label for r in t.roles)} | {'có' if t.needs_reason else ''} | {t.word} |"
        for t in flow.transitions
    )
    table = "| Bước | Từ | Đến | Vai trò | Lý do | Gõ chữ |\n|---|---|---|---|---|---|\n" + rows
    return f"\n## {flow.title} (`{flow.code}`)\n\n```mermaid\n{flow.mermaid()}\n```\n\n{table}\n"


class Command(BaseCommand):
    """Writes the page."""

    help = "Ghi docs/workflows.md từ các bảng chuyển trạng thái."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write."""
        path = Path(__file__).resolve().parents[5] / "docs" / "workflows.md"
        path.write_text(page(), encoding="utf-8")
        self.stdout.write(f"Đã ghi {path.name}: {len(all_flows())} quy trình.")
