"""Packages and offers of an invented county, behind its visits: routes, waits, and lots.

Drawn after everything else and with a chance of its own, so that visits stay what they were.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.random import Generator, default_rng

from markets.synthetic.domain.county import InventedCounty
from markets.synthetic.domain.invented_patches import URBAN, InventedPatch
from markets.synthetic.domain.invented_visits import LAST_DAY, STAY_WEEKS, WEEK

STREAM = 17
ROUTES = ("hospital", "community", "reablement", "provider change", "self funder")
OF_ROUTE = (0.45, 0.30, 0.15, 0.05, 0.05)
REASONS = ("died", "care home", "reablement ended", "handed back", "other")
OF_REASON = (0.35, 0.30, 0.15, 0.08, 0.12)
WAIT, RURAL_LONGER, DOUBLE_LONGER, RURAL_SOONER = 3.0, 2.0, 1.8, 0.5
# Days before the last one from which on a package may still wait, a week of them never taken.
OPEN_FOR = 28
TO_FIRST_VISIT = 2
COUNCIL_RATE, SUB_RATES = 25.20, (25.20, 21.90)
SUB_HOURS = 0.2
PACKAGE_HEAD = (
    "client", "provider", "starts", "until", "hours", "careworkers", "zone", "ruc", "route", "reason", "funder",
)  # fmt: skip
OFFER_HEAD = (
    "ref", "sent", "accepted", "withdrawn", "first_visit", "provider", "declined_by", "hours", "zone", "ruc",
    "double_handed",
)  # fmt: skip
LOT_HEAD = ("lot", "provider", "starts", "until", "zone", "rate", "exclusive", "guaranteed_hours")
SUB_HEAD = ("lot", "lead", "sub", "hours", "rate", "starts", "until")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class InventedTables:
    """Rows of each small table, and the truth of them."""

    packages: list[Row]
    offers: list[Row]
    lots: list[Row]
    sub_contracts: list[Row]
    truth: dict[str, Any]


@dataclass(frozen=True, slots=True)
class InventedStay:
    """A client: where, since when, and until when, None while it lasts."""

    client: int
    patch: InventedPatch
    starts: date
    until: date | None
    hours: float

    @property
    def double_handed(self) -> bool:
        return self.patch.careworkers > 1


def invented_tables(county: InventedCounty) -> InventedTables:
    rng = default_rng([county.seed, STREAM])
    stays = _stays(rng, county)
    packages = [_package(rng, each) for each in stays]
    offers, waits = _offers(rng, county, stays)
    lots, subs = _lots(county)
    return InventedTables(packages, offers, lots, subs, _truth(county, stays, packages, waits))


def _stays(rng: Generator, county: InventedCounty) -> list[InventedStay]:
    """Return every client's stay; those who were there on the first day began as long ago as stays last."""
    visits = county.visits
    days = (visits.planned - visits.planned.min()) // 86_400
    first_day = LAST_DAY - timedelta(days=WEEK * county.weeks - 1)
    found = []
    order = np.argsort(visits.client, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(visits.client[order])) + 1):
        patch = county.patches[int(visits.patch[rows[0]])]
        first, last = int(days[rows].min()), int(days[rows].max())
        begun = first_day + timedelta(days=first)
        if first < WEEK:
            begun = first_day - timedelta(days=int(rng.exponential(STAY_WEEKS * WEEK)))
        is_last = last >= WEEK * county.weeks - WEEK
        until = None if is_last else first_day + timedelta(days=_sunday(last))
        seconds = int(visits.planned_seconds[rows[visits.attendance[rows] == 1]].sum())
        weeks = max(1.0, (last - first + 1) / WEEK)
        found.append(InventedStay(int(visits.client[rows[0]]), patch, begun, until, round(seconds / 3600 / weeks, 2)))
    return found


def _sunday(day: int) -> int:
    """Return the last day before the Monday on which somebody else lives there."""
    return day // WEEK * WEEK + WEEK - 1


def _package(rng: Generator, stay: InventedStay) -> Row:
    route = str(rng.choice(ROUTES, p=OF_ROUTE))
    reason = str(rng.choice(REASONS, p=OF_REASON)) if stay.until else ""
    return (
        f"C{stay.client:06d}", stay.patch.provider.ref, stay.starts, stay.until or "", stay.hours,
        stay.patch.careworkers, stay.patch.zone.key, stay.patch.ruc, route, reason, "council",
    )  # fmt: skip


