"""Whatever a room calls a name, a way to reach somebody, a birth or a sensitive matter stays off the public pages."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.test import Client

from tests.faces.awards import draft, passed, rename, revoke, sign
from tests.faces.conftest import a_conference, a_movement, a_story, relaunched
from tests.prepared import prepared
from tests.world import LOADER, World
from thidua.base.people.actions import record_person
from thidua.cycle.s8_award.models import AwardEvent, DecisionItem
from thidua.cycle.s9_honour.models import Story

pytestmark = pytest.mark.usefixtures("clock")

HIDDEN = {"name", "contact", "birth", "sensitive"}
START = (
    "/", "/cong/khen-thuong/?q=suoi", "/cong/khen-thuong/?nam=2023", "/cong/tim/?q=thi+dua", "/cong/tim/?q=suoi",
    "/cong/khen-thuong/du-lieu.csv?nam=2023",
)  # fmt: skip


def crawled() -> str:
    """Every public page that a link leads to, as one text."""
    client, todo, seen, text = Client(), list(START), set(START), ""
    while todo:
        answer = client.get(todo.pop())
        if answer.status_code != 200:
            continue
        page = answer.content.decode(errors="replace")
        text += page
        links = {link.split("#")[0] for link in re.findall(r'href="(/(?:cong/[^"]*)?)"', page)}
        fresh = {link.replace("&amp;", "&") for link in links if not link.endswith(".pem")} - seen
        seen |= fresh
        todo += fresh
    assert len(seen) > 15
    return text


def classified() -> Iterator[tuple[str, str]]:
    """Field and value of everything that is kept of people."""
    for config in apps.get_app_configs():
        path = Path(config.path) / "personal.yaml"
        if not config.name.startswith("thidua.") or not path.exists():
            continue
        for field, kind in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            if kind not in HIDDEN:
                continue
            model, name = field.split(".")
            for value in config.get_model(model).objects.values_list(name, flat=True).distinct():
                shown = [f"{value:%d/%m/%Y}", value.isoformat()] if isinstance(value, date) else [str(value or "")]
                yield from ((field, text) for text in shown if len(text) >= 4)


def public_names() -> set[str]:
    """What the law or a published story makes public: recipients as decided, and whom a story is about."""
    items, events = DecisionItem.objects.all(), AwardEvent.objects.all()
    found = set(items.values_list("recipient", flat=True)) | set(items.values_list("position", flat=True))
    found |= set(events.values_list("new_recipient", flat=True)) | set(events.values_list("new_position", flat=True))
    return found | set(Story.objects.filter(state=30).values_list("subject_name", flat=True))


@prepared
def full(world: World) -> World:
    """A district in which everything has happened, and people of whom nothing was decided."""
    session, rows = passed(world)
    decision = sign(world, draft(world, session, rows[:2]))
    draft(world, session, rows[2:])
    rename(world, decision.items.get(order=2), "Nguyễn Văn Sưởi")
    revoke(world, decision.items.get(order=1))
    relaunched(world, a_movement(world, "Thi đua xây dựng nông thôn mới"))
    a_story(world, "Gương sáng bản làng")
    a_story(world, "Bài chưa đăng", subject_name="Bà Tằng Thị Nháp", published=False)
    a_conference(world, "Tổng kết năm 2023")
    record_person(
        by=LOADER, code="KIN1", full_name="Lò Thị Kín", birth_year=1987, birth_date=date(1987, 4, 17), sex="female"
    )  # fmt: skip
    return world


def test_nothing_personal_leaks(full: World) -> None:
    text, allowed = crawled(), public_names()
    allowed.add("kiem-tra")  # an account of the test world, and a word of our own addresses
    found = sorted({(f, v) for f, v in classified() if v not in allowed and v in text})
    assert found == []
    values = {value for _, value in classified()}
    assert {"Lò Thị Kín", "17/04/1987", "Bà Tằng Thị Nháp", "Nguyễn Văn Suối 3", "Hoàng Thị Mai Ký"} <= values
    assert "1987" not in text


def test_no_money_and_no_citation_is_shown(full: World) -> None:
    text = crawled()
    amounts = {f"{item.bonus_vnd:,}".replace(",", ".") for item in DecisionItem.objects.all() if item.bonus_vnd}
    assert amounts and not [amount for amount in amounts if amount in text]
    assert "Hoàn thành xuất sắc nhiệm vụ" not in text
