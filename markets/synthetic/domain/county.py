"""An invented county: providers, zones, patches, and every attendance of some weeks."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from markets.synthetic.domain.invented_patches import InventedPatch, InventedZone, invented_patches, invented_zones
from markets.synthetic.domain.invented_providers import InventedProvider, invented_providers
from markets.synthetic.domain.invented_visits import (
    DONE_CODE,
    LAST_DAY,
    WEEK,
    InventedVisits,
    Whole,
    invented_visits,
)

Which = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class InventedCounty:
    """All that was invented.

    ``by_hand`` marks the attendances whose times were filled in with the plan; ``hand_filled`` is the place of a
    provider whose minutes say nothing any more, -1 where there is none. ``change_week`` is the week from which on the
    market is another, counted from 1; 0 where it stays as it is.
    """

    seed: int
    weeks: int
    providers: list[InventedProvider]
    zones: list[InventedZone]
    patches: list[InventedPatch]
    visits: InventedVisits
    by_hand: Which
    hand_filled: int = -1
    change_week: int = 0

    @property
    def provider(self) -> Whole:
        """Return the place of each attendance's provider."""
        places = {provider.ref: place for place, provider in enumerate(self.providers)}
        return np.array([places[patch.provider.ref] for patch in self.patches])[self.visits.patch]

    @property
    def changes_on(self) -> date | None:
        """Return the day from which on the market is another; None where it stays as it is."""
        if not self.change_week:
            return None
        return LAST_DAY - timedelta(days=WEEK * (self.weeks - self.change_week + 1) - 1)

    @property
    def timed(self) -> Which:
        """Return the attendances of providers whose minutes say something."""
        return np.asarray(self.provider != self.hand_filled)

    @property
    def done(self) -> Which:
        return np.asarray(self.visits.outcome == DONE_CODE)


def invented_county(rng: Generator, seed: int, weeks: int, hours_per_week: float) -> InventedCounty:
    providers, zones = invented_providers(rng, hours_per_week), invented_zones(rng)
    patches = invented_patches(rng, providers, zones)
    refs = {patch.provider.ref for patch in patches}
    providers = [provider for provider in providers if provider.ref in refs]
    visits = invented_visits(rng, patches, weeks)
    county = InventedCounty(seed, weeks, providers, zones, patches, visits, np.zeros(len(visits.patch), dtype=bool))
    chosen = np.zeros(len(visits.patch), dtype=bool)
    for place, provider in enumerate(providers):
        done = np.flatnonzero((county.provider == place) & county.done)
        chosen[rng.permutation(done)[: int(provider.by_hand * len(done))]] = True
    return filled_in(county, chosen)


def filled_in(county: InventedCounty, rows: Which) -> InventedCounty:
    """Return the county with these attendances logged by hand: exactly as they were planned."""
    visits = county.visits
    start = np.where(rows, visits.planned, visits.start)
    seconds = np.where(rows, visits.planned_seconds, visits.seconds)
    return replace(county, visits=replace(visits, start=start, seconds=seconds), by_hand=county.by_hand | rows)


def generator(seed: int) -> Generator:
    return default_rng(seed)
