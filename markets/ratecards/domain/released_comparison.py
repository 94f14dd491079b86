"""A rate card beside a release: how far each rate is from the released cost, and whether it carries the wage floor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.figure_words import gbp
from markets.ratecards.domain.card_comparison import PricedZone
from markets.ratecards.domain.card_lines import CardBasis, CardLine
from markets.ratecards.domain.market_rates import HOUR, MarketRates, VisitCost
from spreadsheets.decimals import rounded

HUNDRED = Decimal(100)
# Shares in per cent, up to which a rate is so far off: far below, below, about the same, above; beyond, far above.
BANDS = (Decimal(-10), Decimal(-2), Decimal(2), Decimal(10))
BAND_WORDS = ("more than 10 % below", "2 to 10 % below", "within 2 %", "2 to 10 % above", "more than 10 % above")
EVERY_ZONE = "every zone"
HEADS = (
    "Zone", "Minutes", "Day", "Careworkers", "Rate", "Released cost", "Rate less cost", "Rate less cost, %",
    "What the cost rests on", "Carries the wage floor from", "Wage floor",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RateBeside:
    """A rate with the released cost of the same, and the least rate that carries the wage floor; None is hidden."""

    line: CardLine
    cost: VisitCost
    floor: Decimal | None

    @property
    def zone(self) -> str:
        return self.line.zone or EVERY_ZONE

    @property
    def gap(self) -> Decimal | None:
        return None if self.cost.amount is None else self.line.rate - self.cost.amount

    @property
    def share(self) -> Decimal | None:
        return self.gap / self.cost.amount * HUNDRED if self.gap is not None and self.cost.amount else None

    @property
    def band(self) -> int | None:
        """Return how far the rate is off, from 0, far below, to 4, far above."""
        return None if self.share is None else sum(self.share > end for end in BANDS)

    @property
    def carries_floor(self) -> bool | None:
        return None if self.floor is None else self.line.rate >= self.floor

    @property
    def floor_words(self) -> str:
        return {None: "cannot be said", True: "carried", False: "not carried"}[self.carries_floor]

    @property
    def cells(self) -> tuple[str | int | Decimal | None, ...]:
        """Return the row as a file has it, in the order of ``HEADS``."""
        line, hidden = self.line, "hidden"
        known = (self.cost.amount, self.gap, self.share)
        amounts = (hidden if one is None else rounded(one) for one in known)
        floor = "cannot be said" if self.floor is None else rounded(self.floor)
        named = (self.zone, line.minutes or "any", line.day.value, line.careworkers, line.rate)
        return (*named, *amounts, self.cost.basis, floor, self.floor_words)


def beside_release(
    lines: Sequence[CardLine], basis: CardBasis, rates: MarketRates, floors: Mapping[str, PricedZone]
) -> list[RateBeside]:
    """Return each rate compared; ``floors`` are priced zones by their name in small letters, {} where it is hidden."""
    return [RateBeside(line, _cost(line, basis, rates), _floor(line, basis, floors)) for line in lines]


def _cost(line: CardLine, basis: CardBasis, rates: MarketRates) -> VisitCost:
    """Return the cost in the basis of the card; a second careworker is taken at the cost of the first."""
    if not line.minutes:
        found, hours = rates.of_hour(line.zone), Decimal(1)
    else:
        found = rates.of_visit(line.zone, line.minutes)
        hours = line.minutes / HOUR if basis is CardBasis.HOUR else Decimal(1)
    return found if found.amount is None else VisitCost(found.amount * line.careworkers / hours, found.basis)


def _floor(line: CardLine, basis: CardBasis, floors: Mapping[str, PricedZone]) -> Decimal | None:
    zone = floors.get(line.zone.casefold(), floors.get(""))
    return None if zone is None else zone.price(zone.floor, line, basis)


def beside_says(rows: Sequence[RateBeside]) -> str:
    """Return the answer in a sentence or two."""
    known = [(one.share, one) for one in rows if one.share is not None]
    below = [pair for pair in known if pair[0] < 0]
    said = f"Of {len(rows)} rates {len(below)} are below what was released"
    if below:
        share, most = min(below, key=lambda pair: pair[0])
        said += f", the most {most.line.words}: {gbp(most.line.rate)}, {-share:.1f} % less"
    short = sum(one.carries_floor is False for one in rows)
    hidden = len(rows) - len(known)
    unsaid = sum(one.carries_floor is None for one in rows)
    parts = [f"{said}.", f"{short} do not carry the wage floor." if unsaid < len(rows) else ""]
    parts += [f"{hidden} cannot be compared, as the release hides the cost." if hidden else ""]
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A line of the picture: one zone, day and number of careworkers, with a place for each length; None is empty."""

    label: str
    places: tuple[RateBeside | None, ...]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """All rates at a glance: ``lengths`` are its columns in words."""

    lengths: tuple[str, ...]
    rows: tuple[HeatRow, ...]


def heat_table(rows: Sequence[RateBeside]) -> HeatTable:
    """Return the rates by zone and day downwards, and by length across."""
    lengths = sorted({one.line.minutes or 0 for one in rows})
    places: dict[tuple[str, str, int], dict[int, RateBeside]] = {}
    for one in rows:
        place = (one.zone, one.line.day.value, one.line.careworkers)
        places.setdefault(place, {})[one.line.minutes or 0] = one
    return HeatTable(
        tuple(f"{k} minutes" if k else "any length" for k in lengths),
        tuple(HeatRow(_label(*place), tuple(found.get(k) for k in lengths)) for place, found in places.items()),
    )


def _label(zone: str, day: str, careworkers: int) -> str:
    people = ", two careworkers" if careworkers == 2 else ""
    return f"{zone}, {'any day' if day == 'any' else day}{people}"
