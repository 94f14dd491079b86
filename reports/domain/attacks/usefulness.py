"""What protection costs: how often a total is shown, how far it is from the exact median, and in large markets."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.attacks.markets import total_cohort, total_of
from reports.domain.attacks.outsiders import WHOLE, ProtectedReleases
from reports.domain.attacks.scene import Market
from reports.domain.measures import measures_of
from reports.domain.policy import PROTECTED, Policy
from reports.domain.rules import one_owner_dominates, too_few_owners
from reports.domain.statistics import quantiles_of


@dataclass(frozen=True, slots=True)
class UsefulnessBand:
    """Markets of a range of sizes, and what is promised of them; None promises nothing."""

    name: str
    smallest: int
    largest: int
    least_shown: Decimal | None
    most_error: Decimal | None

    def holds(self, size: int) -> bool:
        return self.smallest <= size <= self.largest


BANDS = (
    UsefulnessBand("5–9", 5, 9, Decimal("0.85"), Decimal("0.025")),
    UsefulnessBand("10–19", 10, 19, None, Decimal("0.015")),
    UsefulnessBand("20 and more", 20, 10**6, None, Decimal("0.008")),
    UsefulnessBand("12 and more", 12, 10**6, Decimal("0.95"), None),
)


# A share of fewer markets than this swings too far to be held against a promise.
_ENOUGH = 50


@dataclass(frozen=True, slots=True)
class ReleaseTrial:
    """What became of one market's total: ``allowed`` where R1 and R2 hold; ``error`` is None where it is hidden."""

    size: int
    has_groups: bool
    allowed: bool
    error: Decimal | None


@dataclass(frozen=True, slots=True)
class Usefulness:
    """The results in one band; ``error`` is the mean of |shown − exact| / exact over the markets with a shown total."""

    markets: int
    allowed: int
    shown: int
    error: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """The share shown of those in which R1 and R2 hold."""
        return Decimal(self.shown) / self.allowed if self.allowed else None

    @property
    def share_of_all(self) -> Decimal | None:
        return Decimal(self.shown) / self.markets if self.markets else None

    def breaks(self, band: UsefulnessBand) -> bool:
        return self.allowed >= _ENOUGH and not self._keeps(band)

    def _keeps(self, band: UsefulnessBand) -> bool:
        shown_enough = band.least_shown is None or (self.share or 0) >= band.least_shown
        return shown_enough and (band.most_error is None or (self.error or 0) <= band.most_error)


OWNERS: Mapping[str, Callable[[ReleaseTrial], bool]] = {
    "all owners differ": lambda trial: not trial.has_groups,
    "with groups": lambda trial: trial.has_groups,
    "all": lambda trial: True,
}
Useful = dict[tuple[UsefulnessBand, str], Usefulness]


def usefulness(trials: Sequence[ReleaseTrial]) -> Useful:
    """Return the results by band and by whether owners have several returns; a band without markets is left out."""
    found = {}
    for band in BANDS:
        for owners, counts in OWNERS.items():
            inside = [trial for trial in trials if band.holds(trial.size) and counts(trial)]
            if inside:
                found[band, owners] = _usefulness(inside)
    return found


def trials_of(markets: Iterable[Market], policy: Policy = PROTECTED) -> Iterator[ReleaseTrial]:
    for market in markets:
        measure = next(measures_of(total_cohort(market)))
        allowed = not (too_few_owners(measure, policy) or one_owner_dominates(measure, policy))
        shown = ProtectedReleases(policy).publish(total_cohort(market)).get(WHOLE)
        exact = quantiles_of(total_of(row) for row in market).median
        error = abs(shown.median - exact) / exact if shown and exact else None
        yield ReleaseTrial(len(market), len(measure.owners) < len(market), allowed, error)


def _usefulness(trials: Sequence[ReleaseTrial]) -> Usefulness:
    errors = [trial.error for trial in trials if trial.error is not None]
    mean = sum(errors, Decimal(0)) / len(errors) if errors else None
    return Usefulness(len(trials), sum(trial.allowed for trial in trials), len(errors), mean)
