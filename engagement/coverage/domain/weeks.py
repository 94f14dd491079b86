"""Contacts and returns week by week from opening on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Week:
    """A week; ``begins_on`` is its Monday."""

    begins_on: date
    emails: int = 0
    calls: int = 0
    other: int = 0
    returns: int = 0

    @property
    def contacts(self) -> int:
        return self.emails + self.calls + self.other


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(
    contacts: Mapping[tuple[date, str], int], received_on: Iterable[date], *, first: date, last: date
) -> tuple[Week, ...]:
    """Return every week from ``first`` to ``last``, empty ones too; ``contacts`` are by (Monday, email, call or other).

    Earlier weeks with contacts are included: some write to providers before an exercise opens.
    """
    returns = Counter(monday_of(day) for day in received_on)
    seen = [*(monday for monday, _ in contacts), *returns]
    begin, end = min([monday_of(first), *seen]), max([monday_of(last), *seen])
    mondays = [begin + timedelta(weeks=n) for n in range((end - begin).days // 7 + 1)]
    return tuple(
        Week(
            monday,
            emails=contacts.get((monday, "email"), 0),
            calls=contacts.get((monday, "call"), 0),
            other=contacts.get((monday, "other"), 0),
            returns=returns[monday],
        )
        for monday in mondays
    )
