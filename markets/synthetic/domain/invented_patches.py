"""Patches of an invented county: some clients near one another, their day, and where they live."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from markets.synthetic.domain.invented_providers import InventedProvider

# Minutes of the day; a morning and a lunch round are one careworker's, tea and bed another's.
SLOTS = (("morning", 420, 1.0), ("lunch", 720, 0.6), ("tea", 960, 0.5), ("bed", 1140, 0.7))
SHIFTS = (("morning", "lunch"), ("tea", "bed"))
LENGTHS = (15, 30, 45, 60)
MORNING, OTHERWISE = (0.05, 0.40, 0.35, 0.20), (0.15, 0.60, 0.25, 0.0)
CLIENTS = 5
# Hours a week that are not worth a client.
LEAST = 6.0
DOUBLE_HANDED = 0.15
CIRCUITY, URBAN_SPEED, RURAL_SPEED = 1.4, 24.0, 40.0
URBAN, RURAL = "UN1", "RSF1"


@dataclass(frozen=True, slots=True)
class InventedZone:
    """A zone: its town and villages in km on a grid of its own, and how urban it is."""

    key: str
    town: tuple[float, float]
    spread: float
    villages: tuple[tuple[float, float], ...]
    urban: float


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit of every day: which client of the patch, its minute of the day, minutes, and minutes on the way to it."""

    client: int
    start: int
    minutes: int
    travel: float


@dataclass(frozen=True, slots=True)
class InventedPatch:
    """Clients whom the same careworkers visit; ``shifts`` are the visits of a day, morning half and evening half."""

    provider: InventedProvider
    zone: InventedZone
    ruc: str
    careworkers: int
    places: tuple[str, ...]
    shifts: tuple[tuple[PlannedVisit, ...], ...]

    @property
    def weekly_hours(self) -> float:
        return sum(visit.minutes for shift in self.shifts for visit in shift) * 7 / 60 * self.careworkers


def invented_zones(rng: Generator) -> list[InventedZone]:
    """Return six zones around a centre, from rural to urban."""
    shares = np.linspace(0.35, 0.96, 6)
    found = []
    for number, urban in enumerate(shares):
        angle = 2 * np.pi * number / 6
        town = (30 + 14 * float(np.cos(angle)), 30 + 14 * float(np.sin(angle)))
        villages = rng.normal(town, 6.0, (9, 2))
        spread = float(rng.uniform(1.2, 3.2))
        found.append(
            InventedZone(f"Z{number + 1}", town, spread, tuple((float(x), float(y)) for x, y in villages), float(urban))
        )
    return found


def invented_patches(
    rng: Generator, providers: list[InventedProvider], zones: list[InventedZone]
) -> list[InventedPatch]:
    """Return every provider's patches, as many as its hours fill; every seventh or so is double-handed."""
    found: list[InventedPatch] = []
    owed = float(rng.uniform())
    for provider in providers:
        worked = rng.permutation(len(zones))[: 1 + int(rng.integers(1, 4))]
        left = provider.hours
        while left > LEAST:
            owed += DOUBLE_HANDED
            careworkers, owed = (2, owed - 1) if owed >= 1 else (1, owed)
            patch = _patch(rng, provider, zones[int(rng.choice(worked))], careworkers, left)
            found.append(patch)
            left -= patch.weekly_hours
    return found


def _patch(
    rng: Generator, provider: InventedProvider, zone: InventedZone, careworkers: int, left: float
) -> InventedPatch:
    """Return a patch of five clients, or of as many as are left to do."""
    urban = bool(rng.uniform() < zone.urban)
    middle = rng.normal(zone.town, zone.spread / 2) if urban else np.array(zone.villages[int(rng.integers(9))])
    where = rng.normal(middle, 0.7 if urban else 1.2, (CLIENTS, 2))
    days = _days(rng)
    clients = 1
    while clients < CLIENTS and 7 / 60 * careworkers * sum(sum(day.values()) for day in days[:clients]) < left - LEAST:
        clients += 1
    speed = URBAN_SPEED if urban else RURAL_SPEED
    shifts = tuple(tuple(_shift(days[:clients], where, speed, names)) for names in SHIFTS)
    places = tuple(
        f"{round(400_000 + x * 1000, -2):.0f} {round(250_000 + y * 1000, -2):.0f}" for x, y in where[:clients]
    )
    return InventedPatch(provider, zone, URBAN if urban else RURAL, careworkers, places, shifts)


def _days(rng: Generator) -> list[dict[str, int]]:
    """Return each client's day: minutes by slot."""
    found: list[dict[str, int]] = []
    for _ in range(CLIENTS):
        day = {}
        for name, _, share in SLOTS:
            minutes = int(rng.choice(LENGTHS, p=MORNING if name == "morning" else OTHERWISE))
            if rng.uniform() < share:
                day[name] = minutes
        found.append(day)
    return found


def _shift(days: list[dict[str, int]], where: np.ndarray, speed: float, names: tuple[str, ...]) -> list[PlannedVisit]:
    """Return one careworker's visits one after another, each with the way from the one before, to five minutes.

    Where a long morning reaches into lunch, nobody is planned at one minute for both.
    """
    found: list[PlannedVisit] = []
    for name, begins, _ in SLOTS:
        if name not in names:
            continue
        time, before = float(begins), None
        for client in (number for number, day in enumerate(days) if name in day):
            km = float(np.hypot(*(where[client] - where[before]))) if before is not None else 0.0
            travel = 2 + 60 * CIRCUITY * km / speed if before is not None else 0.0
            start = int(-(-(time + (travel + 3 if travel else 0)) // 5) * 5)
            start += 5 * any((one.client, one.start) == (client, start) for one in found)
            found.append(PlannedVisit(client, start, days[client][name], travel))
            time, before = float(start + days[client][name]), client
    return found
