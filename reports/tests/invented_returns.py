"""Invented home-care returns, costed line by line: some lines are zero, some are not available."""

from decimal import Decimal
from random import Random

from costing.form import LineKind
from costing.forms.homecare import HOMECARE
from reports.domain.attacks.markets import COLUMN, random_owners
from reports.domain.cohort import parts_of
from reports.domain.market import Costs, ReturnCosts

# £ per contact hour of the larger lines; every other line is about 15 pence.
USUAL = {
    "direct_care": 10.5,
    "travel_time": 1.8,
    "holiday": 1.5,
    "national_insurance": 0.7,
    "mileage": 0.9,
    "back_office": 3.0,
    "return_on_operations": 1.0,
}
SELDOM = ("assistive_technology", "central_recharges", "other_overheads", "ppe")


def random_returns(
    rng: Random, size: int, *, all_owners_differ: bool = False, not_available: float = 0
) -> list[ReturnCosts]:
    owners = [f"owner {i}" for i in range(size)] if all_owners_differ else random_owners(rng, size)
    return [
        ReturnCosts(f"1-{number:09}", owner, {COLUMN: _costs(rng, not_available)}, Decimal(rng.randint(50, 2000)))
        for number, owner in enumerate(owners)
    ]


def _costs(rng: Random, not_available: float) -> Costs:
    level = rng.lognormvariate(0, 0.11)
    lines = [line.key for line in HOMECARE.lines if line.kind == LineKind.LINE]
    costs: dict[str, Decimal | None] = {key: _cost(rng, key, level, not_available) for key in lines}
    return costs | {
        line.key: _sum([costs[part.key] for part in parts_of(line, HOMECARE.lines)])
        for line in HOMECARE.lines
        if line.kind != LineKind.LINE
    }


def _cost(rng: Random, key: str, level: float, not_available: float) -> Decimal | None:
    if rng.random() < not_available:
        return None
    if key in SELDOM and rng.random() < 0.6:
        return Decimal(0)
    return Decimal(f"{USUAL.get(key, 0.15) * level * rng.lognormvariate(0, 0.08):.6f}")


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None
