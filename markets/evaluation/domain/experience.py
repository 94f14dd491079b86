"""What people said beside an evaluation: scores of satisfaction and counts of complaints, by day and source."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

MOST_ROWS, LONGEST_SOURCE = 500, 200
MOST_FIGURE = Decimal(10) ** 7


class ExperienceKind(StrEnum):
    SATISFACTION = "satisfaction"
    COMPLAINTS = "complaints"

    @property
    def label(self) -> str:
        return "Satisfied, per cent" if self is ExperienceKind.SATISFACTION else "Complaints"


@dataclass(frozen=True, slots=True)
class ExperienceRow:
    kind: ExperienceKind
    day: date
    figure: Decimal
    source: str


def experience_rows(text: str) -> list[ExperienceRow]:
    """Return the rows of a pasted table: date, kind, figure, source, apart by tabs, semicolons or commas.

    Raises:
        ValueError: a line is no such row; in words, with its number.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_ROWS:
        raise ValueError(f"These are {len(lines)} lines. Bring in {MOST_ROWS} at a time at most.")
    return [_row(number, line) for number, line in lines if not _is_heading(number, line)]


def _is_heading(number: int, line: str) -> bool:
    return number == 1 and line.strip().lower().startswith("date")


def _row(number: int, line: str) -> ExperienceRow:
    mark = next((mark for mark in "\t;" if mark in line), ",")
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=mark))]
    if len(cells) != 4:
        raise ValueError(f"Line {number}: write date, kind, figure and source; these are {len(cells)} cells.")
    day, kind = _day(cells[0]), _kind(cells[1])
    if day is None:
        raise ValueError(f"Line {number}: “{cells[0][:40]}” is no date. Write 31/03/2026 or 2026-03-31.")
    if kind is None:
        raise ValueError(f"Line {number}: “{cells[1][:40]}” is neither satisfaction nor complaints.")
    figure = _figure(cells[2])
    if figure is None or (trouble := row_fault(kind, figure)):
        raise ValueError(f"Line {number}: {trouble if figure is not None else f'“{cells[2][:40]}” is no number.'}")
    if not cells[3] or len(cells[3]) > LONGEST_SOURCE:
        raise ValueError(f"Line {number}: say where the figure is from, in at most {LONGEST_SOURCE} letters.")
    return ExperienceRow(kind, day, figure, cells[3])


def row_fault(kind: ExperienceKind, figure: Decimal) -> str:
    """Return what is wrong with a figure of its kind; blank where nothing is."""
    if kind is ExperienceKind.SATISFACTION:
        return "" if 0 <= figure <= 100 else "Satisfaction is a percentage, from 0 to 100."
    is_count = 0 <= figure < MOST_FIGURE and figure == figure.to_integral_value()
    return "" if is_count else "Complaints are a count, in whole numbers."


def _kind(text: str) -> ExperienceKind | None:
    return next((kind for kind in ExperienceKind if text.lower() in (kind.value, kind.label.lower())), None)


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _figure(text: str) -> Decimal | None:
    try:
        figure = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        return None
    return figure if figure.is_finite() and abs(figure) < MOST_FIGURE else None


def experience_says(kind: ExperienceKind, rows: Iterable[ExperienceRow], change_on: date) -> str:
    """Return what is known before and after a change in a sentence."""
    own = [row for row in rows if row.kind is kind]
    before = [row.figure for row in own if row.day < change_on]
    after = [row.figure for row in own if row.day >= change_on]
    return f"{kind.label}: {_side(kind, before)} before the change, {_side(kind, after)} after it."


def _side(kind: ExperienceKind, figures: Sequence[Decimal]) -> str:
    if not figures:
        return "nothing known"
    count = f"{len(figures)} figure{'s' if len(figures) > 1 else ''}"
    if kind is ExperienceKind.SATISFACTION:
        return f"{sum(figures) / len(figures):.1f} % on average of {count}"
    return f"{sum(figures):,.0f} in {count}"
