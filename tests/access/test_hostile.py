"""Ways around a door: a forged season, a form from elsewhere, another verb, a role of yesterday, a desk where no year
is run. Asked without what ``asked_once`` keeps."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from tests.access.addresses import Address, addresses
from tests.access.askers import ASKERS, BY_CODE, Asker, Origin
from tests.access.browser import Answer, Browser, Visit, on_day, undone
from tests.access.examples import ANY_DAY
from tests.access.ground import START, Ground, sign_in
from tests.access.secrets import words_in
from thidua.base.access.enums import Role, Scope
from thidua.base.people.actions import create_account
from thidua.base.units.actions import appoint, create_unit
from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.models import Appointment
from thidua.cycle import STAGES
from thidua.ops.loading.run import LOADER

pytestmark = pytest.mark.django_db
OUTSIDE = [asker for asker in ASKERS if asker.origin in (Origin.ABOVE, Origin.FOREIGN)]
WRITING = [address for address in addresses() if address.writes]
# only the look of the sender's own pages changes
WITHOUT_TOKEN = {"ui:display"}


def some(address: Address) -> str:
    """The address of some object, which need not be there."""
    return "/" + re.sub(r"<\w+:\w+>", "x", re.sub(r"<int:\w+>", "1", address.route))


def desks() -> list[str]:
    """The pages of the year that ask for nothing but what the desk shows."""
    rooms = {"reports", *(stage.label for stage in STAGES)}
    found = [a for a in addresses() if a.reads and not a.captures and a.room in rooms]
    # the report in Word takes long to make; what it says is on reports:home
    return [some(a) for a in found if a.name != "reports:document"]


@pytest.mark.parametrize("asker", OUTSIDE, ids=[asker.code for asker in OUTSIDE])
def test_a_season_forged_into_the_session_is_not_looked_at(ground: Ground, asker: Asker) -> None:
    browser = Browser()
    with undone(), on_day(ground.day(ANY_DAY)):
        key = sign_in(asker.username, ground.run.season.pk)
        for path in desks():
            with undone():
                met = browser.visit("GET", path, key)
            assert met.answer != Answer.FAULT, met.fault
            assert words_in(met.text) & ground.closed[asker.code] == set(), path
            assert asker.origin == Origin.ABOVE or ground.unit.name not in met.text, path


def test_a_form_from_elsewhere_is_thrown_away(ground: Ground) -> None:
    browser, key = Browser(csrf=True), ground.keys["specialist"]
    with undone(), on_day(ground.day(ANY_DAY)):
        met = {a.name: browser.visit("POST", some(a), key, {"x": "1"}) for a in WRITING}
    taken = {name for name, visit in met.items() if visit.answer != Answer.REFUSED or visit.writes}
    assert taken == WITHOUT_TOKEN == {a.name for a in WRITING if a.is_csrf_exempt}


@pytest.mark.parametrize("verb", ["PUT", "PATCH", "DELETE", "POST"])
def test_another_verb_opens_nothing(ground: Ground, verb: str) -> None:
    browser, key = Browser(), ground.keys["system_admin"]
    asked = [a for a in addresses() if verb not in a.methods]
    with undone(), on_day(ground.day(ANY_DAY)):
        met = {a.name: browser.visit(verb, some(a), key) for a in asked}
    assert {name: visit.answer for name, visit in met.items() if visit.answer != Answer.METHOD or visit.writes} == {}


@pytest.mark.parametrize("code", ["officer", "specialist", "system_admin"])
def test_a_role_of_yesterday_opens_nothing(ground: Ground, code: str) -> None:
    browser, today = Browser(), ground.day(ANY_DAY)
    mine = Appointment.objects.filter(account__username=BY_CODE[code].username)
    with undone(), on_day(today):
        mine.update(valid_to=today - timedelta(days=1))
        met = {path: browser.visit("GET", path, ground.keys[code]) for path in desks()}
        assert {path: v.answer for path, v in met.items() if v.answer != Answer.REFUSED} == {}
        mine.update(valid_to=today)
        assert browser.visit("GET", "/phat-dong/", ground.keys[code]).answer == Answer.OPEN


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.UNIT_OFFICER])
@pytest.mark.parametrize("is_authority", [True, False])
def test_where_no_year_is_run_nothing_breaks_and_nothing_is_shown(
    ground: Ground, role: Role, is_authority: bool
) -> None:
    browser = Browser()
    with undone(), on_day(ground.day(ANY_DAY)):
        key = _at_a_new_unit(role, is_authority=is_authority)
        for address in (a for a in addresses() if not a.captures and a.room != "portal"):
            for verb in (v for v in ("GET", "POST") if v in address.methods):
                with undone():
                    _is_harmless(browser.visit(verb, some(address), key), ground, f"{verb} {address.name}")


RUBBISH = ("0", "²", "٣", "1" + "0" * 40, "a\0b", "31/02/2023")


@pytest.mark.parametrize("value", RUBBISH, ids=range(len(RUBBISH)))
def test_rubbish_in_the_address_of_a_list_breaks_nothing(ground: Ground, value: str) -> None:
    browser, key = Browser(), ground.keys["specialist"]
    with undone(), on_day(ground.day(ANY_DAY)):
        for path in desks():
            names = {"page", "per_page", "sort", "cha", "next", *_asked_names(browser.visit("GET", path, key).text)}
            with undone():
                met = browser.visit("GET", f"{path}?{urlencode(dict.fromkeys(sorted(names), value))}", key)
            assert met.answer not in (Answer.FAULT, Answer.BAD), f"{path}: {met.fault}"


def test_a_page_whose_name_holds_nul_is_not_there(ground: Ground) -> None:
    browser, key = Browser(), ground.keys["specialist"]
    named = [a for a in addresses() if a.reads and any(each in a.route for each in ("<path:", "<str:", "<slug:"))]
    assert named
    with undone(), on_day(ground.day(ANY_DAY)):
        for address in named:
            met = browser.visit("GET", some(address).replace("/x", "/x%00"), key)
            assert met.response.status_code == 404, (address.route, met.response.status_code)


def _asked_names(page: str) -> set[str]:
    """What the filters of a page send in its address."""
    forms = re.findall(r'<form[^>]*method="get".*?</form>', page, re.DOTALL | re.IGNORECASE)
    return {name for form in forms for name in re.findall(r'name="([\w-]+)"', form)}


@pytest.mark.parametrize("value", ["report:home", "x", "//evil.example", "²", "javascript:alert(1)"])
def test_a_way_back_is_an_address_of_this_site(ground: Ground, value: str) -> None:
    browser, key = Browser(), ground.keys["specialist"]
    with undone(), on_day(ground.day(ANY_DAY)):
        data = {"season": str(ground.run.season.pk), "next": value}
        met = browser.visit("POST", "/lam-viec/chon-nam/", key, data)
        assert met.response.status_code == 302 and met.response["Location"] == "/viec/", met.fault
        assert browser.visit("POST", "/lam-viec/chon-nam/", key, {"season": value}).answer == Answer.REFUSED


def test_a_choice_no_database_can_keep_is_no_choice(ground: Ground) -> None:
    browser, key = Browser(), ground.keys["specialist"]
    with undone(), on_day(ground.day(ANY_DAY)):
        met = browser.visit("POST", "/van-ban/them/", key, {"replaces": ["9" * 19, "²"]})
        assert met.response.status_code == 422, met.fault


def _at_a_new_unit(role: Role, *, is_authority: bool) -> str:
    unit = create_unit(
        by=LOADER, code="MOI", name="Huyện Mới", kind=UnitKind.DISTRICT, level=Level.DISTRICT, parent=None,
        valid_from=START, is_authority=is_authority,
    )  # fmt: skip
    account = create_account(by=LOADER, username="nguoi-moi", full_name="Người Mới")
    appoint(by=LOADER, account_id=account.pk, role=role, unit=unit, scope=Scope.SUBTREE, valid_from=START)
    return sign_in("nguoi-moi", None)


def _is_harmless(met: Visit, ground: Ground, asked: str) -> None:
    assert met.answer not in (Answer.FAULT, Answer.BAD), f"{asked}: {met.fault}"
    assert words_in(met.text) == set(), asked
    assert "units" in asked or ground.unit.name not in met.text, asked
