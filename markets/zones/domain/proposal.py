"""Zones proposed by weighted k-means (Lloyd 1982, seeds by k-means++): compact by hours, the same for a seed."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from markets.zones.domain.units import ZoneUnit
from markets.zones.domain.zone_plan import MOST_ZONES, ZonePlan

Numbers = NDArray[np.float64]
STARTS, MOST_ROUNDS = 12, 200


def proposed_plan(units: Sequence[ZoneUnit], zones: int, seed: int) -> ZonePlan:
    """Return the best of some starts: units in zones around hours-weighted middles, named from west to east.

    Raises:
        ValueError: more zones are asked for than there are units, or none; in words.
    """
    if not 1 <= zones <= min(len(units), MOST_ZONES):
        raise ValueError(f"Choose between 1 and {min(len(units), MOST_ZONES)} zones: there are {len(units)} units.")
    ordered = sorted(units, key=lambda unit: unit.key)
    places = np.array([unit.middle for unit in ordered], dtype=np.float64)
    # A unit without hours still has to lie somewhere: it weighs next to nothing.
    weights = np.array([max(unit.hours, 1e-6) for unit in ordered])
    rng = default_rng(seed)
    tries = [_lloyd(places, weights, _first_middles(rng, places, weights, zones)) for _ in range(STARTS)]
    middles = min(tries, key=lambda each: _spread(places, weights, each))
    middles = middles[np.lexsort((middles[:, 1], middles[:, 0]))]
    nearest = _distances(places, middles).argmin(axis=1)
    return ZonePlan.of({unit.key: f"Zone {place + 1}" for unit, place in zip(ordered, nearest, strict=True)})


def _first_middles(rng: Generator, places: Numbers, weights: Numbers, zones: int) -> Numbers:
    """Return middles far from one another: each next one by hours times its squared way to the nearest before it."""
    chosen = [int(rng.choice(len(places), p=weights / weights.sum()))]
    while len(chosen) < zones:
        chance = weights * _distances(places, places[chosen]).min(axis=1)
        if not chance.sum():
            chance = np.where(np.isin(np.arange(len(places)), chosen), 0.0, 1.0)
        chosen.append(int(rng.choice(len(places), p=chance / chance.sum())))
    found: Numbers = places[chosen]
    return found


def _lloyd(places: Numbers, weights: Numbers, middles: Numbers) -> Numbers:
    for _ in range(MOST_ROUNDS):
        nearest = _distances(places, middles).argmin(axis=1)
        moved = middles.copy()
        for zone in range(len(middles)):
            own = nearest == zone
            if own.any():
                moved[zone] = np.average(places[own], axis=0, weights=weights[own])
        if np.array_equal(moved, middles):
            break
        middles = moved
    return middles


def _distances(places: Numbers, middles: Numbers) -> Numbers:
    """Return squared distances (place, middle)."""
    found: Numbers = ((places[:, None, :] - middles[None, :, :]) ** 2).sum(axis=2)
    return found


def _spread(places: Numbers, weights: Numbers, middles: Numbers) -> float:
    return float((weights * _distances(places, middles).min(axis=1)).sum())
