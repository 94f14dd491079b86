"""Find the cell of a question whose name is lost, by the label to its left."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from costing.form import Form, Question
from spreadsheets import limits
from spreadsheets.addresses import address_at, position_of
from spreadsheets.book import Book, Sheet, Target
from spreadsheets.shared_strings import plain_text, shared_strings
from spreadsheets.sheet import Scan, scan_sheet
from spreadsheets.values import string_number

_SPELLINGS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "*": " "})


def label_key(text: str) -> str:
    """Return a label in the form in which labels are compared.

    Without case, asterisks, extra blanks and final colons.
    """
    plain = text.translate(_SPELLINGS).replace("...", "…")
    return re.sub(r"[\s:]+$", "", " ".join(plain.split())).casefold()


_ROWS_NEAR_THE_TOP = range(1, 1000)


class _NearTheTop:
    """Addresses up to Z999 and ZZ99: where a form's cells are, and few enough to keep."""

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and len(address) <= 4


@dataclass(frozen=True, slots=True)
class Label:
    """A label found on a sheet: where it stands, and the column after it (a merged label takes several)."""

    text: str
    column: int
    row: int
    after: int


class Search:
    """A search for given labels; a sheet is read only when it is asked for, and only once."""

    def __init__(self, book: Book, labels: Iterable[str]) -> None:
        self.book, self._wanted_labels = book, labels
        self._labels: dict[Sheet, list[Label]] = {}

    @cached_property
    def _wanted(self) -> set[str]:
        return {label_key(label) for label in self._wanted_labels}

    @cached_property
    def _texts(self) -> dict[int, str]:
        """Return the wanted labels among the shared texts, by their number."""
        if self.book.shared_strings is None:
            return {}
        numbers = range(limits.STRINGS_SEARCHED)
        texts = shared_strings(self.book.archive, self.book.shared_strings, numbers, numbers[-1])
        keys = {number: label_key(text) for number, text in texts.items()}
        return {number: key for number, key in keys.items() if key in self._wanted}

    def labels_on(self, sheet: Sheet) -> list[Label]:
        """Return the labels of a sheet in the order of their rows."""
        if sheet not in self._labels:
            scan = scan_sheet(self.book.archive.chunks(sheet.part), _NearTheTop(), _ROWS_NEAR_THE_TOP)
            found = [label for address in scan.cells if (label := self._label(scan, address))]
            self._labels[sheet] = sorted(found, key=lambda label: (label.row, label.column))
        return self._labels[sheet]

    def _label(self, scan: Scan, address: str) -> Label | None:
        stored, position = scan.cells[address], position_of(address)
        if position is None or stored.text is None:
            return None
        number = string_number(stored)
        if number is not None:
            text = self._texts.get(number)
        else:
            text = label_key(plain_text(stored.text)) if stored.type in ("inlineStr", "str") else None
        if text is None or text not in self._wanted:
            return None
        return Label(text, *position, after=_right_edge(scan, position) + 1)


def targets_by_label(search: Search, form: Form, named: Mapping[str, Target]) -> dict[str, Target]:
    """Return the cells of those questions whose name is not among ``named``, if their label leaves no doubt."""
    lost = [question for question in form.questions if question.key not in named]
    if not lost:
        return {}
    homes = _homes(search, form, named)
    found: dict[str, Target] = {}
    for title in dict.fromkeys(question.sheet for question in lost):
        if title in homes:
            found |= _on_sheet(search, homes[title], form.questions_on(title), named)
    return found


def targets_of_labels(search: Search, labels: Mapping[str, str]) -> dict[str, Target]:
    """Return the cells beside labels, anywhere in the workbook, if each label is found only once."""
    places = [(label, sheet) for sheet in search.book.sheets for label in search.labels_on(sheet)]
    found = {}
    for name, text in labels.items():
        matches = [(label, sheet) for label, sheet in places if label.text == label_key(text)]
        if len(matches) == 1:
            label, sheet = matches[0]
            found[name] = Target(sheet, address_at(label.after, label.row))
    return found


def _right_edge(scan: Scan, position: tuple[int, int]) -> int:
    return next((right for start, (right, _) in scan.merged if start == position), position[0])


def _homes(search: Search, form: Form, named: Mapping[str, Target]) -> dict[str, Sheet]:
    """Return which sheet of the workbook is which of the form: by its named cells, its title, or its labels."""
    homes: dict[str, Sheet] = {}
    for title in form.sheets:
        votes = Counter(named[q.key].sheet for q in form.questions_on(title) if q.key in named)
        sheet = max(votes, key=lambda each: votes[each]) if votes else search.book.titled(title)
        if sheet is not None:
            homes[title] = sheet
    for title in form.sheets:
        if title not in homes and (sheet := _by_its_labels(search, form.questions_on(title), homes.values())):
            homes[title] = sheet
    return homes


def _by_its_labels(search: Search, questions: Iterable[Question], taken: Iterable[Sheet]) -> Sheet | None:
    """Return the one free sheet with all of the labels; a sheet of results has many of them, beside other figures."""
    labels = {label_key(question.label) for question in questions}
    free = [sheet for sheet in search.book.sheets if sheet not in set(taken)]
    complete = [sheet for sheet in free if labels <= {label.text for label in search.labels_on(sheet)}]
    return complete[0] if len(complete) == 1 else None


def _on_sheet(
    search: Search, sheet: Sheet, questions: tuple[Question, ...], named: Mapping[str, Target]
) -> dict[str, Target]:
    """Pair labels with questions in order if both are equally many; otherwise they are in doubt."""
    taken = {target.address for target in named.values() if target.sheet == sheet}
    columns = {position[0] for address in taken if (position := position_of(address))}
    inputs = defaultdict(list)
    for label in search.labels_on(sheet):
        address = _input_beside(label, columns)
        if address is not None and address not in taken:
            inputs[label.text].append(address)
    asked = defaultdict(list)
    for question in questions:
        if question.key not in named:
            asked[label_key(question.label)].append(question.key)
    return {
        key: Target(sheet, address)
        for text, keys in asked.items()
        if len(inputs[text]) == len(keys)
        for key, address in zip(keys, inputs[text], strict=True)
    }


def _input_beside(label: Label, columns: set[int]) -> str | None:
    """Return the cell in the nearest column to the right that holds inputs already, or right beside the label."""
    to_the_right = [column for column in columns if column >= label.after]
    if columns and not to_the_right:
        return None
    return address_at(min(to_the_right, default=label.after), label.row)
