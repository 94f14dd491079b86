"""The day of a step: by hand, on a day, or some days before or after opening and closing, in office hours."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from engagement.contacts.domain.vocabulary import Worded

UK = ZoneInfo("Europe/London")
OPENS, CLOSES = time(9), time(17)
SATURDAY = 5
# A step that could not be sent for so many days is not sent by itself any more: its words may be out of date.
LATEST = timedelta(days=4)


class When(Worded):
    BY_HAND = "by_hand", "When somebody sends it"
    ON_DAY = "on_day", "On a day"
    FROM_OPENING = "from_opening", "Days after opening"
    BEFORE_CLOSING = "before_closing", "Days before closing"
    AFTER_CLOSING = "after_closing", "Days after closing"


@dataclass(frozen=True, slots=True)
class Due:
    """The plan of a step's day: ``days`` counts from opening or closing, ``day`` is a fixed day."""

    when: When
    day: date | None = None
    days: int = 0

    def on(self, opens_on: date, closes_on: date) -> date | None:
        """Return the first working day on or after the planned one; None if somebody sends it by hand."""
        days = timedelta(days=self.days)
        meant = {
            When.BY_HAND: None,
            When.ON_DAY: self.day,
            When.FROM_OPENING: opens_on + days,
            When.BEFORE_CLOSING: closes_on - days,
            When.AFTER_CLOSING: closes_on + days,
        }[self.when]
        return None if meant is None else in_the_office(meant)


def in_the_office(day: date) -> date:
    """Return the Monday after for a day of the weekend, and any other day unchanged."""
    return day if day.weekday() < SATURDAY else day + timedelta(days=7 - day.weekday())


def is_office_hour(moment: datetime) -> bool:
    here = moment.astimezone(UK)
    return here.weekday() < SATURDAY and OPENS <= here.time() < CLOSES


def is_due(day: date | None, moment: datetime) -> bool:
    """Tell whether a scheduled step is sent at this moment."""
    if day is None or not is_office_hour(moment):
        return False
    return day <= moment.astimezone(UK).date() <= day + LATEST


def is_missed(day: date | None, moment: datetime) -> bool:
    return day is not None and moment.astimezone(UK).date() > day + LATEST
