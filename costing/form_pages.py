"""The pages of the return online, read from a table beside the questions: parts that a person takes in at once."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from costing.form import FormPage, Question, QuestionGroup


@dataclass(slots=True)
class _ListedGroup:
    """A row of the table: a group of a page, with the questions that it lists and those that follow them."""

    page: str
    sheet: str
    legend: str
    columns: tuple[str, ...]
    keys: list[str]


def pages_from(path: Path, questions: Sequence[Question]) -> tuple[FormPage, ...]:
    """Return the pages. A question that no row lists is asked behind the one before it, or on a page of its sheet."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_row(row) for row in csv.DictReader(file)]
    before = ""
    for question in questions:
        if not any(question.key in row.keys for row in rows):
            _add(rows, question, before)
        before = question.key
    by_key = {question.key: question for question in questions}
    return tuple(_page(title, rows, by_key) for title in dict.fromkeys(row.page for row in rows))


def _row(row: dict[str, str]) -> _ListedGroup:
    columns = tuple(row["columns"].split("|")) if row["columns"] else ()
    return _ListedGroup(row["page"], row["sheet"], row["legend"], columns, row["questions"].split())


def _add(rows: list[_ListedGroup], question: Question, before: str) -> None:
    on_sheet = [row for row in rows if row.sheet == question.sheet]
    after = next((row for row in on_sheet if before in row.keys), None)
    if after is not None:
        after.keys.insert(after.keys.index(before) + 1, question.key)
    elif on_sheet:
        on_sheet[0].keys.insert(0, question.key)
    else:
        rows.append(_ListedGroup(question.sheet, question.sheet, "", (), [question.key]))


def _page(title: str, rows: Sequence[_ListedGroup], by_key: dict[str, Question]) -> FormPage:
    on_page = [row for row in rows if row.page == title]
    groups = (QuestionGroup(row.legend, row.columns, tuple(by_key[key] for key in row.keys)) for row in on_page)
    return FormPage(title, on_page[0].sheet, tuple(groups))


def shared_help(questions: Sequence[Question]) -> list[str]:
    """Return the help sentences that more than half of some questions have, in their order; one alone shares none."""
    said = [sentence for question in questions for sentence in help_sentences(question)]
    return [one for one in dict.fromkeys(said) if said.count(one) > 1 and 2 * said.count(one) > len(questions)]


def said_above(group: QuestionGroup) -> dict[str, list[str]]:
    """Return for each question the sentences that are said once for all of its column."""
    return {question.key: shared_help(column) for column in group.down for question in column}


def help_sentences(question: Question) -> list[str]:
    """Return the sentences of a question's help but for what explains a choice, which is told at the choice."""
    if any(choice_help(question, choice) for choice in question.choices):
        return []
    return [part.strip().rstrip(".") for part in question.help.split(". ") if part.strip()]


def choice_help(question: Question, choice: str) -> str:
    """Return what the help says of a choice: ``markup: share of the cost; margin: share of the price``."""
    parts = (part.strip() for part in question.help.split("; "))
    said = next((part.removeprefix(f"{choice}: ") for part in parts if part.startswith(f"{choice}: ")), "")
    return said[:1].upper() + said[1:]


def row_label(group: QuestionGroup, row: Sequence[Question]) -> str:
    """Return what is before the colon of all labels of a row, or behind it if that is what tells the rows apart."""
    heads, tails = ({question.label.split(": ", 1)[part] for question in row} for part in (0, -1))
    is_one_head = len({question.label.split(": ", 1)[0] for question in group.questions}) == 1
    shown = heads if len(heads) == 1 and not is_one_head else tails
    label = " and ".join(sorted(shown))
    return label[:1].upper() + label[1:]
