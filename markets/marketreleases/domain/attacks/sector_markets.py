"""A market by sector: who works where with which figure, so that zones can be drawn of sectors, and drawn anew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import exp
from random import Random
from typing import Any

from markets.marketreleases.domain.independent_figures import EVERYWHERE
from reports.domain.attacks.markets import total_of
from reports.domain.attacks.scene import Market, with_total

ZONES = ("east", "north", "south")
SECTORS = 12
# How likely a provider works in a sector, and how far its figure there lies from that of all its sectors.
WORKS_THERE, OF_A_SECTOR = (0.05, 0.5), 0.06
# A zone by sector.
SectorPlan = tuple[str, ...]
Zones = Mapping[str, Market]


@dataclass(frozen=True, slots=True)
class SectorMove:
    """A sector that goes from the zone ``here`` to the zone ``there``."""

    sector: int
    here: str
    there: str


@dataclass(frozen=True)
class SectorMarket:
    """Hours and figure by provider and sector; a provider's figure of a zone is their mean by hours."""

    rows: Mapping[str, Any]
    parts: Mapping[str, Mapping[int, tuple[float, float]]]

    # What was worked out already, by sectors: attackers weigh many plans.
    _known: dict[tuple[int, ...], Market] = field(default_factory=dict, compare=False, repr=False)

    def zones(self, plan: SectorPlan) -> Zones:
        """Return everywhere, and each zone of a plan, each by rising figure."""
        return {EVERYWHERE: self.of_sectors(tuple(range(SECTORS)))} | {zone: self.zone(plan, zone) for zone in ZONES}

    def zone(self, plan: SectorPlan, zone: str) -> Market:
        return self.of_sectors(tuple(sector for sector, name in enumerate(plan) if name == zone))

    def of_sectors(self, sectors: tuple[int, ...]) -> Market:
        """Return who works in any of these sectors, by rising figure."""
        if sectors not in self._known:
            found = ((row, self._figure(provider, sectors)) for provider, row in self.rows.items())
            there = [with_total(row, figure) for row, figure in found if figure is not None]
            self._known[sectors] = sorted(there, key=lambda row: (total_of(row), row.provider))
        return self._known[sectors]

    def _figure(self, provider: str, sectors: tuple[int, ...]) -> Decimal | None:
        parts = [self.parts[provider][sector] for sector in sectors if sector in self.parts[provider]]
        hours = sum(each for each, _ in parts)
        return Decimal(f"{sum(each * figure for each, figure in parts) / hours:.6f}") if parts else None

    def providers_in(self, sector: int) -> set[str]:
        return {provider for provider, parts in self.parts.items() if sector in parts}

    def owners_in(self, sector: int) -> set[str]:
        return {self.rows[provider].owner for provider in self.providers_in(sector)}


def sector_market(market: Market, rng: Random) -> SectorMarket:
    """Return a market whose providers work in some sectors each."""
    share = rng.uniform(*WORKS_THERE)
    parts = {}
    for row in market:
        there = [sector for sector in range(SECTORS) if rng.random() < share] or [rng.randrange(SECTORS)]
        total = float(total_of(row))
        parts[row.provider] = {each: (exp(rng.gauss(4, 0.8)), total * exp(rng.gauss(0, OF_A_SECTOR))) for each in there}
    return SectorMarket({row.provider: row for row in market}, parts)


def first_plan() -> SectorPlan:
    """Return zones of as many sectors each."""
    return tuple(ZONES[sector * len(ZONES) // SECTORS] for sector in range(SECTORS))


def moves(plan: SectorPlan) -> Iterator[SectorMove]:
    """Yield each move of a sector to another zone."""
    for sector, here in enumerate(plan):
        yield from (SectorMove(sector, here, there) for there in ZONES if there != here)


def moved(plan: SectorPlan, move: SectorMove) -> SectorPlan:
    return (*plan[: move.sector], move.there, *plan[move.sector + 1 :])
