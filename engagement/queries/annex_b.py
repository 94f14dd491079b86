"""What Annex B says of engagement, for those who reach providers: the same for the team as for the council."""

from datetime import datetime

from accounts.domain.context import Context
from engagement.domain.annex_b import About, Edition, Section, annex_b
from engagement.domain.standing_tables import UNITS
from engagement.queries.standing import market, owed_in
from submissions import queries as submissions
from submissions.queries import AskedIn


def about_exercise(exercise: AskedIn, now: datetime) -> About:
    return About(
        authority=exercise.authority.name,
        exercise=exercise.name,
        opens_on=exercise.opens_on,
        closes_on=exercise.closes_on,
        as_at=now,
        unit=UNITS[exercise.service],
    )


def annex_b_sections(context: Context | None, exercise: AskedIn, edition: Edition, about: About) -> tuple[Section, ...]:
    usable = submissions.usable_in(context, exercise.id)
    return annex_b(market(context, exercise.id), owed_in(context, exercise.id), usable, about, edition)
