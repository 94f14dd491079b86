"""Read a calendar file (.ics): its first appointment, or what somebody says of one – cancelled, declined, a series."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Component

from engagement.contacts.domain.dropped_files.calendar_text import ZONE_NAME, CalendarText, calendar_text
from engagement.contacts.domain.dropped_files.calendar_zones import in_utc, named
from engagement.contacts.domain.dropped_files.draft import (
    MOST_PEOPLE,
    CannotUse,
    Dropped,
    shortened,
)
from engagement.contacts.domain.log_file.lines import Somebody
from engagement.contacts.domain.vocabulary import Channel
from spreadsheets.email_addresses import email_from

HOME = "Europe/London"
_NO_EVENT = "There is no appointment in this calendar file."
_DAMAGED = "This calendar file is damaged: we could not find out when the appointment is."
_VIDEO = re.compile(r"teams\.(microsoft|live)|zoom\.us|meet\.google|webex|microsoft teams", re.IGNORECASE)
_PHONE = re.compile(r"\b(phone|telephone|ring|call)\b", re.IGNORECASE)
_TITLE_SAYS = re.compile(r"^\s*(cancel+ed|declined)\s*:", re.IGNORECASE)
_DAY_OF_MINUTES = 24 * 60
_WORDS = ("SUMMARY", "LOCATION", "DESCRIPTION")
CANCELLED, DECLINED, PROPOSED, SERIES = "Cancelled", "Declined", "Another time proposed", "A series of appointments"


@dataclass(frozen=True, slots=True)
class _When:
    """When it is, as far as that is known; ``written`` is the time as it stands in the file."""

    moment: datetime | None
    written: str
    remark: str = ""
    is_whole_day: bool = False


@dataclass(frozen=True)
class _Event:
    """The first appointment of a file, with the method and the zones of the whole."""

    event: Component
    method: str
    zone: str
    own: Mapping[str, Component]

    def first(self, name: str) -> object:
        found = self.event.get(name)
        return found[0] if isinstance(found, list) and found else found

    def all(self, name: str) -> list[object]:
        found = self.event.get(name, [])
        return list(found) if isinstance(found, list) else [found]


def read_invitation(text: str) -> Dropped:
    """Read a calendar file; raises CannotUse, in words."""
    try:
        found = calendar_text(text)
        events = [each for calendar in found.calendars for each in calendar.walk("VEVENT")]
        if not events:
            raise CannotUse(_NO_EVENT)
        return _dropped(_first(found, events), more=_others(events))
    except CannotUse:
        raise
    except Exception:  # whatever a stranger wrote that the library stumbles over
        raise CannotUse(_DAMAGED) from None


def _first(found: CalendarText, events: list[Component]) -> _Event:
    whole = found.calendars[0]
    return _Event(
        events[0],
        method=str(whole.get("METHOD", "")).strip().upper(),
        zone=str(whole.get("X-WR-TIMEZONE", "")).strip(),
        own=found.zones,
    )


def _others(events: list[Component]) -> str:
    """Say that there are more; further days of the same appointment are none."""
    count = len({str(each.get("UID", number)) for number, each in enumerate(events)})
    return f"There are {count} appointments in this file; this is the first of them." if count > 1 else ""


def _dropped(event: _Event, more: str) -> Dropped:
    when = _when(event, event.first("DTSTART"))
    if when is None:
        raise CannotUse(_DAMAGED)
    words = [str(each) for name in _WORDS for each in event.all(name)]
    people = [each for each in (_somebody(one) for one in event.all("ATTENDEE")[:MOST_PEOPLE]) if each]
    organiser = _somebody(event.first("ORGANIZER"))
    declined = [each for one in event.all("ATTENDEE") if _part(one) == "DECLINED" and (each := _somebody(one))]
    standing = _standing(event, " ".join(words[:1]), declined, [each for each in people if each != organiser])
    if standing:
        return _as_mail(event, standing, when, words, declined, organiser, people, more)
    partly = f"Declined by {', '.join(each.name or each.email for each in declined)}." if declined else ""
    return Dropped(
        channel=_channel(" ".join(words)),
        words=shortened("\n\n".join(word for word in words if word.strip())),
        sender=organiser,
        others=tuple(each for each in people if each != organiser),
        happened_at=when.moment,
        minutes=None if when.is_whole_day else _minutes(event, when),
        remarks=tuple(remark for remark in (when.remark, partly, more) if remark),
    )


def _standing(event: _Event, title: str, declined: list[Somebody], invited: list[Somebody]) -> str:
    """Return what keeps this from being an appointment that somebody came to; blank if nothing does."""
    said = _TITLE_SAYS.match(title)
    title_says = said[1].casefold() if said else ""
    if event.method == "CANCEL" or str(event.first("STATUS")).strip().upper() == "CANCELLED" or title_says[:1] == "c":
        return CANCELLED
    all_have = bool(declined) and (event.method == "REPLY" or set(invited) <= set(declined))
    if all_have or title_says[:1] == "d":
        return DECLINED
    if event.method in ("COUNTER", "DECLINECOUNTER"):
        return PROPOSED if event.method == "COUNTER" else DECLINED
    return SERIES if event.first("RRULE") or event.first("RDATE") else ""


def _as_mail(
    event: _Event, standing: str, when: _When, words: list[str], declined: list[Somebody],
    organiser: Somebody | None, people: list[Somebody], more: str,
) -> Dropped:  # fmt: skip
    """Return an e-mail: nobody met, and what was written is dated by its own stamp."""
    answers = declined or people if event.method in ("REPLY", "COUNTER") or standing == DECLINED else []
    sender = answers[0] if answers else organiser
    everybody = [each for each in ([organiser] if organiser else []) + people if each != sender]
    stamp = getattr(event.first("DTSTAMP"), "dt", None)
    written = stamp.astimezone(UTC) if isinstance(stamp, datetime) and stamp.tzinfo else None
    said = f"{standing}: {when.written}"
    return Dropped(
        channel=Channel.EMAIL,
        words=shortened("\n\n".join(word for word in (said, *words) if word.strip())),
        sender=sender,
        others=tuple(dict.fromkeys(everybody)),
        happened_at=written,
        remarks=tuple(remark for remark in (f"{standing}. {_WHY}", more) if remark),
    )


_WHY = "This is drafted as an email and not as a meeting: nobody is known to have met."


def _when(event: _Event, said: object) -> _When | None:
    day = getattr(said, "dt", None)
    if not isinstance(day, date):
        return None
    if not isinstance(day, datetime):
        noon = in_utc(datetime.combine(day, time(12)), HOME, {})
        return _When(noon, f"{day:%-d %B %Y}", "This is for the whole day. Enter the time.", is_whole_day=True)
    local = day.replace(tzinfo=None)
    written = f"{local:%-d %B %Y, %H:%M}"
    if day.tzinfo:
        return _When(day.astimezone(UTC), f"{written} UTC")
    name = str(getattr(said, "params", {}).get(ZONE_NAME, "")).strip()
    return _in_zone(event, local, name, written) if name else _floating(event, local, written)


def _in_zone(event: _Event, local: datetime, name: str, written: str) -> _When:
    moment = in_utc(local, name, event.own)
    if moment is not None:
        return _When(moment, written if named(name) == named(HOME) else f"{written} ({name[:60]})")
    remark = (
        f"The file says {written} in the time zone “{name[:60]}”, which we do not know. "
        "Enter the day and the time as they were in the UK."
    )
    return _When(None, f"{written} ({name[:60]})", remark)


def _floating(event: _Event, local: datetime, written: str) -> _When:
    """Read a time without a zone: by that of the whole calendar, or as ours, which is said."""
    moment = in_utc(local, event.zone, event.own) if event.zone else None
    if moment is not None:
        return _When(moment, f"{written} ({event.zone[:60]})")
    return _When(in_utc(local, HOME, {}), written, "The file names no time zone. We took its time for UK time.")


def _minutes(event: _Event, begins: _When) -> int | None:
    ends, lasts = _when(event, event.first("DTEND")), getattr(event.first("DURATION"), "dt", None)
    if ends is not None and ends.moment is not None and begins.moment is not None:
        lasts = ends.moment - begins.moment
    if not isinstance(lasts, timedelta):
        return None
    minutes = lasts // timedelta(minutes=1)
    return minutes if 0 < minutes <= _DAY_OF_MINUTES else None


def _part(said: object) -> str:
    return str(getattr(said, "params", {}).get("PARTSTAT", "")).upper()


def _somebody(said: object) -> Somebody | None:
    if said is None:
        return None
    email = email_from(str(said)) or ""
    name = " ".join(str(getattr(said, "params", {}).get("CN", "")).split()).strip("\"' ")
    name = "" if "@" in name else name
    return Somebody(name[:200], email) if name or email else None


def _channel(words: str) -> Channel:
    if _VIDEO.search(words):
        return Channel.ONE_TO_ONE_VIDEO
    return Channel.ONE_TO_ONE_PHONE if _PHONE.search(words) else Channel.ONE_TO_ONE_IN_PERSON
