"""The exercises of a region as the rows of a page and of a file: counts, and released figures alone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from costing.figure_words import day_in_words
from costing.form import Form
from reports.domain.cohort import ALL
from reports.domain.release_words import unit_of
from reports.domain.released_table import ReleasedColumn, released_columns
from reports.domain.service_words import service_in_words
from spreadsheets.table_files import FileCell

FEW = "fewer than 5"
HIDDEN = "[c]"
HEADS = (
    *("Authority", "Exercise", "Service", "Prices as at", "Opens", "Closes", "Locations asked", "Returns received"),
    *("Release", "Released on", "Column", "Unit", "Lower quartile", "Median", "Upper quartile", "Mark"),
    *("Figures shown", "Figures in all"),
)


@dataclass(frozen=True, slots=True)
class RegionFigure:
    """The released total of a column."""

    label: str
    unit: str
    lower_quartile: Decimal | None
    median: Decimal | None
    upper_quartile: Decimal | None
    indicative: bool


@dataclass(frozen=True, slots=True)
class RegionRelease:
    """The release that stands, with how many of its figures are shown.

    ``published`` is the exercise whose public page shows it, None if it has none.
    """

    id: UUID
    number: int
    released_on: date
    figures: tuple[RegionFigure, ...]
    shown: int
    in_all: int
    published: UUID | None = None


@dataclass(frozen=True, slots=True)
class RegionExercise:
    """An exercise; ``received`` is None from one to four. Without a name it is an authority that has none yet.

    ``withdrawn_on`` is when its last release was withdrawn, if none has taken its place.
    """

    authority: str
    name: str = ""
    service: str = ""
    price_date: date | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    asked: int = 0
    received: int | None = 0
    release: RegionRelease | None = None
    withdrawn_on: date | None = None

    @property
    def received_words(self) -> str:
        return FEW if self.received is None else str(self.received)

    @property
    def share(self) -> str:
        if not self.received or not self.asked:
            return ""
        return f"{round(100 * self.received / self.asked)}\u00a0%"

    @property
    def median(self) -> Decimal:
        """Return the first released total, to sort by."""
        found = (one.median for one in self.release.figures if one.median is not None) if self.release else iter(())
        return next(found, Decimal(0))

    def stands(self, today: date) -> str:
        if self.opens_on is None or self.closes_on is None:
            return ""
        if today < self.opens_on:
            return f"opens on {day_in_words(self.opens_on)}"
        return f"{'open until' if today <= self.closes_on else 'closed on'} {day_in_words(self.closes_on)}"


def region_release(form: Form, release: Any, released_on: date) -> RegionRelease:
    columns = released_columns(form, release.table)
    cells = [cell for column in columns for cell in column.cells]
    shown = sum(not cell.is_hidden for cell in cells)
    published = release.exercise_id if release.exercise.has_public_page else None
    totals = tuple(_totals(form, columns))
    return RegionRelease(release.id, release.number, released_on, totals, shown, len(cells), published)


def _totals(form: Form, columns: Iterable[ReleasedColumn]) -> Iterator[RegionFigure]:
    own = [column for column in columns if column.key != ALL and column.total is not None]
    for column in own:
        if (total := column.total) is not None:
            quantiles = (total.lower_quartile, total.median, total.upper_quartile)
            yield RegionFigure(column.label if len(own) > 1 else "", unit_of(form), *quantiles, total.indicative)


ORDERS: dict[str, Callable[[RegionExercise], tuple[object, ...]]] = {
    "authority": lambda one: (one.authority.casefold(), one.name.casefold()),
    "exercise": lambda one: (one.name.casefold(), one.authority.casefold()),
    "prices": lambda one: (one.price_date or date.min, one.authority.casefold()),
    "received": lambda one: (one.received or 0, one.authority.casefold()),
    "released": lambda one: (one.release.released_on if one.release else date.min, one.authority.casefold()),
    "median": lambda one: (one.median, one.authority.casefold()),
}


def chosen(
    rows: Iterable[RegionExercise], *, search: str = "", service: str = "", released: str = "", order: str = ""
) -> list[RegionExercise]:
    """Return those that fit, in the order that is asked for; without one by authority."""
    words, by = search.strip().casefold(), order.lstrip("-")
    found = [
        one
        for one in rows
        if (not service or one.service == service)
        and (not released or (one.release is not None) == (released == "yes"))
        and (words in one.authority.casefold() or words in one.name.casefold())
    ]
    return sorted(found, key=ORDERS.get(by, ORDERS["authority"]), reverse=by in ORDERS and order.startswith("-"))


def file_rows(rows: Iterable[RegionExercise]) -> Iterator[tuple[FileCell, ...]]:
    """Yield a row for each released column, and one for an exercise without a release."""
    for one in rows:
        days = (_day(one.price_date), _day(one.opens_on), _day(one.closes_on))
        counts = (one.asked, one.received_words) if one.name else (None, "")
        about = (one.authority, one.name, service_in_words(one.service) if one.service else "", *days, *counts)
        if one.release is None:
            state = f"withdrawn on {one.withdrawn_on.isoformat()}" if one.withdrawn_on else None
            yield (*about, None, state, *([None] * (len(HEADS) - len(about) - 2)))
            continue
        release = one.release
        for figure in release.figures:
            quantiles = (figure.lower_quartile, figure.median, figure.upper_quartile)
            yield (
                *(*about, release.number, release.released_on.isoformat(), figure.label, figure.unit),
                *(HIDDEN if amount is None else f"{amount:.2f}" for amount in quantiles),
                *("indicative" if figure.indicative else "", release.shown, release.in_all),
            )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
