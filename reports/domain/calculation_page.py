"""A calculation laid out for the independent team: exact figures, both totals and supporting information."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp, with_unit
from costing.form import Form, Line, LineKind
from costing.rates import all_rates
from costing.workbook.workings import rate_title
from reports.domain.comparison import HEADLINES
from reports.domain.exact_document import figure
from reports.domain.median_intervals import FEWEST_OWNERS
from reports.domain.supporting_information import (
    ASKED,
    DRIVERS,
    SupportingRowName,
    named,
)

TOO_FEW = f"fewer than {FEWEST_OWNERS} owners"


@dataclass(frozen=True, slots=True)
class ExactRow:
    """A line with its figures; interval and weighted mean are those of the line in the whole market, if it has them."""

    label: str
    kind: str
    n: int
    lower_quartile: Decimal | None
    median: Decimal | None
    upper_quartile: Decimal | None
    interval: str = ""
    weighted_mean: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ExactTotal:
    """A total stated in both ways, in the order of HEADLINES."""

    label: str
    ways: tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class ExactColumn:
    key: str
    label: str
    rows: tuple[ExactRow, ...]
    totals: tuple[ExactTotal, ...]
    has_intervals: bool = False
    has_means: bool = False


@dataclass(frozen=True, slots=True)
class ExactHeadline:
    """The headline of a column, stated as its exercise asks; ``spread`` is the middle half of the returns' totals."""

    label: str
    amount: Decimal | None
    way: str
    n: int
    spread: str


@dataclass(frozen=True, slots=True)
class SupportingRow:
    """A driver or an answer; its unit stands beside its label."""

    named: SupportingRowName
    figures: ExactRow

    @property
    def figure_unit(self) -> str:
        """Return the unit that stands at each figure: the pound sign for money, otherwise nothing."""
        return "£" if self.named.unit.startswith("£") else ""


def exact_columns(form: Form, document: Mapping[str, Any]) -> tuple[ExactColumn, ...]:
    """Return the columns in which any return has a figure; intervals and means are not in every old calculation."""
    return tuple(
        ExactColumn(
            column.key,
            column.label,
            tuple(_rows(form, document, column.key)),
            tuple(_totals(form.lines, document["totals"][column.key])),
            has_intervals="intervals" in document,
            has_means="weighted" in document,
        )
        for column in form.columns
        if any(cell["n"] for cell in document["table"].get(column.key, {}).values())
    )


def exact_headlines(columns: Iterable[ExactColumn], headline: str) -> tuple[ExactHeadline, ...]:
    return tuple(_headline(column, HEADLINES[headline]) for column in columns)


def _headline(column: ExactColumn, way: str) -> ExactHeadline:
    total = next(row for row in column.rows if row.kind == LineKind.TOTAL)
    amount = dict(column.totals[-1].ways)[way]
    low, high = total.lower_quartile, total.upper_quartile
    spread = "" if low is None or high is None else f"{gbp(low)} to {gbp(high)}"
    return ExactHeadline(column.label, amount, way, total.n, spread)


def headline_in_words(form: Form, totals: Mapping[str, Any], headline: str) -> str:
    """Return the headline of a calculation for a list: an amount, or one a column with its name."""
    total = next(line.key for line in form.lines if line.kind == LineKind.TOTAL)
    found = [(one.label, figure(totals[one.key][total][headline])) for one in form.columns if one.key in totals]
    there = [(label, gbp(amount)) for label, amount in found if amount is not None]
    return "; ".join(f"{label} {amount}" if len(form.columns) > 1 else amount for label, amount in there)


def supporting_rows(form: Form, document: Mapping[str, Any]) -> tuple[SupportingRow, ...]:
    return tuple(_drivers(form, document["supporting"]["drivers"]))


def notes_in_words(form: Form, document: Mapping[str, Any]) -> list[str]:
    """Return the notes of the self-checks in words, each once with the names of the columns it is about."""
    labels = {column.key: column.label for column in form.columns}
    found: dict[str, list[str]] = {}
    for note in document["notes"]:
        found.setdefault(note["message"], []).append(labels[note["column"]])
    return [words if len(labels) == 1 else f"{words} ({', '.join(where)})" for words, where in found.items()]


def rates_in_words(rates: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the rates of a calculation with their titles and units."""
    units = {rate.name: rate.unit for rate in all_rates()}
    return sorted(
        (rate_title(name), with_unit(Decimal(str(rate)), units.get(name, ""))) for name, rate in rates.items()
    )


def _totals(lines: tuple[Line, ...], totals: Mapping[str, Any]) -> Iterator[ExactTotal]:
    for line in lines:
        if line.key in totals:
            ways = tuple((words, figure(totals[line.key][way])) for way, words in HEADLINES.items())
            yield ExactTotal(line.label, ways)


def _drivers(form: Form, drivers: Mapping[str, Any]) -> Iterator[SupportingRow]:
    """Yield the drivers in an order of our own: a database keeps none for the keys of a document."""
    order = (*ASKED.get(form.service, ()), *DRIVERS)
    for key in (*(key for key in order if key in drivers), *sorted(drivers.keys() - set(order))):
        yield SupportingRow(named(form, key), exact_row("", "line", drivers[key]))


def _rows(form: Form, document: Mapping[str, Any], column: str) -> Iterator[ExactRow]:
    intervals = document.get("intervals", {}).get(column, {})
    weighted = document.get("weighted", {}).get(column, {})
    for line in form.lines:
        row = exact_row(line.label, line.kind.value, document["table"][column][line.key])
        interval, mean = intervals.get(line.key), weighted.get(line.key, {}).get("mean")
        yield replace(row, interval=interval_in_words(interval), weighted_mean=figure(mean))


def interval_in_words(interval: Mapping[str, Any] | None) -> str:
    """Return the ends of an interval, or why there are none."""
    low, high = (figure(interval[end]) if interval else None for end in ("low", "high"))
    return TOO_FEW if low is None or high is None else f"{gbp(low)} to {gbp(high)}"


def exact_row(label: str, kind: str, found: Mapping[str, Any]) -> ExactRow:
    low, median, high = (figure(found[name]) for name in ("lower_quartile", "median", "upper_quartile"))
    return ExactRow(label, kind, found["n"], low, median, high)
