"""A zone plan as GeoJSON for a council's own maps: a point a unit, in longitude and latitude as the format wants them.

The British grid is unrolled by the Ordnance Survey's own series (A guide to coordinate systems in Great Britain, annexe
C) and moved from Airy's figure of the earth to that of GPS by its seven numbers: right to about five metres.
"""

import json
from collections.abc import Sequence
from math import atan2, cos, hypot, pi, radians, sin, sqrt, tan

from markets.measures.domain.travel import Point
from markets.zones.domain.units import ZoneUnit
from markets.zones.domain.zone_plan import ZonePlan

_AIRY, _GPS = (6_377_563.396, 6_356_256.909), (6_378_137.000, 6_356_752.3141)
_SCALE, _LATITUDE, _LONGITUDE, _EAST, _NORTH = 0.9996012717, radians(49), radians(-2), 400_000, -100_000
# Metres along x, y, z; parts per million; seconds of arc about x, y, z.
_SHIFT, _PARTS, _TURNS = (446.448, -125.157, 542.060), -20.4894, (0.1502, 0.2470, 0.8421)


def plan_geojson(plan: ZonePlan, units: Sequence[ZoneUnit]) -> bytes:
    """Return the plan as a file: each unit's middle, zone and class; no hours, as these may name a client."""
    zones = plan.by_unit
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(part, 5) for part in longitude_latitude(unit.middle)]},
            "properties": {"unit": unit.key, "zone": zones.get(unit.key), "class": unit.ruc},
        }
        for unit in units
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def longitude_latitude(point: Point) -> tuple[float, float]:
    """Return degrees east and north (GPS) of a point of the British grid in metres."""
    latitude, longitude = _unrolled(*point)
    x, y, z = _moved(*_in_space(latitude, longitude, *_AIRY))
    found = _on_earth(x, y, z, *_GPS)
    return found[1] * 180 / pi, found[0] * 180 / pi


def _unrolled(east: float, north: float) -> tuple[float, float]:
    """Return latitude and longitude on Airy's figure, in radians: the inverse of the transverse Mercator projection."""
    a, b = (axis * _SCALE for axis in _AIRY)
    e2 = 1 - (b / a) ** 2
    latitude = (north - _NORTH) / a + _LATITUDE
    while abs(left := north - _NORTH - _meridian(latitude, a, b)) >= 1e-5:
        latitude += left / a
    nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
    rho = nu * (1 - e2) / (1 - e2 * sin(latitude) ** 2)
    eta2, t, sec, d = nu / rho - 1, tan(latitude), 1 / cos(latitude), east - _EAST
    seven = t / (2 * rho * nu)
    eight = t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2)
    nine = t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4)
    ten, eleven = sec / nu, sec / (6 * nu**3) * (nu / rho + 2 * t**2)
    twelve = sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
    return (
        latitude - seven * d**2 + eight * d**4 - nine * d**6,
        _LONGITUDE + ten * d - eleven * d**3 + twelve * d**5,
    )


def _meridian(latitude: float, a: float, b: float) -> float:
    """Return metres along the meridian from the true origin."""
    n = (a - b) / (a + b)
    less, more = latitude - _LATITUDE, latitude + _LATITUDE
    return b * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
    )


def _in_space(latitude: float, longitude: float, a: float, b: float) -> tuple[float, float, float]:
    e2 = 1 - (b / a) ** 2
    nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
    across = nu * cos(latitude)
    return across * cos(longitude), across * sin(longitude), (1 - e2) * nu * sin(latitude)


def _moved(x: float, y: float, z: float) -> tuple[float, float, float]:
    """Return the point in the frame of GPS, by Helmert's seven numbers."""
    scale = 1 + _PARTS * 1e-6
    rx, ry, rz = (radians(turn / 3600) for turn in _TURNS)
    return (
        _SHIFT[0] + scale * x - rz * y + ry * z,
        _SHIFT[1] + rz * x + scale * y - rx * z,
        _SHIFT[2] - ry * x + rx * y + scale * z,
    )


def _on_earth(x: float, y: float, z: float, a: float, b: float) -> tuple[float, float]:
    e2, across = 1 - (b / a) ** 2, hypot(x, y)
    latitude = atan2(z, across * (1 - e2))
    for _ in range(8):
        nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
        latitude = atan2(z + e2 * nu * sin(latitude), across)
    return latitude, atan2(y, x)
