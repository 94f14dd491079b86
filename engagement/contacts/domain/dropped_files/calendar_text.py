"""The text of a calendar file made whole: what is no line of one is left out, and what was begun is ended."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from icalendar import Calendar, Component

from engagement.contacts.domain.dropped_files.draft import CannotUse

MOST_LINES = 20_000
ZONE, ZONE_NAME = "X-VTIMEZONE", "X-TZID"
_LINE = re.compile(r"^[A-Za-z0-9-]{1,60}[;:]")
_MOMENT = re.compile(r"^(DTSTART|DTEND|DTSTAMP|RECURRENCE-ID)\b", re.IGNORECASE)
_ZONE_OF = re.compile(r";TZID=", re.IGNORECASE)
_SMALL = re.compile(r"(\d{8})t(\d{6})(z?)$")


@dataclass(frozen=True)
class CalendarText:
    """What a file holds: its calendars without their zones, and its zones, each by the name that it gives itself."""

    calendars: tuple[Component, ...]
    zones: Mapping[str, Component]


def calendar_text(text: str) -> CalendarText:
    """Parse a file. Zones and their names come under other names, so that the library works none of them out.

    It would follow any rule for ever, and remember the zones of one file for the next.
    """
    lines, zones = list[str](), list[list[str]]()
    for within, line in _whole(text):
        if ZONE not in within:
            lines.append(line)
        elif line == f"BEGIN:{ZONE}":
            zones.append([line])
        else:
            zones[-1].append(line)
    found = [zone for each in zones if (zone := _zone(each)) is not None]
    calendars = Calendar.from_ical("\r\n".join(lines), multiple=True)
    return CalendarText(tuple(calendars), {str(each.get("TZID", "")): each for each in found})


def _zone(lines: list[str]) -> Component | None:
    """Return a zone; None if it is damaged: the file's appointments may be clear without it."""
    try:
        return Component.from_ical("\r\n".join(lines))
    except (ValueError, TypeError, KeyError):
        return None


def _whole(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield the lines, each with the components that it stands in."""
    within: list[str] = []
    for line in _unfolded(text):
        if line[:6].upper() == "BEGIN:":
            within.append(_component(line[6:]))
            yield within, f"BEGIN:{within[-1]}"
        elif line[:4].upper() == "END:":
            yield from _ended(within, _component(line[4:]))
        elif within and _LINE.match(line):
            yield within, _renamed(line)
    while within:
        yield from _ended(within, within[0])


def _ended(within: list[str], name: str) -> Iterator[tuple[list[str], str]]:
    """End a component, and before it what was begun in it and not ended."""
    while name in within:
        yield within, f"END:{within[-1]}"
        if within.pop() == name:
            return


def _component(name: str) -> str:
    plain = name.strip().upper()
    return ZONE if plain == "VTIMEZONE" else plain


def _renamed(line: str) -> str:
    if not _MOMENT.match(line):
        return line
    upper = _SMALL.sub(lambda match: f"{match[1]}T{match[2]}{match[3].upper()}", line.rstrip())
    return _ZONE_OF.sub(f";{ZONE_NAME}=", upper, count=1)


def _unfolded(text: str) -> Iterator[str]:
    """Yield whole lines; a line that begins with a blank continues the one before."""
    line: list[str] = []
    for number, piece in enumerate(text.replace("\x00", "").splitlines()):
        if number >= MOST_LINES:
            raise CannotUse("This calendar file is too long. Send yourself the one appointment and use that.")
        if piece[:1] in (" ", "\t"):
            line.append(piece[1:])
            continue
        yield "".join(line)
        line = [piece]
    yield "".join(line)
