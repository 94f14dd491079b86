"""A return as data: the questions, lines and columns of one service's form."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from costing.conditions import Condition, condition_from


class AnswerType(StrEnum):
    """The type of answer that a question takes."""

    TEXT = "text"
    EMAIL = "email"
    LOCATION_ID = "cqc_location_id"
    DATE = "date"
    DECIMAL = "decimal"
    DECIMAL_OR_NA = "decimal_or_na"
    INTEGER = "integer"
    PERCENT = "percent"
    CHOICE = "choice"


_PURPOSES = {"completed_by_name": "name", "completed_by_email": "email", "completed_by_phone": "tel"}
_EXAMPLES = {"period_start": "1 April 2025", "period_end": "31 March 2026"}
NUMERIC = frozenset({AnswerType.DECIMAL, AnswerType.DECIMAL_OR_NA, AnswerType.INTEGER, AnswerType.PERCENT})


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the return; ``hard_min`` and ``hard_max`` are in its unit (percent: a share).

    ``heading`` is the sub-heading that begins with it on the workbook's sheet; blank for those that follow.
    """

    key: str
    sheet: str
    label: str
    unit: str
    type: AnswerType
    choices: tuple[str, ...]
    required: bool
    required_when: Condition | None
    hard_min: Decimal | None
    hard_max: Decimal | None
    help: str
    choice_words: tuple[str, ...] = ()
    heading: str = ""

    @property
    def purpose(self) -> str:
        """Return what a browser may fill in of the person who answers (WCAG 1.3.5): a word of ``autocomplete``."""
        return _PURPOSES.get(self.key, "off")

    @property
    def example(self) -> str:
        """Return a day as an example of the answer; blank for what is known already."""
        return _EXAMPLES.get(self.key, "")

    def words_of(self, choice: str) -> str:
        """Return a choice as people say it; on the workbook's sheets it stands by its code."""
        known = dict(zip(self.choices, self.choice_words, strict=False))
        return known.get(choice) or choice.replace("_", " ").capitalize()

    @property
    def is_numeric(self) -> bool:
        return self.type in NUMERIC


