"""What the columns of a council's list are: by name, by what stands in them, or asked; none is dropped in silence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from register.domain.council_columns import MOST_CONTACTS, key_of
from register.domain.council_questions import CouncilQuestionKind, ListQuestions, usual_contracts, usual_headings
from register.domain.council_table import CouncilTable
from spreadsheets.email_addresses import email_from
from spreadsheets.file_questions import FileQuestion
from spreadsheets.phone_numbers import NoPhone, phone_from
from spreadsheets.word_likeness import kept_word, plain_words

SKIP, WHERE_FILLED = "skip", "contracted_where_filled"
MEANINGS = {
    "location_id": "The CQC’s location ID",
    "location_names": "The name of the branch or home",
    "provider_names": "The name of the provider",
    "contracted": "Contracted: yes or no",
    WHERE_FILLED: "Contracted where something stands in it, not where it is blank",
    "hours": "Commissioned hours a week",
    "hours_four_weeks": "Commissioned hours in four weeks",
    "hours_month": "Commissioned hours in a month",
    "hours_year": "Commissioned hours in a year",
    "beds": "Registered beds",
    "weight": "Commissioned hours a week, or beds",
    "zone": "Zone",
    "size_band": "Size band",
    "name": "A contact’s name",
    "first_name": "A contact’s first name",
    "surname": "A contact’s surname",
    "email": "A contact’s email address",
    "phone": "A contact’s phone",
    "job": "A contact’s role",
    SKIP: "Leave this column out",
}
_PERSON = ("name", "first_name", "surname", "email", "phone", "job")
_SEVERAL = frozenset({*_PERSON, SKIP, "provider_names", "location_names"})
# Of each of these families a list has one column: hours are hours, of whichever period.
_FAMILY = {WHERE_FILLED: "contracted", "hours_four_weeks": "hours", "hours_month": "hours", "hours_year": "hours"}
# A name says little beside what stands in the column.
_WEAK = frozenset({"location_names", "provider_names", "contracted", "name", SKIP})
_MOST, _FEWEST, _CODES = 0.7, 2, 4
_NAME_ONLY = "name"


@dataclass
class ListColumns:
    """The columns of each meaning, and those of each contact, from left to right."""

    headings: list[str]
    places: dict[str, list[int]] = field(default_factory=dict)
    people: list[dict[str, int]] = field(default_factory=list)

    def first(self, *meanings: str) -> int | None:
        return next((self.places[each][0] for each in meanings if self.places.get(each)), None)

    @property
    def known(self) -> set[str]:
        return {meaning for meaning, columns in self.places.items() if columns and meaning != SKIP}


def map_list(table: CouncilTable, asked: ListQuestions) -> ListColumns:
    found, numbers, families = ListColumns(table.headings), dict[int, int](), set[str]()
    columns = [place for place in range(len(table.headings)) if table.headings[place] or table.values(place, 1)]
    for place in sorted(columns, key=lambda each: (not key_of(table.headings[each]), each)):
        key, _, number = key_of(table.headings[place]).partition(" ")
        meaning = _meaning(table, place, asked, families, key)
        families.add(_FAMILY.get(meaning, meaning))
        found.places.setdefault(meaning, []).append(place)
        if number:
            numbers[place] = int(number)
        if meaning == SKIP:
            asked.skipped.append(table.headings[place] or f"column {place + 1}")
    for each in found.places.values():
        each.sort()
    found.people = _people(found, numbers)
    return found


def _meaning(table: CouncilTable, place: int, asked: ListQuestions, families: set[str], own: str) -> str:
    heading, values = table.headings[place], table.values(place)
    word = kept_word(heading) if heading else f"column {place + 1}"
    proposal, is_known = _proposed(heading, values, asked, own)
    if proposal not in _SEVERAL and _FAMILY.get(proposal, proposal) in families:
        # The leftmost column of one of our own names counts, as ever.
        proposal, is_known = SKIP, bool(own)
    if not asked.asks or (is_known and asked.answer(CouncilQuestionKind.COLUMN, word) is None):
        return proposal if is_known else asked.answer(CouncilQuestionKind.COLUMN, word) or SKIP
    says = heading or f"column {place + 1}, without a heading"
    choices = list(MEANINGS.items())
    question = FileQuestion(CouncilQuestionKind.COLUMN, word, says, choices, proposal, examples=values[:3])
    return asked.of(question, 0) or proposal


def _proposed(heading: str, values: Sequence[str], asked: ListQuestions, own: str) -> tuple[str, bool]:
    """Return what a column seems to be, and whether its name says so without doubt."""
    named = usual_headings().find(heading)
    exact = own or (named.meanings[0] if named.is_whole and len(named.meanings) == 1 else "")
    content = _content(values, asked)
    if exact in _WEAK and content and content != exact and asked.asks:
        return content, False
    if exact or not values:
        return exact or SKIP, True
    if content:
        return content, False
    if plain_words(heading) == _NAME_ONLY:
        return "name", False
    within = [each for each in named.meanings if each != SKIP] or list(named.meanings)
    return (within[-1] if within else usual_headings().nearest(heading) or SKIP), False


def _content(values: Sequence[str], asked: ListQuestions) -> str:
    """Return what nearly all cells of a column are, where that can be told; blank otherwise."""
    if len(values) < _FEWEST:
        return ""
    places = asked.places
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("location_id", lambda text: any(places.by_id(each) for each in places.by_ids(text) or ())),
        ("email", lambda text: email_from(text) is not None),
        ("location_names", lambda text: bool(places.exactly(text))),
        ("contracted", says_contracted),
        ("phone", _is_phone),
    )
    for meaning, test in tests:
        if sum(test(text) for text in values) >= _MOST * len(values):
            return meaning
    are_codes = all(any(char.isdigit() for char in text) and not text.isdigit() for text in values)
    return WHERE_FILLED if are_codes and len(set(values)) == len(values) >= _CODES and _no_numbers(values) else ""


def says_contracted(text: str) -> bool:
    found = usual_contracts().find(text)
    return plain_words(text) in ("yes", "no", "y", "n") or (found.is_whole and len(found.meanings) == 1)


def _is_phone(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return digits >= 9 and not isinstance(phone_from(text), NoPhone)


def _no_numbers(values: Sequence[str]) -> bool:
    """Tell whether codes are contracts' references: letters and digits without blanks, such as CW/2031."""
    return all(" " not in text and any(char.isalpha() for char in text) and "@" not in text for text in values)


def _people(found: ListColumns, numbers: dict[int, int]) -> list[dict[str, int]]:
    """Return the columns of each contact: by their numbers, or a new one where a meaning comes again."""
    people: list[dict[str, int]] = [{}]
    meanings = {place: meaning for meaning in _PERSON for place in found.places.get(meaning, [])}
    if numbers:
        people = [{} for _ in range(MOST_CONTACTS)]
        for place, meaning in sorted(meanings.items()):
            people[numbers.get(place, 1) - 1].setdefault(meaning, place)
        return people
    for place, meaning in sorted(meanings.items()):
        if meaning in people[-1] or (meaning in ("name", "first_name") and "name" in people[-1]):
            people.append({})
        people[-1][meaning] = place
    return people[:MOST_CONTACTS]
