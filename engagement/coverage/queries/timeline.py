"""Query the timeline of a location, as its reader may see it: contacts, use of the portal, and states of its return."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from accounts import queries as accounts
from accounts.domain.context import Context
from engagement.campaigns.queries.campaigns import messages_about
from engagement.contacts.domain.vocabulary import INVITATION, ContactOutcome, Source
from engagement.contacts.queries.contacts import contacts
from engagement.contacts.queries.log_entries import Logged, logged
from engagement.coverage.domain.outcome_names import LocationOutcome
from engagement.coverage.domain.timeline import Happened, Kind, happened
from engagement.coverage.queries.location_status import outcomes_given
from engagement.meetings.domain.uk_times import span_in_words
from engagement.meetings.queries.slots import bookings
from engagement.permissions import is_of_the_team
from register.queries import Participation
from submissions import queries as submissions


@dataclass(frozen=True)
class Entry:
    """A row of the timeline: a contact, or an event."""

    at: datetime
    kind: Kind
    logged: Logged | None = None
    happened: Happened | None = None


def timeline(context: Context | None, asked: Participation, kind: str = "") -> list[Entry]:
    """Return the timeline, the newest first; unknown kinds filter nothing out."""
    entries = [*_contacts(context, asked), *_others(context, asked)]
    wanted = [each for each in entries if each.kind == kind] if kind in set(Kind) else entries
    return sorted(wanted, key=lambda each: each.at, reverse=True)


def _contacts(context: Context | None, asked: Participation) -> Iterator[Entry]:
    for each in logged(context, contacts(context, asked.exercise_id, participation_id=asked.id)):
        if not (each.kind == Kind.BOOKING and each.contact.outcome == ContactOutcome.REGISTERED):
            yield Entry(each.contact.happened_at, each.kind, logged=each)


def _others(context: Context | None, asked: Participation) -> Iterator[Entry]:
    for each in (
        *_of_the_return(context, asked),
        *_given(context, asked),
        *_booked(context, asked),
        *_lapsed(context, asked),
    ):
        yield Entry(each.at, each.kind, happened=each)


def _lapsed(context: Context | None, asked: Participation) -> Iterator[Happened]:
    """Yield invitations that ran out before anybody had taken them up; a campaign's message may have carried one."""
    sent = contacts(context, asked.exercise_id, participation_id=asked.id).filter(source=Source.INVITATION)
    of_ours = sent.filter(external_id__startswith=INVITATION)  # one without an id was counted only
    ids = [each.removeprefix(INVITATION) for each in of_ours.values_list("external_id", flat=True)]
    ids += [str(each) for each in messages_about(context, asked.id)]
    for row in accounts.lapsed_of(ids):
        yield Happened(row.expires_at, Kind.INVITATION, "An invitation to the portal ran out, not taken up")


def _given(context: Context | None, asked: Participation) -> Iterator[Happened]:
    """Yield the outcomes that a person gave, and when each ended; never the reason.

    The council learns of none that was given once the return was in: it would tell that it was sent back.
    """
    progress = submissions.progress_in(context, asked.exercise_id).get(asked.id)
    came_in = None if is_of_the_team(context) or progress is None else progress.received_at
    for row in outcomes_given(context, asked):
        if came_in and row.given_at > came_in:
            continue
        yield Happened(row.given_at, Kind.DECISION, f"Outcome given: {LocationOutcome(row.outcome).label}")
        if row.ended_at:
            yield Happened(
                row.ended_at, Kind.DECISION, f"Outcome no longer given: {LocationOutcome(row.outcome).label}"
            )


def _booked(context: Context | None, asked: Participation) -> Iterator[Happened]:
    """Yield 1-2-1s with their times, as the log says only that one was booked."""
    for row in bookings(context).filter(participation_id=asked.id):
        when = span_in_words(row.slot.starts_at, row.slot.ends_at)
        yield Happened(row.booked_at, Kind.BOOKING, f"1-2-1 booked: {when}")
        if row.cancelled_at:
            yield Happened(row.cancelled_at, Kind.BOOKING, f"1-2-1 cancelled: {when}")


def _of_the_return(context: Context | None, asked: Participation) -> Iterator[Happened]:
    """Yield the steps of the return: all for the team; for the council that it was begun, and that it has come in."""
    told = (happened(at, what) for at, what in submissions.events_at(context, asked.id))
    yield from (each for each in told if each)
    if not is_of_the_team(context):
        yield from _told_to_the_council(context, asked)


def _told_to_the_council(context: Context | None, asked: Participation) -> Iterator[Happened]:
    progress = submissions.progress_in(context, asked.exercise_id).get(asked.id)
    if progress and progress.used_at:
        yield Happened(progress.used_at, Kind.PORTAL, "Began the return")
    if progress and progress.received_at:
        yield Happened(progress.received_at, Kind.STATE, "Return received")
