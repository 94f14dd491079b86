"""Compose the e-mail of a notice about an event, with its calendar file."""

from django.utils import timezone

from accounts.actions.portal_links import link_to
from engagement.campaigns.domain.message_text import NamedRecipient, about_words
from engagement.meetings.actions.meeting_mails import appointment
from engagement.meetings.actions.registrations import token_of
from engagement.meetings.domain import event_mails as mails
from engagement.meetings.domain.calendar_files import (
    CANCEL,
    REQUEST,
    Appointment,
    calendar_file,
)
from engagement.meetings.domain.event_mails import Told
from engagement.meetings.domain.events import Seat
from engagement.meetings.domain.meeting_mails import MeetingMail
from engagement.meetings.domain.meetings import NoticeKind
from engagement.meetings.domain.uk_times import span_in_words
from engagement.models import (
    Event,
    Invite,
    Notice,
    Registration,
)
from register.permissions import last_day
from register.queries import Participation

OFF = frozenset({NoticeKind.EVENT_CANCELLED, NoticeKind.WITHDRAWN})
# Nothing stands in their calendars yet, or nothing of it has changed.
WITHOUT_A_FILE = frozenset({NoticeKind.WAITING, NoticeKind.EVENT_REMINDER})


def event_mail(notice: Notice) -> MeetingMail | None:
    """Compose the mail; None if it was overtaken by a newer one, or because the event is off or over."""
    if notice.invite is not None:
        return _invitation(notice, notice.invite)
    place, kind = notice.place, NoticeKind(notice.kind)
    if place is None or _is_overtaken(notice, place, kind):
        return None
    told = told_of(place.event, [place.participation])
    link = link_to("engagement:own_event", place.participation_id, place.event_id)
    method = CANCEL if kind in OFF else REQUEST
    meeting = _appointment(place.event, (notice.to_name, notice.to_email), notice.sequence, told.place, link)
    calendar = "" if kind in WITHOUT_A_FILE or _is_still_coming(place, kind) else calendar_file(meeting, method)
    return MeetingMail(mails.to_those_registered(kind, told), link, calendar, method)


def _invitation(notice: Notice, invite: Invite) -> MeetingMail | None:
    """Compose an invitation, without the link of an online event: only those who register get it."""
    event = invite.event
    if event.cancelled_at or event.starts_at <= timezone.now():
        return None
    places = invite.places.select_related("participation__exercise")
    told = told_of(event, [place.participation for place in places])
    link = link_to("engagement:event_answer", token_of(invite.id))
    where = "Online" if event.is_online else event.place
    meeting = _appointment(event, (invite.name, invite.email), event.sequence, where, link)
    return MeetingMail(mails.invitation(told), link, calendar_file(meeting))


def _is_overtaken(notice: Notice, place: Registration, kind: NoticeKind) -> bool:
    event = place.event
    if event.ends_at <= timezone.now():
        return True
    if kind in OFF:
        return False
    return bool(event.cancelled_at) or notice.sequence != event.sequence + place.sequence


def _is_still_coming(place: Registration, kind: NoticeKind) -> bool:
    """Tell whether a person who withdraws one location still comes for another, and keeps the calendar entry."""
    if kind != NoticeKind.WITHDRAWN:
        return False
    others = Registration.objects.filter(event_id=place.event_id, email__iexact=place.email, seat=Seat.SEATED)
    return others.exclude(id=place.id).exists()


def told_of(event: Event, asked: list[Participation]) -> Told:
    """Return the event as mail about these locations of one exercise tells of it."""
    named = [NamedRecipient(each.location_name, each.provider_name, last_day(each)) for each in asked]
    exercise = asked[0].exercise if asked else None
    return Told(
        kind=event.get_kind_display(),
        title=event.title,
        words=event.words,
        when=span_in_words(event.starts_at, event.ends_at),
        place=event.place,
        is_online=event.is_online,
        host=event.authority.name,
        locations=tuple(each.name for each in named),
        about=about_words(named, exercise.name, exercise.closes_on) if exercise else "",
        because=event.because,
    )


def _appointment(event: Event, whom: tuple[str, str], sequence: int, place: str, link: str) -> Appointment:
    words = f"{event.words}\n{span_in_words(event.starts_at, event.ends_at)} (UK time).\n{link}".strip()
    return appointment(event, event, whom, sequence=sequence, title=event.title, words=words, place=place, link=link)
