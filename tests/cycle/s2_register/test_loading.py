"""Real seasons come in through the same actions: what the files say is what the doors answer."""

from pathlib import Path
from typing import Any

import pytest

from thidua.base.audit.chain import verify
from thidua.base.workflow.queries import steps_of
from thidua.cycle.s1_launch import queries as launch
from thidua.cycle.s1_launch.enums import MovementState
from thidua.cycle.s2_register import queries
from thidua.cycle.s2_register.models import Registration
from thidua.ops.loading.run import Run
from thidua.ops.loading.season import load_stage, prepare

pytestmark = pytest.mark.django_db
EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def _loaded(name: str, settings: Any, tmp_path: Path) -> Run:
    settings.THIDUA_LOCAL_LAW = tmp_path
    run = prepare(EXAMPLES / name)
    load_stage(run, "launch")
    load_stage(run, "register")
    return run


def test_binh_lieu_2020_is_launched_and_registered_as_told(settings: Any, tmp_path: Path) -> None:
    run = _loaded("binh-lieu-2020", settings, tmp_path)
    found = launch.movement_info(run.id_of("movement", "PT-2020"))
    assert found is not None and found.state == MovementState.SUMMED_UP and found.unit_name == "Huyện Bình Liêu"
    cascade = launch.cascade(found.id)
    assert (cascade.expected, cascade.received, cascade.relaunched) == (47, 9, 9)
    ocop = launch.cascade(run.id_of("movement", "PT-OCOP"))
    assert set(ocop.clusters) == {"Khối các xã, thị trấn", "Khối doanh nghiệp, hợp tác xã"} and ocop.expected == 10
    assert [m.code for m in launch.launched_movements(run.seasons[2021].pk)] == ["PT-2021"]
    units = queries.expected_ids(run.season, run.day("s4"))
    assert queries.coverage(run.season.pk, units) == queries.Coverage(47, 47, 47)
    person, unit = run.persons["BL20.01"], run.units["BL.TT-BL"]
    registered = {line.award_code for line in queries.registered(run.season.pk) if line.person_id == person.pk}
    assert registered == {row.award for row in run.files.registrations if row.subject == "BL20.01"}
    for code in registered:
        assert queries.is_registered(run.season.pk, person_id=person.pk, unit_id=unit.pk, award_code=code)
    assert len(queries.registered(run.season.pk)) == len(run.files.registrations)
    assert verify().intact and verify().unsealed == 0
    load_stage(run, "launch")
    load_stage(run, "register")
    assert Registration.objects.count() == 47


def test_a_registration_that_came_back_in_bac_ninh_leaves_its_reason(settings: Any, tmp_path: Path) -> None:
    run = _loaded("bac-ninh-2023", settings, tmp_path)
    row = next(r for r in run.files.registrations if r.outcome == "returned")
    reasons = [s.reason for sheet in Registration.objects.all() for s in steps_of(sheet) if s.reason]
    assert reasons == [row.reason]
    kept = len([r for r in run.files.registrations if r.outcome != "returned"])
    assert len(queries.registered(run.season.pk)) == kept
