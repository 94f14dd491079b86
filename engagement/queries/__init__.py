"""The only reader of the engagement tables: every function asks for whom, and gives nothing that is not allowed."""

from engagement.queries.contacts import contact_for, contacts, notes_of
from engagement.queries.dashboard import Dashboard, dashboard
from engagement.queries.locations import locations_named, locations_reached, sisters_of, with_contacts, zones_of
from engagement.queries.logged import Logged, logged
from engagement.queries.people import Known, colleagues, known_people, last_spoken_to, marks_of, people_at, people_in
from engagement.queries.standing import facts_about, market, owed_in
from engagement.queries.timeline import Entry, timeline

__all__ = [
    "Dashboard",
    "Entry",
    "Known",
    "Logged",
    "colleagues",
    "contact_for",
    "contacts",
    "dashboard",
    "facts_about",
    "known_people",
    "last_spoken_to",
    "locations_named",
    "locations_reached",
    "logged",
    "market",
    "marks_of",
    "notes_of",
    "owed_in",
    "people_at",
    "people_in",
    "sisters_of",
    "timeline",
    "with_contacts",
    "zones_of",
]
