"""Translate a row of an old log into the cells that the portal's own log files have."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from engagement.contacts.domain.log_file.columns import COLUMNS
from engagement.contacts.domain.log_file.known import KnownLog, KnownPerson
from engagement.contacts.domain.log_file.lines import LogLine, Somebody
from engagement.contacts.domain.log_file.lists import in_words, joined, somebody_from
from engagement.contacts.domain.log_file.people import who
from engagement.contacts.domain.log_file.writer import as_text
from engagement.contacts.domain.log_words.columns import NOTE, ColumnMap
from engagement.contacts.domain.log_words.days import next_to, read_clock, read_day
from engagement.contacts.domain.log_words.file_days import FileDays
from engagement.contacts.domain.log_words.file_questions import FileQuestions
from engagement.contacts.domain.log_words.initiator import was_theirs, way_of
from engagement.contacts.domain.log_words.officers import KEEP, likely_officer, looks_like_a_code
from engagement.contacts.domain.log_words.questions import LogQuestion, QuestionKind
from engagement.contacts.domain.log_words.row_words import RowWords, WordReader
from engagement.contacts.domain.log_words.usual_words import said_by
from engagement.contacts.domain.vocabulary import ContactOutcome, Direction
from register.domain.place_names import ALL_OF, Places
from spreadsheets.email_addresses import email_from
from spreadsheets.file_questions import LEAVE_OUT
from spreadsheets.word_likeness import kept_word, plain_words

_NOBODY = frozenset({"", "n a", "na", "none", "no one", "nobody", "unknown", "not known"})
_MINUTES = re.compile(r"^(?:c\.?|approx\.?|about|~)?\s*(\d{1,4})\s*(?:m|min|mins|minute|minutes|')?$", re.IGNORECASE)
_HOURS = re.compile(r"^(\d{1,2})\s*(?:h|hr|hrs|hour|hours)\s*(?:(\d{1,2})\s*(?:m|min|mins|minutes)?)?$", re.IGNORECASE)
_CLOCKED = re.compile(r"^0?(\d{1,2}):(\d{2})(?::\d{2})?$")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_A_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_A_DAY = re.compile(r"\b(\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9})\b", re.IGNORECASE)
_AS_THEY_ARE = ("is_shared", "next_is_done", "topics", "colleagues", "side", "source")
_AN_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_MONTHS_END = re.compile(r"\bend of (?:the |this )?month\b|\bmonth[- ]end\b", re.IGNORECASE)
_END_OF = re.compile(r"\bend of ([a-z]{3,9})\b", re.IGNORECASE)
_LONGEST_STEP, _SHORTEST_ID = 300, 20


@dataclass
class TranslatedRow:
    cells: list[str] = field(default_factory=list)
    is_pending: bool = False
    is_left_out: bool = False


@dataclass
class RowTranslator:
    """``directions`` are the words that stand in the column of directions."""

    columns: ColumnMap
    asked: FileQuestions
    places: Places
    known: KnownLog
    directions: frozenset[str] = frozenset()

    def has_words_to_ask(self, line: LogLine) -> bool:
        """Tell whether a line in the portal's words still names a location or an officer that is not known so."""
        if not line.locations and any(
            len(self.known.by_name.get(name.casefold(), ())) != 1 for name in line.location_names
        ):
            return True
        officer = line.logged_by
        return bool(officer and not officer.email and self._is_asked(officer.name))

    def translate(self, row: int, texts: Sequence[str], given: Mapping[str, str], days: FileDays) -> TranslatedRow:
        """Return the row in canonical cells; ``given`` are cells that somebody put right."""
        done, cells, more = TranslatedRow(is_pending=row in days.pending), dict[str, str](), list[str]()
        get = _Cells(self.columns, texts, given)
        for key in _AS_THEY_ARE:
            cells[key] = get.text(key)
        cells["id"] = portal_id(get.text("id"))
        self._when(row, get, days, cells, more)
        words, is_theirs = get.words(), self._was_theirs(get)
        way = Direction.IN if is_theirs and not words["direction"] else way_of(words["direction"], self.directions)
        words["direction"] = way.label if way else words["direction"]
        has_outcomes, ours = bool(self.columns.of("outcome")), _words_of(self.known.colleagues)
        said = WordReader(self.asked, self._how(), has_outcomes, ours).read(row, words)
        self._said(said, get, cells, more, days.days.get(row))
        self._locations(row, get, cells, done)
        cells["people"] = _people(get)
        cells["logged_by"] = ""
        if not is_theirs:
            self._officer(row, get, cells, done)
        self._later(get, cells, more, days.days.get(row))
        cells["words"] = "\n".join(part for part in (get.all("words", "\n"), *get.notes(), *more) if part)
        done.is_pending |= said.is_pending
        done.is_left_out |= said.is_left_out
        done.cells = [as_text(cells.get(key, "")) for key in COLUMNS]
        return done

    def _how(self) -> str:
        """Return what a log without a column for it was of, by its own headings: a phone log is of calls."""
        words = set(plain_words(" ".join(self.columns.headings)).split())
        return "call" if words & {"call", "called", "calls", "caller", "phone", "phoned", "rang", "spoke"} else ""

    def _was_theirs(self, get: "_Cells") -> bool:
        people = [*get.each("first_name"), *get.each("surname"), *get.each("people")]
        return was_theirs(get.text("logged_by"), self.columns.name("logged_by"), people, self.known.colleagues)

    def _when(self, row: int, get: "_Cells", days: FileDays, cells: dict[str, str], more: list[str]) -> None:
        day = days.days.get(row)
        cells["day"] = day.isoformat() if day else get.text("day")
        clock, beside = read_clock(get.text("clock") or days.clocks.get(row, ""))
        stored = read_day(clock) if clock else None
        cells["clock"] = stored.clock if stored and stored.whole else clock
        more += [f"Time: {beside}."] if beside else []

    def _said(self, said: RowWords, get: "_Cells", cells: dict[str, str], more: list[str], day: date | None) -> None:
        cells["channel"] = said.channel.label if said.channel else get.text("channel")
        cells["direction"] = said.direction.label if said.direction else ""
        cells["outcome"] = said.outcome.label if said.outcome else get.outcome
        cells["topics"] = cells["topics"] or joined(said.topics)
        if said.keeps_words or len(get.each("outcome")) > 1:
            more += get.named("outcome")
        if said.outcome == ContactOutcome.PROMISED_DATE and day and not get.text("promised_on"):
            promised = promised_day(get.outcome, day)
            cells["promised_on"] = promised.isoformat() if promised else ""

    def _locations(self, row: int, get: "_Cells", cells: dict[str, str], done: TranslatedRow) -> None:
        found = list[str]()
        text = self._place_text(get)
        ids = self.places.by_ids(text)
        if ids is not None:
            found += ids
        for part in self.places.parts(text) if text and ids is None else []:
            answer = self._place(row, part)
            done.is_pending |= answer is None
            if answer:
                found += answer.split(ALL_OF)
        done.is_left_out |= bool(text) and not done.is_pending and not found
        cells["locations"] = joined(dict.fromkeys(found))

    def _place_text(self, get: "_Cells") -> str:
        """Return the cell that tells the location best: of several the first that is known, or else likely."""
        texts = [text for key in ("locations", "location_names") for text in get.each(key)]
        known = (text for text in texts if self.places.by_ids(text) or self.places.exactly(text))
        likely = (text for text in texts if len(texts) > 1 and self.places.likely(text).first)
        return next(known, "") or next(likely, "") or (texts[0] if texts else "")

    def _place(self, row: int, part: str) -> str | None:
        """Return the IDs, blank where somebody said that it is no location; None while that is to be asked."""
        word = kept_word(part)
        if (exact := self.places.exactly(part)) and self.asked.answer(QuestionKind.LOCATION, word) is None:
            return ALL_OF.join(exact)
        likely = self.places.likely(part)
        leave = (LEAVE_OUT, "No location of this exercise: leave it out")
        question = LogQuestion(QuestionKind.LOCATION, word, part, [*likely.choices, leave], likely.first)
        kept = self.asked.answer(QuestionKind.LOCATION, word) or ""
        is_known = bool(kept) and all(self.places.by_id(each) for each in kept.split(ALL_OF))
        answer = self.asked.of(question, row, is_free=is_known)
        return "" if answer == LEAVE_OUT else answer

    def _is_asked(self, name: str) -> bool:
        if who(Somebody(name), self.known.colleagues):
            return False
        has_answer = self.asked.answer(QuestionKind.OFFICER, kept_word(name)) is not None
        return has_answer or looks_like_a_code(name) or likely_officer(name, self.known.colleagues) is not None

    def _officer(self, row: int, get: "_Cells", cells: dict[str, str], done: TranslatedRow) -> None:
        text = get.text("logged_by")
        cells["logged_by"] = text
        if not text or somebody_is_addressed(text) or not self._is_asked(text):
            return
        likely = likely_officer(text, self.known.colleagues)
        choices = [(each.email, each.name) for each in self.known.colleagues if each.email]
        choices.append((KEEP, "Nobody in the portal: keep it in the notes"))
        proposal = likely.email if likely else KEEP
        question = LogQuestion(QuestionKind.OFFICER, kept_word(text), text, choices, proposal)
        answer = self.asked.of(question, row)
        done.is_pending |= answer is None
        if answer and answer != KEEP:
            cells["logged_by"] = in_words(_colleague(answer, self.known.colleagues))

    def _later(self, get: "_Cells", cells: dict[str, str], more: list[str], day: date | None) -> None:
        """Read what is about later; what cannot be read there is kept in the notes, as it stands."""
        for key in ("promised_on", "next_on"):
            text = get.text(key)
            if not text or key in get.given:
                cells[key] = text or cells.get(key, "")
                continue
            found = later_day(text, day)
            cells[key] = found.isoformat() if found else ""
            more += [] if found else [f"{self.columns.name(key)}: {text}"]
        text = get.text("minutes")
        minutes = minutes_of(text)
        cells["minutes"] = str(minutes) if minutes is not None else text if "minutes" in get.given else ""
        more += [f"{self.columns.name('minutes')}: {text}"] if text and minutes is None else []
        step = get.all("next_step", "; ")
        cells["next_step"] = step[:_LONGEST_STEP]
        more += [f"{self.columns.name('next_step')}: {step}"] if len(step) > _LONGEST_STEP else []
        cells["next_for"] = get.text("next_for")


