"""Examples of the portal: what was made public, and the same things before they were."""

from typing import Any

from tests.access.examples import example
from tests.access.examples_cycle import DRAFT, movement, story
from tests.access.ground import Ground
from tests.access.hands import one
from thidua.cycle.s1_launch.enums import MovementState
from thidua.cycle.s5_score.models import Publication
from thidua.cycle.s8_award.models import Certificate
from thidua.cycle.s9_honour.enums import StoryState


@example("portal:movement")
def _launched(g: Ground) -> dict[str, Any]:
    return {"pk": movement(g, state=MovementState.LAUNCHED).pk}


@example("portal:movement", variant=DRAFT)
def _draft(g: Ground) -> dict[str, Any]:
    return {"pk": movement(g, state=MovementState.DRAFT).pk}


@example("portal:story")
def _published(g: Ground) -> dict[str, Any]:
    return {"pk": story(g, StoryState.PUBLISHED).pk}


@example("portal:story", variant="bản thảo")
def _written(g: Ground) -> dict[str, Any]:
    return {"pk": story(g, StoryState.WRITTEN).pk}


@example("portal:story", variant="đã kiểm tra, chưa đăng")
def _checked(g: Ground) -> dict[str, Any]:
    return {"pk": story(g, StoryState.CHECKED).pk}


@example("portal:result")
def _result(g: Ground) -> dict[str, Any]:
    return {"pk": one(Publication).pk}


@example("portal:result_file")
def _result_file(g: Ground) -> dict[str, Any]:
    return {**_result(g), "ending": "csv"}


@example("portal:awards_file")
def _open_data(g: Ground) -> dict[str, Any]:
    return {"ending": "csv"}


@example("portal:check_one")
def _certificate(g: Ground) -> dict[str, Any]:
    return {"code": one(Certificate, authority=g.run.authority).code}


@example("portal:check_one", variant="không có trong sổ")
def _unknown_code(g: Ground) -> dict[str, Any]:
    return {"code": "KHONG-CO"}
