"""Providers across the border of a zone, by the postcodes of the place list that holds."""

from dataclasses import dataclass

from accounts.domain.context import Context
from markets.models import MarketProgramme
from markets.places.queries import points_beyond
from markets.programme.domain.border_providers import (
    BorderPlace,
    BorderProvider,
    border_providers,
    postcodes_within,
)
from markets.zones.queries import plan_of, units_of_ground
from register import queries as register


@dataclass(frozen=True, slots=True)
class AcrossTheBorder:
    """What lies within reach, the nearest first; ``lacks`` says in a sentence why nothing can be known."""

    found: tuple[BorderProvider, ...] = ()
    lacks: str = ""
    attribution: str = ""


NO_LIST = "The register holds postcodes and no coordinates. Send a list of postcodes, and this page places them."
OLD_LIST = (
    "The list of postcodes that holds has places of your own area alone. Send it anew: providers outside are kept."
)


def providers_across(context: Context, row: MarketProgramme, zone: str, km: float) -> AcrossTheBorder:
    """Return the active home-care locations of other areas within so many straight kilometres of a zone."""
    beyond = points_beyond(context)
    if beyond is None:
        return AcrossTheBorder(lacks=NO_LIST)
    points, attribution = beyond
    if not points:
        return AcrossTheBorder(lacks=OLD_LIST)
    there = set(plan_of(row.zone_plan).units_in(zone))
    middles = [unit.middle for unit in units_of_ground(row.zone_plan.ground) if unit.key in there]
    within = postcodes_within(points, middles, km)
    places = [BorderPlace(*one) for one in register.homecare_elsewhere(row.authority_id, within)]
    return AcrossTheBorder(tuple(border_providers(places, within)), attribution=attribution)