class LineKind(StrEnum):
    LINE = "line"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of Annex A."""

    order: int
    section: str
    key: str
    label: str
    kind: LineKind
    fixed_share: Decimal | None
    differs_by_category: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of Annex A: the service itself, or a bed category."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class AllocationKey:
    """A key by which a company's shared costs may be allocated to its locations: a choice of ``Form.shared_by``.

    ``words`` are blank if a person has to say by what. ``questions`` add up to a location's figure, if the form
    asks for it.
    """

    name: str
    words: str
    unit: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions of an online page under one legend; with ``columns``, the headings, they make a table row by row."""

    legend: str
    columns: tuple[str, ...]
    questions: tuple[Question, ...]

    @property
    def rows(self) -> tuple[tuple[Question, ...], ...]:
        width = len(self.columns) or 1
        return tuple(self.questions[at : at + width] for at in range(0, len(self.questions), width))

    @property
    def down(self) -> tuple[tuple[Question, ...], ...]:
        """Return the questions column by column; all of them as one where there is no table."""
        width = len(self.columns) or 1
        return tuple(self.questions[at::width] for at in range(width))


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page of the return online: a sheet of the workbook, or a part of one."""

    title: str
    sheet: str
    groups: tuple[QuestionGroup, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for group in self.groups for question in group.questions)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(question.key for question in self.questions)


@dataclass(frozen=True, slots=True)
class BeforeYouStart:
    """What is said to a provider before they begin: how long it takes, what to have at hand, who usually does it."""

    time: str
    at_hand: tuple[str, ...]
    who: str


@dataclass(frozen=True, eq=False)
class Form:
    """Everything that the workbook, the reader, the checks and the labels need to know of a return.

    ``weight`` is what a location counts by beside its return: hours commissioned a week, or registered beds. Forms
    compare by identity, for quick look-ups of what was prepared for one.
    """

    service: str
    version: str
    title: str
    location_word: str
    cost_unit: str
    questions: tuple[Question, ...]
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    weight: Literal["hours", "beds"]
    cost_note: str = ""
    shared_by: str = "overheads_shared_by"
    sharing: tuple[AllocationKey, ...] = ()
    pages: tuple[FormPage, ...] = ()
    before: BeforeYouStart | None = None

    @cached_property
    def by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(question.sheet for question in self.questions))

    @cached_property
    def line_by_key(self) -> dict[str, Line]:
        return {line.key: line for line in self.lines}

    @cached_property
    def order(self) -> dict[str, int]:
        """Return the place of each question, by key."""
        return {question.key: place for place, question in enumerate(self.questions)}

    @cached_property
    def by_section(self) -> dict[str, tuple[Line, ...]]:
        """Return the plain lines of each section, in Annex A's order."""
        plain = [line for line in self.lines if line.kind == LineKind.LINE]
        return {name: tuple(one for one in plain if one.section == name) for name in {one.section for one in plain}}

    @property
    def has_occupancy(self) -> bool:
        """Tell whether a line's cost depends on how full the beds are."""
        return any(line.fixed_share is not None for line in self.lines)

    @property
    def name_key(self) -> str:
        """Return the question that asks for the location's name: branch_name, home_name."""
        return f"{self.location_word}_name"

    @cached_property
    def by_sheet(self) -> dict[str, tuple[Question, ...]]:
        return {sheet: tuple(one for one in self.questions if one.sheet == sheet) for sheet in self.sheets}

    def page_of(self, key: str) -> FormPage:
        """Return the page on which a question is asked online."""
        return next(page for page in self.pages if key in page.keys)

    def questions_on(self, sheet: str) -> tuple[Question, ...]:
        return self.by_sheet.get(sheet, ())

    def lines_in(self, section: str) -> tuple[Line, ...]:
        """Return the plain lines of a section, in Annex A's order."""
        return self.by_section.get(section, ())


def questions_from(path: Path, headings: Path) -> tuple[Question, ...]:
    """Return the questions of a table of inputs, with the sub-headings that another table puts above some of them."""
    with headings.open(encoding="utf-8", newline="") as file:
        above = {row["key"]: row["heading"] for row in csv.DictReader(file)}
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_question(row, above.get(row["key"], "")) for row in csv.DictReader(file))


@cache
def choice_words() -> dict[tuple[str, str], str]:
    """Return what the choices of each question are called, by key and code, where the code says too little."""
    with (Path(__file__).parent / "forms" / "data" / "choice_words.csv").open(encoding="utf-8", newline="") as file:
        return {(row["key"], row["choice"]): row["words"] for row in csv.DictReader(file)}


def lines_from(path: Path) -> tuple[Line, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def sharing_from(path: Path) -> tuple[AllocationKey, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(AllocationKey(row["key"], row["words"], row["unit"], tuple(row["questions"].split())) for row in rows)


def _question(row: dict[str, str], heading: str) -> Question:
    type_name, _, listed = row["type"].partition(":")
    choices = tuple(listed.split("|")) if listed else ()
    return Question(
        key=row["key"],
        sheet=row["sheet"],
        label=row["label"],
        unit=row["unit"],
        type=AnswerType(type_name),
        choices=choices,
        required=row["required"] == "yes",
        required_when=condition_from(row["required_when"]) if row["required_when"] else None,
        hard_min=_decimal(row["hard_min"]),
        hard_max=_decimal(row["hard_max"]),
        help=row["help"].strip(),
        choice_words=tuple(choice_words().get((row["key"], choice), "") for choice in choices),
        heading=heading,
    )


def _line(row: dict[str, str]) -> Line:
    return Line(
        order=int(row["order"]),
        section=row["section"],
        key=row["line"],
        label=row["label"],
        kind=LineKind(row["kind"]),
        fixed_share=_decimal(row.get("fixed_share", "")),
        differs_by_category=row.get("differs_by_category", "yes") == "yes",
    )


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
