"""The uplift and the scenarios of a calculation laid out for the independent team."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from costing.figure_words import day_in_words
from costing.form import Column, Form, LineKind
from reports.domain.comparison import HEADLINES
from reports.domain.exact_document import figure

OWN = "As the returns say"
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class UpliftedRow:
    """A line at both dates, with what it was uplifted by."""

    label: str
    kind: str
    n: int
    before: Decimal | None
    after: Decimal | None
    index: str
    factor: Decimal | None
    said: str


@dataclass(frozen=True, slots=True)
class UpliftedColumn:
    key: str
    label: str
    rows: tuple[UpliftedRow, ...]


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario, or the returns as they are: medians of the returns and of the total, and the sum of line medians."""

    name: str
    n: int
    roo: Decimal | None
    roc: Decimal | None
    median: Decimal | None
    summed: Decimal | None


@dataclass(frozen=True, slots=True)
class ScenarioTable:
    key: str
    label: str
    has_capital: bool
    rows: tuple[ScenarioRow, ...]


def price_page(form: Form, document: Document) -> dict[str, Any]:
    """Return what the page of a calculation shows of another price date and of scenarios; blank without them."""
    uplift = document.get("uplift")
    return {
        "stays": stays_in_words(form, document) if uplift else "",
        "uplift_to": date.fromisoformat(uplift["to"]) if uplift else None,
        "uplifted": _uplifted(form, document, uplift) if uplift else (),
        "scenario_tables": _scenario_tables(form, document, uplift) if document.get("scenarios") else (),
    }


def stays_in_words(form: Form, document: Document) -> str:
    """Return which figures of an uplifted calculation stay at its own prices."""
    day = day_in_words(date.fromisoformat(document["uplift"]["from"]))
    visits = "visits by their length and the tariff, " * bool(document.get("supporting", {}).get("visit_rates"))
    return (
        f"Only the lines, their sums and the scenarios were brought to that date. The figures of {visits}parts of the "
        f"market, intervals, weighted means and the supporting information stay at the prices of {day}."
    )


def _columns(form: Form, document: Document) -> list[Column]:
    return [column for column in form.columns if any(cell["n"] for cell in document["table"][column.key].values())]


def _uplifted(form: Form, document: Document, uplift: Document) -> tuple[UpliftedColumn, ...]:
    return tuple(
        UpliftedColumn(column.key, column.label, _uplifted_rows(form, column.key, document, uplift))
        for column in _columns(form, document)
    )


def _uplifted_rows(form: Form, column: str, document: Document, uplift: Document) -> tuple[UpliftedRow, ...]:
    rows = []
    for line in form.lines:
        term = uplift["lines"].get(line.key, {}) if line.kind == LineKind.LINE else {}
        before, after = (part["table"][column][line.key] for part in (document, uplift))
        figures = (figure(before["median"]), figure(after["median"]), term.get("index", ""), figure(term.get("factor")))
        rows.append(UpliftedRow(line.label, line.kind.value, after["n"], *figures, said_of(term)))
    return tuple(rows)


def said_of(term: Document) -> str:
    """Return from which value to which an index went, and where both were published."""
    if "from_date" not in term:
        return str(term.get("source", ""))
    days = [day_in_words(date.fromisoformat(term[key])) for key in ("from_date", "to_date")]
    return f"{term['from_value']} ({days[0]}) to {term['to_value']} ({days[1]}). {term['source']}"


def _scenario_tables(form: Form, document: Document, uplift: Document | None) -> tuple[ScenarioTable, ...]:
    own, later = (OWN, document), (OWN, uplift)
    named = [(one["name"], one) for one in document["scenarios"]]
    parts = [("", [own, *named])]
    if uplift:
        day = day_in_words(date.fromisoformat(uplift["to"]))
        parts.append((f"at the prices of {day}", [later, *((name, one["uplifted"]) for name, one in named)]))
    return tuple(
        ScenarioTable(
            f"{column.key}{at}",
            ", ".join(words for words in (column.label, said) if words),
            "return_on_capital" in form.line_by_key,
            tuple(_scenario_row(form, column.key, name, part) for name, part in rows),
        )
        for column in _columns(form, document)
        for at, (said, rows) in enumerate(parts)
    )


def _scenario_row(form: Form, column: str, name: str, part: Document | None) -> ScenarioRow:
    total = next(line.key for line in form.lines if line.kind == LineKind.TOTAL)
    cells, both = (part or {})["table"][column], (part or {})["totals"][column][total]
    roo, roc = (figure(cells.get(key, {}).get("median")) for key in ("return_on_operations", "return_on_capital"))
    median, summed = (figure(both[way]) for way in HEADLINES)
    return ScenarioRow(name, cells[total]["n"], roo, roc, median, summed)
