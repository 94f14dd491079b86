"""Put a row of a council's own list into the portal's columns: one row a location, words as they were answered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from register.domain.council_columns import MOST_CONTACTS
from register.domain.council_meanings import WHERE_FILLED, ListColumns
from register.domain.council_questions import CouncilQuestionKind, ListQuestions, usual_contracts, usual_headings
from register.domain.directory_cells import NOTHING, id_of, is_cqc_id, with_hyphens
from register.domain.place_names import ALL_OF
from register.domain.row_faults import Fault
from register.domain.table_headings import Heading, tidied
from spreadsheets.decimals import rounded
from spreadsheets.file_questions import LEAVE_OUT, FileQuestion
from spreadsheets.numbers import number_from
from spreadsheets.word_likeness import kept_word, plain_words

READ, ABOVE = "read", "above"
_PLAIN = ("contracted", "hours", "beds", "weight", "zone", "size_band")
_CONTACT = ("name", "email", "phone", "job")
_KEYS = (
    "location_id",
    *_PLAIN,
    *(key if number == 1 else f"{key} {number}" for number in range(1, MOST_CONTACTS + 1) for key in _CONTACT),
)
CANONICAL = Heading(0, "", {key: place for place, key in enumerate(_KEYS)})
_YES_OR_NO = frozenset({"y", "yes", "true", "1", "n", "no", "false", "0"})
_TOTALS = frozenset({"total", "totals", "grand", "subtotal", "sum", "average", "notes", "note"})
_A_WEEK = {
    "hours": Decimal(1),
    "hours_four_weeks": 1 / Decimal(4),
    "hours_month": Decimal(12) / 52,
    "hours_year": 1 / Decimal(52),
}
_OF_EACH = "a number for each location: give each of them a row"
# Words in the heading of a person's column that say what they are there.
_JOBS = ("manager", "owner", "director", "individual", "finance", "administrator")


@dataclass
class CouncilTranslation:
    """``faults`` are those that only the list as it came shows; ``above`` are the locations of the row before."""

    columns: ListColumns
    asked: ListQuestions
    faults: list[Fault] = field(default_factory=list)
    above: tuple[str, ...] = ()

    def rows(self, row: int, cells: list[str]) -> Iterator[list[str]]:
        """Yield the cells of each location of a row, in the order of ``CANONICAL``; none if it is left out or asked."""
        ids = self._ids(row, cells)
        if ids is None:
            return
        self.above = ids
        given = {key: self._plain(row, key, cells) for key in _PLAIN} | dict(self._people(cells))
        if len(ids) > 1:
            given = self._without_numbers(row, given)
        for each in ids:
            said = given | {"location_id": each}
            yield [said.get(key, "") for key in _KEYS]

    def _cell(self, cells: list[str], place: int | None) -> str:
        return cells[place] if place is not None and place < len(cells) else ""

    # Which locations a row is about.

    def _ids(self, row: int, cells: list[str]) -> tuple[str, ...] | None:
        text = with_hyphens(self._cell(cells, self.columns.first("location_id")))
        found = self.asked.places.by_ids(text) or ((id_of(tidied(text)),) if is_cqc_id(id_of(tidied(text))) else ())
        if found and not (len(found) == 1 and self._is_total(found[0])):
            return found
        name = tidied(self._cell(cells, self.columns.first("location_names", "provider_names")))
        if self.asked.asks and (other := self._no_location(row, cells, text, name)) is not None:
            return other or None
        if name:
            return self._called(row, cells, name)
        wanted = "a CQC location ID, such as 1-123456789"
        self.faults.append(Fault(row, "Location ID", id_of(tidied(text)), wanted))
        return None

    def _is_total(self, text: str) -> bool:
        return self.asked.asks and plain_words(text).split(" ")[0] in _TOTALS

    def _no_location(self, row: int, cells: list[str], text: str, name: str) -> tuple[str, ...] | None:
        """Return what was said of a row that may be none of a location; nothing where it is left out or asked."""
        filled = [cell.strip() for cell in cells if cell.strip()]
        if self._is_continued(cells, text, name) and self.above:
            says = "rows without a location, with a contact"
            choices = [(ABOVE, "They belong to the location above"), (LEAVE_OUT, "Leave them out")]
            answer = self._row_question(row, "continued", says, choices, filled)
            return self.above if answer == ABOVE else self._left_out(row, answer)
        headed = all(plain_words(each) in usual_headings().phrases for each in filled)
        if name and self.asked.places.likely(name).first:
            return None
        if self._is_total(filled[0]) or headed or (len(filled) == 1 and not name):
            says = "totals, headings and notes between the locations"
            choices = [(LEAVE_OUT, "They are no locations: leave them out"), (READ, "They are locations: read them")]
            answer = self._row_question(row, "", says, choices, filled)
            return None if answer == READ else self._left_out(row, answer)
        return None

    def _is_continued(self, cells: list[str], text: str, name: str) -> bool:
        people = [self._cell(cells, place) for group in self.columns.people for place in group.values()]
        others = [self._cell(cells, self.columns.first(key)) for key in (*_A_WEEK, "contracted", "beds", "weight")]
        return any(people) and not text.strip() and not name and not any(each.strip() for each in others)

    def _row_question(
        self, row: int, word: str, says: str, choices: list[tuple[str, str]], filled: list[str]
    ) -> str | None:
        kind = CouncilQuestionKind.ROWS
        question = FileQuestion(kind, word, says, choices, choices[0][0], examples=[" ".join(filled)[:60]])
        return self.asked.of(question, row)

    def _left_out(self, row: int, answer: str | None) -> tuple[str, ...]:
        self.asked.left_out += [row] if answer == LEAVE_OUT else []
        return ()

    def _called(self, row: int, cells: list[str], name: str) -> tuple[str, ...] | None:
        """Return the locations of a name: the one called so, or those that somebody said it means."""
        if exactly := self.asked.places.exactly(name):
            return exactly
        likely = self.asked.places.likely(name)
        choices = [*likely.choices, (LEAVE_OUT, "None of this exercise: leave its rows out")]
        question = FileQuestion(CouncilQuestionKind.LOCATION, kept_word(name), name, choices, likely.first)
        answer = self.asked.of(question, row, is_free=True)
        if answer is None and self.asked.asks:
            # What its other words mean is asked at the same time.
            self._contracted(row, cells)
        elif answer is None:
            self.faults.append(Fault(row, "Name", name, "the name of a location in this exercise"))
        if not answer or answer == LEAVE_OUT:
            self._left_out(row, answer)
            return None
        return tuple(self.asked.places.by_id(each) or each for each in answer.split(ALL_OF))

    # What a row says of them.

    def _plain(self, row: int, key: str, cells: list[str]) -> str:
        if key == "contracted":
            return self._contracted(row, cells)
        if key == "hours":
            return self._hours(cells)
        return self._cell(cells, self.columns.first(key))

    def _contracted(self, row: int, cells: list[str]) -> str:
        if (filled := self.columns.first(WHERE_FILLED)) is not None:
            return "no" if tidied(self._cell(cells, filled)).casefold() in NOTHING else "yes"
        text = tidied(self._cell(cells, self.columns.first("contracted")))
        if text.casefold() in NOTHING | _YES_OR_NO or "#" in text:
            return text
        found = usual_contracts().find(text)
        proposal, is_sure = found.meanings[0] if found.is_whole and len(found.meanings) == 1 else ("", False)
        if is_sure:
            return proposal
        choices = [("yes", "Contracted"), ("no", "Not contracted"), (LEAVE_OUT, "It says nothing of that")]
        question = FileQuestion(CouncilQuestionKind.CONTRACTED, kept_word(text), text, choices, proposal)
        answer = self.asked.of(question, row)
        # What nobody was asked about, or has answered yet, is a fault of the cell.
        return text if answer is None else "" if answer == LEAVE_OUT else answer

    def _hours(self, cells: list[str]) -> str:
        """Return the hours of a week; what is no number is a fault of the cell, in its own words."""
        meaning = next((each for each in _A_WEEK if self.columns.first(each) is not None), "hours")
        text = self._cell(cells, self.columns.first(meaning))
        number = number_from(text, "hours") if meaning != "hours" and tidied(text).casefold() not in NOTHING else None
        if number is None or number.is_percent or abs(number.value) > 10**9:
            return text
        return f"{rounded(number.value * _A_WEEK[meaning]):f}"

    def _without_numbers(self, row: int, given: dict[str, str]) -> dict[str, str]:
        """Return a row of several locations without its hours or beds, which are each one's own."""
        for key, column in (
            ("hours", "Commissioned hours"),
            ("beds", "Beds"),
            ("weight", "Commissioned hours or beds"),
        ):
            if tidied(given[key]).casefold() not in NOTHING:
                self.faults.append(Fault(row, column, given[key], _OF_EACH, True))
                given = given | {key: ""}
        return given

    def _people(self, cells: list[str]) -> Iterator[tuple[str, str]]:
        for number, group in enumerate(self.columns.people, 1):
            said = {key: self._cell(cells, group.get(key)) for key in _CONTACT} | {"name": self._name(cells, group)}
            if not said["job"] and (said["name"].strip() or said["email"].strip()):
                said["job"] = self._job_in_heading(group)
            for key, text in said.items():
                yield (key if number == 1 else f"{key} {number}"), text

    def _name(self, cells: list[str], group: dict[str, int]) -> str:
        """Return the name; of a first name and a surname in columns of their own, both, of each person of the cell."""
        own = self._cell(cells, group.get("name"))
        first, last = (
            [each.strip() for each in self._cell(cells, group.get(key)).replace("\n", ";").split(";")]
            for key in ("first_name", "surname")
        )
        if own.strip() or not (any(first) or any(last)):
            return own
        if len(first) != len(last):
            return " ".join(each for each in (*first, *last) if each)
        return "; ".join(f"{one} {other}".strip() for one, other in zip(first, last, strict=True))

    def _job_in_heading(self, group: dict[str, int]) -> str:
        heading = self.columns.headings[group["name"]] if "name" in group else ""
        words = [each for each in plain_words(heading).split() if each not in ("name", "of", "contact")]
        return " ".join(words).capitalize() if any(each in words for each in _JOBS) else ""
