"""Two people sign in the same moment, each on a connection of its own: nobody is lost, it is completed once."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.utils import load_backend

from tests.cycle.s3_covenant.conftest import SIGNERS, TEXT, TODAY, a_cluster, sign
from tests.world import World, build, day
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.base.documents.actions import record_document
from thidua.base.documents.attaching import cite
from thidua.base.documents.enums import DocumentKind
from thidua.base.workflow.queries import steps_of
from thidua.cycle.s3_covenant.actions import covenants
from thidua.cycle.s3_covenant.enums import CovenantState
from thidua.cycle.s3_covenant.models import Covenant, Signature
from thidua.cycle.s4_report.actions import open_report
from thidua.cycle.s4_report.enums import STAGE as REPORTS

# PostgreSQL: rows that other connections see, taken away afterwards. SQLite: a file with the same rows.
pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")


class Stage:
    """The world in a database that several connections can open; SQLite's test database lives in one memory only."""

    def __init__(self, folder: Path) -> None:
        self.world: World = build()
        cluster = a_cluster(self.world)
        head = self.world.actor("truong-khoi")
        self.covenant = covenants.draft_covenant(by=head, cluster=cluster, text=TEXT, today=TODAY)
        covenants.open_covenant(by=head, covenant=self.covenant, today=TODAY)
        self.file = folder / "two-at-once.sqlite3" if connection.vendor == "sqlite" else None

    def freeze(self) -> None:
        """Write the database in memory to the file that the threads open."""
        if self.file:
            self.file.write_bytes(connection.connection.serialize())

    def together(self, *acts: Callable[[], Any]) -> list[Any]:
        """Run acts at the same moment, each on its own connection; what each returned or raised, in order."""
        barrier, found = threading.Barrier(len(acts)), [None] * len(acts)

        def run(place: int, act: Callable[[], Any]) -> None:
            if self.file:
                settings = {**connections.settings["default"], "NAME": str(self.file)}
                connections["default"] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
            try:
                barrier.wait(timeout=30)
                found[place] = act()
            except Exception as no:  # what went wrong is what the test looks at
                found[place] = no
            finally:
                connections["default"].close()

        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        unexpected = [f for f in found if isinstance(f, Exception) and not isinstance(f, Problem | Refused)]
        assert unexpected == []
        return found

    def look(self, act: Callable[[], Any]) -> Any:
        """Ask the database that the threads wrote to."""
        [found] = self.together(act)
        return found


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """The open covenant with nobody's signature yet."""
    return Stage(tmp_path)


def test_the_last_two_sign_in_the_same_moment(stage: Stage) -> None:
    world, covenant = stage.world, stage.covenant
    for username in SIGNERS[:2]:
        sign(world, covenant, username)
    stage.freeze()
    actors = [world.actor(username) for username in SIGNERS[2:]]
    given = {"covenant": covenant, "text_hash": covenant.text_hash, "office": "Trưởng phòng", "today": TODAY}
    found = stage.together(*(lambda by=by: covenants.sign(by=by, **given) for by in actors))
    assert [type(f) for f in found] == [Signature, Signature]

    def after() -> tuple[int, int, list[str], bool]:
        kept = Covenant.objects.get()
        chain = verify()
        return kept.state, Signature.objects.count(), [s.name for s in steps_of(kept)], chain.intact

    assert stage.look(after) == (CovenantState.SIGNED, 4, ["open", "complete"], True)


def test_two_cite_one_document_and_two_open_one_report_in_the_same_moment(stage: Stage) -> None:
    world, cluster = stage.world, stage.covenant.cluster
    by, officer = world.actor("chuyen-vien"), world.actor("dv-can-bo", day(REPORTS))
    document = record_document(
        by=by, kept_by=world.units["BL"], kind=DocumentKind.OTHER, number="1", issued_on=TODAY, issuer="BL", summary="x"
    )
    stage.freeze()
    first, second = stage.together(*[lambda: cite(by=by, document=document, owner=cluster)] * 2)
    assert first.pk == second.pk
    begin = {"season": world.season, "unit_id": officer.unit_id, "period": "2023", "today": day(REPORTS)}
    found = stage.together(*[lambda: open_report(by=officer, **begin)] * 2)
    assert sorted(type(f).__name__ for f in found) == ["Problem", "Report"]


def test_two_people_of_one_unit_sign_in_the_same_moment(stage: Stage) -> None:
    world, covenant = stage.world, stage.covenant
    actors = [world.actor(username) for username in ("dv-can-bo", "dv-chu-tich")]
    stage.freeze()
    given = {"covenant": covenant, "text_hash": covenant.text_hash, "office": "Cán bộ", "today": TODAY}
    found = stage.together(*(lambda by=by: covenants.sign(by=by, **given) for by in actors))
    assert sorted(type(f).__name__ for f in found) == ["Problem", "Signature"]
    assert stage.look(lambda: Signature.objects.count()) == 1


def test_taking_back_and_signing_in_the_same_moment_leaves_no_signature_that_counts_for_another_text(
    stage: Stage,
) -> None:
    world, covenant = stage.world, stage.covenant
    head, member = world.actor("truong-khoi"), world.actor("dv-can-bo")
    stage.freeze()
    given = {"text_hash": covenant.text_hash, "office": "Cán bộ", "today": TODAY}
    stage.together(
        lambda: covenants.take_back_covenant(
            by=head, covenant=Covenant.objects.get(), today=TODAY, reason="Sửa chỉ tiêu"
        ),
        lambda: covenants.sign(by=member, covenant=covenant, **given),
    )

    def after() -> tuple[int, bool]:
        kept = Covenant.objects.get()
        return kept.state, all(s.text_hash == kept.text_hash for s in Signature.objects.all())

    assert stage.look(after) == (CovenantState.DRAFT, True)
