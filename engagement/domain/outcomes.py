"""Which outcome a location has, and what is still owed to it."""

from dataclasses import dataclass

from engagement.domain.facts import Facts
from engagement.domain.outcome_names import DECLINES, HAVE_DECLINED, Outcome


@dataclass(frozen=True, slots=True)
class Owed:
    """How many e-mails that arrived and how many calls everybody gets before we call them unreached."""

    emails: int = 3
    calls: int = 3


@dataclass(frozen=True, slots=True)
class Short:
    """What is still missing of the standard."""

    emails: int = 0
    calls: int = 0

    def __bool__(self) -> bool:
        return self.emails > 0 or self.calls > 0


def settled(facts: Facts) -> Outcome | None:
    """What the register and the return say, whatever was said on the telephone."""
    if not facts.place.is_relevant:
        return Outcome.NOT_RELEVANT
    if not facts.is_received:
        return None
    return Outcome.USABLE if facts.is_usable else Outcome.RECEIVED


def outcome_of(facts: Facts, owed: Owed) -> Outcome:
    """Exactly one: the first that holds, unless a person has given another of those that contacts decide."""
    return settled(facts) or facts.given or from_contacts(facts, owed)


def from_contacts(facts: Facts, owed: Owed) -> Outcome:
    if facts.declined:
        return DECLINES[facts.declined]
    if facts.touches.one_to_ones:
        return Outcome.ONE_TO_ONE
    if facts.is_engaged:
        return Outcome.ANSWERED
    return Outcome.STANDARD_NOT_MET if missing(facts, owed) else Outcome.NEVER_ENGAGED


def has_declined(facts: Facts) -> bool:
    """And has sent nothing: by its contacts, or by what a person gave."""
    said = facts.given or (DECLINES[facts.declined] if facts.declined else None)
    return settled(facts) is None and said in HAVE_DECLINED


def missing(facts: Facts, owed: Owed) -> Short:
    """Of the standard, whether or not it is still owed."""
    done = facts.touches
    return Short(emails=max(0, owed.emails - done.emails), calls=max(0, owed.calls - done.calls))


def short_of(facts: Facts, owed: Owed) -> Short:
    """What is still to be done: nothing where a return is in, and for whom has declined or is not relevant."""
    return Short() if settled(facts) or has_declined(facts) else missing(facts, owed)
