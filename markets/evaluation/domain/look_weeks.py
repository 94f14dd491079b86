"""The weeks of a look: whole ones, counted back from the day before so many months after the change."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from markets.profiles.domain.profile_inputs import EPOCH

WEEK = 7


@dataclass(frozen=True, slots=True)
class LookWeeks:
    """Weeks of seven days up to ``last``, the earliest first. Each has every day of the week, whichever comes first."""

    last: date
    count: int

    @property
    def first(self) -> date:
        return self.last - timedelta(days=WEEK * self.count - 1)

    @property
    def starts(self) -> list[date]:
        return [self.first + timedelta(days=WEEK * number) for number in range(self.count)]

    @property
    def numbers(self) -> list[tuple[int, int]]:
        """Return the first and the last day of each week as days since 1970."""
        return [((start - EPOCH).days, (start - EPOCH).days + WEEK - 1) for start in self.starts]

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def look_weeks(change_on: date, months: int, count: int) -> LookWeeks:
    """Return the weeks of a look; at month 0 they are the baseline's, the last ones before the change."""
    return LookWeeks(months_after(change_on, months) - timedelta(days=1), count)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
