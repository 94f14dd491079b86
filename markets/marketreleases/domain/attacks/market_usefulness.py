"""What is shown of invented markets: a period, the next one with the same providers or one more, and zones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from markets.marketreleases.domain.attacks.gate_releases import GateReleases
from markets.marketreleases.domain.independent_figures import EVERYWHERE
from reports.domain.attacks.markets import total_of
from reports.domain.attacks.scene import Market, with_total
from reports.domain.attacks.scores import numbered_market

BANDS = ((5, 9), (10, 19), (20, 60))
ZONES = ("east", "north", "south", "west")
# How many of all providers work in a zone, and how far a figure there lies from that of all zones.
IN_A_ZONE, OF_A_ZONE = 0.5, 0.05
FEWEST = 5
TRIED = ("a period", "the next, same", "the next, one more", "the next, one less", "zones")


@dataclass
class ShownShare:
    """How many there were, and how many of them were shown."""

    shown: int = 0
    of: int = 0

    def add(self, is_shown: bool) -> None:
        self.of += 1
        self.shown += is_shown


@dataclass
class UsefulBand:
    """Of markets of a size: the first period, the next with the same providers, with one more; and zones of five."""

    name: str
    shares: dict[str, ShownShare] = field(default_factory=lambda: {each: ShownShare() for each in TRIED})


def useful_bands(numbers: Iterable[int], seed: int) -> list[UsefulBand]:
    """Return what is shown of markets in which owners are enough, by size."""
    bands = {(low, high): UsefulBand(f"{low}–{high}") for low, high in BANDS}
    for number in numbers:
        market = numbered_market(number, seed, (BANDS[0][0], BANDS[-1][1]))
        if len({row.owner for row in market}) < FEWEST:
            continue
        band = next(band for (low, high), band in bands.items() if low <= len(market) <= high)
        for name, is_shown in _trials(market, Random(f"{seed}:{number}:shown")):
            band.shares[name].add(is_shown)
    return list(bands.values())


def _trials(market: Market, rng: Random) -> Iterator[tuple[str, bool]]:
    yield "a period", GateReleases().publish_total(market) is not None
    releases = GateReleases()
    releases.publish_total(market)
    yield "the next, same", releases.publish_total(_later(market, rng)) is not None
    releases = GateReleases()
    releases.publish_total(market[1:])
    yield "the next, one more", releases.publish_total(_later(market, rng)) is not None
    releases = GateReleases()
    releases.publish_total(market)
    yield "the next, one less", releases.publish_total(_later(market[1:], rng)) is not None
    zones = {zone: [row for row in _later(market, rng) if rng.random() < IN_A_ZONE] for zone in ZONES}
    shown = GateReleases().publish_zones({EVERYWHERE: market, **zones})
    for zone, rows in zones.items():
        if len({row.owner for row in rows}) >= FEWEST:
            yield "zones", zone in shown


def _later(market: Market, rng: Random) -> Market:
    """Return the same providers with other figures, as of another period or of a part of the county."""
    return [with_total(row, Decimal(f"{float(total_of(row)) * (1 + rng.gauss(0, OF_A_ZONE)):.6f}")) for row in market]
