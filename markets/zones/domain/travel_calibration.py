"""Minutes on the way fitted to what was seen: the lower quartile of short gaps rises with the way, by kind of place.

A gap is at least the way. In each band of two km the quarter of gaps that waste least time says how long the way is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

BAND_KM, LONGEST_GAP = 2.0, 60.0
# A band of fewer says little; two bands make a line.
FEWEST_GAPS, FEWEST_BANDS = 20, 2


@dataclass(frozen=True, slots=True)
class SeenGap:
    """A gap between two visits of a round: straight km, minutes, and the class of the place where it ends."""

    km: float
    minutes: float
    ruc: str


@dataclass(frozen=True, slots=True)
class TravelLine:
    """Minutes = intercept + slope · straight km, fitted to so many gaps in so many bands."""

    intercept: float
    slope: float
    gaps: int
    bands: int

    def minutes(self, km: float) -> float:
        return self.intercept + self.slope * km


def calibrated(gaps: Iterable[SeenGap]) -> dict[str, TravelLine]:
    """Return a line for each class of place with enough gaps of at most an hour; none where they are too few."""
    by_class: defaultdict[str, list[SeenGap]] = defaultdict(list)
    for gap in gaps:
        if 0 <= gap.minutes <= LONGEST_GAP:
            by_class[gap.ruc].append(gap)
    lines = {ruc: _line(seen) for ruc, seen in sorted(by_class.items())}
    return {ruc: line for ruc, line in lines.items() if line is not None}


def _line(seen: Sequence[SeenGap]) -> TravelLine | None:
    bands: defaultdict[int, list[SeenGap]] = defaultdict(list)
    for gap in seen:
        bands[int(gap.km // BAND_KM)].append(gap)
    kept = [own for _, own in sorted(bands.items()) if len(own) >= FEWEST_GAPS]
    if len(kept) < FEWEST_BANDS:
        return None
    km = np.array([np.mean([gap.km for gap in own]) for own in kept])
    minutes = np.array([np.quantile([gap.minutes for gap in own], 0.25) for own in kept])
    weights = np.sqrt([len(own) for own in kept])
    slope, intercept = np.polyfit(km, minutes, 1, w=weights)
    return TravelLine(float(intercept), float(slope), sum(len(own) for own in kept), len(kept))
