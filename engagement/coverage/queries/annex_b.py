"""Query what Annex B says of engagement, for those who contact providers: the same for the team and the council."""

from datetime import datetime

from accounts.domain.context import Context
from engagement.coverage.domain.activities import activity_table, event_table
from engagement.coverage.domain.annex_b import (
    AnnexBExercise,
    AnnexBSection,
    Edition,
    annex_b,
)
from engagement.coverage.domain.status_tables import UNITS
from engagement.coverage.queries.activities import activities_in, events_held_in
from engagement.coverage.queries.location_status import market, owed_in
from register.queries import Exercise


def about_exercise(exercise: Exercise, now: datetime) -> AnnexBExercise:
    return AnnexBExercise(
        authority=exercise.authority.name,
        exercise=exercise.name,
        opens_on=exercise.opens_on,
        closes_on=exercise.closes_on,
        as_at=now,
        unit=UNITS[exercise.service],
    )


def annex_b_sections(
    context: Context | None, exercise: Exercise, edition: Edition, about: AnnexBExercise
) -> tuple[AnnexBSection, ...]:
    return annex_b(market(context, exercise.id), owed_in(context, exercise.id), about, edition)


def report_sections(
    context: Context | None, exercise: Exercise, edition: Edition, about: AnnexBExercise
) -> tuple[AnnexBSection, ...]:
    """Return the sections for the whole report: with what was done, when and by whom."""
    first, *others = annex_b_sections(context, exercise, edition, about)
    done = activity_table(activities_in(context, exercise.id), about.unit)
    held = event_table(events_held_in(context, exercise.id), about.unit, is_public=edition is Edition.PUBLIC)
    words = "The independent team and the council contacted providers in these ways."
    nothing = "No contact with providers is on record."
    tables = tuple(table for table in (done, held) if table.rows)
    return (first, AnnexBSection("What was done", (words if tables else nothing,), tables), *others)
