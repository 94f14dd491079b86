"""A council's profile and its two tables as data: a form without lines, and the columns of prices and providers."""

import csv
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from costing.form import AnswerType, Form, FormPage, Question, QuestionGroup, questions_from

_DATA = Path(__file__).parent / "data"
SERVICE, VERSION = "council_profile", "1"
# Each column of a table says these of the council and the week, which the return knows: told, they are held to it.
OF_THE_RETURN = ("ons_code", "reference_week")
# What no year's answer can be offered for the next: figures of the week, of the Monday or of the last 12 months.
_OF_ITS_TIME = ("reference week", "on the monday", "last 12 months", "that they wait", "in 12 months")


def _profile() -> Form:
    questions = questions_from(_DATA / "authority_profile_fields.csv", _DATA / "profile_headings.csv")
    sheets = tuple(dict.fromkeys(question.sheet for question in questions))
    pages = tuple(
        FormPage(sheet, sheet, (QuestionGroup("", (), tuple(one for one in questions if one.sheet == sheet)),))
        for sheet in sheets
    )
    return Form(
        service=SERVICE, version=VERSION, title="Council profile", location_word="council", cost_unit="",
        questions=questions, lines=(), columns=(), weight="hours", pages=pages,
    )  # fmt: skip


PROFILE = _profile()
ASKED_ANEW = frozenset(
    question.key
    for question in PROFILE.questions
    if question.key in ("reference_week", "approved_by_name")
    or any(words in question.label.lower() for words in _OF_ITS_TIME)
)


@dataclass(frozen=True, slots=True)
class ReturnTable:
    """A table of a return: its name in addresses, its sheet, and its columns as questions."""

    slug: str
    title: str
    columns: tuple[Question, ...]

    @property
    def typed_columns(self) -> tuple[Question, ...]:
        """Return the columns that somebody types: what the return knows already is left out."""
        return tuple(column for column in self.columns if column.key not in OF_THE_RETURN)


def _table(slug: str, title: str, file: str) -> ReturnTable:
    with (_DATA / file).open(encoding="utf-8", newline="") as rows:
        return ReturnTable(slug, title, tuple(_column(row, title) for row in csv.DictReader(rows)))


def _column(row: dict[str, str], sheet: str) -> Question:
    """Read a row of a table of columns by the reader of questions, which calls its columns a little differently."""
    said = {"key": row["field"], "sheet": sheet, "unit": "", "required_when": "", **row}
    column = question_of(said)
    return replace(column, required=column.required and column.key not in OF_THE_RETURN)


def question_of(row: dict[str, str]) -> Question:
    type_name, _, listed = row["type"].partition(":")
    choices = tuple(listed.split("|")) if listed else ()
    low, high = (Decimal(row[end]) if row[end] else None for end in ("hard_min", "hard_max"))
    return Question(
        key=row["key"], sheet=row["sheet"], label=row["label"], unit=row["unit"], type=AnswerType(type_name),
        choices=choices, required=row["required"] == "yes", required_when=None, hard_min=low, hard_max=high,
        help=row["help"].strip(),
    )  # fmt: skip


PRICES = _table("prices", "Prices", "price_fields.csv")
PROVIDERS = _table("providers", "Providers", "provider_fields.csv")
TABLES = {table.slug: table for table in (PRICES, PROVIDERS)}
