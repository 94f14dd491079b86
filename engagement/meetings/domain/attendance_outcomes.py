"""Read the outcomes of an attendance list: in a column of their own, or in words behind the name."""

import csv
from dataclasses import dataclass

from engagement.contacts.domain.log_file.words import OUTCOMES, plain
from engagement.contacts.domain.vocabulary import ContactOutcome

_HEADINGS = frozenset(
    {"outcome", "attended", "attended yes no", "attendance", "present", "came", "result", "yes no", "y n", "there"}
)
_CAME, _AWAY = ContactOutcome.ATTENDED, ContactOutcome.DID_NOT_ATTEND
# What can stand behind a name without being a part of it.
_BEHIND = {
    "attended": _CAME,
    "did not attend": _AWAY,
    "didn t attend": _AWAY,
    "not attended": _AWAY,
    "did not come": _AWAY,
    "didn t come": _AWAY,
    "no show": _AWAY,
    "dna": _AWAY,
    "absent": _AWAY,
    "apologies": _AWAY,
    "registered": ContactOutcome.REGISTERED,
}
_PLAIN_YES = dict.fromkeys(("yes", "y", "true", "1", "x", "present", "came", "there", "joined"), _CAME)
_PLAIN_NO = dict.fromkeys(("no", "n", "false", "0", "not there", "sent apologies", "did not join"), _AWAY)
_SIGNS = {"✓": _CAME, "✔": _CAME, "✗": _AWAY, "✘": _AWAY, "☑": _CAME, "☐": _AWAY}
_IN_COLUMN = OUTCOMES | _BEHIND | _PLAIN_YES | _PLAIN_NO
_ALONE = OUTCOMES | _BEHIND
_MOST_WORDS = 3
_BLANK = frozenset({"", "-", "–", "n/a"})


@dataclass(frozen=True, slots=True)
class OutcomeColumn:
    """The column in which a list gives the outcome."""

    place: int
    separator: str

    def apart(self, line: str) -> tuple[str, str | None]:
        """Split a line into the rest and its cell of this column."""
        cells = _cells(line, self.separator)
        if self.place >= len(cells):
            return line, None
        said = cells.pop(self.place)
        return self.separator.join(cells), "" if said.strip() in _BLANK else said


def column_of(heading: str) -> OutcomeColumn | None:
    separator = next((each for each in ("\t", ";") if each in heading), ",")
    places = [place for place, cell in enumerate(_cells(heading, separator)) if is_heading(cell)]
    return OutcomeColumn(places[0], separator) if places else None


def is_heading(words: str) -> bool:
    return plain(words) in _HEADINGS


def outcome_in_column(words: str) -> ContactOutcome | None:
    return _SIGNS.get(words.strip()) or _IN_COLUMN.get(plain(words))


def outcome_behind(words: str) -> tuple[str, ContactOutcome | None]:
    """Split “Sam Elm – did not attend” into the name and the outcome; None if nothing is said."""
    if plain(words) in _ALONE:
        return "", _ALONE[plain(words)]
    pieces = words.split()
    for count in range(min(_MOST_WORDS, len(pieces) - 1), 0, -1):
        outcome = _BEHIND.get(plain(" ".join(pieces[-count:])))
        if outcome:
            return " ".join(pieces[:-count]).rstrip(" -–—:"), outcome
    return words, None


def _cells(line: str, separator: str) -> list[str]:
    """Return the cells of a line; a quotation mark that is never closed leaves the line as it is cut."""
    try:
        return next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return line.split(separator)
