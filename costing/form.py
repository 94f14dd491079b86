"""A return as data: the questions, lines and columns of one service's form."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
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


NUMERIC = frozenset({AnswerType.DECIMAL, AnswerType.DECIMAL_OR_NA, AnswerType.INTEGER, AnswerType.PERCENT})


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the return; ``hard_min`` and ``hard_max`` are in its unit (percent: a share)."""

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


@dataclass(frozen=True)
class Form:
    """Everything that the workbook, the reader, the checks and the labels need to know of a return.

    ``weight`` is what a location counts by beside its return: hours commissioned a week, or registered beds.
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

    @cached_property
    def by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(question.sheet for question in self.questions))

    @cached_property
    def line_by_key(self) -> dict[str, Line]:
        return {line.key: line for line in self.lines}

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

    def questions_on(self, sheet: str) -> tuple[Question, ...]:
        return self.by_sheet.get(sheet, ())

    def lines_in(self, section: str) -> tuple[Line, ...]:
        """Return the plain lines of a section, in Annex A's order."""
        return tuple(line for line in self.lines if line.section == section and line.kind == LineKind.LINE)


def questions_from(path: Path) -> tuple[Question, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_question(row) for row in csv.DictReader(file))


def lines_from(path: Path) -> tuple[Line, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def sharing_from(path: Path) -> tuple[AllocationKey, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(AllocationKey(row["key"], row["words"], row["unit"], tuple(row["questions"].split())) for row in rows)


def _question(row: dict[str, str]) -> Question:
    type_name, _, choices = row["type"].partition(":")
    return Question(
        key=row["key"],
        sheet=row["sheet"],
        label=row["label"],
        unit=row["unit"],
        type=AnswerType(type_name),
        choices=tuple(choices.split("|")) if choices else (),
        required=row["required"] == "yes",
        required_when=condition_from(row["required_when"]) if row["required_when"] else None,
        hard_min=_decimal(row["hard_min"]),
        hard_max=_decimal(row["hard_max"]),
        help=row["help"].strip(),
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
