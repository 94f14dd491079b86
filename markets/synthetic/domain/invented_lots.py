"""Bad lots of an invented county: six wedges from its centre whose sides run through the towns, as lots were cut."""

from collections.abc import Iterable
from math import atan2, pi

from markets.measures.domain.travel import Point, point_of
from markets.synthetic.domain.invented_patches import InventedPatch
from markets.zones.domain.units import PlacedClient

# The centre around which the towns lie, in metres.
CENTRE = (430_000, 280_000)
WEDGES = 6
DAYS = 7


def wedge_of(place: Point) -> str:
    """Return the lot of a place: by its direction from the centre, the towns lying on the sides between two."""
    turn = atan2(place[1] - CENTRE[1], place[0] - CENTRE[0]) % (2 * pi)
    return f"Lot {int(turn // (2 * pi / WEDGES)) % WEDGES + 1}"


def placed_clients(patches: Iterable[InventedPatch]) -> list[PlacedClient]:
    """Return where each patch's clients live, with the hours a week that are planned for each."""
    found = []
    for patch in patches:
        for number, place in enumerate(patch.places):
            point = point_of(place)
            minutes = sum(visit.minutes for shift in patch.shifts for visit in shift if visit.client == number)
            if point is not None and minutes:
                hours = minutes * DAYS / 60 * patch.careworkers
                found.append(PlacedClient(point, patch.ruc, hours, patch.provider.ref, patch.careworkers > 1))
    return found
