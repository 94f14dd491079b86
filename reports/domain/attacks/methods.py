"""Ways to release that attackers are let loose on: ours, and those that ours is held beside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from reports.domain.attacks.outsiders import PENNY, ProtectedReleases, Releases, Shown, plain_window
from reports.domain.cohort import Cohort
from reports.domain.ledger import Figures
from reports.domain.measures import ReleaseMeasure, measures_of, to_the_penny
from reports.domain.order_windows import Window
from reports.domain.policy import PROTECTED, Policy
from reports.domain.statistics import MIDDLE, quantiles_of

Values = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class ReleaseMethod:
    """A way to release; ``open`` begins an exercise. ``is_ours`` is held to the rule of passing."""

    name: str
    open: Callable[[], Releases]
    is_ours: bool = False


class QuantileReleases(Releases):
    """Exact inclusive quantiles to the penny, of every cell that has so many returns."""

    def __init__(self, threshold: int = 1) -> None:
        self._threshold = threshold

    def publish(self, cohorts: Sequence[Cohort]) -> Shown:
        figures = ((measure.key, self.figures_of(measure)) for measure in measures_of(cohorts))
        return {key: found for key, found in figures if found is not None}

    def figures_of(self, measure: ReleaseMeasure) -> Figures | None:
        found = quantiles_of(measure.members.values)
        if found.n < self._threshold or None in (found.lower_quartile, found.median, found.upper_quartile):
            return None
        lower, median, upper = (
            to_the_penny(figure or Decimal(0)) for figure in (found.lower_quartile, found.median, found.upper_quartile)
        )
        return Figures(found.n, median, lower, upper, indicative=False)

    def window(self, n: int, p: Decimal = MIDDLE) -> Window:
        return plain_window(n, p)

    def step(self, figure: float, n: int) -> float:
        return PENNY


class RecordedReleases(QuantileReleases):
    """Exact quantiles, which note down of which values a cell was made: what another tool is then asked."""

    def __init__(self, asked: set[Values]) -> None:
        super().__init__()
        self._asked = asked

    def figures_of(self, measure: ReleaseMeasure) -> Figures | None:
        self._asked.add(values_of(measure))
        return super().figures_of(measure)


class MedianReleases(QuantileReleases):
    """The medians that another tool gave out for the same values; None is one that it suppressed."""

    def __init__(self, medians: Mapping[Values, float | None]) -> None:
        super().__init__()
        self._medians = medians

    def figures_of(self, measure: ReleaseMeasure) -> Figures | None:
        median = self._medians[values_of(measure)]
        if median is None:
            return None
        return Figures(measure.n, to_the_penny(Decimal(repr(median))), None, None, indicative=False)


OURS = "ours"


def ours(policy: Policy = PROTECTED) -> ReleaseMethod:
    return ReleaseMethod(OURS, lambda: ProtectedReleases(policy), is_ours=True)


PLAIN = ReleaseMethod("plain quantiles", QuantileReleases)
THRESHOLDS = tuple(ReleaseMethod(f"threshold {least}", partial(QuantileReleases, least)) for least in (5, 10))


def values_of(measure: ReleaseMeasure) -> Values:
    return tuple(measure.members.values)
