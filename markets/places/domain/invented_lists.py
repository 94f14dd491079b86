"""The invented county's own lists of places, by which the import can be tried."""

from functools import cache
from pathlib import Path

from markets.places.domain.place_sources import PlaceKind

# The area of the invented county's lists.
INVENTED_AREA = "E10000099"
_DATA = Path(__file__).parent / "data"


@cache
def invented_list(kind: PlaceKind) -> bytes:
    return (_DATA / f"invented_{kind}.csv").read_bytes()


def area_told(area: str, data: bytes) -> str:
    """Return the area that was typed; left blank with a list of the invented county, it is that county."""
    return area or (INVENTED_AREA if any(data == invented_list(kind) for kind in PlaceKind) else "")
