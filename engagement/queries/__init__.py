"""The only reader of the engagement tables: every function asks for whom, and gives nothing that is not allowed."""

from engagement.queries.audiences import audience_for, audience_for_tasks, had_by
from engagement.queries.campaigns import (
    about_now,
    campaign_for,
    campaigns,
    in_doubt,
    message_for,
    messages_of,
    step_for,
    steps,
    steps_of,
    templates,
    why_not_now,
    written_by_the_team,
)
from engagement.queries.contacts import contact_for, contacts, notes_of, readable_notes, taken_back_for
from engagement.queries.dashboard import Dashboard, dashboard
from engagement.queries.locations import locations_named, locations_reached, sisters_of, with_contacts, zones_of
from engagement.queries.log import log_lines, log_of
from engagement.queries.log_imports import log_import_for, log_imports, place_names, plan_of
from engagement.queries.logged import Logged, earlier_of, logged, may_be_changed
from engagement.queries.meetings import booked_ahead
from engagement.queries.people import Known, colleagues, known_people, last_spoken_to, marks_of, people_at, people_in
from engagement.queries.slots import (
    asked_for,
    booking_for,
    bookings,
    coming_bookings,
    free_slots,
    notices_in_doubt,
    slot_for,
    slots,
    slots_between,
    waiting_for_an_outcome,
    words_of,
)
from engagement.queries.standing import facts_about, market, owed_in
from engagement.queries.timeline import Entry, timeline

__all__ = [
    "Dashboard",
    "Entry",
    "Known",
    "Logged",
    "about_now",
    "asked_for",
    "audience_for",
    "audience_for_tasks",
    "booked_ahead",
    "booking_for",
    "bookings",
    "campaign_for",
    "campaigns",
    "colleagues",
    "coming_bookings",
    "contact_for",
    "contacts",
    "dashboard",
    "earlier_of",
    "facts_about",
    "free_slots",
    "had_by",
    "in_doubt",
    "known_people",
    "last_spoken_to",
    "locations_named",
    "locations_reached",
    "log_import_for",
    "log_imports",
    "log_lines",
    "log_of",
    "logged",
    "market",
    "marks_of",
    "may_be_changed",
    "message_for",
    "messages_of",
    "notes_of",
    "notices_in_doubt",
    "owed_in",
    "people_at",
    "people_in",
    "place_names",
    "plan_of",
    "readable_notes",
    "sisters_of",
    "slot_for",
    "slots",
    "slots_between",
    "step_for",
    "steps",
    "steps_of",
    "taken_back_for",
    "templates",
    "timeline",
    "waiting_for_an_outcome",
    "why_not_now",
    "with_contacts",
    "words_of",
    "written_by_the_team",
    "zones_of",
]
