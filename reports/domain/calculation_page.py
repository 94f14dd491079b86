"""A calculation laid out for the independent team: exact figures, both totals and supporting information."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.form import Form, Line
from reports.domain.comparison import HEADLINES
from reports.domain.exact_document import figure
from reports.domain.supporting_information import (
    ASKED,
    DRIVERS,
    SupportingRowName,
    named,
)


@dataclass(frozen=True, slots=True)
class ExactRow:
    label: str
    kind: str
    n: int
    lower_quartile: Decimal | None
    median: Decimal | None
    upper_quartile: Decimal | None


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


@dataclass(frozen=True, slots=True)
class SupportingRow:
    """A driver, an answer or a visit-length rate; its unit stands beside its label."""

    named: SupportingRowName
    figures: ExactRow

    @property
    def figure_unit(self) -> str:
        """Return the unit that stands at each figure: the pound sign for money, otherwise nothing."""
        return "£" if self.named.unit.startswith("£") else ""


def exact_columns(form: Form, document: Mapping[str, Any]) -> tuple[ExactColumn, ...]:
    """Return the columns in which any return has a figure."""
    return tuple(
        ExactColumn(
            column.key,
            column.label,
            tuple(_row(line.label, line.kind.value, document["table"][column.key][line.key]) for line in form.lines),
            tuple(_totals(form.lines, document["totals"][column.key])),
        )
        for column in form.columns
        if any(cell["n"] for cell in document["table"].get(column.key, {}).values())
    )


def supporting_rows(form: Form, document: Mapping[str, Any]) -> tuple[SupportingRow, ...]:
    supporting = document["supporting"]
    return (*_drivers(form, supporting["drivers"]), *_visit_rates(supporting["visit_rates"]))


def notes_in_words(form: Form, document: Mapping[str, Any]) -> list[str]:
    """Return the notes of the self-checks in words, each once with the names of the columns it is about."""
    labels = {column.key: column.label for column in form.columns}
    found: dict[str, list[str]] = {}
    for note in document["notes"]:
        found.setdefault(note["message"], []).append(labels[note["column"]])
    return [words if len(labels) == 1 else f"{words} ({', '.join(where)})" for words, where in found.items()]


def _totals(lines: tuple[Line, ...], totals: Mapping[str, Any]) -> Iterator[ExactTotal]:
    for line in lines:
        if line.key in totals:
            ways = tuple((words, figure(totals[line.key][way])) for way, words in HEADLINES.items())
            yield ExactTotal(line.label, ways)


def _drivers(form: Form, drivers: Mapping[str, Any]) -> Iterator[SupportingRow]:
    """Yield the drivers in an order of our own: a database keeps none for the keys of a document."""
    order = (*ASKED.get(form.service, ()), *DRIVERS)
    for key in (*(key for key in order if key in drivers), *sorted(drivers.keys() - set(order))):
        yield SupportingRow(named(form, key), _row("", "line", drivers[key]))


def _visit_rates(rates: Mapping[str, Any]) -> Iterator[SupportingRow]:
    units = {"per_hour": "£ per contact hour", "per_visit": "£ per visit"}
    for length in sorted(rates, key=int):
        for way, unit in units.items():
            yield SupportingRow(
                SupportingRowName(f"Visits of {length} minutes", unit), _row("", "line", rates[length][way])
            )


def _row(label: str, kind: str, found: Mapping[str, Any]) -> ExactRow:
    quantiles = (figure(found[name]) for name in ("lower_quartile", "median", "upper_quartile"))
    return ExactRow(label, kind, found["n"], *quantiles)
