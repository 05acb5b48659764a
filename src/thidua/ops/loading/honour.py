"""Loads stage 9: conferences with programme, delegates and awards, and the stories."""

from datetime import date

from thidua.base.access.enums import Role
from thidua.cycle.s9_honour import actions
from thidua.cycle.s9_honour.enums import ConferenceKind, StoryKind
from thidua.ops.loading.run import Run
from thidua.ops.seasonfiles import Source, model_award


def load(run: Run) -> None:
    """In the order of the days."""
    for row in sorted(run.files.conferences, key=lambda c: (c.on, c.row)):
        run.at = ("honour.yaml", row.row)
        _load_conference(run, row)
    for story in run.files.exemplars:
        run.at = ("honour.yaml", story.row)
        _load_story(run, story)


def _load_conference(run: Run, row: model_award.Conference) -> None:
    by = run.actor(Role.SPECIALIST, on=row.on)
    conference = actions.plan_conference(
        by=by,
        season=run.season,
        kind=ConferenceKind(row.kind),
        title=row.name,
        held_on=row.on,
        place=row.place,
        chair=row.chair,
    )
    run.remember("conference", row.code, conference.pk)
    actions.set_programme(
        by=by,
        conference=conference,
        programme=[actions.Part(p.text, p.by) for p in row.programme],
        guests=[actions.Guest(d.office, d.name, d.body) for d in row.delegates],
        handings=[_handing(run, step) for step in row.awards],
    )
    actions.hold_conference(by=by, conference=conference, today=row.on)
    if row.minutes:
        actions.write_minutes(by=by, conference=conference, text=row.minutes)
        chair = run.actor(Role.AUTHORITY, on=row.on)
        actions.approve_minutes(by=chair, conference=conference, today=row.on)


def _handing(run: Run, step: model_award.AwardStep) -> actions.Handing:
    ids = tuple(run.id_of("dossier", code) for code in step.dossiers)
    return actions.Handing(
        step.title,
        step.count,
        award_code=step.award,
        presenter=step.by,
        dossier_ids=ids if len(ids) == step.count else (),
    )


def _load_story(run: Run, row: model_award.Exemplar) -> None:
    on: date = row.on
    by = run.actor(Role.SPECIALIST, on=on)
    person, unit = run.persons.get(row.subject), run.units.get(row.subject)
    household = run.households.get(row.subject)
    text = actions.Text(
        kind=StoryKind.EXEMPLAR,
        title=row.title,
        body=row.text,
        category=row.category,
        subject_name=str(person or unit or household or ""),
        person=person,
        unit=unit,
        is_illustration=row.source == Source.ILLUSTRATION,
    )
    story = actions.write_story(by=by, season=run.season, text=text)
    run.remember("story", row.code, story.pk)
    if row.state in ("checked", "published") and not run.leaves("check", row.code):
        checker = run.actor(Role.REVIEWING_DEPARTMENT, on=on)
        actions.check_story(by=checker, story=story, today=on)
    if row.state == "published" and not run.leaves("publish", row.code):
        actions.publish_story(by=by, story=story, today=on)
