"""The day of each row of a log: with the year that somebody gave, or taken over from above."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engagement.contacts.domain.log_words.days import (
    DITTO,
    ReadDay,
    days_ahead,
    likely_year,
    next_to,
    read_day,
)
from engagement.contacts.domain.log_words.file_questions import FileQuestions
from engagement.contacts.domain.log_words.questions import LogQuestion, QuestionKind
from spreadsheets.file_questions import LEAVE_OUT

ABOVE = "above"
_YEARS_BACK = 6


@dataclass
class FileDays:
    """``days`` are those that could be read, by row; ``clocks`` stood behind them, ``left_out`` were said to be."""

    days: dict[int, date] = field(default_factory=dict)
    clocks: dict[int, str] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    pending: set[int] = field(default_factory=set)


def days_of(
    texts: Mapping[int, str],
    headed: Mapping[int, str],
    asked: FileQuestions,
    about: tuple[str, date, date],
    there: frozenset[int] = frozenset(),
) -> FileDays:
    """Read the days of all rows in their order.

    ``headed`` are rows that are no contact, under which rows without a day may stand. ``about`` is the exercise's
    name, the day it opened, and today; of rows that are ``there`` nothing is asked.
    """
    found = FileDays()
    read = {row: read_day(text) for row, text in sorted({**texts, **headed}.items())}
    asks = {row: text for row, text in texts.items() if row not in there}
    year = _year(read, asks, asked, about)
    above: date | None = None
    for row, each in read.items():
        text = texts.get(row, "")
        if each is not None:
            day = each.whole or (next_to(each, year, above) if year else None)
            above = day or above
            if row in texts:
                _put(found, row, day, each)
        elif row in texts and text.casefold() in DITTO:
            _put(found, row, above, ReadDay())
        elif row in asks and not text:
            _blank(found, row, above, asked)
    return found


def _put(found: FileDays, row: int, day: date | None, read: ReadDay) -> None:
    if day is None:
        found.pending.add(row)
    else:
        found.days[row] = day
        found.clocks[row] = read.clock


def _year(
    read: Mapping[int, ReadDay | None], texts: Mapping[int, str], asked: FileQuestions, about: tuple[str, date, date]
) -> int:
    """Return the year of days that stand without one; 0 while it is not known. One that no longer fits is asked."""
    bare = [row for row, each in read.items() if each is not None and each.lacks_year and row in texts]
    if not bare:
        return 0
    exercise, opens_on, today = about
    days = [each for each in read.values() if each is not None]
    likely = next((each.whole.year for each in days if each.whole), likely_year(days, opens_on, today))
    choices = [
        (str(year), str(year)) for year in range(today.year, today.year - _YEARS_BACK, -1)
        if not days_ahead(days, year, today)
    ]  # fmt: skip
    proposal = str(likely) if str(likely) in dict(choices) else ""
    says = "dates without a year: the year of the first"
    question = LogQuestion(QuestionKind.YEAR, exercise, says, choices, proposal)
    question.examples = [texts[row] for row in bare if row in texts][:3]
    for row in bare:
        answer = asked.of(question, row)
    return int(answer or 0)


def _blank(found: FileDays, row: int, above: date | None, asked: FileQuestions) -> None:
    """Take the day of the row above where somebody said so; the first row has none above, and is a fault."""
    if above is None:
        return
    choices = [(ABOVE, "The same day as the row above"), (LEAVE_OUT, "Leave these rows out")]
    answer = asked.of(LogQuestion(QuestionKind.BLANK_DAY, "", "rows without a day", choices, ABOVE), row)
    if answer is None:
        found.pending.add(row)
    elif answer == LEAVE_OUT:
        found.left_out.add(row)
    else:
        found.days[row] = above
