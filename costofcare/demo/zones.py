"""A zone plan of the invented council: the ground that a worker would find in its visits, and zones proposed on it."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from accounts.domain.context import Context
from costofcare.demo.outcome import done
from markets.synthetic.domain.county import InventedCounty
from markets.synthetic.domain.invented_lots import placed_clients
from markets.synthetic.domain.invented_visits import LAST_DAY
from markets.zones.actions import plans
from markets.zones.actions.grounds import GroundRows, keep_ground
from markets.zones.domain.stored_ground import ground_digest, ground_rows, today_plan
from markets.zones.domain.units import PlacedClient, square_of, units_of

NAME, SEED = "Compact zones", 7


def draw_zones(by: Context, county: InventedCounty, locations: Mapping[str, UUID]) -> None:
    """Keep the ground of the county, each provider as its location, and propose as many zones as it has today."""
    clients, zones = list[PlacedClient](), list[tuple[str, str, float]]()
    for patch in county.patches:
        where = str(locations[patch.provider.ref])
        for one in placed_clients([patch]):
            clients.append(PlacedClient(one.place, one.ruc, one.hours, where, one.double_handed))
            zones.append((square_of(one.place), patch.zone.key, one.hours))
    units = units_of(clients, {})
    rows, today = ground_rows(units), [list(pair) for pair in today_plan(units, zones).zone_of]
    days = LAST_DAY - timedelta(days=7 * county.weeks - 1), LAST_DAY
    keep_ground(by.own_authority, GroundRows(rows, today, ground_digest(rows, today), days))
    number = min(len({zone for _, zone in today}), len(units))
    done(plans.propose(by=by, name=NAME, zones=number, seed=SEED))
