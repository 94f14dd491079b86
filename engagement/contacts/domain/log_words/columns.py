"""What the columns of an old log are: by name, by what stands in them, or asked; nothing is dropped in silence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from engagement.contacts.domain.log_file.columns import COLUMNS
from engagement.contacts.domain.log_words.days import read_day
from engagement.contacts.domain.log_words.file_questions import FileQuestions
from engagement.contacts.domain.log_words.officers import looks_like_a_code
from engagement.contacts.domain.log_words.questions import LogQuestion, QuestionKind
from engagement.contacts.domain.log_words.raw_log import RawLog
from engagement.contacts.domain.log_words.usual_words import said_by, usual_columns
from register.domain.place_names import Places
from spreadsheets.email_addresses import email_from
from spreadsheets.word_likeness import kept_word, plain_words

NOTE, SKIP = "note", "skip"
MEANINGS = {
    "day": "The day of the contact",
    "clock": "The time",
    "channel": "How: call, email …",
    "direction": "Who contacted whom",
    "outcome": "What came of it",
    "locations": "The locations’ CQC IDs",
    "location_names": "The locations’ or providers’ names",
    "people": "The person’s name",
    "first_name": "The person’s first name",
    "surname": "The person’s surname",
    "email": "The person’s email address",
    "logged_by": "Who of us it was",
    "colleagues": "Colleagues who were there too",
    "minutes": "Minutes",
    "words": "Notes",
    "next_step": "The next step",
    "next_on": "The day of the next step",
    "next_for": "Whose next step it is",
    "promised_on": "The day they promised",
    NOTE: "Keep it in the notes, with the column’s name",
    SKIP: "Leave this column out",
}
_SEVERAL = frozenset(
    {
        "locations",
        "location_names",
        "people",
        "first_name",
        "surname",
        "email",
        "outcome",
        "words",
        "next_step",
        NOTE,
        SKIP,
    }
)
# A column called so may hold something else: a name says little, and what stands in it says more.
_WEAK_NAMES = frozenset({"people", "logged_by", "outcome", "channel", "direction", "words", "next_step", SKIP, NOTE})
_TELLING = frozenset({"channel", "clock", "day", "direction", "email", "locations", "logged_by"})
# Sentences in a column called so are no account of what came of a contact, or are read as one without asking.
_NO_SENTENCES = frozenset(MEANINGS) - {"channel", "direction", "people"}
_A_SENTENCE, _MOSTLY = 3, 0.5
_CLOCK = re.compile(r"^(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]m)?$|^\d{1,2} ?[ap]m$", re.IGNORECASE)
_SAMPLE, _FEWEST, _MOST_OF_THEM, _MOST_OFFICERS = 200, 2, 0.7, 8


@dataclass
class ColumnMap:
    """The columns of each meaning, from left to right."""

    places: dict[str, list[int]] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)

    def of(self, meaning: str) -> list[int]:
        return self.places.get(meaning, [])

    def name(self, meaning: str) -> str:
        """Return the file's own name of a column, or ours if it has none."""
        own = [self.headings[place] for place in self.of(meaning) if self.headings[place]]
        return own[0] if own else COLUMNS[meaning][0]


def map_columns(log: RawLog, asked: FileQuestions, places: Places) -> ColumnMap:
    found = ColumnMap(headings=log.headings)
    if log.strict and set(log.strict.columns.values()) >= _filled(log):
        found.places = {key: [place] for key, place in log.strict.columns.items()}
        return found
    names = dict.fromkeys(log.strict.columns.values(), "") if log.strict else {}
    own = {place: key for key, place in log.strict.columns.items()} if log.strict else {}
    for place in sorted(_filled(log), key=lambda each: (each not in names, each)):
        meaning = own.get(place) or _meaning(log, place, asked, places, found)
        found.places.setdefault(meaning, []).append(place)
    for columns in found.places.values():
        columns.sort()
    return found