@dataclass(frozen=True)
class _Cells:
    columns: ColumnMap
    texts: Sequence[str]
    given: Mapping[str, str]

    def each(self, key: str) -> list[str]:
        if key in self.given:
            return [self.given[key]]
        if key == "location_names" and "locations" in self.given:
            return []
        return [self.texts[place] for place in self.columns.of(key) if self.texts[place]]

    def all(self, key: str, between: str) -> str:
        return between.join(self.each(key))

    def text(self, key: str) -> str:
        return next(iter(self.each(key)), "")

    def words(self) -> dict[str, str]:
        cells = {key: self.text(key) for key in ("channel", "direction")}
        return cells | {"outcome": self.outcome, "words": self.all("words", "\n")}

    @cached_property
    def outcome(self) -> str:
        """Return what came of it: of several columns the one that tells, or all where several or none do."""
        texts = self.each("outcome")
        telling = [text for text in texts if said_by(text).outcome]
        return telling[0] if len(telling) == 1 else " - ".join(texts)

    def notes(self) -> list[str]:
        return self.named(NOTE)

    def named(self, key: str) -> list[str]:
        """Return what stands in the columns of a meaning, each with the column's name before it."""
        where = [place for place in self.columns.of(key) if self.texts[place]]
        return [f"{self.columns.headings[place] or f'Column {place + 1}'}: {self.texts[place]}" for place in where]


