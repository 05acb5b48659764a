"""Pages of the log: the list, one act with its before and after, the check of the chain."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.base.access.page import POST, Request, page
from thidua.base.audit.chain import verify_last
from thidua.base.audit.exports import log_xlsx
from thidua.base.audit.forms import LogFilter
from thidua.base.audit.models import AuditChange, AuditRow
from thidua.base.audit.policies import check_reads_log, check_reads_whole_log, check_sees_row, sees_whole_log
from thidua.base.audit.queries import head, log_within
from thidua.base.audit.reading import read_changes
from thidua.base.audit.tables import LogTable
from thidua.base.audit.verbs import sentence
from thidua.ui.parts import Action, Crumb, Fact, ObjectHeader
from thidua.ui.tables import paged

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHECKED_ROWS = 2000  # as many as a page can check while somebody waits; the whole chain: ./thidua doctor --audit
_SHOWN_CHANGES = 200


def _filter(request: Request) -> LogFilter:
    rows = log_within(request.actor.covers, whole=sees_whole_log(request.actor))
    return LogFilter(request.GET, queryset=rows, request=request)


@page(check_reads_log)
def log(request: Request) -> HttpResponse:
    """What was done, newest first."""
    chosen = _filter(request)
    table = LogTable(chosen.qs)
    paged(request, table, 50)
    excel = f"{reverse('audit:export')}?{request.GET.urlencode()}"
    number, digest = head()
    context = {
        "header": ObjectHeader("Nhật ký", others=(Action("Tải Excel", excel, "file-earmark-spreadsheet"),)),
        "filter": chosen,
        "table": table,
        "whole": sees_whole_log(request.actor),
        "number": number,
        "digest": digest,
        "checked_rows": CHECKED_ROWS,
    }
    return render(request, "audit/list.html", context)


@page(check_reads_log)
def export(request: Request) -> HttpResponse:
    """The filtered rows as a spreadsheet."""
    headers = {"Content-Disposition": 'attachment; filename="nhat-ky.xlsx"'}
    data = log_xlsx(_filter(request).qs.iterator(chunk_size=2000))
    return HttpResponse(data, content_type=XLSX, headers=headers)


@page(check_reads_log)
def row(request: Request, number: int) -> HttpResponse:
    """One act: who, what, and every changed row before and after."""
    found = get_object_or_404(AuditRow, number=number)
    check_sees_row(request.actor, found)
    changes = AuditChange.objects.filter(txn=found.txn).order_by("id")
    context = {
        "crumbs": (Crumb("Nhật ký", reverse("audit:list")), Crumb(f"Dòng {number}")),
        "header": ObjectHeader(f"Dòng {number}", kind="Nhật ký"),
        "text": sentence(found),
        "row": found,
        "facts": [
            Fact("Từ địa chỉ", found.address or "không ghi"),
            Fact("Lý do", found.details.get("reason") or "không ghi"),
            Fact("Mã băm", _hash(found.hash)),
            Fact("Mã băm dòng trước", _hash(found.prev_hash)),
        ],
        "changes": list(read_changes(changes[:_SHOWN_CHANGES])),
        "more": max(found.changes - _SHOWN_CHANGES, 0),
    }
    return render(request, "audit/row.html", context)


def _hash(digest: str) -> SafeString:
    return format_html('<span class="font-monospace text-break">{}</span>', digest)


@page(check_reads_whole_log, methods=POST)
def verify(request: Request) -> HttpResponse:
    """Check the last rows of the chain and say what was found; nothing is written."""
    verdict = verify_last(CHECKED_ROWS)
    crumbs = (Crumb("Nhật ký", reverse("audit:list")), Crumb("Kiểm tra chuỗi"))
    return render(request, "audit/verdict.html", {"verdict": verdict, "crumbs": crumbs})
