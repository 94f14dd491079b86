"""Rates as relations beside a lab's source: where each is paid, and pence a second as ``num`` / ``per``."""

from collections.abc import Iterable

from markets.payment.domain.cell_rates import CellRate
from markets.payment.domain.expression import Dialect

PLACES = {"zone": "VARCHAR", "minutes": "INTEGER", "day_type": "VARCHAR", "rate": "BIGINT"}
PRICES = {"rate": "BIGINT", "num": "BIGINT", "per": "BIGINT"}
MARKS = {Dialect.POSTGRESQL: "%s", Dialect.DUCKDB: "?"}


def rate_relations(dialect: Dialect) -> str:
    """Return the relations ``place`` and ``price``; their values, the first of the statement's, are ``rate_values``.

    Rates that are equal have one number.
    """
    return ", ".join(
        f"{name} AS (SELECT {', '.join(_listed(column, kind, dialect) for column, kind in columns.items())})"
        for name, columns in (("place", PLACES), ("price", PRICES))
    )


def _listed(column: str, kind: str, dialect: Dialect) -> str:
    return f"unnest(CAST({MARKS[dialect]} AS {kind}[])) AS {column}"


def rate_values(rates: Iterable[CellRate]) -> list[list[object]]:
    """Return a list for each column."""
    known = list(rates)
    numbers: dict[tuple[int, int], int] = {}
    for rate in known:
        numbers.setdefault((rate.num, rate.per), len(numbers))
    places = [(*rate.key, numbers[rate.num, rate.per]) for rate in known]
    prices = [(number, *parts) for parts, number in numbers.items()]
    return [*_columns(places, len(PLACES)), *_columns(prices, len(PRICES))]


def _columns(rows: Iterable[tuple[object, ...]], width: int) -> list[list[object]]:
    found = list(rows)
    return [[row[place] for row in found] for place in range(width)]
