"""Invented markets for the tests: log-normal costs, owners with several locations, some equal and some zero figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from reports.domain.cohort import Cohort, CohortRow
from submissions.domain.forms.homecare import HOMECARE

COLUMN = "homecare"
TOTAL = HOMECARE.line_by_key["total"]

# £ per contact hour of a usual return, and the spread of the logarithm (0.12: a standard deviation of 12 %).
USUAL_TOTAL = 22.0
SPREAD = 0.12


def total_cohort(rows: Sequence[CohortRow]) -> tuple[Cohort, ...]:
    return (Cohort(COLUMN, (TOTAL,), tuple(rows)),)


def row(number: int, value: Decimal, owner: str | None = None, breakdown: Mapping[str, str] | None = None) -> CohortRow:
    values = {TOTAL.key: value}
    return CohortRow(f"provider {number}", owner or f"owner {number}", values, Decimal(100), breakdown or {})


def random_market(rng: Random, size: int, *, all_owners_differ: bool = False, equal: float = 0.1) -> list[CohortRow]:
    """Rows with the total alone, in no order. About one in ten has another's figure, to the last digit."""
    values = [_cost(rng) for _ in range(size)]
    for i in range(1, size):
        if rng.random() < equal:
            values[i] = values[rng.randrange(i)]
    rows = [row(number, value) for number, value in enumerate(values)]
    return rows if all_owners_differ else [replace(one, owner=owner) for one, owner in zip(rows, _owners(rng, size))]


def _owners(rng: Random, size: int) -> list[str]:
    """Most owners have one location, a few have several."""
    owners: list[str] = []
    while len(owners) < size:
        owners += [f"owner {len(owners)}"] * rng.choice((1, 1, 1, 1, 1, 1, 2, 2, 3, 4))
    owners = owners[:size]
    rng.shuffle(owners)
    return owners


def _cost(rng: Random) -> Decimal:
    return Decimal(f"{USUAL_TOTAL * rng.lognormvariate(0, SPREAD):.6f}")
