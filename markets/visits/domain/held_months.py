"""Months of visits that are held, and what is left of a dataset once some of them are gone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

Held = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class MonthsLeft:
    """What is left: visits by month and location, the first and last day, and how many visits went."""

    by_month: dict[str, dict[str, int]]
    first_day: date | None
    last_day: date | None
    gone: int


def months_between(first: str, last: str) -> list[str]:
    """Return every month from one to another, as 2025-06."""
    here, end = _number(first), _number(last)
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(here, end + 1)]


def oldest_kept(today: date, months: int) -> str:
    """Return the oldest month that is kept on a day, if so many whole months are kept beside the present one."""
    number = _number(f"{today:%Y-%m}") - months
    return f"{number // 12:04}-{number % 12 + 1:02}"


def without(by_month: Held, gone: Collection[str], first_day: date | None, last_day: date | None) -> MonthsLeft:
    left = {month: dict(places) for month, places in by_month.items() if month not in gone}
    count = sum(n for month, places in by_month.items() if month in gone for n in places.values())
    if not left or first_day is None or last_day is None:
        return MonthsLeft(left, None, None, count)
    return MonthsLeft(left, max(first_day, first_of(min(left))), min(last_day, last_of(max(left))), count)


def first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def last_of(month: str) -> date:
    return (first_of(month) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def month_words(month: str) -> str:
    return f"{first_of(month):%B %Y}"


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
