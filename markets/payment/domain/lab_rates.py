"""Rates as relations beside a lab's source: where each is paid, and pence a second as ``num`` / ``per``."""

from collections.abc import Iterable, Sequence

from markets.payment.domain.cell_rates import CellRate
from markets.payment.domain.expression import Dialect

PLACES = {"zone": "VARCHAR", "minutes": "INTEGER", "day_type": "VARCHAR", "rate": "BIGINT"}
PRICES = {"rate": "BIGINT", "num": "BIGINT", "per": "BIGINT"}
MARKS = {Dialect.POSTGRESQL: "%({name})s", Dialect.DUCKDB: "${name}"}


def rate_relations(dialect: Dialect) -> str:
    """Return the relations ``place`` and ``price``; their values, by name, are ``rate_values``.

    Rates that are equal have one number.
    """
    return ", ".join(
        f"{name} AS (SELECT {', '.join(_listed(name, column, kind, dialect) for column, kind in columns.items())})"
        for name, columns in (("place", PLACES), ("price", PRICES))
    )


def _listed(relation: str, column: str, kind: str, dialect: Dialect) -> str:
    mark = MARKS[dialect].format(name=f"{relation}_{column}")
    return f"unnest(CAST({mark} AS {kind}[])) AS {column}"


def rate_values(rates: Iterable[CellRate]) -> dict[str, list[object]]:
    """Return a list for each column of both relations, by their names."""
    known = list(rates)
    numbers: dict[tuple[int, int], int] = {}
    for rate in known:
        numbers.setdefault((rate.num, rate.per), len(numbers))
    places = [(*rate.key, numbers[rate.num, rate.per]) for rate in known]
    prices = [(number, *parts) for parts, number in numbers.items()]
    return _columns("place", PLACES, places) | _columns("price", PRICES, prices)


def _columns(relation: str, names: Iterable[str], rows: Sequence[tuple[object, ...]]) -> dict[str, list[object]]:
    return {f"{relation}_{name}": [row[place] for row in rows] for place, name in enumerate(names)}