def _filled(log: RawLog) -> set[int]:
    return {place for place in range(len(log.headings)) if any(_values(log, place, 1))}


def _values(log: RawLog, place: int, most: int = _SAMPLE) -> list[str]:
    values = list[str]()
    for _, cells in log.rows:
        if place < len(cells) and cells[place].strip():
            values.append(cells[place].strip())
            if len(values) == most:
                break
    return values


def _meaning(log: RawLog, place: int, asked: FileQuestions, places: Places, found: ColumnMap) -> str:
    """Return what a column is; one that is asked counts as what is proposed until somebody answers."""
    heading, values = log.headings[place], _values(log, place)
    word = kept_word(heading) if heading else f"column {place + 1}"
    proposal, is_known = _proposed(heading, values, places)
    if proposal not in _SEVERAL and found.of(proposal):
        proposal, is_known = NOTE, False
    if is_known and asked.answer(QuestionKind.COLUMN, word) is None:
        return proposal
    says = heading or f"column {place + 1}, without a heading"
    question = LogQuestion(QuestionKind.COLUMN, word, says, list(MEANINGS.items()), proposal, examples=values[:3])
    return asked.of(question, log.heading_row) or proposal


def _proposed(heading: str, values: Sequence[str], places: Places) -> tuple[str, bool]:
    """Return what a column seems to be, and whether its name says so without doubt."""
    content = _content(values, places)
    named = usual_columns().find(heading)
    exact = named.meanings[0] if named.is_whole and len(named.meanings) == 1 else ""
    if exact == "day" and not any(read_day(text) for text in values):
        return content or NOTE, False
    if not content and exact not in _NO_SENTENCES and are_sentences(values):
        return "outcome", False
    if exact in _WEAK_NAMES and content in _TELLING and content != exact:
        return content, False
    if exact and (exact in MEANINGS or exact in COLUMNS):
        return exact, True
    if content:
        return content, False
    likely = named.meanings[-1] if named.meanings else usual_columns().nearest(heading)
    return (likely if likely in MEANINGS and likely != "day" else NOTE), False


def are_sentences(values: Sequence[str]) -> bool:
    """Tell whether a column is written in sentences of contacts: long, hardly one twice, and many say what came."""
    long = [text for text in values if len(plain_words(text).split()) >= _A_SENTENCE]
    telling = [text for text in long if said_by(text).outcome or said_by(text).channel]
    return (
        len(long) >= _MOSTLY * len(values) > 0
        and len(set(long)) >= _MOST_OF_THEM * len(long)
        and len(telling) >= _MOSTLY * len(long)
    )


def _content(values: Sequence[str], places: Places) -> str:
    """Return what nearly all cells of a column are, where that can be told; blank otherwise."""
    if len(values) < _FEWEST:
        return ""
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("email", lambda text: email_from(text) is not None),
        ("locations", lambda text: bool(places.by_ids(text))),
        ("clock", lambda text: bool(_CLOCK.match(text))),
        ("day", lambda text: read_day(text) is not None),
        ("direction", _is_direction),
        ("channel", _is_channel),
        ("location_names", lambda text: bool(places.exactly(text))),
        ("outcome", _is_outcome),
    )
    for meaning, test in tests:
        if sum(test(text) for text in values) >= _MOST_OF_THEM * len(values):
            return meaning
    are_codes = all(looks_like_a_code(text) and len(text) > 1 for text in values)
    return "logged_by" if are_codes and len(set(values)) <= _MOST_OFFICERS else ""


def _is_direction(text: str) -> bool:
    said = said_by(text)
    return said.direction is not None and said.channel is None and said.outcome is None and said.is_sure


def _is_channel(text: str) -> bool:
    said = said_by(text)
    return said.channel is not None and said.outcome is None and said.is_sure


def _is_outcome(text: str) -> bool:
    said = said_by(text)
    return said.outcome is not None and said.is_sure and len(text) < 60
