"""Explain in a line what an outcome was derived from."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from costing.figure_words import day_in_words
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.outcome_names import HAVE_DECLINED, LocationOutcome
from engagement.coverage.domain.outcomes import (
    Outstanding,
    Short,
    missing,
    outcome_of,
    settled,
)

UK = ZoneInfo("Europe/London")


def explained(facts: LocationStatus, owed: Outstanding) -> str:
    """Return the explanation: "3 e-mails, 4 calls, none answered", and what else tells one outcome from the next."""
    outcome = outcome_of(facts, owed)
    if outcome is LocationOutcome.NOT_RELEVANT:
        return facts.place.not_relevant_because
    if outcome is LocationOutcome.USABLE:
        return f"Received on {uk_day(facts.received_at)}, accepted"
    if outcome is LocationOutcome.RECEIVED:
        return f"Received on {uk_day(facts.received_at)}"
    if settled(facts) is None and facts.given:
        because = f": {facts.given_because.rstrip('.')}" if facts.given_because else ""
        return f"Given by a person{because}. From the contacts: {contacts_in_words(facts)}"
    return "; ".join(filter(None, (contacts_in_words(facts), *_more(facts, outcome, owed))))


def _more(facts: LocationStatus, outcome: LocationOutcome, owed: Outstanding) -> list[str]:
    if outcome in HAVE_DECLINED:
        return [f"declined on {uk_day(facts.touches.word_at)}"]
    said = [f"promised {day_in_words(facts.touches.promised_on)}"] if facts.touches.promised_on else []
    if outcome is LocationOutcome.STANDARD_NOT_MET:
        said.append(short_in_words(missing(facts, owed)))
    return said


def contacts_in_words(facts: LocationStatus) -> str:
    done = facts.touches
    said = [counted(done.emails, "email"), counted(done.calls, "call")]
    said += [counted(done.one_to_ones, "1-2-1")] if done.one_to_ones else []
    said += [f"{counted(done.bounced, 'email')} bounced"] if done.bounced else []
    said.append(f"{done.answered} answered" if done.answered else "none answered")
    said += ["used the portal"] if facts.used_at else []
    return ", ".join(said)


def short_in_words(short: Short) -> str:
    """Return what is missing: "1 call short"; blank if nothing is."""
    said = [counted(n, what) for n, what in ((short.emails, "email"), (short.calls, "call")) if n]
    return f"{' and '.join(said)} short" if said else ""


def owed_in_words(owed: Outstanding) -> str:
    return f"{counted(owed.emails, 'email')} and {counted(owed.calls, 'call')}"


def counted(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def uk_day(moment: datetime | None) -> str:
    return day_in_words(moment.astimezone(UK).date()) if moment else "a day not noted"


def uk_date(moment: datetime) -> date:
    return moment.astimezone(UK).date()