def _words_of(colleagues: Sequence[KnownPerson]) -> frozenset[str]:
    return frozenset(word for each in colleagues for word in plain_words(each.name).split())


def _people(get: _Cells) -> str:
    """Return the people of a row: a name in one column or in two, with the address that stands beside it."""
    named = [" ".join((*get.each("first_name"), *get.each("surname"))), *get.each("people")]
    people = [name for name in named if plain_words(name) not in _NOBODY]
    addresses = [address for text in get.each("email") if (address := email_from(text))]
    unread = [text for text in get.each("email") if not email_from(text) and plain_words(text) not in _NOBODY]
    if len(people) == 1 and len(addresses) == 1 and ";" not in people[0] and "\n" not in people[0]:
        somebody = somebody_from(people[0])
        if somebody and not somebody.email:
            people, addresses = [joined([f"{somebody.name} <{addresses[0]}>"])], []
    return "; ".join((*people, *addresses, *(joined([text]) for text in unread)))


def portal_id(text: str) -> str:
    """Return an ID that a portal has given; officers number their rows from 1 in each file, which tells nothing."""
    return text if len(text) >= _SHORTEST_ID else ""


def somebody_is_addressed(text: str) -> bool:
    somebody = somebody_from(text)
    return bool(somebody and somebody.email)


def _colleague(email: str, colleagues: Sequence[KnownPerson]) -> Somebody:
    return next((Somebody(each.name, each.email) for each in colleagues if each.email == email), Somebody("", email))


def minutes_of(text: str) -> int | None:
    plain = " ".join(text.split())
    if match := _MINUTES.match(plain):
        return int(match[1]) if int(match[1]) <= 1_440 else None
    if match := _HOURS.match(plain) or _CLOCKED.match(plain):
        minutes = int(match[1]) * 60 + int(match[2] or 0)
        return minutes if minutes <= 1_440 else None
    return None


def later_day(text: str, day: date | None) -> date | None:
    """Return a day that lies after the contact: without a year the next one that is."""
    read = read_day(text)
    if read is None:
        return promised_day(text, day) if day and len(text) < 30 else None
    if read.whole:
        return read.whole
    if day is None:
        return None
    found = next_to(read, day.year, day)
    return found if found and found >= day else next_to(read, day.year, day + timedelta(days=365))


def _next_of_month(number: int, day: date) -> date | None:
    """Return the next day with this number: “the 17th”, said on the 20th, is in the month after."""
    ahead = (day + timedelta(days=each) for each in range(1, 63))
    return next((each for each in ahead if each.day == number), None)


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def promised_day(text: str, day: date) -> date | None:
    """Return the day that a text promises: “will send by 14/5”, or “Fri”, which is the next one after the contact."""
    if match := _A_DAY.search(text):
        read = read_day(match[1])
        if read:
            found = read.whole or next_to(read, day.year, day)
            return found if found and found >= day else None
    if _MONTHS_END.search(text):
        return _last_of(day.year, day.month)
    if match := _END_OF.search(text):
        read = read_day(f"1 {match[1]}")
        return _last_of(day.year + (read.month < day.month), read.month) if read else None
    if match := _AN_ORDINAL.search(text):
        return _next_of_month(int(match[1]), day)
    if match := _A_WEEKDAY.search(text):
        ahead = (_WEEKDAYS.index(match[1].casefold()) - day.weekday()) % 7 or 7
        return day + timedelta(days=ahead)
    return None
