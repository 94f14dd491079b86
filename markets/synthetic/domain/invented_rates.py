"""Rate cards of an invented county: one for every zone, and from a change on another that pays rural zones more."""

import numpy as np

from markets.synthetic.domain.county import InventedCounty
from markets.synthetic.domain.invented_patches import URBAN

RATE_HEAD = ("Zone", "Minutes", "Day", "Careworkers", "Rate")
# Pence an hour by length: short visits have more of their way in them.
PENCE = {15: 27_60, 30: 25_80, 45: 25_20, 60: 24_60}
RURAL_RISE = 10
RateRow = tuple[str, int, str, int, str]


def rural_zones(county: InventedCounty) -> list[str]:
    """Return the zones that have a larger share of planned hours at rural places than the county."""
    visits, patches = county.visits, county.patches
    zone = np.array([patch.zone.key for patch in patches])[visits.patch]
    rural = np.array([patch.ruc != URBAN for patch in patches])[visits.patch]
    share = np.average(rural, weights=visits.planned_seconds)
    own = {key: zone == key for key in np.unique(zone)}
    return [
        str(key)
        for key, there in own.items()
        if np.average(rural[there], weights=visits.planned_seconds[there]) > share
    ]


def invented_rates(county: InventedCounty) -> tuple[list[RateRow], list[RateRow]]:
    """Return the card that holds first, £ an hour, and the one from the change on; none where nothing changes."""
    before = _rows("", 100)
    if not county.change_week:
        return before, []
    return before, before + [row for zone in rural_zones(county) for row in _rows(zone, 100 + RURAL_RISE)]


def _rows(zone: str, per_cent: int) -> list[RateRow]:
    return [(zone, minutes, "any", 1, f"{pence * per_cent / 10_000:.2f}") for minutes, pence in PENCE.items()]
