"""A list of who was there, pasted or from a file: each line matched to people and locations, or said why not."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from engagement.domain.log_file.known import KnownLocation
from submissions.domain.register.headings import plain

MOST_LINES = 2_000
_CQC_ID = re.compile(r"\b1-\d{3,12}\b", re.ASCII)
_ADDRESS = re.compile(r"[^\s<>;,()\"']+@[^\s<>;,()\"']+\.[^\s<>;,()\"']+")
_BETWEEN = re.compile(r"[,;\t|<>()\"]+")
_HEADINGS = frozenset(
    {"name", "full name", "email", "e-mail", "email address", "location", "location id", "cqc id", "organisation"}
)


@dataclass(frozen=True, slots=True)
class Attender:
    """Somebody at the providers as the register has them, with the locations asked that they answer for."""

    key: UUID
    name: str
    email: str
    locations: tuple[UUID, ...]


@dataclass(frozen=True)
class KnownMarket:
    """``by_id`` and ``by_name`` (small letters) are the locations of the exercise."""

    people: tuple[Attender, ...]
    by_id: Mapping[str, KnownLocation]
    by_name: Mapping[str, tuple[KnownLocation, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """``problem`` is a sentence; where it is blank the line is matched to at least one location."""

    number: int
    text: str
    people: tuple[UUID, ...] = ()
    names: tuple[str, ...] = ()
    locations: tuple[UUID, ...] = ()
    problem: str = ""


@dataclass
class _Reading:
    known: KnownMarket
    people: list[Attender] = field(default_factory=list)
    locations: list[UUID] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def match_lines(text: str, known: KnownMarket) -> list[Line]:
    """Blank lines, and headings, are passed over; numbered as a person counts them."""
    lines = enumerate(text.splitlines()[:MOST_LINES], 1)
    return [_matched(number, line.strip(), known) for number, line in lines if line.strip() and not _is_heading(line)]


def _is_heading(line: str) -> bool:
    words = [plain(piece) for piece in _BETWEEN.split(line) if piece.strip()]
    return bool(words) and all(word in _HEADINGS for word in words)


def _matched(number: int, text: str, known: KnownMarket) -> Line:
    reading = _Reading(known)
    rest = _take(_CQC_ID, _take(_ADDRESS, text, reading, _address), reading, _location_id)
    for piece in _BETWEEN.split(rest):
        if piece.strip():
            _words(" ".join(piece.split()), reading)
    at = reading.locations or [place for each in reading.people for place in each.locations]
    problem = _problem(number, text, reading, at)
    people = tuple(dict.fromkeys(each.key for each in reading.people))
    names = () if people else tuple(reading.left[:1])
    return Line(number, text, people, names, tuple(dict.fromkeys(at)), problem)


def _take(pattern: re.Pattern[str], text: str, reading: _Reading, found: Callable[[str, _Reading], None]) -> str:
    """The text without what was found in it."""
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
    """A person's name, a location's, or somebody whom nobody knows yet."""
    places = reading.known.by_name.get(words.casefold(), ())
    people = [each for each in reading.known.people if plain(each.name) == plain(words)]
    if len(places) == 1:
        reading.locations.append(places[0].key)
    elif len(places) > 1:
        reading.unclear.append(f"several locations are called “{words}”; give the CQC location ID")
    elif reading.people:
        return
    elif len(people) == 1:
        reading.people += people
    elif len(people) > 1:
        reading.unclear.append(f"several people are called “{words}”; give the e-mail address")
    else:
        reading.left.insert(0, words)


def _problem(number: int, text: str, reading: _Reading, at: Iterable[UUID]) -> str:
    if reading.unclear:
        return f"Line {number}, “{text[:80]}”: {reading.unclear[0]}."
    if not list(at):
        return (
            f"Line {number}, “{text[:80]}”: nobody on the list of people, and no location. Add the CQC location ID or "
            "the location’s name to the line, or leave the line out."
        )
    return ""
