"""Words that only some may read: each stands on one object, and whoever may not open the object must meet the word
nowhere: in no list, no search, no spreadsheet, on no other page.

The objects are made beside those of the loaded season, after them: an example, which takes the first that fits, never
meets them.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse

from tests.access.askers import ASKERS, UNIT
from tests.access.browser import Answer, Browser, asked_once, on_day, undone
from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.documents.actions import attach, record_document
from thidua.base.documents.enums import DocumentKind
from thidua.base.jobs.models import Job
from thidua.base.people.models import Person
from thidua.base.tasks.actions import create_task
from thidua.base.units.models import Posting
from thidua.cycle.s1_launch.enums import MovementState
from thidua.cycle.s1_launch.models import Movement
from thidua.cycle.s2_register.models import Registration, RegistrationTarget
from thidua.cycle.s3_covenant.enums import PaperState
from thidua.cycle.s3_covenant.models import ClusterPaper
from thidua.cycle.s6_propose.enums import DossierState
from thidua.cycle.s6_propose.models import Dossier
from thidua.cycle.s8_award.enums import DecisionState
from thidua.cycle.s8_award.jobs_print import PRINT
from thidua.cycle.s8_award.models import Decision
from thidua.cycle.s9_honour.enums import ConferenceState, StoryState
from thidua.cycle.s9_honour.models import Conference, Story
from thidua.ops.loading.run import Run

SEARCHED = "zqx"  # what all words have in common, so that every search box is asked for all of them at once
_WORD = re.compile(SEARCHED + r"\d\d")


@dataclass(frozen=True)
class Secret:
    """A word, and the page behind which it stands."""

    word: str
    door: str


class Planter:
    """Writes the words, one after the other."""

    def __init__(self, run: Run) -> None:
        self.run, self.secrets = run, list[Secret]()
        self.unit, self.season, self.day = run.units[UNIT], run.season, run.day("s4")

    def word(self) -> str:
        """The next word."""
        return f"{SEARCHED}{len(self.secrets):02d}"

    def keep(self, page: str, row: models.Model, name: str = "pk") -> None:
        """The word that was just written stands behind this page."""
        self.secrets.append(Secret(self.word(), reverse(page, kwargs={name: row.pk})))

    def by(self, role: Role, unit: str | None = None) -> Actor:
        """Somebody at work."""
        return self.run.actor(role, unit, on=self.day)

    def person(self, name: str) -> Person:
        """Somebody who works in the unit."""
        person = Person.objects.create(code=f"THU-{len(self.secrets):02d}", full_name=name)
        Posting.objects.create(person=person, unit=self.unit, position="Công chức", valid_from=self.run.day("s1"))
        return person

    def again(self, model: type[models.Model], wanted: dict[str, Any], **fields: Any) -> models.Model:
        """Another row like the first that fits."""
        row = model._default_manager.filter(**wanted).order_by("pk").first()
        assert row is not None, f"the season has no {model._meta.label} with {wanted}"
        row.pk, row._state.adding = None, True
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        return row


def plant(run: Run) -> list[Secret]:
    """Write every word. Each line is one object that only some may open."""
    p = Planter(run)
    _of_the_ground_floor(p)
    _of_the_year(p)
    return p.secrets


def _of_the_ground_floor(p: Planter) -> None:
    officer = p.by(Role.UNIT_OFFICER, UNIT)
    kept = record_document(
        by=officer, kept_by=p.unit, kind=DocumentKind.PLAN, number="99/KH-UBND", issued_on=p.day,
        issuer="UBND xã Hoành Mô", summary=f"Kế hoạch {p.word()}",
    )  # fmt: skip
    p.keep("documents:document", kept)
    name = f"{p.word()}.txt"
    p.keep("documents:file", attach(by=officer, owner=kept, name=name, data=SimpleUploadedFile(name, b"Minh chung")))
    task = create_task(
        by=p.by(Role.SPECIALIST), title=f"Đính chính {p.word()}", today=p.day, unit=p.unit, role=Role.UNIT_OFFICER
    )
    p.keep("tasks:task", task)
    p.keep("people:person", p.person(f"Bế Thị {p.word()}"), "person_id")
    job = Job.objects.create(
        kind=PRINT, title=f"In bằng {p.word()}", account_id=officer.account_id, actor_name=officer.name,
        unit_id=officer.unit_id,
    )  # fmt: skip
    p.keep("tasks:job", job)


def _of_the_year(p: Planter) -> None:
    in_season = {"season": p.season}
    draft = p.again(Movement, in_season, code="PT-99", title=f"Phong trào {p.word()}", state=MovementState.DRAFT,
                    launched_by=p.unit)  # fmt: skip
    p.keep("launch:detail", draft)
    sheet = Registration.objects.get(season=p.season, unit=p.unit)
    RegistrationTarget.objects.create(registration=sheet, text=f"Chỉ tiêu {p.word()}")
    p.keep("register:sheet", sheet)
    paper = p.again(ClusterPaper, {"cluster": p.run.id_of("cluster", "K01")}, title=f"Quy chế {p.word()}",
                    state=PaperState.DRAFT)  # fmt: skip
    p.keep("covenant:paper", paper)
    for state in (DossierState.DRAFT, DossierState.SENT, DossierState.FORWARDED):
        word, person = p.word(), p.person("Nông Thị Thử")
        p.keep("propose:dossier", p.again(
            Dossier, {**in_season, "proposing_unit": p.unit, "subject_kind": "individual"}, state=state, code=word,
            person=person, position=word, achievement=word, search=word,
        ))  # fmt: skip
    decision = p.again(Decision, in_season, title=f"Về việc khen {p.word()}", state=DecisionState.DRAFT,
                       number=None, issued_on=None)  # fmt: skip
    p.keep("award:decision", decision)
    held = p.again(
        Conference, in_season, title="Hội nghị thử", minutes=f"Biên bản {p.word()}", state=ConferenceState.HELD
    )
    p.keep("honour:paper", held)
    author = p.run.accounts["cb-bl.x-hm"].pk
    story = p.again(Story, in_season, title=f"Tấm gương {p.word()}", state=StoryState.WRITTEN, written_for=p.unit,
                    author_account_id=author)  # fmt: skip
    p.keep("honour:story", story)


def closed_to(ground: Any) -> dict[str, set[str]]:
    """For every asker the words that stand behind doors closed to him."""
    browser, found = Browser(), dict[str, set[str]]()
    with undone(), asked_once(), on_day(ground.day("s4")):
        for asker in ASKERS:
            key = ground.keys.get(asker.code, "")
            for secret in ground.secrets:
                with undone():
                    if browser.visit("GET", secret.door, key).answer != Answer.OPEN:
                        found.setdefault(asker.code, set()).add(secret.word)
    return found


def words_in(text: str) -> set[str]:
    """The words that stand in a text."""
    return set(_WORD.findall(text))
