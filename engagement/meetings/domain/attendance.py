"""Match the lines of an attendance list, pasted or from a file, to people and locations, or say why not."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, misfit
from engagement.meetings.domain.attendance_outcomes import (
    column_of,
    is_heading,
    outcome_behind,
    outcome_in_column,
)
from register.domain.place_names import NamedLocation
from register.domain.table_headings import plain

MOST_LINES = 2_000
LONGEST_NAME = 200
_CQC_ID = re.compile(r"\b1-\d{3,12}\b", re.ASCII)
_ADDRESS = re.compile(r"[^\s<>;,()\"']+@[^\s<>;,()\"']+\.[^\s<>;,()\"']+")
_BETWEEN = re.compile(r"[,;\t|<>()\"]+")
_HEADINGS = frozenset(
    {"name", "full name", "email", "e-mail", "email address", "location", "location id", "cqc id", "organisation"}
    | {"where", "branch", "home", "provider", "company", "phone", "job", "role"}
)


@dataclass(frozen=True, slots=True)
class Attender:
    """A person at the providers as the register has them, with the locations asked that they answer for."""

    key: UUID
    name: str
    email: str
    locations: tuple[UUID, ...]


@dataclass(frozen=True)
class KnownMarket:
    """The people and locations of an exercise; ``by_id`` and ``by_name`` (small letters) are its locations."""

    people: tuple[Attender, ...]
    by_id: Mapping[str, NamedLocation]
    by_name: Mapping[str, tuple[NamedLocation, ...]]


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """A matched line; ``problem`` is a sentence, and blank if the line is matched to at least one location.

    ``outcome`` is what the line itself says of it, None if it says nothing. ``unused`` are words of the line that
    were not needed to match it, and are not kept.
    """

    number: int
    text: str
    people: tuple[UUID, ...] = ()
    names: tuple[str, ...] = ()
    locations: tuple[UUID, ...] = ()
    problem: str = ""
    outcome: ContactOutcome | None = None
    unused: tuple[str, ...] = ()


@dataclass
class _Reading:
    known: KnownMarket
    people: list[Attender] = field(default_factory=list)
    outcomes: list[ContactOutcome] = field(default_factory=list)
    locations: list[UUID] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    def said(self, words: str | None) -> None:
        """Read the outcome from the cell of its column; blank cells say nothing."""
        outcome = outcome_in_column(words or "")
        if outcome:
            self.outcomes.append(outcome)
        elif words and words.strip():
            self.unclear.append(
                f"“{words.strip()[:80]}” is nothing that can come of a contact; write “yes” or “no”, or for example "
                "“Attended” or “Did not attend”, or leave it blank for what you choose below"
            )


def match_lines(text: str, known: KnownMarket, channel: Channel = Channel.SESSION) -> list[AttendanceLine]:
    """Match each line that is neither blank nor a heading; lines are numbered as a person counts them.

    Below a heading such as “Attended” or “Outcome” that column gives the outcome of each line.
    """
    lines, column = list[AttendanceLine](), None
    for number, line in enumerate(text.splitlines()[:MOST_LINES], 1):
        if _is_heading(line):
            column = column_of(line)
        elif line.strip():
            rest, said = column.apart(line) if column else (line, None)
            lines.append(_matched(number, line.strip(), rest, said, known, channel))
    return lines


def _is_heading(line: str) -> bool:
    """Tell whether a line is a heading: all names of columns, or a column for the outcome beside one for the name."""
    words = [plain(piece) for piece in _BETWEEN.split(line) if piece.strip()]
    known = [word for word in words if word in _HEADINGS]
    outcomes = [word for word in words if is_heading(word)]
    return bool(words) and (len(known) + len(outcomes) == len(words) or bool(known and outcomes))


def _matched(
    number: int, text: str, rest: str, said: str | None, known: KnownMarket, channel: Channel
) -> AttendanceLine:
    reading = _Reading(known)
    reading.said(said)
    rest = _take(_CQC_ID, _take(_ADDRESS, rest, reading, _address), reading, _location_id)
    for piece in _BETWEEN.split(rest):
        if piece.strip():
            _words(" ".join(piece.split()), reading)
    at = reading.locations or [place for each in reading.people for place in each.locations]
    wrong = next((words for each in reading.outcomes if (words := misfit(channel, each))), "")
    if wrong:
        reading.unclear.append(wrong[0].lower() + wrong[1:])
    people = tuple(dict.fromkeys(each.key for each in reading.people))
    names = () if people else tuple(reading.left[:1])
    return AttendanceLine(
        number,
        text,
        people,
        names,
        tuple(dict.fromkeys(at)),
        _problem(number, text, reading, at),
        reading.outcomes[0] if reading.outcomes else None,
        tuple(reading.left[len(names) :]),
    )


def _take(pattern: re.Pattern[str], text: str, reading: _Reading, found: Callable[[str, _Reading], None]) -> str:
    """Return the text without what was found in it."""
    for match in pattern.findall(text):
        found(match, reading)
    return pattern.sub(" , ", text)


def _address(address: str, reading: _Reading) -> None:
    known = [each for each in reading.known.people if each.email.casefold() == address.casefold()]
    reading.people += known
    if not known:
        reading.left.append(address)


def _location_id(given: str, reading: _Reading) -> None:
    place = reading.known.by_id.get(given.casefold())
    if place is None:
        reading.unclear.append(f"{given} is no location of this exercise")
    else:
        reading.locations.append(place.key)


def _words(words: str, reading: _Reading) -> None:
    """Read a person's name, a location's, an outcome, or somebody whom nobody knows yet."""
    places = reading.known.by_name.get(words.casefold(), ())
    people = [each for each in reading.known.people if plain(each.name) == plain(words)]
    before, outcome = (words, None) if places or people else outcome_behind(words)
    if outcome:
        reading.outcomes.append(outcome)
        if before:
            _words(before, reading)
        return
    if len(places) == 1:
        reading.locations.append(places[0].key)
    elif len(places) > 1:
        reading.unclear.append(f"several locations are called “{words}”; give the CQC location ID")
    elif reading.people:
        if plain(words) not in {plain(each.name) for each in reading.people}:
            reading.left.append(words)
    elif len(people) == 1:
        reading.people += people
    elif len(people) > 1:
        reading.unclear.append(f"several people are called “{words}”; give the email address")
    else:
        reading.left.insert(0, words)


def _problem(number: int, text: str, reading: _Reading, at: Iterable[UUID]) -> str:
    if len(set(reading.outcomes)) > 1:
        both = " and ".join(f"“{each.label}”" for each in dict.fromkeys(reading.outcomes))
        reading.unclear.append(f"it says {both}; leave one of them out")
    if reading.unclear:
        return f"Line {number}, “{text[:80]}”: {reading.unclear[0]}."
    if not list(at):
        return (
            f"Line {number}, “{text[:80]}”: nobody on the list of people, and no location. Add the CQC location ID or "
            "the location’s name to the line, or leave the line out."
        )
    return ""


@dataclass(frozen=True, slots=True)
class Together:
    """Everybody of one entry of the log; names are cut to what the log keeps."""

    locations: tuple[UUID, ...]
    people: tuple[UUID, ...]
    names: tuple[str, ...]


def by_outcome(lines: Iterable[AttendanceLine], otherwise: ContactOutcome) -> dict[ContactOutcome, Together]:
    """Return an entry for each outcome, in the order of the list."""
    groups: dict[ContactOutcome, list[AttendanceLine]] = {}
    for line in lines:
        groups.setdefault(line.outcome or otherwise, []).append(line)
    return {outcome: _together(group) for outcome, group in groups.items()}


def _together(lines: list[AttendanceLine]) -> Together:
    return Together(
        tuple(dict.fromkeys(key for line in lines for key in line.locations)),
        tuple(dict.fromkeys(key for line in lines for key in line.people)),
        tuple(dict.fromkeys(name[:LONGEST_NAME] for line in lines for name in line.names)),
    )
