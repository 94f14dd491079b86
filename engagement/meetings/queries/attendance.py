"""Query the people and locations of an exercise, to match an attendance list with."""

from uuid import UUID

from accounts.domain.context import Context
from engagement.contacts.queries.log_imports import known_log
from engagement.domain.owner_team import side_of
from engagement.meetings.domain.attendance import Attender, KnownMarket
from register import queries as register


def known_market(context: Context, exercise_id: UUID) -> KnownMarket:
    known = known_log(context, exercise_id, side_of(context))
    at = dict(register.reached(context, exercise_id).values_list("location_id", "id"))
    people = register.people_reached(context, exercise_id).prefetch_related("locations")
    attenders = (
        Attender(each.id, each.full_name, each.email, tuple(at[one.id] for one in each.locations.all() if one.id in at))
        for each in people
    )
    return KnownMarket(tuple(attenders), known.by_id, known.by_name)
