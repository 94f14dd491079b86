"""The market that an attacker looks at, and the method by which it is released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from reports.domain.attacks.knowledge import MarketKnowledge, strong_guess
from reports.domain.attacks.markets import TOTAL, total_of
from reports.domain.attacks.methods import ReleaseMethod
from reports.domain.attacks.outsiders import AttackerGuess, Releases, Shown
from reports.domain.cohort import CohortRow
from reports.domain.ledger import Figures
from reports.domain.order_windows import Window

# By rising total.
Market = list[CohortRow]


@dataclass(frozen=True)
class AttackScene:
    """A market by rising total and the method of its releases; attackers of a single release share the first one."""

    market: Market
    method: ReleaseMethod
    # What somebody has released already of the same market, for whoever attacks it next.
    released: dict[str, Shown] = field(default_factory=dict, compare=False)

    @property
    def n(self) -> int:
        return len(self.market)

    @property
    def middle(self) -> int:
        return self.n // 2

    @cached_property
    def totals(self) -> list[float]:
        return [float(total_of(row)) for row in self.market]

    @cached_property
    def releases(self) -> Releases:
        return self.method.open()

    @cached_property
    def shown(self) -> Figures | None:
        return self.method.open().publish_total(self.market)

    @cached_property
    def window(self) -> Window:
        return self.releases.window_around_the_median(self.market)

    def knowing(self, places: Sequence[int] = ()) -> MarketKnowledge:
        return MarketKnowledge(self.n, {place: self.totals[place] for place in places})

    def guess(self, place: int, released: float | None, known: Mapping[int, float] | None = None) -> AttackerGuess:
        """Return a guess at the total of a place by one who knows some totals and the order."""
        return self.guess_beside(place, released, MarketKnowledge(self.n, known or {}).expected(place))

    def guess_beside(self, place: int, released: float | None, before: float) -> AttackerGuess:
        return AttackerGuess(self.totals[place], released, before, strong_guess(self.totals, place))


def zoned(market: Market, zones: Sequence[str]) -> tuple[CohortRow, ...]:
    return tuple(replace(row, breakdown={"zone": zone}) for row, zone in zip(market, zones, strict=True))


def without(market: Market, place: int) -> Market:
    return market[:place] + market[place + 1 :]


def with_total(row: CohortRow, total: Decimal) -> CohortRow:
    return replace(row, values={TOTAL.key: total})


def median_of(figures: Figures | None) -> float | None:
    return None if figures is None else float(figures.median)
