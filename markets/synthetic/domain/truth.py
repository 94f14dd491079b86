"""What is true of an invented county, worked out from how it was made and not from its file."""

from typing import Any

import numpy as np

from markets.synthetic.domain.county import InventedCounty, Which
from markets.synthetic.domain.invented_patches import URBAN
from markets.synthetic.domain.invented_visits import MISSED_CODE, Whole
from markets.synthetic.domain.market_change import MOVED

AT_LEAST_FOR_FACES, AT_LEAST_FOR_INDEX = 20, 10
FOUR_WEEKS = 28 * 86_400


def truth_of(county: InventedCounty, dirt: dict[str, list[int]]) -> dict[str, Any]:
    """Return the truth beside a county's file; ``dirt`` are the rows that were planted, by code."""
    return {
        "seed": county.seed,
        "weeks": county.weeks,
        "providers": _providers(county),
        "zones": _zones(county),
        "dirt": dirt,
        "measures": _measures(county),
        "moved": list(MOVED) if county.change_week else [],
        "turnover": _turnover(county),
    }


def six(value: float) -> str:
    return f"{value:.6f}"


def _share(numerator: float, denominator: float) -> dict[str, str]:
    value = numerator / denominator if denominator else 0.0
    return {"value": six(value), "numerator": six(numerator), "denominator": six(denominator)}


def _count(which: Which, of: Which) -> dict[str, str]:
    return _share(float(np.sum(which & of)), float(np.sum(of)))


def _weekly(county: InventedCounty, which: Which) -> float:
    return float(np.sum(county.visits.planned_seconds[which])) / 3600 / county.weeks


def _drawn_out(county: InventedCounty, which: Which) -> dict[str, str]:
    """Return how many visits were drawn out of those that needed less, where a device logged them."""
    logged = which & county.done & ~county.by_hand
    return _count(county.visits.stayed.astype(bool), logged & county.visits.could_be_shorter.astype(bool))


def _providers(county: InventedCounty) -> dict[str, dict[str, str]]:
    found = {}
    for place, provider in enumerate(county.providers):
        own = county.provider == place
        found[provider.ref] = {
            "hours_per_week": six(_weekly(county, own)),
            "drawn_out": _drawn_out(county, own)["value"],
            "needed_ratio": six(float(np.exp(provider.needed))),
            "manual_share": _count(county.by_hand, own & county.done)["value"],
            "rate": six(provider.rate),
            "pay": six(provider.pay),
        }
    return found


def _zones(county: InventedCounty) -> dict[str, dict[str, str]]:
    zone = np.array([patch.zone.key for patch in county.patches])[county.visits.patch]
    urban = np.array([patch.ruc == URBAN for patch in county.patches])[county.visits.patch]
    return {
        each.key: {
            "hours_per_week": six(_weekly(county, zone == each.key)),
            "urban_hours_per_week": six(_weekly(county, (zone == each.key) & urban)),
        }
        for each in county.zones
    }


def _measures(county: InventedCounty) -> dict[str, Any]:
    return _minute_measures(county) | _log_measures(county) | _size_measures(county) | _face_measures(county)


def _minute_measures(county: InventedCounty) -> dict[str, Any]:
    visits, done = county.visits, county.done & county.timed
    delivered, planned = visits.seconds, visits.planned_seconds
    commissioned = done | (county.timed & (visits.outcome == MISSED_CODE))
    short = (delivered * 5 < planned * 4) & (planned - delivered > 300)
    sums = [
        float(np.sum(column[rows])) / 60
        for column, rows in ((delivered, done), (planned, done), (planned, commissioned))
    ]
    return {
        "delivered_of_done": _share(sums[0], sums[1]),
        "delivered_of_commissioned": _share(sums[0], sums[2]),
        "stretched": _drawn_out(county, done),
        "short": _count(short, done),
        "under_15": _count(delivered < 900, done),
        "under_30": _count(delivered < 1800, done),
    }


def _log_measures(county: InventedCounty) -> dict[str, Any]:
    visits, done = county.visits, county.done
    double = np.array([patch.careworkers == 2 for patch in county.patches])[visits.patch]
    clients = len(np.unique(visits.client[double]))
    return {
        "punctual_15": _count(np.abs(visits.start - visits.planned) <= 900, done & county.timed & ~county.by_hand),
        "missed": _count(visits.outcome == MISSED_CODE, done | (visits.outcome == MISSED_CODE)),
        "manual": _count(county.by_hand, done),
        "exactly_planned": _count(visits.seconds == visits.planned_seconds, done),
        "double_share": _count(double, np.ones(len(double), dtype=bool)),
        "double_clients": _share(float(clients), 1.0),
    }


def _size_measures(county: InventedCounty) -> dict[str, Any]:
    hours = np.array([_weekly(county, county.provider == place) for place in range(len(county.providers))])
    total, ordered = float(hours.sum()), np.sort(hours)[::-1]
    rural = np.array([patch.ruc != URBAN for patch in county.patches])[county.visits.patch]
    return {
        "cr": _share(float(ordered[:10].sum()), total),
        "hhi": _share(float(np.sum((100 * hours / total) ** 2)), 1.0),
        "size_band": _share(float(np.sum(hours < 100)), float(len(hours))),
        "ruc_hours": _share(_weekly(county, rural) * county.weeks, total * county.weeks),
    }


def _face_measures(county: InventedCounty) -> dict[str, Any]:
    """Return careworkers a client and the continuity index: medians, from counts of pairs."""
    done = county.done
    client, carer = county.visits.client[done], county.visits.carer[done]
    recent = county.visits.planned[done] > county.visits.planned[done].max() - FOUR_WEEKS
    faces = [len(each) for each in _by_client(client[recent], carer[recent]) if sum(each) >= AT_LEAST_FOR_FACES]
    counts = [each for each in _by_client(client, carer) if sum(each) >= AT_LEAST_FOR_INDEX]
    index = [(sum(n * n for n in each) - sum(each)) / (sum(each) * (sum(each) - 1)) for each in counts]
    usual = [max(each) / sum(each) for each in counts]
    return {key: _median(values) for key, values in (("carers_4w", faces), ("coc", index), ("usual_carer", usual))}


def _by_client(client: Whole, carer: Whole) -> list[list[int]]:
    """Return how often each of a client's careworkers came."""
    pairs, times = np.unique(np.stack([client, carer]), axis=1, return_counts=True)
    ends = np.flatnonzero(np.diff(pairs[0])) + 1
    return [each.tolist() for each in np.split(times, ends)]


def _median(values: list[int] | list[float]) -> dict[str, Any]:
    return {"n": len(values), "median": six(float(np.median(values))) if values else None}


def _turnover(county: InventedCounty) -> dict[str, str]:
    """Return ends of packages in these weeks, and clients on the books at once."""
    on_books = sum(len(patch.places) for patch in county.patches)
    a_year = 100 * county.visits.clients_ended * 52 / county.weeks / on_books if on_books else 0.0
    return {"ends": six(county.visits.clients_ended), "on_books": six(on_books), "ends_per_100": six(a_year)}
