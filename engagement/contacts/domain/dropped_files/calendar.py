"""Read a calendar invitation (.ics), line by line: its first event."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from engagement.contacts.domain.dropped_files.draft import (
    MOST_PEOPLE,
    CannotUse,
    Dropped,
    shortened,
)
from engagement.contacts.domain.log_file.lines import Somebody
from engagement.contacts.domain.log_file.lists import somebody_from
from engagement.contacts.domain.vocabulary import Channel

MOST_LINES = 20_000
LONDON = ZoneInfo("Europe/London")
_NO_EVENT = "There is no appointment in this calendar file."
_DAMAGED = "This calendar file is damaged: we could not find out when the appointment is."
_PROPERTY = re.compile(r'^([A-Za-z-]{1,40})((?:;[A-Za-z-]{1,40}=(?:"[^"]*"|[^";:]*(?:,"[^"]*")?))*):(.*)$', re.DOTALL)
_NAMED = re.compile(r';CN=("([^"]*)"|([^";:]*))', re.IGNORECASE)
_ZONE = re.compile(r';TZID="?([^";:]*)', re.IGNORECASE)
_MOMENT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$")
_LASTS = re.compile(r"^P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d{1,5}S)?)?$")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_VIDEO = re.compile(r"teams\.(microsoft|live)|zoom\.us|meet\.google|webex|microsoft teams", re.IGNORECASE)
_PHONE = re.compile(r"\b(phone|telephone|ring|call)\b", re.IGNORECASE)
_DAY_OF_MINUTES = 24 * 60
_WORDS = ("SUMMARY", "LOCATION", "DESCRIPTION")


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    parameters: str
    value: str


def read_invitation(text: str) -> Dropped:
    """Read an invitation; raises CannotUse, in words."""
    event = list(_first_event(text))
    if not event:
        raise CannotUse(_NO_EVENT)
    begins = next((_moment(each) for each in event if each.name == "DTSTART"), None)
    if begins is None:
        raise CannotUse(_DAMAGED)
    words = [
        _plain(each.value) for name in ("SUMMARY", "LOCATION", "DESCRIPTION") for each in event if each.name == name
    ]
    people = [_somebody(each) for each in event if each.name == "ATTENDEE"][:MOST_PEOPLE]
    organizer = next((_somebody(each) for each in event if each.name == "ORGANIZER"), None)
    return Dropped(
        channel=_channel(" ".join(words)),
        words=shortened("\n\n".join(word for word in words if word.strip())),
        sender=organizer,
        others=tuple(each for each in people if each is not None and each != organizer),
        happened_at=begins,
        minutes=_minutes(event, begins),
    )


def _first_event(text: str) -> Iterator[_Property]:
    """Yield the properties of the first event, without those of an alarm inside it."""
    within: list[str] = []
    for line in _unfolded(text):
        match = _PROPERTY.match(line)
        if match is None:
            continue
        name, value = match[1].upper(), match[3]
        if name == "BEGIN":
            within.append(value.strip().upper())
        elif name == "END":
            if within and within.pop() == "VEVENT":
                return
        elif within and within[-1] == "VEVENT":
            yield _Property(name, match[2], value)


def _unfolded(text: str) -> Iterator[str]:
    """Yield whole lines; a line that begins with a blank continues the one before."""
    line: list[str] = []
    for number, piece in enumerate(text.splitlines()):
        if number >= MOST_LINES:
            raise CannotUse("This calendar file is too long. Send yourself the one appointment and use that.")
        if piece[:1] in (" ", "\t"):
            line.append(piece[1:])
            continue
        yield "".join(line)
        line = [piece]
    yield "".join(line)


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def _moment(said: _Property) -> datetime | None:
    match = _MOMENT.match(said.value.strip())
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        clock = time(int(match[4]), int(match[5]), min(int(match[6]), 59)) if match[4] else time(12)
        return datetime.combine(day, clock, UTC if match[7] else _zone(said.parameters)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(parameters: str) -> tzinfo:
    """Return the time zone, or ours if its name is not known (Windows has names of its own)."""
    named = _ZONE.search(parameters)
    try:
        return ZoneInfo(named[1]) if named and named[1] else LONDON
    except (KeyError, ValueError, OSError):
        return LONDON


def _minutes(event: list[_Property], begins: datetime) -> int | None:
    ends = next((_moment(each) for each in event if each.name == "DTEND"), None)
    lasts = next((_LASTS.match(each.value.strip()) for each in event if each.name == "DURATION"), None)
    if ends is not None:
        minutes = (ends - begins) // timedelta(minutes=1)
    elif lasts is not None:
        minutes = int(lasts[1] or 0) * _DAY_OF_MINUTES + int(lasts[2] or 0) * 60 + int(lasts[3] or 0)
    else:
        return None
    return minutes if 0 < minutes <= _DAY_OF_MINUTES else None


def _somebody(said: _Property) -> Somebody | None:
    address = said.value.strip()
    address = address[7:] if address[:7].lower() == "mailto:" else ""
    found = _NAMED.search(said.parameters)
    name = " ".join((found[2] or found[3] or "").split()) if found else ""
    known = somebody_from(address)
    email = known.email if known else ""
    name = "" if "@" in name else name
    return Somebody(name[:200], email) if name or email else None


def _channel(words: str) -> Channel:
    if _VIDEO.search(words):
        return Channel.ONE_TO_ONE_VIDEO
    return Channel.ONE_TO_ONE_PHONE if _PHONE.search(words) else Channel.ONE_TO_ONE_IN_PERSON
