"""Read an officer's own log: translate each row into the portal's words, or ask what is not known, once a file."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from engagement.contacts.domain.log_file.columns import COLUMNS
from engagement.contacts.domain.log_file.keys import key_of_cells, key_of_line
from engagement.contacts.domain.log_file.known import KnownLog
from engagement.contacts.domain.log_file.lines import LogLine
from engagement.contacts.domain.log_file.reader import LogFile, NumberedLine
from engagement.contacts.domain.log_file.rows import RowReading
from engagement.contacts.domain.log_file.writer import from_text
from engagement.contacts.domain.log_words.columns import ColumnMap, map_columns
from engagement.contacts.domain.log_words.days import DITTO, read_day
from engagement.contacts.domain.log_words.file_days import FileDays, days_of
from engagement.contacts.domain.log_words.file_questions import Answers, FileQuestions
from engagement.contacts.domain.log_words.questions import LogQuestion, QuestionKind
from engagement.contacts.domain.log_words.raw_log import RawLog
from engagement.contacts.domain.log_words.row_translation import RowTranslator, portal_id
from engagement.contacts.domain.log_words.row_words import is_headed
from register.domain.place_names import Places
from register.domain.row_faults import Fault
from register.domain.table_headings import Heading
from spreadsheets.file_questions import LEAVE_OUT
from spreadsheets.word_likeness import kept_word, plain_words

READ = "read"
# What is filled in after a contact is no part of what it is known by.
_FOLLOWED = frozenset({"next_step", "next_on", "next_for", "next_is_done", "promised_on", "is_shared", "skip"})
_CANONICAL = Heading(0, "", {key: place for place, key in enumerate(COLUMNS)})
_TOTALS = frozenset({"total", "totals", "subtotal", "sub", "sum", "grand"})


@dataclass(frozen=True)
class Basis:
    """What a log is read with.

    ``corrections`` are cells that somebody put right, by row and field; ``left_out`` rows that they leave out.
    ``asks_each`` where somebody wants to be asked about each sentence, though the form is known.
    """

    known: KnownLog
    answers: Answers
    today: date
    exercise: str
    opens_on: date
    corrections: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    asks_each: bool = False


@dataclass
class Interpretation:
    """A log as read: its lines and faults once nothing is left to ask; ``used`` are the answers it was read with.

    ``guessed`` are sentences that were read by the words in them.

    ``names`` are the file's own names of the portal's columns.
    """

    log: LogFile = field(default_factory=LogFile)
    questions: list[LogQuestion] = field(default_factory=list)
    used: list[LogQuestion] = field(default_factory=list)
    guessed: list[LogQuestion] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    unread_sheets: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)


def interpret(raw: RawLog, basis: Basis) -> Interpretation:
    return _Reader(raw, basis).read()


@dataclass
class _Reader:
    raw: RawLog
    basis: Basis
    asked: FileQuestions = field(init=False)
    places: Places = field(init=False)
    found: Interpretation = field(default_factory=Interpretation)

    def __post_init__(self) -> None:
        self.asked, self.places = FileQuestions(self.basis.answers), Places(self.basis.known)
        if not self.basis.asks_each:
            self.asked.form = kept_word(" ".join(each for each in self.raw.headings if each))

    def read(self) -> Interpretation:
        rows = self._texts()
        there = self._keys(rows)
        contacts, headed = self._contacts(rows)
        about = (self.basis.exercise, self.basis.opens_on, self.basis.today)
        days = days_of(contacts, headed, self.asked, about, frozenset(there))
        for row, texts in rows.items():
            if row in there:
                self.found.log.there += 1
            elif row in self.basis.left_out or row in days.left_out:
                self.found.left_out.append(row)
            elif row in contacts:
                self._row(row, texts, days)
        self.found.questions = list(self.asked.questions.values())
        self.found.answers = self.basis.answers
        self.found.used = [each for each in self.asked.used.values() if each.kind != QuestionKind.SENTENCES]
        self.found.guessed = list(self.asked.guessed.values())
        self.found.unread_sheets = self.raw.unread_sheets
        self.found.names = {names[0]: self.columns.name(key) for key, names in COLUMNS.items()}
        return self.found

    @cached_property
    def columns(self) -> ColumnMap:
        return map_columns(self.raw, self.asked, self.places)

    @cached_property
    def directions(self) -> frozenset[str]:
        """Return the words in the column of directions, which tell together what each means."""
        columns = self.columns.of("direction")
        return frozenset(plain_words(cells[at]) for _, cells in self.raw.rows for at in columns if at < len(cells))

    def _texts(self) -> dict[int, list[str]]:
        """Return the cells of each row, with what stands above in place of a ditto mark."""
        rows, above = dict[int, list[str]](), list[str]()
        for row, cells in self.raw.rows:
            texts = [from_text(cell).strip() for cell in cells]
            texts += [""] * (len(self.raw.headings) - len(texts))
            texts = [
                above[place] if text.casefold() in DITTO and place < len(above) else text
                for place, text in enumerate(texts)
            ]
            rows[row], above = texts, texts
        return rows

    # Which rows are in the log already, and by which keys each will be known.

    def _keys(self, rows: Mapping[int, list[str]]) -> set[int]:
        """Return the rows that are in the log already: of them nothing is asked."""
        self.strict: dict[int, LogLine] = {}
        self.keys: dict[int, tuple[str, ...]] = {}
        repeated, there = Counter[str](), set[int]()
        followed = {place for meaning in _FOLLOWED for place in self.columns.of(meaning)}
        reading = RowReading(self.raw.strict) if self.raw.strict else None
        for row, cells in self.raw.rows:
            line = reading.read(row, cells) if reading else None
            own = portal_id(_at(rows[row], self.columns.of("id")))
            if isinstance(line, LogLine):
                self.strict[row] = line
                own = line.id or key_of_line(line, repeated)
            compared = (_compared(text) for place, text in enumerate(rows[row]) if place not in followed)
            self.keys[row] = tuple(key for key in (own, key_of_cells(compared, repeated)) if key)
            is_others = isinstance(line, LogLine) and line.side not in ("", self.basis.known.side)
            if not is_others and any(key in self.basis.known.taken for key in self.keys[row]):
                there.add(row)
        return there

    # Which rows are contacts at all.

    def _contacts(self, rows: Mapping[int, list[str]]) -> tuple[dict[int, str], dict[int, str]]:
        """Return the text of the day of each row that is a contact, and the text of those that are not."""
        contacts, headed = dict[int, str](), dict[int, str]()
        headings = frozenset(plain_words(each) for each in self.raw.headings if each)
        for row, texts in rows.items():
            day = self._corrected(row, "day") or _at(texts, self.columns.of("day"))
            if row not in self.strict and self._is_no_contact(row, texts, day, headings):
                headed[row] = " ".join(text for text in texts if text)
                answer = self.asked.of(self._no_contacts(headed[row]), row)
                if answer == READ:
                    contacts[row] = day
                elif answer == LEAVE_OUT:
                    self.found.left_out.append(row)
            else:
                contacts[row] = day
        return contacts, {row: text for row, text in headed.items() if row not in contacts}

    def _is_no_contact(self, row: int, texts: list[str], day: str, headings: frozenset[str]) -> bool:
        filled = [text for text in texts if text]
        if row in self.basis.corrections:
            return False
        if len(filled) < 2 or sum(is_headed(text, headings) for text in filled) > len(filled) / 2:
            return True
        if plain_words(filled[0]).split(" ")[0] in _TOTALS:
            return True
        place = self.columns.of("locations") + self.columns.of("location_names")
        return read_day(day) is None and not any(texts[each] for each in place)

    def _no_contacts(self, text: str) -> LogQuestion:
        choices = [(LEAVE_OUT, "They are no contacts: leave them out"), (READ, "They are contacts: read them")]
        says = "headings, totals and rows without a day and a location"
        question = self.asked.questions.get((QuestionKind.ROWS, "")) or LogQuestion(
            QuestionKind.ROWS, "", says, choices, LEAVE_OUT
        )
        if len(question.examples) < 3:
            question.examples.append(text[:60])
        return question

    # One row.

    def _corrected(self, row: int, key: str) -> str:
        return self.basis.corrections.get(row, {}).get(key, "")

    def _row(self, row: int, texts: list[str], days: FileDays) -> None:
        translator = RowTranslator(self.columns, self.asked, self.places, self.basis.known, self.directions)
        given = self.basis.corrections.get(row, {})
        strict = self.strict.get(row)
        if strict and not given and not translator.has_words_to_ask(strict):
            self.found.log.lines.append(NumberedLine(row, strict, self.keys[row]))
            return
        done = translator.translate(row, texts, given, days)
        if done.is_left_out:
            self.found.left_out.append(row)
        elif not done.is_pending:
            self._take(row, RowReading(_CANONICAL).read(row, done.cells))

    def _take(self, row: int, found: LogLine | list[Fault]) -> None:
        if isinstance(found, LogLine) and found.happened_at.date() > self.basis.today:
            shown = found.happened_at.strftime("%d/%m/%Y")
            found = [Fault(row, COLUMNS["day"][0], shown, "a day that has come")]
        if isinstance(found, LogLine):
            self.found.log.lines.append(NumberedLine(row, found, self.keys[row]))
            return
        self.found.log.faults += found


def _at(texts: list[str], places: list[int]) -> str:
    return next((texts[place] for place in places if texts[place]), "")


@lru_cache(maxsize=20_000)
def _compared(text: str) -> str:
    """Return a cell as it is compared: the same day in another spelling is the same."""
    read = read_day(text) if any(char.isdigit() for char in text) else None
    return f"{read.whole} {read.clock}".strip() if read and read.whole else plain_words(text) or text
