"""Markets of a region or of England: R10 must not hide there by coincidence, as most pennies are somebody's."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from costing.form import LineKind
from costing.forms.homecare import HOMECARE
from reports.domain.attacks.markets import COLUMN, TOTAL, USUAL_TOTAL, random_owners
from reports.domain.attacks.outsiders import ProtectedReleases
from reports.domain.attacks.shares import SHARES
from reports.domain.cohort import Cohort, CohortRow
from reports.domain.policy import PROTECTED, Policy

# Returns, and how many such markets are tried.
LARGE_MARKETS = {100: 8, 700: 4, 2000: 2, 5000: 2}
NOISE = 0.08


@dataclass(frozen=True, slots=True)
class LargeMarket:
    """How many totals and lines are shown of so many, in markets of one size."""

    returns: int
    totals: int
    totals_shown: int
    lines: int
    lines_shown: int


def large_market(returns: int, markets: int, seed: int, policy: Policy = PROTECTED) -> LargeMarket:
    totals = lines = 0
    for number in range(markets):
        shown = ProtectedReleases(policy).publish((_cohort(Random(f"{seed}:large:{returns}:{number}"), returns),))
        totals += any(key.line == TOTAL.key for key in shown)
        lines += sum(key.line != TOTAL.key for key in shown)
    return LargeMarket(returns, markets, totals, markets * len(SHARES), lines)


def _cohort(rng: Random, returns: int) -> Cohort:
    lines = tuple(line for line in HOMECARE.lines if line.key in SHARES or line.kind == LineKind.TOTAL)
    owners = random_owners(rng, returns)
    return Cohort(COLUMN, lines, tuple(_row(rng, number, owner) for number, owner in enumerate(owners)))


def _row(rng: Random, number: int, owner: str) -> CohortRow:
    level = USUAL_TOTAL * rng.lognormvariate(0, 0.11)
    values: dict[str, Decimal | None] = {
        key: Decimal(f"{float(share) * level * rng.lognormvariate(0, NOISE):.6f}") for key, share in SHARES.items()
    }
    total = sum((value for value in values.values() if value is not None), Decimal(0))
    return CohortRow(f"provider {number}", owner, values | {TOTAL.key: total}, Decimal(rng.randint(50, 2000)))