def _offers(
    rng: Generator, county: InventedCounty, stays: list[InventedStay]
) -> tuple[list[Row], list[tuple[InventedStay, int]]]:
    """Return an offer for each stay that began in the last year, and some that nobody has taken yet."""
    rows: list[Row] = []
    waits: list[tuple[InventedStay, int]] = []
    names = [provider.ref for provider in county.providers]
    for stay in stays:
        drawn = rng.exponential(WAIT * _longer(stay.patch))
        names_drawn = [str(name) for name in rng.permutation(names)]
        sent = LAST_DAY - timedelta(days=int(rng.integers(0, WEEK * county.weeks)))
        wait = int(drawn * _sooner(stay.patch, county.changes_on, sent))
        declined = ";".join(names_drawn[: min(wait // 3, len(names))])
        accepted = sent + timedelta(days=wait)
        waits.append((stay, wait))
        is_taken = accepted <= LAST_DAY
        rows.append(
            (
                f"O{len(rows) + 1:05d}",
                sent,
                accepted if is_taken else "",
                "",
                accepted + timedelta(days=TO_FIRST_VISIT) if is_taken else "",
                stay.patch.provider.ref if is_taken else "",
                declined,
                stay.hours,
                stay.patch.zone.key,
                stay.patch.ruc,
                "yes" if stay.double_handed else "no",
            )
        )
    return rows, waits


def _longer(patch: InventedPatch) -> float:
    return (1 if patch.ruc == URBAN else RURAL_LONGER) * (DOUBLE_LONGER if patch.careworkers > 1 else 1)


def _sooner(patch: InventedPatch, changes_on: date | None, sent: date) -> float:
    """Return how a wait is shortened where a rural rate has gone up before the offer was sent."""
    return RURAL_SOONER if changes_on and sent >= changes_on and patch.ruc != URBAN else 1.0


def _lots(county: InventedCounty) -> tuple[list[Row], list[Row]]:
    """Return a lot a zone, led by its largest provider, and two leads that pass hours on, one below the rate."""
    hours: dict[str, dict[str, float]] = {}
    for patch in county.patches:
        there = hours.setdefault(patch.zone.key, {})
        there[patch.provider.ref] = there.get(patch.provider.ref, 0.0) + patch.weekly_hours
    starts = date(LAST_DAY.year, 4, 1)
    lots, subs = [], []
    for place, zone in enumerate(sorted(hours)):
        order = sorted(hours[zone], key=lambda name: -hours[zone][name])
        lots.append((f"Lot {zone}", order[0], starts, "", zone, f"{COUNCIL_RATE:.2f}", "no", ""))
        if place < len(SUB_RATES) and len(order) > 1:
            passed_on = round(hours[zone][order[0]] * SUB_HOURS, 1)
            subs.append((f"Lot {zone}", order[0], order[-1], passed_on, f"{SUB_RATES[place]:.2f}", starts, ""))
    return lots, subs


def _truth(
    county: InventedCounty, stays: list[InventedStay], packages: list[Row], waits: list[tuple[InventedStay, int]]
) -> dict[str, Any]:
    """Return what measures ought to find; waits are those that were drawn, whether or not they had ended."""
    first = LAST_DAY - timedelta(days=WEEK * county.weeks - 1)
    ends = sum(each.until is not None for each in stays)
    starts = [row for row in packages if first <= row[2] <= LAST_DAY]
    groups = {
        "all": waits,
        "urban": [one for one in waits if one[0].patch.ruc == URBAN],
        "rural": [one for one in waits if one[0].patch.ruc != URBAN],
        "double": [one for one in waits if one[0].double_handed],
    }
    return {
        "ends": ends,
        "clients": len(stays),
        "starts_by_route": {route: sum(row[8] == route for row in starts) for route in ROUTES},
        "handed_back": sum(row[9] == "handed back" for row in packages),
        "mean_stay_weeks": STAY_WEEKS,
        "pickup_median_days": {
            name: float(np.median([wait for _, wait in own])) for name, own in groups.items() if own
        },
        "sub_rates": list(SUB_RATES),
        "council_rate": COUNCIL_RATE,
    }
