"""The designer: every part of a table by form, one who writes at a time, nothing of what was adopted changes."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.cycle.s5_score.ground import OPEN, SCHEME
from tests.world import World
from thidua.cycle.s5_score.designer.actions import schemes
from thidua.cycle.s5_score.designer.findings import slug_of
from thidua.cycle.s5_score.designer.generalforms import PARTS
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme
from thidua.engine.scoring import scheme_to_data
from thidua.engine.scoring.design.tree import walk
from thidua.engine.scoring.schemetext import scheme_from_text

pytestmark = pytest.mark.usefixtures("clock")
SCHEMES = Path(__file__).parents[3] / "examples" / "schemes"


@pytest.fixture
def draft(world: World) -> Scheme:
    """The table of the ground, not adopted."""
    return schemes.draft_scheme(by=world.actor("chuyen-vien", OPEN), season=world.season, text=SCHEME)


@pytest.fixture
def client(world: World) -> Client:
    """The specialist at work."""
    return world.client("chuyen-vien")


def address(scheme: Scheme, name: str, *more: str) -> str:
    """An address of the designer."""
    return reverse(f"score:{name}", args=[scheme.pk, *more])


def typed_in(page: str) -> dict[str, str]:
    """What a browser would send from the first form of the designer as it stands."""
    from tests.cycle.s5_score.typed import fields_of_form

    return fields_of_form(page, "ban-thiet-ke")


def test_pages_open(client: Client, draft: Scheme) -> None:
    for name, *more in (("design",), ("general", "chung"), ("general", "dieu-kien"), ("general", "xep-loai"),
                        ("node", "0"), ("node", "0-0"), ("node", "0-1"), ("node", "1-0"), ("node", "2-0"),
                        ("add", "goc", "nhom"), ("add", "0", "tieu-chi"), ("move", "0-0"), ("drop", "0")):  # fmt: skip
        answer = client.get(address(draft, name, *more))
        assert answer.status_code == 200, (name, more)


def from_file(world: World, name: str) -> Scheme:
    """A table of the engine's tests as a draft of this season."""
    text = (SCHEMES / f"{name}.yaml").read_text(encoding="utf-8")
    return schemes.draft_scheme(by=world.actor("chuyen-vien", OPEN), season=world.season, text=text)


@pytest.mark.parametrize("name", ["moi_loai", "tien_giang_2023", "dien_luc_2026"])
def test_what_a_form_shows_is_what_stands(world: World, client: Client, name: str) -> None:
    scheme = from_file(world, name)
    before = rules_of(scheme)
    for at, node in walk(before):
        url = address(scheme, "node", slug_of(at))
        sent = typed_in(client.get(url).content.decode())
        answer = client.post(url, sent | {"viec": "luu"})
        assert answer.status_code == 302, (
            node.code,
            re.findall(r"error-summary.*?</ul>", answer.content.decode(), re.S),
        )
    for part in PARTS:
        url = address(scheme, "general", part)
        answer = client.post(url, typed_in(client.get(url).content.decode()) | {"viec": "luu"})
        assert answer.status_code == 302, part
    scheme.refresh_from_db()
    after = rules_of(scheme)
    assert after == before
    assert scheme_from_text(scheme.text) == (scheme.data, after)
    assert scheme.data == scheme_to_data(after)
