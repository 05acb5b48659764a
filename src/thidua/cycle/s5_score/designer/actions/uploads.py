"""Tables out of spreadsheets: kept as they were handed in, understood, made into a draft."""

from datetime import date
from typing import Any

from django.core.files.base import File

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.documents.actions import attach
from thidua.base.files.intake import take_in
from thidua.base.season.models import Season
from thidua.cycle.s5_score.designer.actions.schemes import draft_rules
from thidua.cycle.s5_score.designer.sheetfiles import Found, owner_finder, read_file, read_upload
from thidua.cycle.s5_score.models import Scheme, TableUpload
from thidua.cycle.s5_score.policies import check_sees_upload_id, check_writes_schemes
from thidua.engine.scoring.tablesheet import scheme_of
from thidua.engine.scoring.tablesheet.report import to_report

LARGEST = 10 * 1024 * 1024  # bytes; a table of 3,000 rows has about 300 kB


def upload_table(*, by: Actor, season: Season, name: str, data: "File[bytes]") -> TableUpload:
    """Keep a spreadsheet with what was understood of it. Raises Problem, one sentence, for a file that is no table."""
    check_writes_schemes(by, season)
    if (data.size or 0) > LARGEST:
        told = f"Tệp lớn hơn {LARGEST // 1024 // 1024} MB, không phải bảng tiêu chí. Hãy chọn tệp khác."
        raise Problem(told, "file")
    content = data.read()
    found: Found = read_file(content, name)
    try:
        taken = take_in(name, content)
    except Problem as problem:
        raise Problem(problem.sentence, "file") from problem
    with audited("score.table_uploaded", by=by) as record:
        record.on = made = TableUpload.objects.create(
            season=season, name=taken.name, sheet=found.sheet[:100], sha256=taken.sha256, report=to_report(found.read),
            account_id=by.account_id, actor_name=by.name,
        )  # fmt: skip
        attach(by=by, owner=made, name=taken.name, data=taken, label="Bảng tính gốc")
    return made


def draft_from_upload(*, by: Actor, upload: TableUpload, today: date, named: dict[str, Any]) -> Scheme:
    """Make a draft of a spreadsheet that was kept. ``named``: code, version and title of the table."""
    check_sees_upload_id(by, upload.pk)
    check_writes_schemes(by, upload.season)
    finder = owner_finder(upload.season.authority_id, today)
    names = {name: str(named[name]).strip() for name in ("code", "version", "title")}
    rules, _ = scheme_of(read_upload(upload).read, **names, owner_code=finder)
    return draft_rules(by=by, season=upload.season, rules=rules)
