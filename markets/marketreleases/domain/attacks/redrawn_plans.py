"""Two plans of zones that differ by one sector, released one after the other, and the choice of the sector."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from markets.marketreleases.domain.attacks.gate_releases import ZoneFigures, publish_plan
from markets.marketreleases.domain.attacks.sector_markets import (
    SectorMarket,
    SectorMove,
    Zones,
    first_plan,
    moved,
    moves,
    sector_market,
)
from markets.marketreleases.domain.market_gate import MarketFigures
from reports.domain.attacks.markets import total_of
from reports.domain.attacks.outsiders import Releases
from reports.domain.attacks.scene import AttackScene, Market

FEW = 4
# Visits name their zones, so that a plan may have no name of its own; both ways are tried.
PLAN_NAMES = ("", "redrawn")
Choice = Callable[[SectorMarket, SectorMove], float | None]


@dataclass(frozen=True)
class Redrawn:
    """Both plans as they were released, and the zone under the second one in which the victim is looked for."""

    market: SectorMarket
    move: SectorMove
    zones: tuple[Zones, Zones]
    shown: tuple[ZoneFigures, ZoneFigures]
    releases: Releases
    scene: AttackScene
    victim: int

    @property
    def provider(self) -> str:
        return self.scene.market[self.victim].provider

    def figures(self, zone: str) -> tuple[MarketFigures | None, MarketFigures | None]:
        return self.shown[0].get(zone), self.shown[1].get(zone)


def redrawn(scene: AttackScene, rng: Random, choice: Choice) -> Redrawn | None:
    """Release both plans; the sector moved is that of the least choice."""
    market, plan = sector_market(scene.market, rng), first_plan()
    weighed = [(weight, move) for move in moves(plan) if (weight := choice(market, move)) is not None]
    if not weighed:
        return None
    _, move = min(weighed, key=lambda each: each[0])
    releases, name = scene.method.open(), PLAN_NAMES[not is_blank(rng)]
    zones = market.zones(plan), market.zones(moved(plan, move))
    shown = publish_plan(releases, zones[0], ""), publish_plan(releases, zones[1], name)
    inside = AttackScene(zones[1][move.there], scene.method)
    places = places_of(inside.market, market.providers_in(move.sector))
    victim = min(places, key=lambda place: abs(place - inside.middle))
    return Redrawn(market, move, zones, shown, releases, inside, victim)


def is_blank(rng: Random) -> bool:
    return rng.random() < 0.5


def fewest(market: SectorMarket, move: SectorMove) -> float | None:
    """Return how many owners work in a sector, and as a part of one how far from the middle the next newcomer comes."""
    here, after = market.providers_in(move.sector), market.zone(moved(first_plan(), move), move.there)
    new = here - {row.provider for row in market.zone(first_plan(), move.there)}
    off = min((abs(place - len(after) // 2) / len(after) for place in places_of(after, new)), default=0.9)
    return len(market.owners_in(move.sector)) + off if here else None


def just_enough(market: SectorMarket, move: SectorMove) -> float | None:
    owners = len(market.owners_in(move.sector))
    return owners if owners > FEW else None


def change_of_window(market: SectorMarket, move: SectorMove, scene: AttackScene) -> float | None:
    """Return how many others than the victim come into the middle of the zone or leave it; None if it does not."""
    if len(market.owners_in(move.sector)) <= FEW:
        return None
    plan = first_plan()
    before, after = (_middle(market.zone(each, move.there), scene) for each in (plan, moved(plan, move)))
    return float(len(before ^ after)) if before and after and before != after else None


def _middle(rows: Market, scene: AttackScene) -> set[tuple[str, Decimal]]:
    if len(rows) <= FEW:
        return set()
    window = scene.releases.window(len(rows))
    return {(row.provider, total_of(row)) for row in rows[window.start : window.stop]}


def places_of(market: Market, providers: set[str]) -> list[int]:
    return [place for place, row in enumerate(market) if row.provider in providers]
