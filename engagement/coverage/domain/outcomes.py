"""Decide the outcome of a location, and what is still owed to it."""

from dataclasses import dataclass

from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.outcome_names import DECLINES, HAVE_DECLINED, LocationOutcome


@dataclass(frozen=True, slots=True)
class Outstanding:
    """The standard: how many delivered e-mails and calls everybody gets before we call them unreached."""

    emails: int = 3
    calls: int = 3


@dataclass(frozen=True, slots=True)
class Short:
    """What is still missing of the standard."""

    emails: int = 0
    calls: int = 0

    def __bool__(self) -> bool:
        return self.emails > 0 or self.calls > 0


def settled(facts: LocationStatus) -> LocationOutcome | None:
    """Return the outcome that register and return decide, whatever was said on the telephone; None if they do not."""
    if not facts.place.is_relevant:
        return LocationOutcome.NOT_RELEVANT
    if not facts.is_received:
        return None
    return LocationOutcome.USABLE if facts.is_usable else LocationOutcome.RECEIVED


def outcome_of(facts: LocationStatus, owed: Outstanding) -> LocationOutcome:
    """Return the one outcome: the first that holds, unless a person has given another of those that contacts decide."""
    return settled(facts) or facts.given or from_contacts(facts, owed)


def from_contacts(facts: LocationStatus, owed: Outstanding) -> LocationOutcome:
    if facts.declined:
        return DECLINES[facts.declined]
    if facts.touches.one_to_ones:
        return LocationOutcome.ONE_TO_ONE
    if facts.is_engaged:
        return LocationOutcome.ANSWERED
    return LocationOutcome.STANDARD_NOT_MET if missing(facts, owed) else LocationOutcome.NEVER_ENGAGED


def has_declined(facts: LocationStatus) -> bool:
    """Tell whether a location has declined and sent nothing: by its contacts, or by what a person gave."""
    said = facts.given or (DECLINES[facts.declined] if facts.declined else None)
    return settled(facts) is None and said in HAVE_DECLINED


def missing(facts: LocationStatus, owed: Outstanding) -> Short:
    """Return what is missing of the standard, whether or not it is still owed."""
    done = facts.touches
    return Short(emails=max(0, owed.emails - done.emails), calls=max(0, owed.calls - done.calls))


def short_of(facts: LocationStatus, owed: Outstanding) -> Short:
    """Return what is still owed: nothing if a return is in, or if the location declined or is not relevant."""
    return Short() if settled(facts) or has_declined(facts) else missing(facts, owed)
