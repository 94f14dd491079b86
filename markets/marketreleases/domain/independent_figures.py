"""Figures by provider of visits that were given to the independent team: what the gate reads, and nothing else may.

They have no way to a page of the council but through ``market_gate``: a type of its own, whose values no page knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import measure_words
from markets.profiles.domain.own_zones import provider_of, zone_of

# What has another name here, or is a part of a measure and one of its own here, with label and unit.
PARTS = {
    "travel_est": ("Way between visits", "minutes"),
    "round.hours": ("Hours of a round", "hours"),
    "travel_est.miles": ("Miles between visits", "miles"),
}
ESTIMATES = ("travel_est", "travel_est.miles", "waiting_est")
# In the order of pages: how time goes, who comes, what is delivered.
LEAVING = (
    "contact_share", "gap", "travel_est", "travel_est.miles", "waiting_est", "round", "round.hours", "carers_4w",
    "usual_carer", "coc", "new_faces", "delivered_of_done", "short", "punctual_15",
)  # fmt: skip
# All of the market has no zone's name.
EVERYWHERE = ""
# Shares and indices are protected as hundredths, so that a rounding step is half a point and not a whole one.
IN_HUNDREDTHS = ("share", "index")
# A value by measure and provider.
ZoneValues = Mapping[str, Mapping[str, Decimal]]


@dataclass(frozen=True, slots=True)
class IndependentFigures:
    """The figures of a period under a plan of zones; ``plan`` is blank for the zones that the visits name.

    ``values`` are by zone, measure and provider; ``owners`` by provider.
    """

    first: date
    last: date
    plan: str = ""
    values: Mapping[str, ZoneValues] = field(default_factory=dict, repr=False)
    owners: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def zones(self) -> tuple[str, ...]:
        """Return everywhere, then the zones by name."""
        return (EVERYWHERE, *sorted(zone for zone in self.values if zone))


def label_of(measure: str) -> str:
    return PARTS[measure][0] if measure in PARTS else measure_words()[measure].label


def unit_of(measure: str) -> str:
    return PARTS[measure][1] if measure in PARTS else measure_words()[measure].unit


def values_of(rows: Iterable[FigureRow]) -> dict[str, dict[str, dict[str, Decimal]]]:
    """Return what stands for each provider, everywhere and by zone, in the unit that it is protected in."""
    found: dict[str, dict[str, dict[str, Decimal]]] = {}
    for row in rows:
        if row.measure not in LEAVING or row.middle is None or row.hidden:
            continue
        if row.level == "provider":
            zone, provider = EVERYWHERE, row.ref
        elif row.level == "own_zone" and zone_of(row.ref):
            zone, provider = zone_of(row.ref), provider_of(row.ref)
        else:
            continue
        found.setdefault(zone, {}).setdefault(row.measure, {})[provider] = protected_unit(row.measure, row.middle)
    return found


def protected_unit(measure: str, value: Decimal) -> Decimal:
    return value * 100 if unit_of(measure) in IN_HUNDREDTHS else value


def shown_unit(measure: str, value: Decimal) -> Decimal:
    """Return a protected figure in its own unit again."""
    return value / 100 if unit_of(measure) in IN_HUNDREDTHS else value
