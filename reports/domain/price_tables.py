"""The uplift and the scenarios of a calculation as tables for a file of the independent team."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costing.form import Form, LineKind
from reports.domain.comparison import HEADLINES
from reports.domain.exact_document import figure
from reports.domain.price_page import OWN
from spreadsheets.late_modules import LateModule

if TYPE_CHECKING:
    import pandas as pd
else:
    pd = LateModule("pandas")

Document = Mapping[str, Any]
QUANTILES = {"lower_quartile": "Lower quartile", "median": "Median", "upper_quartile": "Upper quartile"}


def price_tables(form: Form, document: Document) -> dict[str, pd.DataFrame]:
    """Return the tables by name; {} for a calculation without either."""
    tables = {"Uplift": _uplift(form, document), "Scenarios": _scenarios(form, document)}
    return {name: pd.DataFrame(rows, dtype=object) for name, rows in tables.items() if rows}


def _uplift(form: Form, document: Document) -> list[dict[str, Any]]:
    """Return every line at both dates with its index, the values that it was taken from and where they stood."""
    uplift = document.get("uplift")
    if not uplift:
        return []
    return [
        {
            "Column": column.label,
            "Line": line.label,
            "Returns": uplift["table"][column.key][line.key]["n"],
            "Median at the price date": figure(document["table"][column.key][line.key]["median"]),
            **_quantiles(uplift["table"][column.key][line.key], " uplifted"),
            **_term(uplift["lines"].get(line.key, {}) if line.kind == LineKind.LINE else {}),
        }
        for column in form.columns
        if column.key in uplift["table"]
        for line in form.lines
    ]


def _term(term: Document) -> dict[str, Any]:
    return {
        "Index": term.get("index", ""),
        "Factor": figure(term.get("factor")),
        "Value at the price date": figure(term.get("from_value")),
        "of": term.get("from_date", ""),
        "Value later": figure(term.get("to_value")),
        "of (later)": term.get("to_date", ""),
        "Source": term.get("source", ""),
    }


def _scenarios(form: Form, document: Document) -> list[dict[str, Any]]:
    """Return the returns and the totals of each scenario, at the price date and uplifted."""
    named = document.get("scenarios") or []
    if not named:
        return []
    uplift = document.get("uplift")
    parts = [("price date", OWN, document), *(("price date", one["name"], one) for one in named)]
    if uplift:
        parts += [(uplift["to"], OWN, uplift), *((uplift["to"], one["name"], one["uplifted"]) for one in named)]
    shown = [line for line in form.lines if line.kind == LineKind.TOTAL or line.key.startswith("return_")]
    return [
        {
            "Prices as at": when,
            "Scenario": name,
            "Column": column.label,
            "Line": line.label,
            "Returns": part["table"][column.key][line.key]["n"],
            **_quantiles(part["table"][column.key][line.key]),
            **_both(part["totals"][column.key].get(line.key, {})),
        }
        for when, name, part in parts
        for column in form.columns
        if column.key in part["table"]
        for line in shown
    ]


def _quantiles(cell: Document, suffix: str = "") -> dict[str, Decimal | None]:
    return {f"{words}{suffix}": figure(cell[name]) for name, words in QUANTILES.items()}


def _both(total: Document) -> dict[str, Decimal | None]:
    return {f"Total as {words}": figure(total.get(way)) for way, words in HEADLINES.items()}
