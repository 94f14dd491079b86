"""The parts of which a calculation's document is made: figures as texts with every digit, by column and line."""

from collections.abc import Iterable, Mapping
from typing import Any

from costing.formulas.costs import Amount
from reports.domain.inputs import plain
from reports.domain.statistics import ExactTable, Quantiles, TwoTotals, quantiles_of

Part = dict[str, Any]


def text_of(amount: Amount) -> str | None:
    return None if amount is None else plain(amount)


def quantiles_part(found: Quantiles) -> Part:
    return {
        "n": found.n,
        "lower_quartile": text_of(found.lower_quartile),
        "median": text_of(found.median),
        "upper_quartile": text_of(found.upper_quartile),
    }


def quantiles_part_of(values: Iterable[Amount]) -> Part:
    return quantiles_part(quantiles_of(values))


def totals_part(found: TwoTotals) -> Part:
    return {
        "sum_of_medians": text_of(found.sum_of_medians),
        "median_of_returns": text_of(found.median_of_returns),
    }


def table_parts(exact: ExactTable) -> Part:
    """Return ``table`` and ``totals`` by column and line."""
    return {
        "table": by_column((*key, quantiles_part(found)) for key, found in exact.cells.items()),
        "totals": by_column((*key, totals_part(found)) for key, found in exact.totals.items()),
    }


def by_column(parts: Iterable[tuple[str, str, Mapping[str, Any]]]) -> Part:
    columns: Part = {}
    for column, line, part in parts:
        columns.setdefault(column, {})[line] = dict(part)
    return columns
