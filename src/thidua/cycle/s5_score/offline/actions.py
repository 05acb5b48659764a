"""Handing out a package; taking a file in with its report; writing what was agreed to, once."""

import secrets
from collections.abc import Mapping
from datetime import date

from django.core.files.base import File
from django.db import IntegrityError, transaction

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.documents.attaching import attach
from thidua.base.files.blobs import open_blob
from thidua.base.files.intake import take_in
from thidua.cycle.s5_score import policies
from thidua.cycle.s5_score.actions.cells import save_cells
from thidua.cycle.s5_score.enums import Round
from thidua.cycle.s5_score.facts import Standing, standing_of
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.offline import layout as at
from thidua.cycle.s5_score.offline.checking import check_package
from thidua.cycle.s5_score.offline.enums import Outcome
from thidua.cycle.s5_score.offline.merging import Plan, filled_of, plan_of, said_of
from thidua.cycle.s5_score.offline.models import OfflinePackage, PackageMerge, PackageUpload
from thidua.cycle.s5_score.offline.workbook import write_package
from thidua.paper.errors import PaperError
from thidua.paper.filled import read_filled


def issue(*, by: Actor, sheet: ScoreSheet, today: date) -> tuple[OfflinePackage, bytes]:
    """Make a package of a sheet as it stands; who took it, when, and its signature are kept."""
    policies.check_self_scores(by, sheet, today)
    standing = standing_of(sheet)
    rows, number = at.layout(standing), secrets.token_hex(5)
    filled = {code: filled_of(standing, code) for code in standing.labels}
    after = {code: entry.pk for (code, round_), entry in standing.cells.items() if round_ == Round.SELF}
    data = at.content(sheet, number, f"{today:%Y-%m-%d}", after, rows)
    with audited("score.package_issued", by=by, on=sheet, number=number):
        made = OfflinePackage.objects.create(
            sheet=sheet, scheme=sheet.scheme, number=number, signature=at.sign(data), content=data,
            given={code: said_of(each) for code, each in filled.items()}, made_on=today, account_id=by.account_id,
            actor_name=by.name, unit_name=by.unit_name,
        )  # fmt: skip
    return made, write_package(standing, rows, filled, data, made.signature, today)


class Repeated(Problem):
    """The same file came before: ``upload`` is what became of it."""

    def __init__(self, upload: PackageUpload) -> None:
        done = " và đã ghi vào bảng chấm" if hasattr(upload, "merge") else ""
        super().__init__(f"Tệp này đã được nạp ngày {upload.on_date:%d/%m/%Y}{done}; đây là báo cáo của lần đó.")
        self.upload = upload


def receive(*, by: Actor, sheet: ScoreSheet, name: str, data: "File[bytes] | bytes", today: date) -> PackageUpload:
    """Keep a file that came back, with the report of what it would change. Nothing of the sheet is touched.

    A file that is no package of this sheet is kept too, with the reason. Raises Repeated for a file that was here
    before, Problem for one that isn't taken in at all (too large, disguised, infected)."""
    policies.check_self_scores(by, sheet, today)
    taken = take_in(name, data)
    before = PackageUpload.objects.filter(sheet=sheet, sha256=taken.sha256).select_related("merge").first()
    if before:
        raise Repeated(before)
    package, plan, refusal = None, None, ""
    try:
        package, plan, _ = _read(by, sheet, taken.name, taken.sha256, today)
    except Problem as problem:
        refusal = problem.sentence
    outcome = refusal.rstrip(".") or f"{plan.count(Outcome.TAKEN) if plan else 0} mục sẽ ghi"
    kept = {"package": package, "refusal": refusal[:1000], "report": plan.as_data() if plan else []}
    try:
        with audited("score.package_received", by=by, on=sheet, file=taken.name, outcome=outcome):
            made = PackageUpload.objects.create(
                sheet=sheet, name=taken.name, sha256=taken.sha256, on_date=today, account_id=by.account_id,
                actor_name=by.name, **kept,
            )  # fmt: skip
            attach(by=by, owner=made, name=taken.name, data=taken)
    except IntegrityError:
        raise Repeated(PackageUpload.objects.get(sheet=sheet, sha256=taken.sha256)) from None
    return made


def plan_again(*, by: Actor, upload: PackageUpload, today: date) -> Plan:
    """The report of a kept file against the sheet as it stands now. Raises Problem when it is no package of it."""
    return _read(by, upload.sheet, upload.name, upload.sha256, today)[1]


def merge(*, by: Actor, upload: PackageUpload, choices: Mapping[str, str], seen: str, today: date) -> PackageMerge:
    """Write what the report takes and what was chosen: all or nothing, once for each file.

    ``seen`` is the state of the sheet that the reader saw (``Plan.seen``). Raises Problem when the sheet has changed
    since, a choice is missing or nothing is to be written; Refused when somebody else writes at the same moment."""
    sheet = upload.sheet
    policies.check_self_scores(by, sheet, today)
    if PackageMerge.objects.filter(upload=upload).exists():
        raise Problem("Tệp này đã được ghi vào bảng chấm; không ghi lần thứ hai.")
    if upload.refusal:
        raise Problem(upload.refusal)
    package, plan, standing = _read(by, sheet, upload.name, upload.sha256, today)
    if plan.seen != seen:
        raise Problem("Bảng chấm vừa có giá trị mới sau khi bạn xem báo cáo. Hãy xem lại báo cáo dưới đây rồi ghi.")
    plan = plan.chosen(choices)
    if not plan.taken:
        raise Problem("Không có mục nào để ghi: mọi giá trị trong gói không đổi, không nhận được hoặc được giữ nguyên.")
    try:
        with (
            transaction.atomic(),
            audited(
                "score.package_merged", by=by, on=sheet, count=len(plan.taken), file=upload.name, package=package.number
            ),
        ):
            made = PackageMerge.objects.create(
                upload=upload, count=len(plan.taken), report=plan.as_data(), on_date=today, account_id=by.account_id,
                actor_name=by.name,
            )  # fmt: skip
            save_cells(by=by, standing=standing, round_=Round.SELF, given=plan.taken, today=today)
    except IntegrityError:
        raise Problem("Tệp này đã được ghi vào bảng chấm; không ghi lần thứ hai.") from None
    return made


def _read(by: Actor, sheet: ScoreSheet, name: str, sha256: str, today: date) -> tuple[OfflinePackage, Plan, Standing]:
    """The package that a kept file is, its report, and the very cells on which the report stands."""
    with open_blob(sha256) as file:
        data = file.read()
    try:
        package, page = check_package(sheet, read_filled(data, name))
    except PaperError as error:
        raise Problem(str(error)) from error
    standing = standing_of(sheet)
    return package, plan_of(by, standing, package, page, today), standing
