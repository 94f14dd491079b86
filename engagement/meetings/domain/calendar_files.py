"""Write a meeting as a calendar file (RFC 5545, to be sent by RFC 5546): a request, or its cancellation."""

from dataclasses import dataclass
from datetime import UTC, datetime

LINE_OCTETS = 75
REQUEST, CANCEL = "REQUEST", "CANCEL"


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment.

    ``uid`` stays the same for as long as it is the same meeting; ``sequence`` goes up with each change.

    ``organiser`` and ``attendees`` are (name, e-mail address); times are aware.
    """

    uid: str
    sequence: int
    title: str
    words: str
    place: str
    starts_at: datetime
    ends_at: datetime
    organiser: tuple[str, str]
    attendees: tuple[tuple[str, str], ...]
    stamped_at: datetime
    link: str = ""


def calendar_file(appointment: Appointment, method: str = REQUEST) -> str:
    """Return the calendar file. Times stand in UTC: every calendar shows them right, without a table of time zones."""
    is_off = method == CANCEL
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cost of Care Portal//Meetings//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{_text(appointment.uid)}",
        f"SEQUENCE:{appointment.sequence}",
        f"DTSTAMP:{_moment(appointment.stamped_at)}",
        f"DTSTART:{_moment(appointment.starts_at)}",
        f"DTEND:{_moment(appointment.ends_at)}",
        f"SUMMARY:{_text(appointment.title)}",
        f"DESCRIPTION:{_text(appointment.words)}",
        *([f"LOCATION:{_text(appointment.place)}"] if appointment.place else []),
        *([f"URL:{appointment.link}"] if appointment.link else []),
        f"ORGANIZER;{_person(*appointment.organiser)}",
        *(
            f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;{_person(*each)}"
            for each in appointment.attendees
        ),
        f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a time without a zone could be any hour")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """Return escaped text: a line break in what a person typed must not begin a property of its own."""
    kept = "".join(sign for sign in words.replace("\r\n", "\n").replace("\r", "\n") if sign == "\n" or sign >= " ")
    escaped = kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _person(name: str, address: str) -> str:
    """Return a person's property; a name is a quoted parameter, without the signs that it must not hold."""
    said = "".join(sign for sign in name if sign >= " " and sign not in '"\x7f')
    clean = "".join(sign for sign in address if sign > " ")
    return f'CN="{said or clean}":mailto:{clean}'


def _folded(line: str) -> str:
    """Fold a line at 75 octets; what goes on begins with a space, and no character is cut in two."""
    parts, octets = [""], 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > LINE_OCTETS:
            parts.append(" ")
            octets = 1
        parts[-1] += sign
        octets += size
    return "\r\n".join(parts)
