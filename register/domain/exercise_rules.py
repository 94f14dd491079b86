"""The rules that an exercise must follow, in words for whoever sets it up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from costing.figure_words import day_in_words
from costing.forms import CURRENT
from costing.formulas import COSTINGS
from costing.rates import RateWindow, window_for

FEWEST_WEEKS, MOST_WEEKS = Decimal(50), Decimal(53)
# A service that has a form but cannot be costed yet would collect what nobody can use.
OPEN_SERVICES = tuple(service for service in CURRENT if service in COSTINGS)
PRESETS = ("protected", "statutory")
# What every return that has begun was costed by.
FIXED = {"service": "service", "price_date": "price date", "weeks": "number of weeks"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An exercise as somebody proposes it."""

    name: str
    service: str
    price_date: date
    opens_on: date
    closes_on: date
    weeks: Decimal
    preset: str


@dataclass(frozen=True, slots=True)
class FieldFault:
    field: str
    words: str


def faults_of(proposal: Proposal) -> list[FieldFault]:
    return [FieldFault(field, words) for field, words in _faults(proposal)]


def _faults(proposal: Proposal) -> Iterator[tuple[str, str]]:
    if not proposal.name.strip():
        yield "name", "Enter a name for the exercise"
    if proposal.service not in OPEN_SERVICES:
        yield "service", "There is no form for this service yet"
    elif proposal.price_date not in (window := price_window(proposal.service)):
        first, last = day_in_words(window.first), day_in_words(window.last)
        yield "price_date", f"We have statutory rates from {first} to {last}. Choose a date within, or have rates added"
    if proposal.closes_on < proposal.opens_on:
        yield "closes_on", "The closing day must be the opening day or later"
    if not FEWEST_WEEKS <= proposal.weeks <= MOST_WEEKS:
        yield "weeks", f"The weeks of a year must be from {FEWEST_WEEKS} to {MOST_WEEKS}"
    if proposal.preset not in PRESETS:
        yield "preset", "Say whether the department’s table is made as well"


def price_window(service: str) -> RateWindow:
    """Return the range of price dates for which all rates of the service's costing exist."""
    return window_for(COSTINGS[service].rates)


def changes_too_late(was: Proposal, now: Proposal) -> list[FieldFault]:
    """Return faults for changed fields by which returns are costed: they cannot change once returns have begun."""
    return [
        FieldFault(field, f"Returns have begun, so the {name} cannot change any more")
        for field, name in FIXED.items()
        if getattr(was, field) != getattr(now, field)
    ]


def faults_once_open(was: Proposal, now: Proposal, today: date) -> list[FieldFault]:
    """Return faults for what providers were promised when the exercise opened: it may only be given up, not added to.

    Nor can it be closed again for a moment, to promise something else.
    """
    if was.opens_on > today:
        return []
    found = []
    if (was.preset, now.preset) == ("protected", "statutory"):
        found.append(FieldFault("preset", "The exercise has opened without the department’s table, as providers read"))
    if now.opens_on > today:
        found.append(FieldFault("opens_on", "The exercise has opened, so its first day cannot lie ahead any more"))
    return found


def gives_up_the_table(was: Proposal, now: Proposal, today: date) -> bool:
    """Tell whether the department's table is given up after the exercise has opened, which all who were asked hear."""
    return was.opens_on <= today and (was.preset, now.preset) == ("statutory", "protected")


def extension_fault(closes_on: date, until: date, today: date) -> str:
    """Tell why a location cannot have until that day; blank if it can."""
    if until <= closes_on:
        return f"The new day must be after {day_in_words(closes_on)}, when the exercise closes"
    return "The new day must not be in the past" if until < today else ""
