"""Who sees the packages of a sheet and the files that came back. Who takes and brings them: who scores the sheet."""

from thidua.base.access.actor import Actor, Refused
from thidua.base.season.policies import check_sees_season
from thidua.cycle.s5_score.enums import UNIT_ROLES
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.offline.models import PackageUpload
from thidua.cycle.s5_score.policies import sees_drafts


def check_sees_packages(actor: Actor, sheet: ScoreSheet) -> None:
    """Visibility: the unit itself, and those who see sheets that are not sent."""
    check_sees_season(actor, sheet.season)
    own = actor.is_any(*UNIT_ROLES) and actor.unit_id == sheet.unit_id
    if not (own or sees_drafts(actor, sheet.season)):
        raise Refused("Gói ngoại tuyến chỉ dành cho chính đơn vị và chuyên viên của đơn vị tổ chức.")


def check_sees_upload_id(actor: Actor, upload_id: int) -> None:
    """The same for the file that came back."""
    upload = PackageUpload.objects.filter(pk=upload_id).select_related("sheet__season").first()
    if upload is None:
        raise Refused("Không có tệp này.")
    check_sees_packages(actor, upload.sheet)
