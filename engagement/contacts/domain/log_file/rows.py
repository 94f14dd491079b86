"""Read one row of a log, cell by cell: a line, or what is not clear about it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from engagement.contacts.domain.log_file.columns import COLUMNS
from engagement.contacts.domain.log_file.lines import LogLine, Somebody
from engagement.contacts.domain.log_file.lists import (
    entries_of,
    people_from,
    somebody_from,
    unclear_address,
)
from engagement.contacts.domain.log_file.moments import moment_of
from engagement.contacts.domain.log_file.words import (
    CHANNELS,
    DIRECTIONS,
    OUTCOMES,
    TOPICS,
    YES,
    plain,
)
from engagement.contacts.domain.log_file.writer import from_text
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Topic,
    one_of,
)
from register.domain.row_faults import Fault
from register.domain.table_headings import Heading, tidied
from spreadsheets.dates import date_from_text, day_and_clock

LONGEST_WORDS, LONGEST_STEP, LONGEST_NAME, LONGEST_ID = 20_000, 300, 200, 100
MOST_MINUTES = 1_440


@dataclass(frozen=True)
class RowReading:
    heading: Heading

    def read(self, row: int, cells: list[str]) -> LogLine | list[Fault]:
        reading = _Row(self.heading, row, cells)
        line = reading.line()
        return reading.faults if line is None or reading.faults else line


@dataclass
class _Row:
    heading: Heading
    row: int
    cells: list[str]
    faults: list[Fault] = field(default_factory=list)

    def line(self) -> LogLine | None:
        when, channel = self._when(), self._channel()
        outcome, locations, names = self._outcome(channel), *self._locations()
        if when is None or channel is None or outcome is None:
            return None
        return LogLine(
            happened_at=when,
            channel=channel,
            direction=self._direction(),
            outcome=outcome,
            locations=locations,
            location_names=names,
            people=self._people("people"),
            colleagues=self._people("colleagues"),
            minutes=self._minutes(),
            promised_on=self._day("promised_on"),
            topics=self._topics(),
            words=self._words(),
            is_shared=plain(self._text("is_shared")) in YES,
            next_step=self._cut("next_step", LONGEST_STEP),
            next_on=self._day("next_on"),
            next_for=self._somebody("next_for"),
            next_is_done=plain(self._text("next_is_done")) in YES,
            logged_by=self._somebody("logged_by"),
            id=self._cut("id", LONGEST_ID),
            side=self._text("side"),
            source=self._text("source"),
        )

    def _raw(self, key: str) -> str:
        column = self.heading.columns.get(key)
        return "" if column is None or column >= len(self.cells) else from_text(self.cells[column])

    def _text(self, key: str) -> str:
        return tidied(self._raw(key))

    def _fault(self, key: str, expected: str) -> None:
        self.faults.append(Fault(self.row, COLUMNS[key][0], self._text(key), expected))

    def _cut(self, key: str, longest: int) -> str:
        text = self._text(key)
        if len(text) > longest:
            self._fault(key, f"at most {longest:,} characters")
        return text

    def _when(self) -> datetime | None:
        """Return the moment; the time comes from its own column, or else from behind the day."""
        day = self._day("day", required=True)
        if day is None:
            return None
        own = self._text("clock")
        moment = moment_of(day, (day_and_clock(own)[1] or own) or day_and_clock(self._text("day"))[1])
        if moment is None:
            self._fault("clock" if own else "day", "a time, such as 14:30")
        return moment

    def _day(self, key: str, *, required: bool = False) -> date | None:
        text = self._text(key)
        if not text and not required:
            return None
        day = date_from_text(day_and_clock(text)[0])
        if day is None:
            self._fault(key, "a date, such as 22/11/2026")
        return day

    def _channel(self) -> Channel | None:
        found = CHANNELS.get(plain(self._text("channel")))
        if found is None:
            self._fault("channel", one_of(Channel))
        return found

    def _direction(self) -> Direction:
        """Return the direction; a log without one is of what we did."""
        text = plain(self._text("direction"))
        found = DIRECTIONS.get(text) if text else Direction.OUT
        if found is None:
            self._fault("direction", one_of(Direction))
        return found or Direction.OUT

    def _outcome(self, channel: Channel | None) -> ContactOutcome | None:
        """Return the outcome; an e-mail without one was sent."""
        text = plain(self._text("outcome"))
        if not text and channel == Channel.EMAIL:
            return ContactOutcome.SENT
        found = OUTCOMES.get(text)
        if found is None:
            self._fault("outcome", one_of(ContactOutcome))
        return found

    def _locations(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        ids, names = (tuple(entries_of(self._raw(key))) for key in ("locations", "location_names"))
        if not ids and not names:
            self._fault("locations", "the location’s CQC ID, or its name in the column “Location”")
        return ids, names

    def _people(self, key: str) -> tuple[Somebody, ...]:
        people = people_from(self._raw(key))
        if expected := unclear_address(people):
            self._fault(key, expected)
        if any(len(each.name) > LONGEST_NAME for each in people):
            self._fault(key, f"names of at most {LONGEST_NAME} characters, with semicolons between them")
        return people

    def _somebody(self, key: str) -> Somebody | None:
        somebody = somebody_from(self._text(key))
        if somebody and (expected := unclear_address([somebody])):
            self._fault(key, expected)
        return somebody

    def _minutes(self) -> int | None:
        text = self._text("minutes").casefold()
        for unit in ("minutes", "minute", "mins", "min"):
            text = text.removesuffix(unit).strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MOST_MINUTES):
            self._fault("minutes", "whole minutes, at most a day")
            return None
        return int(text)

    def _topics(self) -> tuple[Topic, ...]:
        found = [TOPICS.get(plain(entry)) for entry in entries_of(self._raw("topics"))]
        if None in found:
            self._fault("topics", f"{one_of(Topic)}, with semicolons between them")
        return tuple(dict.fromkeys(topic for topic in found if topic))

    def _words(self) -> str:
        """Return the words with their lines as they are."""
        words = "\n".join(self._raw("words").splitlines()).strip()
        if len(words) > LONGEST_WORDS:
            self._fault("words", f"at most {LONGEST_WORDS:,} characters")
        return words
