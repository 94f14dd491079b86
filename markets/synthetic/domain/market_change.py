"""Three changes from a week on: a rule that does not pay for drawing out, a higher rural rate, ten providers fewer."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator, default_rng

from markets.synthetic.domain.county import InventedCounty, Which
from markets.synthetic.domain.invented_patches import InventedPatch
from markets.synthetic.domain.invented_providers import InventedProvider
from markets.synthetic.domain.invented_visits import NEED_SPREAD, WEEK, midnights

STREAM = 21
# Of the visits that were drawn out to the planned end so many end when care is done.
END_WHEN_DONE = 0.5
LEAVERS = 10
# What each change moves, by the measures' keys: gaps grow by what is not drawn out any more, and two who come to a
# double-handed visit are there together for less of it. The rural rate moves what an evaluation judges urban and rural.
BY_RULE = ("delivered_of_done", "delivered_of_commissioned", "stretched", "short", "under_15", "under_30")
BY_RULE_BETWEEN = ("gap", "contact_share", "waiting_est", "overlap")
BY_RURAL_RATE = ("pickup", "price", "wait_rural", "price_rural")
BY_LEAVERS = ("size_band", "cr", "hhi", "resilience")
MOVED = (*BY_RULE, *BY_RULE_BETWEEN, *BY_LEAVERS, *BY_RURAL_RATE)


def changed_county(county: InventedCounty, week: int) -> InventedCounty:
    """Return the county in which all three happen on the Monday of this week, counted from 1.

    Raises:
        ValueError: the county has no such week, or nothing would lie before it; in words.
    """
    if not 2 <= week <= county.weeks:
        raise ValueError(f"The change may happen in week 2 to {county.weeks}; asked for was week {week}.")
    rng = default_rng([county.seed, STREAM])
    after = np.asarray(county.visits.planned >= midnights(county.weeks)[WEEK * (week - 1)])
    return replace(_handed_over(_by_new_rule(rng, county, after), after), change_week=week)


def _by_new_rule(rng: Generator, county: InventedCounty, after: Which) -> InventedCounty:
    """Return the county in which half of the later visits that were drawn out end when care is done."""
    visits = county.visits
    drawn_out = after & county.done & ~county.by_hand & visits.stayed.astype(bool)
    rows = np.flatnonzero(drawn_out)
    rows = rows[rng.uniform(size=len(rows)) < END_WHEN_DONE]
    means = np.array([patch.provider.needed for patch in county.patches])[visits.patch[rows]]
    seconds, stayed = visits.seconds.copy(), visits.stayed.copy()
    seconds[rows] = np.maximum(60, np.rint(visits.planned_seconds[rows] * _less_than_planned(rng, means)))
    stayed[rows] = 0
    return replace(county, visits=replace(visits, seconds=seconds, stayed=stayed))


def _less_than_planned(rng: Generator, means: np.ndarray) -> np.ndarray:
    """Return what each visit needs of its plan, of those that need less: drawn again until it is less."""
    needed = np.exp(rng.normal(means, NEED_SPREAD))
    while (more := needed >= 1).any():
        needed[more] = np.exp(rng.normal(means[more], NEED_SPREAD))
    return needed


def _handed_over(county: InventedCounty, after: Which) -> InventedCounty:
    """Return the county whose ten smallest providers are gone: their patches go to others with careworkers."""
    sizes = {provider.ref: 0.0 for provider in county.providers}
    for patch in county.patches:
        sizes[patch.provider.ref] += patch.weekly_hours
    order = sorted(county.providers, key=lambda provider: (sizes[provider.ref], provider.ref))
    leavers, stayers = order[:LEAVERS], order[LEAVERS:]
    patches, heirs = list(county.patches), np.arange(len(county.patches))
    for place, patch in enumerate(county.patches):
        if patch.provider in leavers and stayers:
            heirs[place] = len(patches)
            patches.append(replace(patch, provider=_heir(patch, county.patches, stayers, sizes)))
    places = np.where(after, heirs[county.visits.patch], county.visits.patch)
    return replace(county, patches=patches, visits=replace(county.visits, patch=places))


def _heir(
    patch: InventedPatch, patches: list[InventedPatch], stayers: list[InventedProvider], sizes: dict[str, float]
) -> InventedProvider:
    """Return the largest of those who stay and work in the zone, or of all where nobody does."""
    there = {other.provider.ref for other in patches if other.zone.key == patch.zone.key}
    near = [provider for provider in stayers if provider.ref in there] or stayers
    return max(near, key=lambda provider: (sizes[provider.ref], provider.ref))
