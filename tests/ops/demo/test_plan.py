"""examples/demo.yaml says only what the season folders and the site can keep."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.ops.seasonfiles.seasons import EXAMPLES, SEASONS, season
from thidua.base.access.enums import Role
from thidua.cycle import STAGES
from thidua.ops.demo.plan import ShownSeason, Step, plan
from thidua.ops.demo.roles import DOES
from thidua.ops.seasonfiles.model import StageWindow


def test_all_five_seasons_are_shown() -> None:
    assert sorted(s.code for s in plan().seasons) == sorted(SEASONS)


def test_the_path_has_nine_steps_through_the_nine_stages() -> None:
    assert [step.stage for step in plan().steps] == list(STAGES)


def test_every_role_says_what_it_does() -> None:
    assert set(DOES) == set(Role)


def _windows(code: str) -> list[StageWindow]:
    info = season(code).info
    return [*info.windows, *(info.next_year.windows if info.next_year else ())]


@pytest.mark.parametrize("shown", plan().seasons, ids=lambda s: s.code)
def test_the_working_day_lies_in_the_season(shown: ShownSeason) -> None:
    windows = _windows(shown.code)
    assert min(w.opens for w in windows) <= shown.working_day <= max(w.closes for w in windows)
    assert shown.story.count(". ") >= 1 and shown.left


@pytest.mark.parametrize("step", plan().steps, ids=lambda s: s.stage.label)
def test_the_person_of_a_step_is_at_work_on_its_day(step: Step) -> None:
    rows = [
        a
        for a in season(step.folder).accounts
        if a.username == step.username
        and (step.role is None or a.role == step.role)
        and a.starts <= step.day
        and (a.ends is None or step.day <= a.ends)
    ]
    assert len({a.role for a in rows}) == 1
    assert (EXAMPLES / step.folder).is_dir()


@pytest.mark.parametrize("step", plan().steps, ids=lambda s: s.stage.label)
def test_the_page_of_a_step_exists(step: Step) -> None:
    arguments = [1] if step.thing else []
    try:
        assert reverse(step.page, args=arguments, urlconf="thidua.site.urls_demo")
    except NoReverseMatch:
        pytest.fail(f"no page {step.page}")
