"""Query what Annex B says of engagement, for those who contact providers: the same for the team and the council."""

from datetime import datetime

from accounts.domain.context import Context
from engagement.coverage.domain.annex_b import (
    AnnexBExercise,
    AnnexBSection,
    Edition,
    annex_b,
)
from engagement.coverage.domain.status_tables import UNITS
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
