"""The filter of locations: by part of the market, stage, outcome, or name."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from engagement.coverage.domain.breakdown import PART, Breakdown
from engagement.coverage.domain.coverage import REACHED, Stage
from engagement.coverage.domain.location_status import AskedLocation, LocationStatus
from engagement.coverage.domain.outcome_names import LocationOutcome
from engagement.coverage.domain.outcomes import Outstanding, outcome_of, short_of

SHORTS = {
    "any": "Still short of it",
    "emails": "Short of emails",
    "calls": "Short of calls",
    "none": "Nothing more is owed",
}
# What a location had one of at least, by the name of its count.
REACHED_BY = {
    "emails": "An email that did not bounce",
    "calls": "A call",
    "one_to_ones": "A 1-2-1",
    "answered": "Something they began or answered",
}


@dataclass(frozen=True, slots=True)
class LocationFilter:
    """A filter; blank and None match anything. ``short`` is one of ``SHORTS``, ``reached`` of ``REACHED_BY``."""

    zone: str = ""
    size: str = ""
    contracted: str = ""
    stage: Stage | None = None
    outcome: LocationOutcome | None = None
    short: str = ""
    reached: str = ""
    search: str = ""

    @property
    def is_part(self) -> bool:
        """Tell whether the filter limits the market itself."""
        return bool(self.zone or self.size or self.contracted)

    def is_in_part(self, place: AskedLocation) -> bool:
        asked = {Breakdown.ZONE: self.zone, Breakdown.SIZE: self.size, Breakdown.CONTRACTED: self.contracted}
        return all(not name or PART[by](place) == name for by, name in asked.items())

    def fits(self, facts: LocationStatus, owed: Outstanding) -> bool:
        if not self.is_in_part(facts.place) or not _is_called(facts.place, self.search):
            return False
        if self.stage and not REACHED[self.stage](facts):
            return False
        if self.outcome and outcome_of(facts, owed) is not self.outcome:
            return False
        if self.reached and not getattr(facts.touches, self.reached):
            return False
        return not self.short or _is_short(facts, owed, self.short)


def _is_called(place: AskedLocation, search: str) -> bool:
    return search.casefold() in f"{place.name}\n{place.provider_name}".casefold()


def _is_short(facts: LocationStatus, owed: Outstanding, how: str) -> bool:
    short = short_of(facts, owed)
    return {"any": bool(short), "emails": short.emails > 0, "calls": short.calls > 0, "none": not short}.get(how, False)


def list_name(query: str) -> str:
    """Return the name of the list behind a number, for a document, in which it cannot be opened."""
    said = [_in_words(name, value) for name, value in parse_qsl(query)]
    return f"Where each location stands{': ' if said else ''}{', '.join(said)}"


def _in_words(name: str, value: str) -> str:
    match name:
        case "stage":
            return f"stage “{Stage(value).label}”"
        case "outcome":
            return f"outcome “{LocationOutcome(value).label}”"
        case "short":
            return f"contact standard “{SHORTS[value]}”"
        case "reached":
            return f"reached by “{REACHED_BY[value]}”"
    return f"{Breakdown(name).label.lower()} “{value}”"
