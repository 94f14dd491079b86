"""Invented markets to attack: log-normal totals, owners with several locations, some equal figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from costing.forms.homecare import HOMECARE
from reports.domain.cohort import Cohort, CohortRow

COLUMN = HOMECARE.columns[0].key
TOTAL = HOMECARE.line_by_key["total"]

# £ per contact hour of a usual return, and the spread of its logarithm (0.12: a standard deviation of 12 %).
USUAL_TOTAL = 22.0
SPREAD = 0.12

# The minutes of an average visit, alike in all returns and known.
USUAL_VISIT = Decimal("34.4")

# How often a return has exactly another one's figure.
EQUAL = 0.1


def total_cohort(rows: Sequence[CohortRow]) -> tuple[Cohort, ...]:
    """Return the rows as a table of one line."""
    return (Cohort(COLUMN, (TOTAL,), tuple(rows)),)


def total_row(
    number: int, total: Decimal, owner: str | None = None, breakdown: Mapping[str, str] | None = None
) -> CohortRow:
    values = {TOTAL.key: total}
    return CohortRow(f"provider {number}", owner or f"owner {number}", values, Decimal(100), breakdown or {})


def total_of(row: CohortRow) -> Decimal:
    """Return a row's total; raises ValueError if it is undefined, which no invented one is."""
    total = row.values[TOTAL.key]
    if total is None:
        raise ValueError(f"{row.provider} has no total")
    return total


def random_market(rng: Random, size: int, *, all_owners_differ: bool = False, equal: float = EQUAL) -> list[CohortRow]:
    """Return an invented market by rising total."""
    totals = [_total(rng) for _ in range(size)]
    for place in range(1, size):
        if rng.random() < equal:
            totals[place] = totals[rng.randrange(place)]
    rows = [total_row(number, total) for number, total in enumerate(sorted(totals))]
    if all_owners_differ:
        return rows
    return [replace(row, owner=owner) for row, owner in zip(rows, random_owners(rng, size), strict=True)]


def random_owners(rng: Random, size: int) -> list[str]:
    """Return an owner for each location: most owners have one location, a few have up to four."""
    owners: list[str] = []
    while len(owners) < size:
        owners += [f"owner {len(owners)}"] * rng.choice((1, 1, 1, 1, 1, 1, 2, 2, 3, 4))
    owners = owners[:size]
    rng.shuffle(owners)
    return owners


def _total(rng: Random) -> Decimal:
    return Decimal(f"{USUAL_TOTAL * rng.lognormvariate(0, SPREAD):.6f}")
