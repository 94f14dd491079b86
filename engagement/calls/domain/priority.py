"""Decide whom to call next: the worth of a call to a location, and the reasons in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from costing.figure_words import day_in_words
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.outcome_words import counted, uk_date
from engagement.coverage.domain.outcomes import (
    Outstanding,
    Short,
    has_declined,
    missing,
    settled,
)
from engagement.coverage.domain.percentages import amount_words

# Points. A large location that nobody has rung outweighs a small one that promised, and both a small one alone.
WEIGHT, CALLS, PROMISE, NEXT_STEP, DRAFT, STALLED = 40, 30, 25, 25, 10, 10
# The last fortnight counts up to double: what is not rung then is not rung any more.
LAST_DAYS = 14
STALLED_DAYS = 7
# Nobody is rung again within two days, unless a call was due or a promise passed since the last.
REST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Call:
    """A call to make; ``worth`` orders the list, ``reasons`` say it in words."""

    facts: LocationStatus
    worth: Decimal
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        return " · ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class MarketProgress:
    """The measures of all calls: the largest and the usual weight, its unit, and what everybody is owed."""

    largest: Decimal
    usual: Decimal
    unit: str
    owed: Outstanding
    today: date


def calls(
    market: Iterable[LocationStatus],
    owed: Outstanding,
    unit: str,
    today: date,
    next_steps: Mapping[UUID, date] | None = None,
) -> list[Call]:
    """Return the calls to make, the worthiest first.

    Whoever returned, declined, is not relevant, is too late or was rung just now is left out. ``next_steps`` are the
    days on which somebody said they would go on, by participation.
    """
    everybody, steps = list(market), next_steps or {}
    due = {
        one.place.participation_id: day
        for one in everybody
        if (day := steps.get(one.place.participation_id)) and is_due(one, day, today)
    }
    ring = [one for one in everybody if may_be_rung(one, today, is_due=one.place.participation_id in due)]
    weights = [one.place.weight for one in ring if one.place.weight is not None]
    measured = MarketProgress(max(weights, default=Decimal(0)), _mean(weights), unit, owed, today)
    found = [call_to(one, measured, due.get(one.place.participation_id)) for one in ring]
    return sorted(found, key=lambda call: (-call.worth, call.facts.place.name, str(call.facts.place.participation_id)))


def _mean(weights: list[Decimal]) -> Decimal:
    return sum(weights, Decimal(0)) / len(weights) if weights else Decimal(0)


def may_be_rung(facts: LocationStatus, today: date, *, is_due: bool) -> bool:
    if settled(facts) or has_declined(facts) or (facts.place.last_day and facts.place.last_day < today):
        return False
    called = facts.touches.called_at
    if called is None or (today - uk_date(called)).days >= REST_DAYS or is_due:
        return True
    promised = facts.touches.promised_on
    return promised is not None and uk_date(called) <= promised < today


def is_due(facts: LocationStatus, step_on: date, today: date) -> bool:
    """Tell whether a next step is due: from its day on, until somebody has rung since."""
    called = facts.touches.called_at
    return step_on <= today and (called is None or uk_date(called) < step_on)


def promise_passed(facts: LocationStatus, today: date) -> bool:
    promised = facts.touches.promised_on
    return promised is not None and promised < today


def call_to(facts: LocationStatus, market: MarketProgress, due: date | None) -> Call:
    """Return the call with its worth, which is (weight + calls short + promise + next step + draft) · haste.

    weight: 40 · its hours or beds / the largest; where nobody knows them, as one of usual size.
    calls short: 30 · those missing of the standard / those owed.  promise: 25 once its day has passed.
    next step: 25 once it is due.  draft: 10 once begun, 10 more after a week untouched.
    haste: 1, growing over the last 14 days up to 2.
    """
    short = missing(facts, market.owed)
    points = _weight_points(facts, market) + _call_points(short, market.owed)
    points += Decimal(PROMISE) * promise_passed(facts, market.today) + Decimal(NEXT_STEP) * (due is not None)
    points += Decimal(DRAFT) * has_begun(facts) + Decimal(STALLED) * is_stalled(facts, market.today)
    return Call(facts, points * haste(facts, market.today), tuple(_reasons(facts, short, market, due)))


def _weight_points(facts: LocationStatus, market: MarketProgress) -> Decimal:
    weight = market.usual if facts.place.weight is None else facts.place.weight
    return WEIGHT * weight / market.largest if market.largest else Decimal(0)


def _call_points(short: Short, owed: Outstanding) -> Decimal:
    return Decimal(CALLS * short.calls) / owed.calls if owed.calls else Decimal(0)


def has_begun(facts: LocationStatus) -> bool:
    """Tell whether a draft has an answer in it; the council sees no draft of anybody."""
    return bool(facts.answers)


def is_stalled(facts: LocationStatus, today: date) -> bool:
    used = facts.last_used_at
    return has_begun(facts) and used is not None and uk_date(used) <= today - timedelta(days=STALLED_DAYS)


def haste(facts: LocationStatus, today: date) -> Decimal:
    if facts.place.last_day is None:
        return Decimal(1)
    left = (facts.place.last_day - today).days
    return 1 + Decimal(max(0, LAST_DAYS - max(left, 0))) / LAST_DAYS


def _reasons(facts: LocationStatus, short: Short, market: MarketProgress, due: date | None) -> Iterable[str]:
    if facts.place.weight:
        yield f"{amount_words(facts.place.weight)} {market.unit} not covered"
    if short.calls:
        yield f"{counted(short.calls, 'call')} short"
    if facts.touches.promised_on:
        passed = " and it has passed" if promise_passed(facts, market.today) else ""
        yield f"promised {day_in_words(facts.touches.promised_on)}{passed}"
    if due:
        yield f"next step due {day_in_words(due)}"
    if has_begun(facts):
        yield f"{counted(facts.answers or 0, 'answer')} in the draft" + (
            ", untouched for a week" if is_stalled(facts, market.today) else ""
        )
    last = facts.place.last_day
    if last and (last - market.today).days < LAST_DAYS:
        yield f"{counted((last - market.today).days, 'day')} left"
